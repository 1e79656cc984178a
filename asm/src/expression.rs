//! Expressions: parsing with precedence, and evaluation before or after sections have addresses.

use crate::lexer::Token;
use std::rc::Rc;

/// Operators in one expression, so that no source can exhaust the stack.
const MAX_DEPTH: usize = 200;

/// The index of a section in the order of appearance.
pub(crate) type SectionId = usize;

/// What a symbol or an expression is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value {
    /// A plain number.
    Constant(i32),
    /// A distance from the start of a section whose address may not be known yet.
    Relative(SectionId, i32),
}

/// A parsed expression, names already made global.
#[derive(Debug, Clone)]
pub(crate) enum Expr {
    Value(Value),
    Symbol(Rc<str>),
    Unary(&'static str, Box<Expr>),
    Binary(&'static str, Box<Expr>, Box<Expr>),
    Bank(Box<Expr>),
    SectionInfo(Info, Rc<str>),
}

/// What is asked of a section that is named by a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Info {
    Bank,
    Start,
    Size,
}

/// What an expression asks of the assembler while it is parsed.
pub(crate) trait ParseContext {
    /// Turns `.local` into `Global.local`.
    fn full_name(&self, name: &str) -> Result<String, String>;
    /// The value of a constant, or of a variable as it is now.
    fn immediate(&self, full_name: &str) -> Option<Value>;
    fn is_defined(&self, full_name: &str) -> bool;
    /// The address of the current instruction or datum.
    fn here(&self) -> Result<Value, String>;
    /// The name of the anonymous label that lies `distance` labels away.
    fn anonymous(&self, distance: i32) -> Result<String, String>;
    /// A string as a number, by the character map.
    fn text_value(&self, text: &str) -> Result<i32, String>;
    /// The bytes of a string, by the character map.
    fn text_length(&self, text: &str) -> usize;
}

/// What an expression asks when it is evaluated.
pub(crate) trait Resolver {
    fn symbol(&self, name: &str) -> Result<Value, String>;
    /// The address of a section's start, when it is known.
    fn base(&self, section: SectionId) -> Option<i32>;
    fn bank(&self, section: SectionId) -> Option<i32>;
    fn section_info(&self, info: Info, name: &str) -> Result<i32, String>;
}

/// A cursor over the tokens of a line.
pub(crate) struct Tokens<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(tokens: &'a [Token]) -> Tokens<'a> {
        Tokens { tokens, at: 0 }
    }

    pub(crate) fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    pub(crate) fn peek_at(&self, distance: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + distance)
    }

    pub(crate) fn next(&mut self) -> Option<&'a Token> {
        let token = self.tokens.get(self.at);
        self.at += usize::from(token.is_some());
        token
    }

    pub(crate) fn take_sign(&mut self, sign: &str) -> bool {
        let found = self.peek().is_some_and(|t| t.is_sign(sign));
        self.at += usize::from(found);
        found
    }

    pub(crate) fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|t| t.is_word(word));
        self.at += usize::from(found);
        found
    }

    pub(crate) fn expect_sign(&mut self, sign: &str) -> Result<(), String> {
        if self.take_sign(sign) {
            return Ok(());
        }
        Err(format!("expected `{sign}`, found {}", self.describe_next()))
    }

    pub(crate) fn expect_end(&self) -> Result<(), String> {
        match self.peek() {
            None => Ok(()),
            Some(token) => Err(format!("unexpected {} after the end", token.describe())),
        }
    }

    pub(crate) fn expect_name(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(Token::Word(word)) => {
                self.at += 1;
                Ok(word.clone())
            }
            _ => Err(format!("expected a name, found {}", self.describe_next())),
        }
    }

    pub(crate) fn expect_text(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(Token::Text(text)) => {
                self.at += 1;
                Ok(text.clone())
            }
            _ => Err(format!("expected a string, found {}", self.describe_next())),
        }
    }

    pub(crate) fn describe_next(&self) -> String {
        self.peek().map_or_else(|| "the end of the line".into(), Token::describe)
    }
}

/// How strongly a binary operator binds; RGBDS's order.
fn precedence(token: &Token) -> Option<(&'static str, u8)> {
    let Token::Sign(sign) = token else { return None };
    let level = match *sign {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => 3,
        "+" | "-" => 4,
        "&" | "|" | "^" => 5,
        "<<" | ">>" | ">>>" => 6,
        "*" | "/" | "%" => 7,
        "**" => 9,
        _ => return None,
    };
    Some((sign, level))
}

/// Reads one expression from `tokens`.
pub(crate) fn parse(tokens: &mut Tokens<'_>, cx: &dyn ParseContext) -> Result<Expr, String> {
    let mut depth = 0;
    binary(tokens, cx, 0, &mut depth)
}

