//! The assembler's state, and what it does with each line.

use crate::charmap::Charmap;
use crate::error::{Error, Location, Warning};
use crate::expression::{Expr, Info, ParseContext, Resolver, SectionId, Tokens, Value, parse};
use crate::instruction::{self, Patch};
use crate::lexer::{Token, tokenize};
use crate::operand;
use crate::section::{Hole, Section};
use crate::source::{Block, FrameKind, Line, Next, Source, split};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Lines that one assembly may read, repetitions counted, so that every source comes to an end.
const MAX_LINES: usize = 4_000_000;

/// Gives the bytes of a file that the source names.
pub(crate) type Files<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// What a name stands for.
#[derive(Debug, Clone)]
pub(crate) enum Symbol {
    Label(Value),
    /// `EQU`: never changes.
    Constant(Value),
    /// `=`: may change.
    Variable(Value),
    /// `EQUS`: text for `{interpolation}`.
    Text(String),
}

/// Everything that reading the source builds up.
pub(crate) struct Assembler<'a> {
    pub(crate) files: Files<'a>,
    pub(crate) source: Source,
    pub(crate) sections: Vec<Section>,
    pub(crate) current: Option<SectionId>,
    pub(crate) pushed: Vec<(Option<SectionId>, Option<String>)>,
    pub(crate) symbols: BTreeMap<String, Symbol>,
    /// The global label that `.local` names belong to.
    pub(crate) scope: Option<String>,
    pub(crate) anonymous: i32,
    pub(crate) macros: HashMap<String, Block>,
    pub(crate) charmaps: BTreeMap<String, Charmap>,
    pub(crate) charmap: String,
    pub(crate) rs: i32,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) location: Rc<Location>,
    /// Assertions on addresses, for when all is placed.
    pub(crate) late_asserts: Vec<(Expr, String, Rc<Location>)>,
    /// Where the current statement's code starts: `@`.
    start: Option<Value>,
}

impl<'a> Assembler<'a> {
    pub(crate) fn new(files: Files<'a>) -> Assembler<'a> {
        let nowhere = Location { file: String::new(), line: 0, text: String::new(), trace: vec![] };
        Assembler {
            files,
            source: Source::default(),
            sections: Vec::new(),
            current: None,
            pushed: Vec::new(),
            symbols: BTreeMap::new(),
            scope: None,
            anonymous: 0,
            macros: HashMap::new(),
            charmaps: BTreeMap::from([("main".to_string(), Charmap::default())]),
            charmap: "main".into(),
            rs: 0,
            warnings: Vec::new(),
            location: Rc::new(nowhere),
            late_asserts: Vec::new(),
            start: None,
        }
    }

    /// Reads `main` and all that it includes.
    pub(crate) fn run(&mut self, main: &str) -> Result<(), Error> {
        self.include(main).map_err(Error::general)?;
        let mut lines = 0;
        loop {
            lines += 1;
            if lines > MAX_LINES {
                let message = format!("the source has more than {MAX_LINES} lines");
                return Err(Error::at(&self.location, message));
            }
            match self.source.next().map_err(|m| Error::at(&self.location, m))? {
                Next::End => return Ok(()),
                Next::Again(None) => {}
                Next::Again(Some(counter)) => {
                    let value = Symbol::Variable(Value::Constant(counter.value));
                    self.symbols.insert(counter.name, value);
                }
                Next::Line(line) => {
                    self.location = Rc::new(self.source.location(&line, &line.text));
                    self.line(&line).map_err(|m| Error::at(&self.location, m))?;
                }
            }
        }
    }

    /// Puts a file's lines on the stack.
    pub(crate) fn include(&mut self, path: &str) -> Result<(), String> {
        let bytes = self.read(path)?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{path} is not UTF-8 text"))?;
        let caller = (self.location.line > 0).then(|| Rc::clone(&self.location));
        self.source.push(split(path, &text), FrameKind::File, caller.as_deref())
    }

    pub(crate) fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        (self.files)(path).ok_or_else(|| format!("cannot read the file \"{path}\""))
    }

    fn line(&mut self, line: &Line) -> Result<(), String> {
        let text = self.source.expand(&line.text, &|name| self.interpolate(name))?;
        if text != *line.text {
            self.location = Rc::new(self.source.location(line, &text));
        }
        let tokens = tokenize(&text)?;
        let mut tokens = Tokens::new(&tokens);
        self.start = self.position();
        self.labels(&mut tokens)?;
        let Some(token) = tokens.peek() else { return Ok(()) };
        let Token::Word(word) = token else {
            return Err(format!("expected an instruction, found {}", token.describe()));
        };
        if tokens.peek_at(1).is_some_and(is_definition) {
            return self.define(&mut tokens);
        }
        tokens.next();
        let lower = word.to_ascii_lowercase();
        if instruction::is_mnemonic(&lower) {
            return self.instruction(&lower, &mut tokens);
        }
        if let Some(body) = self.macros.get(word) {
            let block = body.clone();
            let arguments = split_arguments(behind(&text, word));
            let unique = self.source.unique();
            let caller = Rc::clone(&self.location);
            let kind = FrameKind::Macro { arguments, unique };
            return self.source.push(block, kind, Some(&caller));
        }
        self.directive(&word.to_ascii_uppercase(), &mut tokens)
    }

