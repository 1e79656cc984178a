//! Where lines come from: files, macro bodies and repetitions, stacked on one another.

use crate::error::Location;
use std::rc::Rc;

/// Frames that may lie on one another, so that a macro that calls itself ends in an error.
const MAX_FRAMES: usize = 64;
/// The longest line that macro arguments and interpolation may build.
const MAX_LINE: usize = 0x1_0000;

/// A line as it stands in its file.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) text: Rc<str>,
}

/// A run of lines of one file.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) file: Rc<str>,
    pub(crate) lines: Rc<[Line]>,
}

/// What makes a frame more than lines to read once.
#[derive(Debug, Clone)]
pub(crate) enum FrameKind {
    File,
    Macro { arguments: Vec<String>, unique: usize },
    Repeat { remaining: usize, unique: usize, variable: Option<Counter> },
}

/// The symbol that a `FOR` counts with.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    pub(crate) name: String,
    pub(crate) value: i32,
    pub(crate) step: i32,
}

#[derive(Debug)]
struct Frame {
    block: Block,
    at: usize,
    kind: FrameKind,
    /// Who called, as `file(line)`.
    caller: Option<String>,
    /// The `IF`s that are open in this frame.
    open_ifs: usize,
}

/// The stack of frames.
#[derive(Debug, Default)]
pub(crate) struct Source {
    frames: Vec<Frame>,
    uniques: usize,
}

/// What [`Source::next`] gives.
pub(crate) enum Next {
    Line(Line),
    /// A repetition begins anew; a `FOR`'s counter has this value.
    Again(Option<Counter>),
    End,
}

impl Source {
    /// A number that no other macro call or repetition has: `\@`.
    pub(crate) fn unique(&mut self) -> usize {
        self.uniques += 1;
        self.uniques
    }

    pub(crate) fn push(
        &mut self,
        block: Block,
        kind: FrameKind,
        caller: Option<&Location>,
    ) -> Result<(), String> {
        if self.frames.len() >= MAX_FRAMES {
            return Err(format!(
                "more than {MAX_FRAMES} macros, repetitions and includes inside one another"
            ));
        }
        let caller = caller.map(Location::to_string);
        self.frames.push(Frame { block, at: 0, kind, caller, open_ifs: 0 });
        Ok(())
    }

    /// The next line, from the innermost frame that still has one.
    pub(crate) fn next(&mut self) -> Result<Next, String> {
        loop {
            let unique = self.uniques + 1;
            let Some(frame) = self.frames.last_mut() else { return Ok(Next::End) };
            if let Some(line) = frame.block.lines.get(frame.at) {
                frame.at += 1;
                return Ok(Next::Line(line.clone()));
            }
            if frame.open_ifs > 0 {
                frame.open_ifs = 0;
                return Err("IF without its ENDC".into());
            }
            if let FrameKind::Repeat { remaining, unique: own, variable } = &mut frame.kind
                && *remaining > 1
            {
                *remaining -= 1;
                *own = unique;
                self.uniques = unique;
                frame.at = 0;
                if let Some(counter) = variable {
                    counter.value = counter.value.wrapping_add(counter.step);
                }
                return Ok(Next::Again(variable.clone()));
            }
            self.frames.pop();
        }
    }

    pub(crate) fn location(&self, line: &Line, text: &str) -> Location {
        let file = self.frames.last().map_or_else(String::new, |f| f.block.file.to_string());
        let trace = self.frames.iter().rev().filter_map(|f| f.caller.clone()).collect();
        Location { file, line: line.number, text: text.into(), trace }
    }

    /// Takes the lines up to the keyword that closes the block, which may hold blocks of the same kind.
    pub(crate) fn take_block(&mut self, open: &[&str], close: &str) -> Result<Block, String> {
        let missing = || format!("{} without its {close}", open[0]);
        let frame = self.frames.last_mut().ok_or_else(missing)?;
        let start = frame.at;
        let mut depth = 0;
        for (i, line) in frame.block.lines.iter().enumerate().skip(start) {
            let word = first_word(&line.text);
            if word.eq_ignore_ascii_case(close) {
                if depth == 0 {
                    frame.at = i + 1;
                    let lines = frame.block.lines[start..i].into();
                    return Ok(Block { file: frame.block.file.clone(), lines });
                }
                depth -= 1;
            } else if open.iter().any(|o| word.eq_ignore_ascii_case(o)) {
                depth += 1;
            }
        }
        Err(missing())
    }

