//! `cargo xtask bench`: EdgeBoy beside other emulators.

use std::{env, path::PathBuf};

use anyhow::{Result, bail, ensure};

use crate::{
    invocation::Invocation,
    machine::Machine,
    must, project,
    setup::{self, Need, Tools, peers},
    wasm::{self, Target},
    web,
};

/// What is measured.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    /// The folder with games; `None` for `EDGEBOY_GAMES` or `../shared/games`.
    pub(crate) games: Option<PathBuf>,
    /// Frames of each game; `None` for what the benchmark itself takes.
    pub(crate) frames: Option<u32>,
    /// Rounds; `None` likewise.
    pub(crate) runs: Option<u32>,
    /// Names of peers; none means all.
    pub(crate) peers: Vec<String>,
}

/// Installs the peers, builds EdgeBoy for all that it runs on, and measures. A peer that cannot be had is said to be
/// missing; errors if EdgeBoy cannot be built or the measurement fails.
pub(crate) fn run(machine: &dyn Machine, options: &BenchOptions) -> Result<()> {
    let games = games(options)?;
    let known: Vec<&str> = peers::names().collect();
    if let Some(unknown) = options.peers.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("there is no peer {unknown:?}; the peers are {}", known.join(", "));
    }
    let tools = setup::prepare(machine, &[Need::Wasm, Need::Node, Need::NodeModules])?;
    for command in ours(tools)? {
        must(machine, &command)?;
    }
    let mut compare = project::cargo()
        .args(["bench", "--package", "benches", "--bench", "peers", "--", "--games"])
        .arg(games)
        .arg("--peers")
        .arg(peers::folder())
        .env("EDGEBOY_HEADLESS_WASM", wasm::guest());
    for (option, value) in [("--frames", options.frames), ("--runs", options.runs)] {
        if let Some(value) = value {
            compare = compare.arg(option).arg(value.to_string());
        }
    }
    for name in known {
        let is_wanted = options.peers.is_empty() || options.peers.iter().any(|peer| peer == name);
        compare = if is_wanted {
            with(machine, compare, name)
        } else {
            without(compare, name, "it was not asked for")
        };
    }
    must(machine, &compare).map(drop)
}

/// The command with this peer, or with the reason why it is missing.
fn with(machine: &dyn Machine, compare: Invocation, name: &str) -> Invocation {
    match peers::ensure(machine, name) {
        Ok(()) => compare.args(["--with", name]),
        Err(error) => {
            eprintln!("bench: {name} is missing: {error:#}");
            without(compare, name, &format!("{error:#}"))
        }
    }
}

fn without(compare: Invocation, name: &str, reason: &str) -> Invocation {
    compare.arg("--without").arg(format!("{name}={reason}"))
}

/// EdgeBoy as WASI and as the package for Node; natively it is part of the benchmark.
fn ours(tools: Tools) -> Result<Vec<Invocation>> {
    let mut commands = vec![tools.wasm()?.build(wasm::GUEST, Target::Wasi)];
    commands.extend(web::package(tools)?);
    Ok(commands)
}

fn games(options: &BenchOptions) -> Result<PathBuf> {
    let default = || {
        let named = env::var_os("EDGEBOY_GAMES").map(PathBuf::from);
        named.unwrap_or_else(|| project::root().join("../shared/games"))
    };
    let games = options.games.clone().unwrap_or_else(default);
    ensure!(
        games.is_dir(),
        "there is no folder of games at {}; name one with --games",
        games.display()
    );
    // The benchmark runs in another folder.
    Ok(games.canonicalize()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::Toolchain;

    #[test]
    fn the_package_is_built_without_the_page() {
        let commands = ours(Tools::with_wasm(Toolchain::Own)).unwrap();
        let commands: Vec<String> = commands.iter().map(ToString::to_string).collect();
        assert!(commands[0].contains("--package edgeboy-headless"), "{commands:?}");
        assert!(commands[commands.len() - 1].contains("npm run build -w edgeboy"), "{commands:?}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let options = BenchOptions { games: Some("/no/games".into()), ..BenchOptions::default() };
        let message = games(&options).unwrap_err().to_string();
        assert!(message.contains("/no/games") && message.contains("--games"), "{message}");
    }
}
