//! The command line.

use std::ffi::OsString;

use lexopt::{Arg, Error, Parser, ValueExt};

use crate::{bench::BenchOptions, serve};

/// The text of `cargo xtask help`.
pub(crate) const HELP: &str = "\
cargo xtask COMMAND

  test       run all that a change must pass
               --only STEP     only this step (may be repeated)
               --package P     only what a change to package P could break; web for all that
                               npm builds
               --keep-going    do not stop at the first step that fails
               --list          list the steps
  bench      measure EdgeBoy beside other emulators, which it installs; writes benches/RESULTS.md
               --games DIR     the games (default: EDGEBOY_GAMES, or ../shared/games)
               --frames N      frames of each (default: 3000)
               --runs N        rounds, of which the best counts (default: 3)
               --peer NAME     beside this one only (may be repeated)
  serve      build the page and serve it at http://127.0.0.1:8080
               --edge          with the renderer in a sandbox beside it
               --port N        at another port
  web        build the machine for browsers and the npm package and page made of it
  wasm       build the headless program as WASI
  component  build the render API as a wasi:http component
  roms       download the public test ROMs; further arguments are passed on
  scoreboard run all test ROMs and write docs/scoreboard.md
  setup      install what the other commands need (they also do it themselves)
  help       show this";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Test(TestOptions),
    List,
    Bench(BenchOptions),
    Serve { port: u16, edge: bool },
    Web,
    Wasm,
    Component,
    Roms(Vec<OsString>),
    Scoreboard,
    Setup,
    Help,
}

/// What `test` runs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// Names of steps; none means all.
    pub(crate) only: Vec<String>,
    pub(crate) package: Option<String>,
    pub(crate) keep_going: bool,
}

/// Reads the arguments after the program's name.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Task, Error> {
    let mut parser = Parser::from_args(arguments);
    let name = match parser.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Task::Help),
        Some(Arg::Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    let task = match name.as_str() {
        "test" => return test(&mut parser),
        "bench" => return bench(&mut parser),
        "serve" => return serve(&mut parser),
        "roms" => return Ok(Task::Roms(parser.raw_args()?.collect())),
        "web" => Task::Web,
        "wasm" => Task::Wasm,
        "component" => Task::Component,
        "scoreboard" => Task::Scoreboard,
        "setup" => Task::Setup,
        "help" => Task::Help,
        _ => return Err(format!("there is no command {name:?}; see `cargo xtask help`").into()),
    };
    match parser.next()? {
        None => Ok(task),
        Some(argument) => Err(argument.unexpected()),
    }
}

fn serve(parser: &mut Parser) -> Result<Task, Error> {
    let (mut port, mut edge) = (serve::PORT, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("port") => port = parser.value()?.parse()?,
            Arg::Long("edge") => edge = true,
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Task::Serve { port, edge })
}

fn bench(parser: &mut Parser) -> Result<Task, Error> {
    let mut options = BenchOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("games") => options.games = Some(parser.value()?.into()),
            Arg::Long("frames") => options.frames = Some(parser.value()?.parse()?),
            Arg::Long("runs") => options.runs = Some(parser.value()?.parse()?),
            Arg::Long("peer") => options.peers.push(parser.value()?.string()?),
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Task::Bench(options))
}

fn test(parser: &mut Parser) -> Result<Task, Error> {
    let mut options = TestOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("only") => options.only.push(parser.value()?.string()?),
            Arg::Long("package") | Arg::Short('p') => {
                options.package = Some(parser.value()?.string()?);
            }
            Arg::Long("keep-going") => options.keep_going = true,
            Arg::Long("list") => return Ok(Task::List),
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(Task::Test(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn options_of_test() {
        assert_eq!(parsed("test"), Ok(Task::Test(TestOptions::default())));
        assert_eq!(
            parsed("test --only clippy --only=docs -p edgeboy-core --keep-going"),
            Ok(Task::Test(TestOptions {
                only: vec!["clippy".to_owned(), "docs".to_owned()],
                package: Some("edgeboy-core".to_owned()),
                keep_going: true,
            }))
        );
        assert_eq!(parsed("test --list"), Ok(Task::List));
    }

    #[test]
    fn options_of_bench() {
        assert_eq!(
            parsed("bench --games roms --frames 600 --runs=2 --peer mizu --peer pyboy"),
            Ok(Task::Bench(BenchOptions {
                games: Some("roms".into()),
                frames: Some(600),
                runs: Some(2),
                peers: vec!["mizu".to_owned(), "pyboy".to_owned()],
            }))
        );
        assert!(parsed("bench --frames many").unwrap_err().contains("many"));
    }

    #[test]
    fn other_commands() {
        for help in ["", "help", "--help", "test --help", "serve -h"] {
            assert_eq!(parsed(help), Ok(Task::Help));
        }
        assert_eq!(parsed("web"), Ok(Task::Web));
        assert_eq!(parsed("scoreboard"), Ok(Task::Scoreboard));
        assert_eq!(parsed("serve"), Ok(Task::Serve { port: 8080, edge: false }));
        assert_eq!(parsed("serve --edge"), Ok(Task::Serve { port: 8080, edge: true }));
        assert_eq!(parsed("serve --port 9000"), Ok(Task::Serve { port: 9000, edge: false }));
        let passed_on = vec!["--into".into(), "roms".into()];
        assert_eq!(parsed("roms --into roms"), Ok(Task::Roms(passed_on)));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(parsed("tset").unwrap_err().contains("\"tset\""));
        assert!(parsed("serve --fast").unwrap_err().contains("--fast"));
        assert!(parsed("serve --port 70000").unwrap_err().contains("70000"));
        assert!(parsed("test --only").unwrap_err().contains("--only"));
        assert!(parsed("test clippy").unwrap_err().contains("clippy"));
    }
}
