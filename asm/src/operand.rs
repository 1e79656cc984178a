//! The operands of instructions: registers, conditions, memory and expressions.

use crate::expression::{Expr, ParseContext, Tokens, parse};
use crate::lexer::Token;

/// One operand.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    /// `b c d e h l [hl] a`, by their number in opcodes. `c` may also mean the carry condition.
    R8(u8),
    /// `bc de hl sp`, by their number in opcodes.
    R16(u8),
    /// `af`, which only `push` and `pop` know.
    Af,
    /// `nz z nc`, by their number in opcodes.
    Condition(u8),
    /// `[bc] [de] [hl+] [hl-]`, by their number in opcodes.
    Indirect(u8),
    /// `[c]`, which is the I/O page's register `c`.
    IoC,
    /// `[expression]`.
    Memory(Expr),
    /// `sp + expression`.
    SpOffset(Expr),
    /// An expression.
    Value(Expr),
}

const R8: [&str; 8] = ["b", "c", "d", "e", "h", "l", "", "a"];
const R16: [&str; 4] = ["bc", "de", "hl", "sp"];
const CONDITIONS: [&str; 3] = ["nz", "z", "nc"];

/// Whether `word` is a register or condition and so cannot name a symbol.
pub(crate) fn is_reserved(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["af", "hli", "hld"].contains(&word.as_str())
        || [R8.as_slice(), &R16, &CONDITIONS].iter().any(|names| names.contains(&word.as_str()))
}

/// Reads the operands of an instruction to the end of the line.
pub(crate) fn parse_all(
    tokens: &mut Tokens<'_>,
    cx: &dyn ParseContext,
) -> Result<Vec<Operand>, String> {
    let mut operands = Vec::new();
    if tokens.peek().is_none() {
        return Ok(operands);
    }
    loop {
        operands.push(operand(tokens, cx)?);
        if !tokens.take_sign(",") {
            break;
        }
    }
    tokens.expect_end()?;
    Ok(operands)
}

fn operand(tokens: &mut Tokens<'_>, cx: &dyn ParseContext) -> Result<Operand, String> {
    if tokens.take_sign("[") {
        let operand = match indirect(tokens)? {
            Some(operand) => operand,
            None => Operand::Memory(parse(tokens, cx)?),
        };
        tokens.expect_sign("]")?;
        return Ok(operand);
    }
    if let Some(Token::Word(word)) = tokens.peek() {
        let word = word.to_ascii_lowercase();
        let found = number_in(&R8, &word)
            .map(Operand::R8)
            .or_else(|| number_in(&R16, &word).map(Operand::R16))
            .or_else(|| number_in(&CONDITIONS, &word).map(Operand::Condition))
            .or_else(|| (word == "af").then_some(Operand::Af));
        if let Some(found) = found {
            tokens.next();
            if word == "sp" {
                // `sp + e` and `sp - e`: the sign belongs to the expression.
                if tokens.take_sign("+") || tokens.peek().is_some_and(|t| t.is_sign("-")) {
                    return Ok(Operand::SpOffset(parse(tokens, cx)?));
                }
            }
            return Ok(found);
        }
    }
    Ok(Operand::Value(parse(tokens, cx)?))
}

/// What stands in brackets, when it is a register.
fn indirect(tokens: &mut Tokens<'_>) -> Result<Option<Operand>, String> {
    let is_c = |token: Option<&Token>| token.is_some_and(|t| t.is_word("c"));
    if tokens.peek() == Some(&Token::Number(0xFF00))
        && tokens.peek_at(1).is_some_and(|t| t.is_sign("+"))
        && is_c(tokens.peek_at(2))
    {
        tokens.next();
        tokens.next();
        tokens.next();
        return Ok(Some(Operand::IoC));
    }
    let Some(Token::Word(word)) = tokens.peek() else { return Ok(None) };
    let operand = match word.to_ascii_lowercase().as_str() {
        "bc" => Operand::Indirect(0),
        "de" => Operand::Indirect(1),
        "hli" => Operand::Indirect(2),
        "hld" => Operand::Indirect(3),
        "c" => Operand::IoC,
        "hl" => {
            tokens.next();
            return Ok(Some(if tokens.take_sign("+") {
                Operand::Indirect(2)
            } else if tokens.take_sign("-") {
                Operand::Indirect(3)
            } else {
                Operand::R8(6)
            }));
        }
        other if is_reserved(other) => return Err(format!("`[{other}]` is no operand")),
        _ => return Ok(None),
    };
    tokens.next();
    Ok(Some(operand))
}

fn number_in(names: &[&str], word: &str) -> Option<u8> {
    names.iter().position(|name| *name == word).map(|i| i as u8)
}
