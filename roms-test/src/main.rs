//! The command line: `cargo run --release -p roms-test -- [OPTIONS] [COMMAND]`.

mod cli;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::process::ExitCode;

use clap::Parser;
use roms_test::compare;
use roms_test::download::{self, Fetched};
use roms_test::errata::Errata;
use roms_test::executor::{Executor, Native, Target, Wasi};
use roms_test::find;
use roms_test::known::KnownFailures;
use roms_test::lockstep;
use roms_test::own;
use roms_test::parallel;
use roms_test::pins;
use roms_test::report::{self, Status, TrialResult};
use roms_test::runner;
use roms_test::scoreboard::{self, Comparison, Data};
use roms_test::sm83;
use roms_test::suite::Suite;
use roms_test::trial::{self, Skip, Trial};

use crate::cli::{Cli, Command, CompareArgs, DownloadArgs, LockstepArgs, RunArgs, Selection};

/// The suite name of the CPU vectors, which belong to no model.
const VECTORS: &str = "sm83";

fn main() -> ExitCode {
    let Cli { selection, run, command } = Cli::parse();
    let result = match command {
        None => run_suites(&selection, &run),
        Some(Command::Compare(args)) => run_comparisons(&selection, &args),
        Some(Command::Lockstep(args)) => run_in_lockstep(&selection, &args),
        Some(Command::Download(args)) => run_download(&args),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("roms-test: {problem}");
            ExitCode::from(2)
        }
    }
}

/// The trials that the options select, the suites that they come from, and what lists say that
/// belongs to none of them.
struct Selected {
    trials: Vec<Trial>,
    suites: BTreeSet<String>,
    stale: Vec<String>,
    absent: bool,
}

fn select(selection: &Selection) -> Result<Selected, String> {
    let folder = find::roms(selection.roms.as_deref()).map_err(|folder| no_folder(&folder))?;
    let mut suites = vec![own::build(&find::own()).map_err(text)?];
    if let Some(folder) = &folder {
        let published = Suite::load_all(folder).map_err(text)?;
        if published.is_empty() {
            return Err(format!("{} has no suites of test ROMs", folder.display()));
        }
        if published.iter().any(|suite| suite.name == own::SUITE) {
            return Err(format!("{} has another suite `{}`", folder.display(), own::SUITE));
        }
        suites.extend(published);
    }
    let mut errata = Errata::published().map_err(text)?;
    let mut trials: Vec<Trial> =
        suites.iter().flat_map(|suite| trial::expand(suite, &mut errata)).collect();
    let suites: BTreeSet<String> = suites.into_iter().map(|suite| suite.name).collect();
    let unknown = selection.suites.iter().find(|name| *name != VECTORS && !suites.contains(*name));
    if let Some(name) = unknown.filter(|_| folder.is_some()) {
        let known = suites.iter().map(String::as_str).chain([VECTORS]).collect::<Vec<_>>();
        return Err(format!("there is no suite `{name}`, but {}", known.join(", ")));
    }
    let stale = errata.stale(&suites);
    trials.retain(|trial| selection.wants_suite(&trial.suite) && selection.wants(&trial.name()));
    Ok(Selected { trials, suites, stale, absent: folder.is_none() })
}

