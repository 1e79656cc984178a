//! What is neither an instruction nor a macro: sections, data, definitions, conditions, repetitions.

use crate::assembler::{Assembler, Symbol};
use crate::charmap::Charmap;
use crate::error::Warning;
use crate::expression::{Expr, Failure, ParseContext, Tokens, Value, parse};
use crate::instruction::Patch;
use crate::lexer::{Token, tokenize};
use crate::operand::is_reserved;
use crate::section::{Kind, Section};
use crate::source::{Counter, FrameKind, Next};
use std::rc::Rc;

/// How often a repetition may run.
const MAX_REPEAT: i32 = 1_000_000;

impl Assembler<'_> {
    /// Obeys a directive, whose name (in capitals) is already taken from `tokens`.
    pub(crate) fn directive(&mut self, name: &str, tokens: &mut Tokens<'_>) -> Result<(), String> {
        match name {
            "SECTION" => self.open_section(tokens)?,
            "PUSHS" => {
                self.pushed.push((self.current, self.scope.take()));
                self.current = None;
            }
            "POPS" => {
                (self.current, self.scope) = self.pushed.pop().ok_or("POPS without its PUSHS")?;
            }
            "DB" => self.data(tokens, Patch::Byte)?,
            "DW" => self.data(tokens, Patch::Word)?,
            "DS" => self.space(tokens)?,
            "DEF" => self.define(tokens)?,
            "REDEF" => {
                if let Some(Token::Word(name)) = tokens.peek() {
                    let name = self.full_name(name)?;
                    self.symbols.remove(&name);
                }
                self.define(tokens)?;
            }
            "PURGE" => {
                let name = self.full_name(&tokens.expect_name()?)?;
                self.symbols.remove(&name).ok_or_else(|| format!("`{name}` is not defined"))?;
            }
            // All symbols are visible everywhere.
            "EXPORT" | "GLOBAL" => while tokens.next().is_some() {},
            "INCLUDE" => {
                let path = tokens.expect_text()?;
                self.include(&path)?;
            }
            "INCBIN" => self.binary_file(tokens)?,
            "CHARMAP" => {
                let text = tokens.expect_text()?;
                tokens.expect_sign(",")?;
                let value = self.constant(tokens)?;
                let value = u8::try_from(value)
                    .map_err(|_| format!("a character is 0 to 255, found {value}"))?;
                let map = self.charmaps.entry(self.charmap.clone()).or_default();
                map.insert(text, value)?;
            }
            "NEWCHARMAP" => {
                let name = tokens.expect_name()?;
                if self.charmaps.insert(name.clone(), Charmap::default()).is_some() {
                    return Err(format!("character map `{name}` is already defined"));
                }
                self.charmap = name;
            }
            "SETCHARMAP" => {
                let name = tokens.expect_name()?;
                if !self.charmaps.contains_key(&name) {
                    return Err(format!("there is no character map `{name}`"));
                }
                self.charmap = name;
            }
            "RSRESET" => self.rs = 0,
            "RSSET" => self.rs = self.constant(tokens)?,
            "IF" => {
                self.source.open_if();
                if self.constant(tokens)? == 0 {
                    self.source.skip_if(true)?;
                    self.enter_branch()?;
                    return Ok(());
                }
            }
            // Reached from the branch above, which is done.
            "ELIF" | "ELSE" => {
                self.source.skip_if(false)?;
                return Ok(());
            }
            "ENDC" => self.source.close_if()?,
            "MACRO" => {
                let name = tokens.expect_name()?;
                let block = self.source.take_block(&["MACRO"], "ENDM")?;
                if self.macros.insert(name.clone(), block).is_some() {
                    return Err(format!("macro `{name}` is already defined"));
                }
            }
            "SHIFT" => self.source.shift()?,
            "REPT" => {
                let count = self.constant(tokens)?;
                self.repeat(count, None)?;
            }
            "FOR" => self.count(tokens)?,
            "BREAK" => {
                self.source.break_repeat()?;
            }
            "ASSERT" | "STATIC_ASSERT" => self.assert(tokens)?,
            "WARN" => {
                let message = tokens.expect_text()?;
                let location = (*self.location).clone();
                self.warnings.push(Warning { location, message });
            }
            "FAIL" => return Err(tokens.expect_text()?),
            "ENDM" | "ENDR" => return Err(format!("{name} without its beginning")),
            _ => return Err(format!("`{name}` is no instruction, directive or macro")),
        }
        tokens.expect_end()
    }

    /// After a false condition: obeys the next `ELIF`, `ELSE` or `ENDC`, before which the source stands.
    fn enter_branch(&mut self) -> Result<(), String> {
        loop {
            let Next::Line(line) = self.source.next()? else {
                return Err("IF without its ENDC".into());
            };
            self.location = Rc::new(self.source.location(&line, &line.text));
            let text = self.source.expand(&line.text, &|_| Ok("0".into()))?;
            let tokens = tokenize(&text)?;
            let mut tokens = Tokens::new(&tokens);
            if tokens.take_word("ENDC") {
                return self.source.close_if();
            }
            if tokens.take_word("ELSE") {
                return tokens.expect_end();
            }
            if tokens.take_word("ELIF") && self.constant(&mut tokens)? != 0 {
                return tokens.expect_end();
            }
            self.source.skip_if(true)?;
        }
    }

    fn open_section(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let name = tokens.expect_text()?;
        tokens.expect_sign(",")?;
        let word = tokens.expect_name()?;
        let kind = Kind::from_name(&word).ok_or_else(|| format!("unknown region `{word}`"))?;
        let (low, size) = kind.range();
        let mut address = None;
        if tokens.take_sign("[") {
            let value = self.constant(tokens)?;
            tokens.expect_sign("]")?;
            let inside = usize::try_from(value).ok().filter(|v| (low..low + size).contains(v));
            address = Some(inside.ok_or_else(|| {
                let high = low + size - 1;
                format!("{} is ${low:04X} to ${high:04X}, found ${value:X}", kind.name())
            })?);
        }
        let (mut bank, mut alignment) = (None, 1);
        while tokens.take_sign(",") {
            let attribute = tokens.expect_name()?.to_ascii_uppercase();
            tokens.expect_sign("[")?;
            let value = self.constant(tokens)?;
            tokens.expect_sign("]")?;
            match attribute.as_str() {
                "BANK" => {
                    let (first, last) = kind.banks();
                    let found = usize::try_from(value).ok().filter(|b| (first..=last).contains(b));
                    bank = Some(found.ok_or_else(|| {
                        format!("{} has banks {first} to {last}, found {value}", kind.name())
                    })?);
                }
                "ALIGN" => alignment = alignment_of(value)?,
                _ => return Err(format!("unknown attribute `{attribute}` of a section")),
            }
        }
        if kind.banks().0 == kind.banks().1 {
            bank = Some(kind.banks().0);
        }
        self.scope = None;
        let same = self.sections.iter().position(|s| *s.name == *name);
        if let Some(id) = same {
            let old = &self.sections[id];
            if old.kind != kind || address.is_some() || (bank.is_some() && bank != old.bank) {
                return Err(format!("section \"{name}\" is already defined elsewhere"));
            }
            self.current = Some(id);
            return Ok(());
        }
        self.sections.push(Section {
            name: name.into(),
            kind,
            address,
            bank,
            alignment,
            bytes: Vec::new(),
            size: 0,
            holes: Vec::new(),
            location: Rc::clone(&self.location),
        });
        self.current = Some(self.sections.len() - 1);
        Ok(())
    }

    /// `DB` and `DW`.
    fn data(&mut self, tokens: &mut Tokens<'_>, patch: Patch) -> Result<(), String> {
        let width = if patch == Patch::Word { 2 } else { 1 };
        if tokens.peek().is_none() {
            // Without a value it reserves one place, for RAM.
            return self.fill(width, 0);
        }
        loop {
            let alone = tokens.peek_at(1).is_none_or(|t| t.is_sign(","));
            if let (Some(Token::Text(text)), true) = (tokens.peek(), alone) {
                tokens.next();
                for byte in self.map().encode(text) {
                    self.emit(&[byte, 0][..width])?;
                }
            } else {
                let value = parse(tokens, self)?;
                let start = self.emit(&[0, 0][..width])?;
                self.hole(start, patch, value)?;
            }
            if !tokens.take_sign(",") {
                return Ok(());
            }
        }
    }

    fn fill(&mut self, count: usize, byte: u8) -> Result<(), String> {
        let rom = self.section()?.kind.is_rom();
        self.reserve(count)?;
        if rom {
            let section = self.section()?;
            section.bytes.resize(section.size, byte);
        }
        Ok(())
    }

    fn space(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let count = if tokens.take_word("ALIGN") {
            tokens.expect_sign("[")?;
            let alignment = alignment_of(self.constant(tokens)?)?;
            tokens.expect_sign("]")?;
            let section = self.section()?;
            if section.address.is_none() {
                section.alignment = section.alignment.max(alignment);
            }
            let at = section.address.unwrap_or(0) + section.size;
            at.next_multiple_of(alignment) - at
        } else {
            let count = self.constant(tokens)?;
            usize::try_from(count).map_err(|_| format!("DS reserves 0 or more, found {count}"))?
        };
        let byte = if tokens.take_sign(",") { self.constant(tokens)? } else { 0 };
        let byte = in_byte(byte)?;
        self.fill(count, byte)
    }

    /// `NAME EQU value` and its relatives, after an optional `DEF`.
    pub(crate) fn define(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let word = tokens.expect_name()?;
        if is_reserved(&word) || word == "@" {
            return Err(format!("`{word}` cannot be a symbol's name"));
        }
        let name = self.full_name(&word)?;
        let Some(operator) = tokens.next() else {
            return Err(format!("`{word}` needs EQU, EQUS, =, RB or RW behind it"));
        };
        let symbol = if operator.is_word("EQU") {
            Symbol::Constant(self.value(tokens)?)
        } else if operator.is_word("EQUS") {
            Symbol::Text(tokens.expect_text()?)
        } else if operator.is_word("RB") || operator.is_word("RW") {
            let start = self.rs;
            let count = if tokens.peek().is_some() { self.constant(tokens)? } else { 1 };
            let width = if operator.is_word("RW") { 2 } else { 1 };
            self.rs = start.wrapping_add(count.wrapping_mul(width));
            Symbol::Constant(Value::Constant(start))
        } else if operator.is_word("SET") || operator.is_sign("=") {
            Symbol::Variable(self.value(tokens)?)
        } else if let Token::Sign(sign @ ("+=" | "-=" | "*=" | "/=")) = operator {
            let operator = match *sign {
                "+=" => "+",
                "-=" => "-",
                "*=" => "*",
                _ => "/",
            };
            let old = Box::new(Expr::Symbol(name.as_str().into()));
            let new = Expr::Binary(operator, old, Box::new(parse(tokens, self)?));
            Symbol::Variable(new.evaluate(self).map_err(Failure::message)?)
        } else {
            return Err(format!("expected EQU, EQUS, =, RB or RW, found {}", operator.describe()));
        };
        tokens.expect_end()?;
        self.insert(&name, symbol)
    }

    fn value(&self, tokens: &mut Tokens<'_>) -> Result<Value, String> {
        parse(tokens, self)?.evaluate(self).map_err(Failure::message)
    }

    /// `INCBIN "file", offset, length`.
    fn binary_file(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let path = tokens.expect_text()?;
        let bytes = self.read(&path)?;
        let number = |tokens: &mut Tokens<'_>| -> Result<Option<usize>, String> {
            if !tokens.take_sign(",") {
                return Ok(None);
            }
            let value = self.constant(tokens)?;
            usize::try_from(value).map(Some).map_err(|_| format!("{value} is negative"))
        };
        let start = number(tokens)?.unwrap_or(0);
        let length = number(tokens)?.unwrap_or(bytes.len().saturating_sub(start));
        let part = start
            .checked_add(length)
            .and_then(|end| bytes.get(start..end))
            .ok_or_else(|| format!("\"{path}\" has only {} bytes", bytes.len()))?;
        self.emit(part)?;
        Ok(())
    }

    fn repeat(&mut self, count: i32, variable: Option<Counter>) -> Result<(), String> {
        let block = self.source.take_block(&["REPT", "FOR"], "ENDR")?;
        if count > MAX_REPEAT {
            return Err(format!("a repetition runs {MAX_REPEAT} times at most, found {count}"));
        }
        let Some(remaining) = usize::try_from(count).ok().filter(|n| *n > 0) else {
            return Ok(());
        };
        if let Some(counter) = &variable {
            let first = Symbol::Variable(Value::Constant(counter.value));
            self.insert(&counter.name, first)?;
        }
        let unique = self.source.unique();
        let caller = Rc::clone(&self.location);
        let kind = FrameKind::Repeat { remaining, unique, variable };
        self.source.push(block, kind, Some(&caller))
    }

    /// `FOR name, stop`, `FOR name, start, stop` and `FOR name, start, stop, step`.
    fn count(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let name = tokens.expect_name()?;
        let mut numbers = Vec::new();
        while tokens.take_sign(",") {
            numbers.push(self.constant(tokens)?);
        }
        let (start, stop, step) = match numbers[..] {
            [stop] => (0, stop, 1),
            [start, stop] => (start, stop, 1),
            [start, stop, step] if step != 0 => (start, stop, step),
            _ => return Err("FOR takes a name and start, stop and a step other than 0".into()),
        };
        let distance = (i64::from(stop) - i64::from(start)) * i64::from(step.signum());
        let step_size = i64::from(step).abs();
        let count = (distance.max(0) + step_size - 1) / step_size;
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        self.repeat(count, Some(Counter { name, value: start, step }))
    }

    fn assert(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let value = parse(tokens, self)?;
        let message = if tokens.take_sign(",") { tokens.expect_text()? } else { String::new() };
        // What depends on addresses is asserted when they are known.
        match value.evaluate(self) {
            Ok(Value::Constant(0)) => Err(format!("assertion failed: {message}")),
            Ok(Value::Constant(_)) => Ok(()),
            Ok(Value::Relative(..)) | Err(Failure::Unknown) => {
                self.late_asserts.push((value, message, Rc::clone(&self.location)));
                Ok(())
            }
            Err(Failure::Wrong(message)) => Err(message),
        }
    }
}

fn alignment_of(bits: i32) -> Result<usize, String> {
    match bits {
        0..=15 => Ok(1 << bits),
        _ => Err(format!("an alignment is 0 to 15 bits, found {bits}")),
    }
}

/// A number that fits a byte, signed or not.
pub(crate) fn in_byte(value: i32) -> Result<u8, String> {
    match value {
        -128..=255 => Ok(value as u8),
        _ => Err(format!("a byte is -128 to 255, found {value} (${value:X})")),
    }
}
