//! Gives the machine random ROM headers, programs, battery saves and boot ROMs, as many as asked for.
//!
//! Arithmetic that overflows panics in the profile `fuzz`; a panic, a hang, and memory that no header
//! claims are failures. Workers are processes, so that even one that is killed is noticed, and each
//! case has a number by which it can be run again.

mod case;
mod code;
mod crew;
mod noise;
mod play;
mod rom;
mod worker;

use std::num::NonZero;
use std::process::ExitCode;
use std::thread;

use clap::Parser;

/// Runs random cases through the machine.
///
/// Ends with 0 if all went well, and with 1 at the first that did not, whose number is told.
#[derive(Debug, Parser)]
#[command(name = "edgeboy-fuzz", version)]
struct Cli {
    /// Run so many cases.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    cases: u64,
    /// Begin with this one.
    #[arg(long, value_name = "N", default_value_t = 0)]
    first: u64,
    /// Run so many at once [default: one for each processor].
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Be one of the workers.
    #[arg(long, hide = true)]
    work: bool,
}

fn main() -> ExitCode {
    let Cli { cases, first, jobs, work } = Cli::parse();
    if work {
        worker::work(first, cases);
        return ExitCode::SUCCESS;
    }
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    match crew::run(first, cases, jobs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("edgeboy-fuzz: {problem}");
            ExitCode::FAILURE
        }
    }
}