fn binary(
    tokens: &mut Tokens<'_>,
    cx: &dyn ParseContext,
    min: u8,
    depth: &mut usize,
) -> Result<Expr, String> {
    let mut left = unary(tokens, cx, depth)?;
    while let Some((op, level)) = tokens.peek().and_then(precedence) {
        if level < min {
            break;
        }
        deeper(depth)?;
        tokens.next();
        let right = binary(tokens, cx, if op == "**" { level } else { level + 1 }, depth)?;
        left = match (&left, &right) {
            (Expr::Value(a), Expr::Value(b)) => match apply(op, *a, *b, &|_| None) {
                Ok(value) => Expr::Value(value),
                Err(Failure::Unknown) => Expr::Binary(op, Box::new(left), Box::new(right)),
                Err(Failure::Wrong(message)) => return Err(message),
            },
            _ => Expr::Binary(op, Box::new(left), Box::new(right)),
        };
    }
    Ok(left)
}

fn deeper(depth: &mut usize) -> Result<(), String> {
    *depth += 1;
    if *depth > MAX_DEPTH {
        return Err(format!("an expression may have {MAX_DEPTH} operators at most"));
    }
    Ok(())
}

fn unary(
    tokens: &mut Tokens<'_>,
    cx: &dyn ParseContext,
    depth: &mut usize,
) -> Result<Expr, String> {
    deeper(depth)?;
    for op in ["-", "+", "~", "!"] {
        if tokens.take_sign(op) {
            // Unary operators bind tighter than all but `**`.
            let operand = binary(tokens, cx, 8, depth)?;
            return Ok(Expr::Unary(op, Box::new(operand)));
        }
    }
    if tokens.take_sign("(") {
        let inner = binary(tokens, cx, 0, depth)?;
        tokens.expect_sign(")")?;
        return Ok(inner);
    }
    match tokens.next() {
        Some(Token::Number(n)) => Ok(Expr::Value(Value::Constant(*n))),
        Some(Token::Text(text)) => Ok(Expr::Value(Value::Constant(cx.text_value(text)?))),
        Some(Token::Anonymous(n)) => Ok(Expr::Symbol(cx.anonymous(*n)?.into())),
        Some(Token::Word(word)) if word == "@" => Ok(Expr::Value(cx.here()?)),
        Some(Token::Word(word)) => {
            if tokens.peek().is_some_and(|t| t.is_sign("(")) {
                return function(word, tokens, cx, depth);
            }
            let name = cx.full_name(word)?;
            Ok(cx.immediate(&name).map_or_else(|| Expr::Symbol(name.into()), Expr::Value))
        }
        Some(token) => Err(format!("expected a value, found {}", token.describe())),
        None => Err("expected a value, found the end of the line".into()),
    }
}

fn function(
    name: &str,
    tokens: &mut Tokens<'_>,
    cx: &dyn ParseContext,
    depth: &mut usize,
) -> Result<Expr, String> {
    tokens.expect_sign("(")?;
    let constant = |n: i32| Expr::Value(Value::Constant(n));
    let result = match name.to_ascii_uppercase().as_str() {
        "HIGH" => Expr::Unary("HIGH", Box::new(binary(tokens, cx, 0, depth)?)),
        "LOW" => Expr::Unary("LOW", Box::new(binary(tokens, cx, 0, depth)?)),
        "BANK" => match tokens.peek() {
            Some(Token::Text(_)) => Expr::SectionInfo(Info::Bank, tokens.expect_text()?.into()),
            _ => Expr::Bank(Box::new(binary(tokens, cx, 0, depth)?)),
        },
        "SIZEOF" => Expr::SectionInfo(Info::Size, tokens.expect_text()?.into()),
        "STARTOF" => Expr::SectionInfo(Info::Start, tokens.expect_text()?.into()),
        "STRLEN" => constant(tokens.expect_text()?.chars().count() as i32),
        "CHARLEN" => constant(cx.text_length(&tokens.expect_text()?) as i32),
        "DEF" => {
            let name = cx.full_name(&tokens.expect_name()?)?;
            constant(i32::from(cx.is_defined(&name)))
        }
        _ => return Err(format!("unknown function `{name}`")),
    };
    tokens.expect_sign(")")?;
    Ok(result)
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It needs the address of a section, which is not known yet.
    Unknown,
    /// It never will have one.
    Wrong(String),
}

impl Failure {
    /// The message for a place that needs a value now.
    pub(crate) fn message(self) -> String {
        match self {
            Failure::Unknown => "the value must be known here, but depends on an address that \
                                 is given only when all is placed"
                .into(),
            Failure::Wrong(message) => message,
        }
    }
}