fn run_suites(selection: &Selection, args: &RunArgs) -> Result<bool, String> {
    let wants_scoreboard = args.scoreboard.is_some() || args.check_scoreboard.is_some();
    if wants_scoreboard && (!selection.is_everything() || args.target != Target::Native) {
        return Err("the scoreboard is that of all suites with --target native".to_owned());
    }
    let Selected { trials, suites, mut stale, absent } = select(selection)?;
    if args.list {
        for trial in &trials {
            println!("{}", trial.name());
        }
        return Ok(true);
    }
    let mut known = KnownFailures::published().map_err(text)?;
    let mut results = Vec::new();
    let is_published = |suite: &String| suite != VECTORS && suite != own::SUITE;
    let wants_roms = selection.suites.is_empty() || selection.suites.iter().any(is_published);
    if absent && wants_roms {
        let what = "the test ROMs (--roms DIR, EDGEBOY_TEST_ROMS, or `cargo xtask roms`)";
        results.push(absent_result(pins::ROMS, "all", what, args.target));
    }
    if !trials.is_empty() {
        let executor = executor(args.target, selection)?;
        let pictures = find::repository().join("target/roms-test");
        let options = runner::Options { threads: selection.threads(), pictures };
        results.extend(runner::run(&trials, &*executor, &mut known, &options));
    }
    if selection.wants_suite(VECTORS) {
        results.extend(run_vectors(selection, args.target)?);
    }
    if results.is_empty() {
        return Err("no trial matches".to_owned());
    }
    // An entry shows itself as stale only where every trial has been looked at; a folder that was
    // named may hold any selection of tests.
    if selection.is_everything() && selection.roms.is_none() {
        stale.extend(known.stale(&suites));
    } else {
        stale.clear();
    }
    if let Some(file) = &args.json {
        let output = std::fs::File::create(file).map_err(|e| format!("{}: {e}", file.display()))?;
        report::write_json(&results, std::io::BufWriter::new(output)).map_err(text)?;
    }
    print!("{}\n{}", report::table(&results), report::details(&results, &stale));
    let says_so = !wants_scoreboard || keep_scoreboard(&results, selection, args)?;
    println!("{}", report::summary(&results));
    Ok(says_so && report::is_good(&results, &stale))
}

/// Writes the scoreboard, or tells whether the one in a file says what the results do.
fn keep_scoreboard(
    results: &[TrialResult],
    selection: &Selection,
    args: &RunArgs,
) -> Result<bool, String> {
    let is_absent = |r: &TrialResult| matches!(r.status, Status::Skipped(Skip::Absent(_), _));
    let folder = find::roms(selection.roms.as_deref()).map_err(|folder| no_folder(&folder))?;
    let folder = folder.filter(|_| !results.iter().any(is_absent));
    let Some(folder) = folder else {
        let problem = "the scoreboard needs the test ROMs and the CPU vectors";
        println!("ABSENT  {problem}");
        return if args.scoreboard.is_some() { Err(problem.to_owned()) } else { Ok(true) };
    };
    let vectors = results.iter().filter(|result| result.suite == VECTORS).count();
    let right = scoreboard::markdown(results, &Data::of(&folder, vectors).map_err(text)?);
    let shown = |file: &std::path::Path, error| format!("{}: {error}", file.display());
    if let Some(file) = &args.scoreboard {
        std::fs::write(file, right).map_err(|error| shown(file, error))?;
        println!("written: {}", file.display());
        return Ok(true);
    }
    let Some(file) = &args.check_scoreboard else {
        return Ok(true);
    };
    let found = std::fs::read_to_string(file).map_err(|error| shown(file, error))?;
    let comparison = scoreboard::compare(&found, &right);
    let file = file.display();
    match comparison {
        Comparison::Same => {}
        Comparison::OtherData => println!("{file} was made with other data: not compared"),
        Comparison::Different => println!("STALE   {file}: `cargo xtask scoreboard` writes it"),
    }
    Ok(comparison != Comparison::Different)
}

fn executor(target: Target, selection: &Selection) -> Result<Box<dyn Executor>, String> {
    Ok(match target {
        Target::Native => Box::new(Native),
        Target::Wasi => Box::new(Wasi::new(selection.wasm.as_deref()).map_err(text)?),
    })
}