    /// Defines the labels at the start of a line.
    fn labels(&mut self, tokens: &mut Tokens<'_>) -> Result<(), String> {
        loop {
            if tokens.take_sign(":") {
                let name = format!("!{}", self.anonymous);
                self.anonymous += 1;
                self.label(&name)?;
                continue;
            }
            let Some(Token::Word(word)) = tokens.peek() else { return Ok(()) };
            let colon = tokens.peek_at(1).is_some_and(|t| t.is_sign(":") || t.is_sign("::"));
            if !colon && !word.starts_with('.') {
                return Ok(());
            }
            if operand::is_reserved(word) || instruction::is_mnemonic(&word.to_ascii_lowercase()) {
                return Err(format!("`{word}` cannot be a label's name"));
            }
            let name = self.full_name(word)?;
            if !word.contains('.') {
                self.scope = Some(name.clone());
            }
            self.label(&name)?;
            tokens.next();
            if colon {
                tokens.next();
            }
        }
    }

    fn label(&mut self, name: &str) -> Result<(), String> {
        let here = self.position().ok_or("a label stands in a section, and none is open yet")?;
        self.insert(name, Symbol::Label(here))
    }

    /// Defines a symbol, which only a variable may be twice.
    pub(crate) fn insert(&mut self, name: &str, symbol: Symbol) -> Result<(), String> {
        let again = match self.symbols.get(name) {
            None => true,
            Some(old) => matches!((old, &symbol), (Symbol::Variable(_), Symbol::Variable(_))),
        };
        if !again {
            return Err(format!("`{name}` is already defined"));
        }
        self.symbols.insert(name.into(), symbol);
        Ok(())
    }

    fn instruction(&mut self, mnemonic: &str, tokens: &mut Tokens<'_>) -> Result<(), String> {
        let operands = operand::parse_all(tokens, self)?;
        let encoded = instruction::encode(mnemonic, &operands)
            .ok_or_else(|| format!("`{mnemonic}` has no form with these operands"))?;
        let start = self.emit(&encoded.bytes)?;
        if let Some((offset, patch, value)) = encoded.patch {
            self.hole(start + offset, patch, value)?;
        }
        Ok(())
    }

    fn position(&self) -> Option<Value> {
        let id = self.current?;
        Some(Value::Relative(id, self.sections[id].size as i32))
    }

    pub(crate) fn section(&mut self) -> Result<&mut Section, String> {
        let id = self.current.ok_or("no SECTION is open yet")?;
        Ok(&mut self.sections[id])
    }

    /// Makes room for `count` bytes in the current section and says where it starts.
    pub(crate) fn reserve(&mut self, count: usize) -> Result<usize, String> {
        let section = self.section()?;
        let (low, size) = section.kind.range();
        let room = size - section.address.map_or(0, |address| address - low);
        let start = section.size;
        if count > room - start {
            return Err(format!(
                "section \"{}\" grows beyond its {room} bytes in {}",
                section.name,
                section.kind.name()
            ));
        }
        section.size += count;
        Ok(start)
    }

    /// Appends bytes to the current section and says where they start.
    pub(crate) fn emit(&mut self, bytes: &[u8]) -> Result<usize, String> {
        let section = self.section()?;
        if !section.kind.is_rom() {
            return Err(format!(
                "section \"{}\" is RAM ({}), which cannot hold code or data",
                section.name,
                section.kind.name()
            ));
        }
        let start = self.reserve(bytes.len())?;
        self.section()?.bytes.extend_from_slice(bytes);
        Ok(start)
    }

    pub(crate) fn hole(&mut self, offset: usize, patch: Patch, value: Expr) -> Result<(), String> {
        let location = Rc::clone(&self.location);
        self.section()?.holes.push(Hole { offset, patch, value, location });
        Ok(())
    }

    /// Reads an expression whose value is needed now.
    pub(crate) fn constant(&self, tokens: &mut Tokens<'_>) -> Result<i32, String> {
        parse(tokens, self)?.constant(self)
    }

    /// The text that `{name}` or `{format:name}` stands for.
    fn interpolate(&self, text: &str) -> Result<String, String> {
        let (format, name) = text.split_once(':').map_or((None, text), |(f, n)| (Some(f), n));
        let name = self.full_name(name.trim())?;
        if let Some(Symbol::Text(text)) = self.symbols.get(&name) {
            return Ok(text.clone());
        }
        let value = Expr::Symbol(name.into()).constant(self)?;
        let Some(format) = format else { return Ok(format!("${:X}", value as u32)) };
        let kind = format.chars().last().unwrap_or('d');
        let width = format[..format.len() - kind.len_utf8()].trim_start_matches('0');
        let width: usize = if width.is_empty() {
            0
        } else {
            width.parse().ok().filter(|w| *w <= 32).ok_or("a width is 1 to 32")?
        };
        Ok(match kind {
            'd' => format!("{value:0width$}"),
            'u' => format!("{:0width$}", value as u32),
            'x' => format!("{:0width$x}", value as u32),
            'X' => format!("{:0width$X}", value as u32),
            'b' => format!("{:0width$b}", value as u32),
            other => return Err(format!("unknown format `{other}`")),
        })
    }