impl Expr {
    /// The value as far as `resolver` knows.
    pub(crate) fn evaluate(&self, resolver: &dyn Resolver) -> Result<Value, Failure> {
        match self {
            Expr::Value(value) => Ok(settle(*value, resolver)),
            Expr::Symbol(name) => {
                resolver.symbol(name).map(|v| settle(v, resolver)).map_err(Failure::Wrong)
            }
            Expr::Unary(op, operand) => {
                let Value::Constant(n) = operand.evaluate(resolver)? else {
                    return Err(Failure::Unknown);
                };
                Ok(Value::Constant(match *op {
                    "-" => n.wrapping_neg(),
                    "~" => !n,
                    "!" => i32::from(n == 0),
                    "HIGH" => n >> 8 & 0xff,
                    "LOW" => n & 0xff,
                    _ => n,
                }))
            }
            Expr::Binary(op, left, right) => {
                let (left, right) = (left.evaluate(resolver)?, right.evaluate(resolver)?);
                apply(op, left, right, &|section| resolver.base(section))
            }
            Expr::Bank(operand) => bank(operand, resolver),
            Expr::SectionInfo(info, name) => {
                resolver.section_info(*info, name).map(Value::Constant).map_err(Failure::Wrong)
            }
        }
    }

    /// The value as a number that must be known now.
    pub(crate) fn constant(&self, resolver: &dyn Resolver) -> Result<i32, String> {
        match self.evaluate(resolver) {
            Ok(Value::Constant(n)) => Ok(n),
            Ok(Value::Relative(..)) => Err(Failure::Unknown.message()),
            Err(failure) => Err(failure.message()),
        }
    }
}

/// The bank of the label that `operand` is.
fn bank(operand: &Expr, resolver: &dyn Resolver) -> Result<Value, Failure> {
    let value = match operand {
        Expr::Value(value) => *value,
        Expr::Symbol(name) => resolver.symbol(name).map_err(Failure::Wrong)?,
        _ => return Err(Failure::Wrong("BANK() takes a label, `@` or a section's name".into())),
    };
    match value {
        Value::Relative(section, _) => {
            resolver.bank(section).map(Value::Constant).ok_or(Failure::Unknown)
        }
        Value::Constant(_) => Err(Failure::Wrong("a number is in no bank".into())),
    }
}

fn settle(value: Value, resolver: &dyn Resolver) -> Value {
    match value {
        Value::Relative(section, offset) => {
            resolver.base(section).map_or(value, |base| Value::Constant(base + offset))
        }
        Value::Constant(_) => value,
    }
}

/// A binary operator; distances within one section are constants whatever its address.
fn apply(
    op: &str,
    left: Value,
    right: Value,
    base: &dyn Fn(SectionId) -> Option<i32>,
) -> Result<Value, Failure> {
    let (a, b) = match (left, right) {
        (Value::Constant(a), Value::Constant(b)) => (a, b),
        (Value::Relative(s, a), Value::Relative(t, b))
            if s == t && matches!(op, "-" | "==" | "!=" | "<" | ">" | "<=" | ">=") =>
        {
            (a, b)
        }
        (Value::Relative(s, a), Value::Constant(b)) if base(s).is_none() => match op {
            "+" => return Ok(Value::Relative(s, a.wrapping_add(b))),
            "-" => return Ok(Value::Relative(s, a.wrapping_sub(b))),
            _ => return Err(Failure::Unknown),
        },
        (Value::Constant(a), Value::Relative(s, b)) if op == "+" && base(s).is_none() => {
            return Ok(Value::Relative(s, a.wrapping_add(b)));
        }
        _ => return Err(Failure::Unknown),
    };
    let wrong = |message: &str| Err(Failure::Wrong(message.into()));
    Ok(Value::Constant(match op {
        "||" => i32::from(a != 0 || b != 0),
        "&&" => i32::from(a != 0 && b != 0),
        "==" => i32::from(a == b),
        "!=" => i32::from(a != b),
        "<" => i32::from(a < b),
        ">" => i32::from(a > b),
        "<=" => i32::from(a <= b),
        ">=" => i32::from(a >= b),
        "+" => a.wrapping_add(b),
        "-" => a.wrapping_sub(b),
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        "<<" | ">>" | ">>>" => {
            let Ok(count @ 0..=31) = u32::try_from(b) else {
                return wrong("a shift is by 0 to 31 bits");
            };
            match op {
                "<<" => a << count,
                ">>" => a >> count,
                _ => (a as u32 >> count) as i32,
            }
        }
        "*" => a.wrapping_mul(b),
        // Division rounds towards minus infinity, so that the remainder has the divisor's sign.
        "/" | "%" if b == 0 => return wrong("division by zero"),
        "/" => {
            let quotient = a.wrapping_div(b);
            let inexact = a.wrapping_rem(b) != 0;
            quotient - i32::from(inexact && ((a < 0) != (b < 0)))
        }
        "%" => {
            let remainder = a.wrapping_rem(b);
            if remainder != 0 && ((remainder < 0) != (b < 0)) { remainder + b } else { remainder }
        }
        "**" => {
            let Ok(exponent) = u32::try_from(b) else {
                return wrong("a power's exponent is not negative");
            };
            a.wrapping_pow(exponent)
        }
        _ => return Err(Failure::Wrong(format!("unknown operator `{op}`"))),
    }))
}