/// The CPU vectors, which drive the CPU alone and so run natively only.
fn run_vectors(selection: &Selection, target: Target) -> Result<Vec<TrialResult>, String> {
    if target != Target::Native {
        eprintln!("the {VECTORS} vectors drive the CPU alone: they run with --target native only");
        return Ok(Vec::new());
    }
    let folder = find::vectors(selection.sm83.as_deref()).map_err(|folder| no_folder(&folder))?;
    let Some(folder) = folder else {
        let what = "the CPU vectors (--sm83 DIR, EDGEBOY_SM83, or `cargo xtask roms`)";
        return Ok(vec![absent_result(pins::VECTORS, "cpu", what, target)]);
    };
    let files = sm83::files(&folder).map_err(text)?;
    let name = |file: &std::path::PathBuf| file.display().to_string();
    let cases = parallel::map("CPU vectors", &files, selection.threads(), name, |file| {
        sm83::run_file(file)
    });
    let mut results = Vec::new();
    for case in cases {
        for (test, problem) in case.map_err(text)? {
            let status = problem.map_or(Status::Passed, Status::Failed);
            let (suite, model) = (VECTORS.to_owned(), "cpu".to_owned());
            results.push(TrialResult { suite, test, model, target, status });
        }
    }
    results.retain(|r| selection.wants(&format!("{}/{}@{}", r.suite, r.test, r.model)));
    Ok(results)
}

fn absent_result(suite: &str, model: &str, what: &str, target: Target) -> TrialResult {
    let (count, contents) =
        pins::collection(suite).map_or_else(Default::default, |c| (c.tests, c.contents));
    let skip = Skip::Absent(format!("{what} are not here: {contents} are skipped"));
    let (suite, model, test) = (suite.to_owned(), model.to_owned(), "*".to_owned());
    TrialResult { suite, test, model, target, status: Status::Skipped(skip, count) }
}

fn comparisons(
    selection: &Selection,
    args: &CompareArgs,
) -> Result<Vec<compare::Comparison>, String> {
    let mut comparisons = Vec::new();
    if !args.games_only {
        comparisons = compare::of_trials(&select(selection)?.trials);
    }
    if let Some(folder) = find::games(args.games.as_deref()).map_err(|folder| no_folder(&folder))? {
        let script = compare::script(args.frames);
        let games = compare::of_games(&folder, args.frames, &script).map_err(text)?;
        comparisons.extend(games.into_iter().filter(|game| selection.wants(&game.name)));
    }
    if comparisons.is_empty() {
        println!("ABSENT  there is nothing to compare: no test ROMs and no games");
    }
    Ok(comparisons)
}

fn run_comparisons(selection: &Selection, args: &CompareArgs) -> Result<bool, String> {
    let comparisons = comparisons(selection, args)?;
    if comparisons.is_empty() {
        return Ok(true);
    }
    let wasi = Wasi::new(selection.wasm.as_deref()).map_err(text)?;
    let different = compare::run(&comparisons, &Native, &wasi, selection.threads());
    Ok(tell_differences(&comparisons, &different))
}

fn run_in_lockstep(selection: &Selection, args: &LockstepArgs) -> Result<bool, String> {
    let comparisons = comparisons(selection, &args.what)?;
    let different = lockstep::run(&comparisons, args.most_frames, selection.threads());
    Ok(tell_differences(&comparisons, &different))
}

fn tell_differences(comparisons: &[compare::Comparison], different: &[String]) -> bool {
    for problem in different {
        println!("DIFFERENT  {problem}");
    }
    let equal = comparisons.len() - different.len();
    println!("{equal} equal, {} different", different.len());
    different.is_empty()
}

fn run_download(args: &DownloadArgs) -> Result<bool, String> {
    let folder = args.to.clone().unwrap_or_else(find::downloads);
    for collection in pins::collections() {
        let name = &collection.name;
        let fetched = download::fetch(&collection, &args.base_url, &folder, |line| {
            eprintln!("{name}: {line}");
        });
        match fetched.map_err(|error| format!("{name}: {error}"))? {
            Fetched::Present => eprintln!("{name}: is there already"),
            Fetched::Downloaded { files, checked } => {
                eprintln!("{name}: {files} files in {}", folder.join(name).display());
                if collection.sha256.is_none() {
                    eprintln!("{name}: {checked} of them are pinned, and have their checksum");
                }
            }
        }
    }
    Ok(true)
}

fn no_folder(folder: &std::path::Path) -> String {
    format!("{} is not a folder", folder.display())
}

fn text(error: impl Display) -> String {
    error.to_string()
}