    pub(crate) fn open_if(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.open_ifs += 1;
        }
    }

    pub(crate) fn close_if(&mut self) -> Result<(), String> {
        match self.frames.last_mut() {
            Some(frame) if frame.open_ifs > 0 => {
                frame.open_ifs -= 1;
                Ok(())
            }
            _ => Err("no IF is open here".into()),
        }
    }

    /// Skips to the `ENDC` of the innermost `IF`, or, if `branches`, to its next `ELIF` or `ELSE`, and stops before it.
    pub(crate) fn skip_if(&mut self, branches: bool) -> Result<(), String> {
        let frame = self.frames.last_mut().ok_or("IF without its ENDC")?;
        let mut depth = 0;
        while let Some(line) = frame.block.lines.get(frame.at) {
            let word = first_word(&line.text).to_ascii_uppercase();
            match word.as_str() {
                "IF" => depth += 1,
                "ENDC" if depth == 0 => return Ok(()),
                "ENDC" => depth -= 1,
                "ELIF" | "ELSE" if depth == 0 && branches => return Ok(()),
                _ => {}
            }
            frame.at += 1;
        }
        frame.open_ifs = 0;
        Err("IF without its ENDC".into())
    }

    /// Ends the innermost repetition after this round.
    pub(crate) fn break_repeat(&mut self) -> Result<(), String> {
        match self.frames.last_mut() {
            Some(Frame {
                kind: FrameKind::Repeat { remaining, .. }, block, at, open_ifs, ..
            }) => {
                *remaining = 0;
                *at = block.lines.len();
                *open_ifs = 0;
                Ok(())
            }
            _ => Err("BREAK outside of a repetition".into()),
        }
    }

    /// The arguments of the macro that is being read.
    pub(crate) fn arguments(&self) -> Option<&[String]> {
        self.frames.iter().rev().find_map(|frame| match &frame.kind {
            FrameKind::Macro { arguments, .. } => Some(arguments.as_slice()),
            _ => None,
        })
    }

    /// Drops the first argument of the macro that is being read.
    pub(crate) fn shift(&mut self) -> Result<(), String> {
        let arguments = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            FrameKind::Macro { arguments, .. } => Some(arguments),
            _ => None,
        });
        match arguments {
            None => Err("SHIFT outside of a macro".into()),
            Some(arguments) => {
                arguments.drain(..arguments.len().min(1));
                Ok(())
            }
        }
    }

    fn current_unique(&self) -> Option<usize> {
        self.frames.iter().rev().find_map(|frame| match frame.kind {
            FrameKind::Macro { unique, .. } | FrameKind::Repeat { unique, .. } => Some(unique),
            FrameKind::File => None,
        })
    }

    /// Puts macro arguments (`\1`, `\#`, `\@`) and `{symbols}` into a line and drops its comment.
    pub(crate) fn expand(
        &self,
        line: &str,
        symbol: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<String, String> {
        let mut out = String::with_capacity(line.len());
        let mut chars = line.chars().peekable();
        let mut quoted = false;
        while let Some(c) = chars.next() {
            match c {
                ';' if !quoted => break,
                '"' => {
                    quoted = !quoted;
                    out.push(c);
                }
                '\\' => match chars.next() {
                    Some(d @ '1'..='9') => out.push_str(self.argument(d as usize - '0' as usize)?),
                    Some('@') => {
                        let unique = self.current_unique().ok_or("`\\@` outside of a macro")?;
                        out += "_u";
                        out += &unique.to_string();
                    }
                    Some('#') => {
                        let all = self.arguments().ok_or("`\\#` outside of a macro")?;
                        out.push_str(&all.join(", "));
                    }
                    Some(other) => out.extend([c, other]),
                    None => out.push(c),
                },
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) => name.push(c),
                            None => return Err("`{` without its `}`".into()),
                        }
                    }
                    out.push_str(&symbol(&name)?);
                }
                other => out.push(other),
            }
            if out.len() > MAX_LINE {
                return Err(format!("the line grows beyond {MAX_LINE} characters"));
            }
        }
        Ok(out)
    }

    fn argument(&self, number: usize) -> Result<&str, String> {
        let arguments =
            self.arguments().ok_or_else(|| format!("`\\{number}` outside of a macro"))?;
        arguments.get(number - 1).map(String::as_str).ok_or_else(|| {
            format!("macro argument \\{number} is missing, there are {}", arguments.len())
        })
    }
}

/// The first word of a line, without its label.
pub(crate) fn first_word(line: &str) -> &str {
    let line = line.trim_start();
    let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    &line[..end]
}

/// Splits a file into lines, joining those that end in a backslash and blanking `/* */` comments.
pub(crate) fn split(file: &str, text: &str) -> Block {
    let mut lines: Vec<Line> = Vec::new();
    let mut in_comment = false;
    let mut joined: Option<Line> = None;
    for (index, raw) in text.lines().enumerate() {
        let text = without_block_comments(raw, &mut in_comment);
        let (text, continues) = match text.trim_end().strip_suffix('\\') {
            Some(start) => (start.to_string(), true),
            // A comment over several lines does not end the statement around it.
            None => (text, in_comment),
        };
        let line = match joined.take() {
            Some(first) => Line { text: format!("{}{text}", first.text).into(), ..first },
            None => Line { number: index + 1, text: text.into() },
        };
        if continues {
            joined = Some(line);
        } else {
            lines.push(line);
        }
    }
    lines.extend(joined);
    Block { file: file.into(), lines: lines.into() }
}

fn without_block_comments(line: &str, in_comment: &mut bool) -> String {
    let mut out = String::with_capacity(line.len());
    let mut quoted = false;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        if *in_comment {
            if rest.starts_with("*/") {
                *in_comment = false;
                length = 2;
            }
        } else if !quoted && rest.starts_with("/*") {
            *in_comment = true;
            out.push(' ');
            length = 2;
        } else if !quoted && c == ';' {
            out.push_str(rest);
            break;
        } else {
            quoted ^= c == '"';
            out.push(c);
        }
        rest = &rest[length..];
    }
    out
}
