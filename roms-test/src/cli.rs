//! The command line's options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use regex_lite::Regex;
use roms_test::download::GITHUB;
use roms_test::executor::Target;
use roms_test::parallel;

/// Runs published Game Boy test ROM suites and CPU vectors.
///
/// Ends with 0 if all is as it should be, with 1 if a test fails that is not known to, passes
/// although it is known to fail, or is listed but does not exist, or if the scoreboard is out of date,
/// and with 2 if nothing could be run.
#[derive(Debug, Parser)]
#[command(name = "roms-test", version)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) selection: Selection,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run ROMs natively and as WebAssembly and compare pictures, sound and machines.
    Compare(CompareArgs),
    /// Run ROMs lazily and eagerly and compare pictures, sound and machines at every frame.
    Lockstep(LockstepArgs),
    /// Fetch the public collections.
    Download(DownloadArgs),
}

/// What to run.
#[derive(Debug, Args)]
pub(crate) struct Selection {
    /// The folder with the suites [default: ../shared/test-roms beside the repository, then the
    /// downloaded collection].
    #[arg(long, global = true, value_name = "DIR", env = "EDGEBOY_TEST_ROMS")]
    pub(crate) roms: Option<PathBuf>,
    /// The folder with the CPU vectors [default: as for --roms].
    #[arg(long, global = true, value_name = "DIR", env = "EDGEBOY_SM83")]
    pub(crate) sm83: Option<PathBuf>,
    /// Run this suite only; can be given several times.
    #[arg(long = "suite", global = true, value_name = "NAME")]
    pub(crate) suites: Vec<String>,
    /// Run the trials whose name (suite/test@model) has this text in it, or matches it as a
    /// regular expression.
    #[arg(long, global = true, value_name = "TEXT", value_parser = Filter::new)]
    pub(crate) filter: Option<Filter>,
    /// Run so many trials at once [default: one for each processor].
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
    /// The headless program as WebAssembly [default: where the build leaves it].
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) wasm: Option<PathBuf>,
}

impl Selection {
    pub(crate) fn wants_suite(&self, suite: &str) -> bool {
        self.suites.is_empty() || self.suites.iter().any(|wanted| wanted == suite)
    }

    pub(crate) fn wants(&self, name: &str) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.matches(name))
    }

    pub(crate) fn is_everything(&self) -> bool {
        self.suites.is_empty() && self.filter.is_none()
    }

    pub(crate) fn threads(&self) -> usize {
        self.threads.map_or_else(parallel::default_threads, usize::from)
    }
}

/// A text that names must contain or match.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    text: String,
    regex: Option<Regex>,
}

impl Filter {
    /// A text with parentheses in it may be no regular expression and still be part of a name.
    #[expect(clippy::unnecessary_wraps, reason = "clap wants a result")]
    fn new(text: &str) -> Result<Filter, String> {
        Ok(Filter { text: text.to_owned(), regex: Regex::new(text).ok() })
    }

    fn matches(&self, name: &str) -> bool {
        name.contains(&self.text) || self.regex.as_ref().is_some_and(|regex| regex.is_match(name))
    }
}

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Where to run the ROMs.
    #[arg(long, value_enum, default_value_t = Target::Native)]
    pub(crate) target: Target,
    /// Write every result to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Write the scoreboard of all suites to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) scoreboard: Option<PathBuf>,
    /// Fail if the scoreboard in this file does not say what this run shows.
    #[arg(long, value_name = "FILE", conflicts_with = "scoreboard")]
    pub(crate) check_scoreboard: Option<PathBuf>,
    /// Print the names of the trials and run nothing.
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// A folder with games to compare as well [default: ../shared/games beside the repository].
    #[arg(long, value_name = "DIR")]
    pub(crate) games: Option<PathBuf>,
    /// Compare the games only.
    #[arg(long)]
    pub(crate) games_only: bool,
    /// Run each game for so many frames.
    #[arg(long, value_name = "N", default_value_t = 3600)]
    pub(crate) frames: u32,
}

#[derive(Debug, Args)]
pub(crate) struct LockstepArgs {
    #[command(flatten)]
    pub(crate) what: CompareArgs,
    /// Run no ROM for more frames than these.
    #[arg(long, value_name = "N", default_value_t = u64::MAX, hide_default_value = true)]
    pub(crate) most_frames: u64,
}

#[derive(Debug, Args)]
pub(crate) struct DownloadArgs {
    /// The server, which must answer as GitHub does.
    #[arg(long, value_name = "URL", env = "EDGEBOY_DOWNLOAD_BASE", default_value = GITHUB)]
    pub(crate) base_url: String,
    /// The folder to put the collections in [default: target/test-roms in the repository].
    #[arg(long, value_name = "DIR")]
    pub(crate) to: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_filter_is_part_of_a_name_or_matches_it() {
        let matches =
            |filter: &str, name: &str| Filter::new(filter).is_ok_and(|filter| filter.matches(name));
        assert!(matches("11-op_a,(hl)", "blargg/cpu_instrs/11-op_a,(hl)@dmg"));
        assert!(matches("^blargg/.*@(dmg|mgb)$", "blargg/halt_bug@mgb"));
        assert!(!matches("^halt", "blargg/halt_bug@mgb"));
        assert!(matches("op(", "op(x"));
    }
}
