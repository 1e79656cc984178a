//! What `cargo xtask bench` tells this program.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use super::Outcome;

/// What is to be compared, and where things are.
pub(crate) struct Options {
    /// The folder with games.
    pub(crate) games: PathBuf,
    /// The folder in which the peers were installed.
    pub(crate) peers: PathBuf,
    /// The peers that are there.
    pub(crate) with: Vec<String>,
    /// The peers that are not, and why.
    pub(crate) without: Vec<(String, String)>,
    /// Frames to run of each ROM.
    pub(crate) frames: u32,
    /// Rounds, of which the best counts.
    pub(crate) runs: u32,
}

pub(crate) fn parse() -> Outcome<Options> {
    let mut parser = Parser::from_env();
    read(&mut parser).map_err(|error| error.to_string())
}

fn read(parser: &mut Parser) -> Result<Options, lexopt::Error> {
    let (mut games, mut peers) = (None, None);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    let (mut frames, mut runs) = (3000, 3);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("games") => games = Some(PathBuf::from(parser.value()?)),
            Arg::Long("peers") => peers = Some(PathBuf::from(parser.value()?)),
            Arg::Long("with") => with.push(parser.value()?.string()?),
            Arg::Long("without") => {
                let text = parser.value()?.string()?;
                let (name, reason) = text.split_once('=').ok_or("--without wants NAME=REASON")?;
                without.push((name.to_owned(), reason.to_owned()));
            }
            Arg::Long("frames") => frames = parser.value()?.parse()?,
            Arg::Long("runs") => runs = parser.value()?.parse()?,
            // Cargo adds it.
            Arg::Long("bench") => {}
            _ => return Err(argument.unexpected()),
        }
    }
    let hint = "start this with `cargo xtask bench`";
    let (games, peers) = (games.ok_or(hint)?, peers.ok_or(hint)?);
    if frames == 0 || runs == 0 {
        return Err("--frames and --runs want at least 1".into());
    }
    Ok(Options { games, peers, with, without, frames, runs })
}
