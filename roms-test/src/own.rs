//! Our own small suite, which is always there: sources in `own/`, of which ROMs and pictures are made
//! when they are needed.
//!
//! `own/own.json` has the form of all suites, but its ROMs are named as `.asm` files, which
//! `edgeboy-asm` assembles, and its pictures as `.txt` files, which say in digits what a person can
//! read: `0` to `3` are the shades of a Game Boy, lightest first. What comes of them has the same name
//! and ends in `.gb` and `.png`, and so serves in any emulator and on hardware.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use edgeboy_core::{LCD_HEIGHT, LCD_WIDTH};
use edgeboy_media::picture::{Picture, Rgb};

use crate::picture::SHADES;
use crate::suite::{Screenshot, Suite, SuiteError};

/// The suite's name.
pub const SUITE: &str = "own";

/// A part of our own suite that cannot be made.
#[derive(Debug)]
pub enum OwnError {
    /// The list of tests.
    Suite(SuiteError),
    /// A ROM that does not assemble, and the assembler's message.
    Assembly(String),
    /// A picture that is not one.
    Picture {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// A file that cannot be read or written.
    Io(PathBuf, std::io::Error),
}

impl fmt::Display for OwnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OwnError::Suite(error) => write!(f, "{error}"),
            OwnError::Assembly(message) => f.write_str(message),
            OwnError::Picture { file, problem } => write!(f, "{}: {problem}", file.display()),
            OwnError::Io(file, error) => write!(f, "{}: {error}", file.display()),
        }
    }
}

impl std::error::Error for OwnError {}

/// Makes the ROMs and pictures in the folder `into`, and gives the suite that names them.
///
/// # Errors
/// See [`OwnError`].
pub fn build(into: &Path) -> Result<Suite, OwnError> {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("own/own.json");
    let mut suite = Suite::load(&list).map_err(OwnError::Suite)?;
    let from = std::mem::replace(&mut suite.folder, into.to_owned());
    fs::create_dir_all(into).map_err(|error| OwnError::Io(into.to_owned(), error))?;
    for test in &mut suite.tests {
        let rom = edgeboy_asm::assemble_file(&from.join(&test.rom))
            .map_err(|error| OwnError::Assembly(error.to_string()))?;
        test.rom = keep(into, &test.rom, "gb", &rom)?;
        let screenshot = test.success.as_mut().and_then(|success| success.screenshot.as_mut());
        for path in screenshot.map(Screenshot::paths_mut).unwrap_or_default() {
            let file = from.join(&*path);
            let fail = |problem: String| OwnError::Picture { file: file.clone(), problem };
            let text = fs::read_to_string(&file).map_err(|e| OwnError::Io(file.clone(), e))?;
            let picture = draw(&text).map_err(fail)?;
            let png = edgeboy_media::png::encode(&picture).map_err(|e| fail(e.to_string()))?;
            *path = keep(into, path, "png", &png)?;
        }
    }
    Ok(suite)
}

/// Writes a file named like the source `name`, unless it is there and as it should be: another
/// process may be reading it. Its name.
fn keep(into: &Path, name: &str, extension: &str, bytes: &[u8]) -> Result<String, OwnError> {
    let name = Path::new(name).with_extension(extension).to_string_lossy().into_owned();
    let file = into.join(&name);
    if fs::read(&file).is_ok_and(|there| there == bytes) {
        return Ok(name);
    }
    let fail = |error| OwnError::Io(file.clone(), error);
    let mut new = tempfile::NamedTempFile::new_in(into).map_err(fail)?;
    new.write_all(bytes).map_err(fail)?;
    new.persist(&file).map_err(|error| fail(error.error))?;
    Ok(name)
}

