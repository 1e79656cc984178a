//! Reads the text of an input script.

use std::fmt;

use edgeboy_core::Buttons;

use super::{NAMES, Press};

/// A text is no input script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What should stand there.
    pub expected: Expected,
    /// What stands there; empty at the end of a line.
    pub found: String,
}

/// What a script needs at the place of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// The frame in which an entry begins.
    Frame,
    /// The `:` between frame and buttons.
    Colon,
    /// A button's name.
    Button,
    /// For how many frames the buttons are held.
    Length,
    /// The end of an entry, or something that may go on with it.
    EndOfEntry,
    /// The end of a text that names buttons only, or another one.
    EndOfButtons,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expected::Frame => write!(f, "a frame number from 0 to {}", u32::MAX),
            Expected::Colon => f.write_str("`:` after the frame number"),
            Expected::Button => {
                let names: Vec<&str> = NAMES.iter().map(|&(name, _)| name).collect();
                write!(f, "a button ({})", names.join(", "))
            }
            Expected::Length => write!(f, "a number of frames from 1 to {}", u32::MAX),
            Expected::EndOfEntry => f.write_str("`,`, `&`, `+` or the end of the line"),
            Expected::EndOfButtons => f.write_str("`&` or the end"),
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ParseError { line, column, expected, found } = self;
        write!(f, "line {line}, column {column}: expected {expected}, found ")?;
        if found.is_empty() { f.write_str("the end of the line") } else { write!(f, "`{found}`") }
    }
}

impl std::error::Error for ParseError {}

/// The entries of a script.
pub(super) fn presses(text: &str) -> Result<Vec<Press>, ParseError> {
    let mut presses = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let code = line.split('#').next().unwrap_or_default();
        let mut reader = Reader { line: number, code, at: 0 };
        while !reader.at_end() {
            presses.push(reader.entry()?);
        }
    }
    Ok(presses)
}

/// The buttons that `text` names.
pub(super) fn buttons(text: &str) -> Result<Buttons, ParseError> {
    let mut reader = Reader { line: 1, code: text, at: 0 };
    let buttons = reader.buttons()?;
    if reader.at_end() { Ok(buttons) } else { Err(reader.error(Expected::EndOfButtons)) }
}

/// Reads one line from left to right.
struct Reader<'a> {
    line: usize,
    code: &'a str,
    /// The next byte.
    at: usize,
}

impl<'a> Reader<'a> {
    fn entry(&mut self) -> Result<Press, ParseError> {
        let frame = self.number(Expected::Frame)?;
        if !self.take(':') {
            return Err(self.error(Expected::Colon));
        }
        let buttons = self.buttons()?;
        let mut frames = Press::DEFAULT_FRAMES;
        if self.take('+') {
            let start = self.skip_space();
            frames = self.number(Expected::Length)?;
            if frames == 0 {
                self.at = start;
                return Err(self.error(Expected::Length));
            }
        }
        if !self.take(',') && !self.at_end() {
            return Err(self.error(Expected::EndOfEntry));
        }
        Ok(Press { frame, buttons, frames })
    }

    fn buttons(&mut self) -> Result<Buttons, ParseError> {
        let mut buttons = self.button()?;
        while self.take('&') {
            buttons |= self.button()?;
        }
        Ok(buttons)
    }

    fn number(&mut self, expected: Expected) -> Result<u32, ParseError> {
        let word = self.peek_word();
        // `parse` alone would also take a sign.
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let number = if digits { word.parse().ok() } else { None };
        let number = number.ok_or_else(|| self.error(expected))?;
        self.at += word.len();
        Ok(number)
    }

    fn button(&mut self) -> Result<Buttons, ParseError> {
        let word = self.peek_word();
        let known = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        let &(_, button) = known.ok_or_else(|| self.error(Expected::Button))?;
        self.at += word.len();
        Ok(button)
    }

    /// Takes a sign if it comes next.
    fn take(&mut self, sign: char) -> bool {
        self.skip_space();
        let comes = self.code[self.at..].starts_with(sign);
        if comes {
            self.at += sign.len_utf8();
        }
        comes
    }

    fn at_end(&mut self) -> bool {
        self.skip_space() == self.code.len()
    }

    fn skip_space(&mut self) -> usize {
        self.at = self.code.len() - self.code[self.at..].trim_start().len();
        self.at
    }

    /// The letters and digits that come next.
    fn peek_word(&mut self) -> &'a str {
        self.skip_space();
        let rest = &self.code[self.at..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        &rest[..end]
    }

    /// An error about what comes next: a word, or else one character.
    fn error(&mut self, expected: Expected) -> ParseError {
        let word = self.peek_word();
        let found = match self.code[self.at..].chars().next() {
            Some(sign) if word.is_empty() => sign.to_string(),
            _ => word.to_owned(),
        };
        let column = self.code[..self.at].chars().count() + 1;
        ParseError { line: self.line, column, expected, found }
    }
}
