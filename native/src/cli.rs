//! The command line.

use std::{ffi::OsString, path::PathBuf};

use edgeboy_core::Model;
use lexopt::{Arg, Error, Parser, ValueExt};
use minifb::Scale;

/// The text of `--help`.
pub(crate) const HELP: &str = "\
edgeboy [ROM] [--model dmg|mgb|cgb] [--scale 1|2|4|8|16]

Plays a Game Boy or Game Boy Color ROM, or the built-in demo, in a window.

  arrows     the cross        Enter      START
  X          A                Backspace  SELECT
  Z          B                Escape     quit";

/// What is asked for.
#[derive(Debug)]
pub(crate) enum Request {
    Play(Options),
    Help,
}

/// What to play, and how.
#[derive(Debug)]
pub(crate) struct Options {
    /// `None` for the built-in demo.
    pub(crate) rom: Option<PathBuf>,
    /// `None` lets the cartridge decide.
    pub(crate) model: Option<Model>,
    /// Each pixel of the LCD becomes a square of so many.
    pub(crate) scale: Scale,
}

/// Reads the arguments after the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, Error> {
    let mut options = Options { rom: None, model: None, scale: Scale::X4 };
    let mut parser = Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help),
            Arg::Long("model") => options.model = Some(parser.value()?.parse_with(model)?),
            Arg::Long("scale") => options.scale = parser.value()?.parse_with(scale)?,
            Arg::Value(path) if options.rom.is_none() => options.rom = Some(path.into()),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Request::Play(options))
}

fn model(name: &str) -> Result<Model, String> {
    let known = || {
        format!("there is no such model; the models are {}", Model::ALL.map(Model::name).join(", "))
    };
    Model::from_name(name).ok_or_else(known)
}

fn scale(factor: &str) -> Result<Scale, &'static str> {
    match factor {
        "1" => Ok(Scale::X1),
        "2" => Ok(Scale::X2),
        "4" => Ok(Scale::X4),
        "8" => Ok(Scale::X8),
        "16" => Ok(Scale::X16),
        _ => Err("the scale is 1, 2, 4, 8 or 16"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The request as shown for debugging, because `Scale` cannot be compared.
    fn parsed(line: &str) -> Result<String, String> {
        let request = parse(line.split_whitespace().map(OsString::from));
        request.map(|request| format!("{request:?}")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_rom_and_options_in_any_order() {
        let expected = Request::Play(Options {
            rom: Some("game.gb".into()),
            model: Some(Model::Mgb),
            scale: Scale::X2,
        });
        let expected = Ok(format!("{expected:?}"));
        assert_eq!(parsed("--scale 2 game.gb --model=mgb"), expected);
        assert_eq!(parsed("game.gb --model mgb --scale=2"), expected);
    }

    #[test]
    fn without_arguments_it_is_the_demo() {
        let demo = Request::Play(Options { rom: None, model: None, scale: Scale::X4 });
        assert_eq!(parsed(""), Ok(format!("{demo:?}")));
        assert_eq!(parsed("--help"), Ok(format!("{:?}", Request::Help)));
    }

    #[test]
    fn mistakes_are_told() {
        assert!(parsed("--model snes").unwrap_err().contains("dmg0, dmg, mgb"));
        assert!(parsed("--scale 3").unwrap_err().contains("1, 2, 4, 8 or 16"));
        assert!(parsed("one.gb two.gb").unwrap_err().contains("two.gb"));
    }
}