/// The picture that a text describes: lines `CHARACTER #RRGGBB` for colours that are no shades,
/// then a line for each row of the screen with a character for each pixel. Lines that are empty or
/// begin with `;` mean nothing.
fn draw(text: &str) -> Result<Picture, String> {
    let mut colours: HashMap<char, Rgb> =
        ('0'..='3').zip(SHADES).map(|(digit, shade)| (digit, [shade; 3])).collect();
    let mut pixels = Vec::with_capacity(LCD_WIDTH * LCD_HEIGHT);
    let lines = (1..).zip(text.lines());
    for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with(';')) {
        if let Some((name, colour)) = line.split_once(" #") {
            let (Ok(name), Some(colour)) = (name.parse::<char>(), rgb(colour)) else {
                return Err(format!("line {number} is no colour: {line}"));
            };
            colours.insert(name, colour);
            continue;
        }
        let row: Option<Vec<Rgb>> = line.chars().map(|c| colours.get(&c).copied()).collect();
        match row {
            Some(row) if row.len() == LCD_WIDTH => pixels.extend(row),
            Some(row) => return Err(format!("line {number} has {} pixels", row.len())),
            None => return Err(format!("line {number} has a colour that is not described")),
        }
    }
    let rows = pixels.len() / LCD_WIDTH;
    let picture = Picture::from_pixels(LCD_WIDTH, pixels).filter(|_| rows == LCD_HEIGHT);
    picture.ok_or_else(|| format!("has {rows} rows instead of {LCD_HEIGHT}"))
}

fn rgb(digits: &str) -> Option<Rgb> {
    let valid = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let colour = u32::from_str_radix(digits, 16).ok().filter(|_| valid)?;
    let [_, red, green, blue] = colour.to_be_bytes();
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errata::Errata;
    use crate::executor::{Executor, Job, Native};
    use crate::trial::{Plan, expand};
    use crate::verdict::mismatches;

    #[test]
    fn every_test_passes_natively() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let suite = build(folder.path()).expect("the sources are good");
        let trials = expand(&suite, &mut Errata::default());
        assert!(trials.len() > suite.tests.len());
        for trial in trials {
            let Plan::Run(run) = &trial.plan else {
                panic!("{} would be skipped", trial.name());
            };
            let outcome = Native.run(&Job::for_run(run)).expect("the ROM runs");
            let wrong: Vec<_> = mismatches(run, &outcome).iter().map(ToString::to_string).collect();
            assert!(wrong.is_empty(), "{}: {}", trial.name(), wrong.join(", "));
        }
    }

    #[test]
    fn a_second_build_writes_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let times = || {
            let suite = build(folder.path()).expect("the sources are good");
            let modified = |rom: &str| fs::metadata(folder.path().join(rom))?.modified();
            suite.tests.iter().map(|test| modified(&test.rom).ok()).collect::<Vec<_>>()
        };
        let first = times();
        assert!(first.iter().all(Option::is_some));
        assert_eq!(times(), first);
    }

    #[test]
    fn a_picture_is_a_character_for_each_pixel() {
        let rows = |first: &str| format!("{first}\n").repeat(LCD_HEIGHT);
        let row = format!("03r{}", "1".repeat(LCD_WIDTH - 3));
        let picture = draw(&format!("; a row\n\nr #FF0010\n{}", rows(&row))).expect("a picture");
        assert_eq!(picture.pixels()[..4], [[0xFF; 3], [0; 3], [0xFF, 0, 0x10], [0xAA; 3]]);
        for (text, problem) in [
            (rows(&row), "line 1 has a colour that is not described"),
            (rows("00"), "line 1 has 2 pixels"),
            (format!("{}\n", "0".repeat(LCD_WIDTH)), "has 1 rows instead of 144"),
            ("red #FF0000".to_owned(), "line 1 is no colour: red #FF0000"),
            ("r #FF00".to_owned(), "line 1 is no colour: r #FF00"),
            (String::new(), "has 0 rows instead of 144"),
        ] {
            assert_eq!(draw(&text).expect_err(problem), problem);
        }
    }
}