    pub(crate) fn map(&self) -> &Charmap {
        &self.charmaps[&self.charmap]
    }
}

/// Whether this token, behind a name, makes a line a definition.
fn is_definition(token: &Token) -> bool {
    ["EQU", "EQUS", "SET", "RB", "RW"].iter().any(|word| token.is_word(word))
        || ["=", "+=", "-=", "*=", "/="].iter().any(|sign| token.is_sign(sign))
}

/// What stands behind `word` in `text`.
fn behind<'t>(text: &'t str, word: &str) -> &'t str {
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '#' | '@' | ':');
    text.match_indices(word)
        .map(|(start, _)| (&text[..start], &text[start + word.len()..]))
        .find(|(before, after)| {
            !after.starts_with(in_word) && !before.ends_with(|c| c != ':' && in_word(c))
        })
        .map_or("", |(_, after)| after)
}

/// Splits a macro's arguments at the commas that stand outside of strings and brackets.
fn split_arguments(text: &str) -> Vec<String> {
    let mut arguments = vec![String::new()];
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for c in text.chars() {
        let split = c == ',' && depth == 0 && !quoted && !escaped;
        match c {
            '"' if !escaped => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth -= 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if split {
            arguments.push(String::new());
        } else if let Some(last) = arguments.last_mut() {
            last.push(c);
        }
    }
    for argument in &mut arguments {
        *argument = argument.trim().into();
    }
    if arguments.len() == 1 && arguments[0].is_empty() {
        arguments.clear();
    }
    arguments
}

impl ParseContext for Assembler<'_> {
    fn full_name(&self, name: &str) -> Result<String, String> {
        if !name.starts_with('.') {
            return Ok(name.into());
        }
        let scope = self
            .scope
            .as_ref()
            .ok_or_else(|| format!("local label `{name}` before any global label"))?;
        Ok(format!("{scope}{name}"))
    }

    fn immediate(&self, full_name: &str) -> Option<Value> {
        match (self.symbols.get(full_name), full_name) {
            (Some(Symbol::Constant(value) | Symbol::Variable(value)), _) => Some(*value),
            (None, "_NARG") => self.source.arguments().map(|all| Value::Constant(all.len() as i32)),
            (None, "_RS") => Some(Value::Constant(self.rs)),
            _ => None,
        }
    }

    fn is_defined(&self, full_name: &str) -> bool {
        self.symbols.contains_key(full_name)
    }

    fn here(&self) -> Result<Value, String> {
        self.start.ok_or_else(|| "`@` has no value outside of a section".into())
    }

    fn anonymous(&self, distance: i32) -> Result<String, String> {
        let index = self.anonymous + distance - i32::from(distance > 0);
        if index < 0 {
            return Err(format!("there are no {} anonymous labels before this", -distance));
        }
        Ok(format!("!{index}"))
    }

    fn text_value(&self, text: &str) -> Result<i32, String> {
        match self.map().encode(text)[..] {
            [value] => Ok(i32::from(value)),
            ref bytes => Err(format!("\"{text}\" is {} bytes, not one", bytes.len())),
        }
    }

    fn text_length(&self, text: &str) -> usize {
        self.map().encode(text).len()
    }
}

impl Resolver for Assembler<'_> {
    fn symbol(&self, name: &str) -> Result<Value, String> {
        match self.symbols.get(name) {
            Some(Symbol::Label(v) | Symbol::Constant(v) | Symbol::Variable(v)) => Ok(*v),
            Some(Symbol::Text(_)) => {
                Err(format!("`{name}` is text; write {{{name}}} to put it in"))
            }
            None if name.starts_with('!') => Err("there is no such anonymous label".into()),
            None => Err(format!("`{name}` is not defined")),
        }
    }

    fn base(&self, section: SectionId) -> Option<i32> {
        self.sections[section].address.map(|address| address as i32)
    }

    fn bank(&self, section: SectionId) -> Option<i32> {
        self.sections[section].bank.map(|bank| bank as i32)
    }

    fn section_info(&self, info: Info, name: &str) -> Result<i32, String> {
        let section = self
            .sections
            .iter()
            .find(|s| &*s.name == name)
            .ok_or_else(|| format!("there is no section \"{name}\""))?;
        match info {
            Info::Size => Some(section.size),
            Info::Start => section.address,
            Info::Bank => section.bank,
        }
        .map(|value| value as i32)
        .ok_or_else(|| format!("section \"{name}\" is not placed yet"))
    }
}
