//! Turns one line of source, comments and all, into tokens.

/// The smallest meaningful piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name: mnemonic, register, directive, symbol, `.local` or `Global.local`.
    Word(String),
    /// A number in any notation.
    Number(i32),
    /// A string, escapes already resolved.
    Text(String),
    /// An operator or a bracket.
    Sign(&'static str),
    /// A reference to an anonymous label: `:+` is 1, `:++` is 2, `:-` is -1.
    Anonymous(i32),
}

impl Token {
    /// Whether this is `word`, in any case.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        matches!(self, Token::Word(w) if w.eq_ignore_ascii_case(word))
    }

    pub(crate) fn is_sign(&self, sign: &str) -> bool {
        matches!(self, Token::Sign(s) if *s == sign)
    }

    /// The token as an error message names it.
    pub(crate) fn describe(&self) -> String {
        match self {
            Token::Word(w) => format!("`{w}`"),
            Token::Number(n) => format!("number {n}"),
            Token::Text(t) => format!("string \"{t}\""),
            Token::Sign(s) => format!("`{s}`"),
            Token::Anonymous(n) => format!("anonymous label reference ({n:+})"),
        }
    }
}

/// Longer signs come first, so that the first match is the longest.
const SIGNS: [&str; 33] = [
    "<<", ">>>", ">>", "<=", ">=", "==", "!=", "&&", "||", "**", "::", "+=", "-=", "*=", "/=", "+",
    "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">", "=", "(", ")", "[", "]", ",",
];

/// Splits `line` into tokens; what follows a `;` outside of a string is a comment.
pub(crate) fn tokenize(line: &str) -> Result<Vec<Token>, String> {
    let chars: Vec<char> = line.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        match c {
            ';' => break,
            c if c.is_whitespace() => at += 1,
            '"' => {
                let (text, end) = string(&chars, at + 1)?;
                tokens.push(Token::Text(text));
                at = end;
            }
            '0'..='9' => number(&chars, &mut at, 10, &mut tokens)?,
            '$' if next.is_some_and(|n| n.is_ascii_hexdigit()) => {
                at += 1;
                number(&chars, &mut at, 16, &mut tokens)?;
            }
            // `%` before a binary digit starts a number unless a number or bracket stands on its left.
            '%' if next.is_some_and(|n| n == '0' || n == '1') && !ends_value(tokens.last()) => {
                at += 1;
                number(&chars, &mut at, 2, &mut tokens)?;
            }
            '`' => {
                let (value, end) = graphics(&chars, at + 1)?;
                tokens.push(Token::Number(value));
                at = end;
            }
            ':' if matches!(next, Some('+' | '-')) => {
                let sign = next.unwrap_or('+');
                let count = chars[at + 1..].iter().take_while(|&&c| c == sign).count();
                let distance = count as i32;
                tokens.push(Token::Anonymous(if sign == '+' { distance } else { -distance }));
                at += 1 + count;
            }
            '@' => {
                tokens.push(Token::Word("@".into()));
                at += 1;
            }
            c if starts_word(c) => {
                let end = at + chars[at..].iter().take_while(|&&c| continues_word(c)).count();
                tokens.push(Token::Word(chars[at..end].iter().collect()));
                at = end;
            }
            _ => {
                let sign = SIGNS
                    .into_iter()
                    .find(|sign| {
                        sign.chars().enumerate().all(|(i, s)| chars.get(at + i) == Some(&s))
                    })
                    .or((c == ':').then_some(":"))
                    .ok_or_else(|| format!("unexpected character `{c}`"))?;
                tokens.push(Token::Sign(sign));
                at += sign.len();
            }
        }
    }
    Ok(tokens)
}

fn starts_word(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || c == '.'
}

fn continues_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '#' | '@')
}

fn ends_value(token: Option<&Token>) -> bool {
    match token {
        Some(Token::Number(_) | Token::Text(_)) => true,
        Some(Token::Sign(sign)) => matches!(*sign, ")" | "]"),
        Some(Token::Word(_) | Token::Anonymous(_)) | None => false,
    }
}

/// Reads digits of `radix` from `at`; underscores may group them.
fn number(
    chars: &[char],
    at: &mut usize,
    radix: u32,
    tokens: &mut Vec<Token>,
) -> Result<(), String> {
    let start = *at;
    let mut value: u64 = 0;
    while let Some(&c) = chars.get(*at) {
        if c != '_' {
            let Some(digit) = c.to_digit(radix) else { break };
            value = value * u64::from(radix) + u64::from(digit);
            if value > u64::from(u32::MAX) {
                let text: String = chars[start..=*at].iter().collect();
                return Err(format!("number {text}… does not fit in 32 bits"));
            }
        }
        *at += 1;
    }
    if let Some(c) = chars.get(*at).filter(|&&c| c.is_ascii_alphanumeric()) {
        return Err(format!("`{c}` is no digit of a number in base {radix}"));
    }
    tokens.push(Token::Number(value as u32 as i32));
    Ok(())
}

/// Eight pixels of shades 0 to 3 as two bit planes, low plane in the low byte: `` `01233210 ``.
fn graphics(chars: &[char], start: usize) -> Result<(i32, usize), String> {
    let (mut low, mut high) = (0_i32, 0_i32);
    let digits: Vec<i32> =
        chars[start..].iter().map_while(|c| c.to_digit(4)).map(|d| d as i32).collect();
    if digits.is_empty() || digits.len() > 8 {
        return Err(format!("a graphics constant has 1 to 8 pixels, found {}", digits.len()));
    }
    for digit in &digits {
        low = low << 1 | digit & 1;
        high = high << 1 | digit >> 1;
    }
    Ok((high << 8 | low, start + digits.len()))
}

/// Reads a string's characters up to its closing quote.
fn string(chars: &[char], start: usize) -> Result<(String, usize), String> {
    let mut text = String::new();
    let mut at = start;
    loop {
        let c = *chars.get(at).ok_or("string without its closing quote")?;
        at += 1;
        match c {
            '"' => return Ok((text, at)),
            '\\' => {
                let escaped = *chars.get(at).ok_or("string ends in a lone backslash")?;
                at += 1;
                text.push(match escaped {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '0' => '\0',
                    '"' | '\\' | '{' | '}' | '\'' | ',' => escaped,
                    other => return Err(format!("unknown escape `\\{other}` in a string")),
                });
            }
            other => text.push(other),
        }
    }
}
