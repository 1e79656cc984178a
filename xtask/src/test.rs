//! `cargo xtask test`: runs the steps, shows their progress, and sums up.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{
    cli::TestOptions,
    counts::Counts,
    machine::Machine,
    report::{self, Outcome, Row, human},
    setup,
    steps::{STEPS, Scope, Step},
};

/// Runs the steps that were chosen. Errors if one of them failed, after the summary.
pub(crate) fn run(machine: &dyn Machine, options: &TestOptions) -> Result<()> {
    let package = options.package.as_deref();
    let steps = chosen(options)?;
    let started = Instant::now();

    let needs: Vec<_> = steps.iter().flat_map(|step| step.needs(package)).collect();
    let tools = setup::prepare(machine, &needs)?;
    let time = started.elapsed();
    let mut rows = vec![Row { step: "set-up", outcome: Outcome::Passed, time, counts: None }];

    let scope = Scope { tools, package };
    let mut stopped = false;
    for (index, step) in steps.iter().enumerate() {
        if stopped {
            let time = Duration::ZERO;
            rows.push(Row { step: step.name, outcome: Outcome::NotRun, time, counts: None });
            continue;
        }
        let place = format!("[{}/{}] {}", index + 1, steps.len(), step.name);
        println!("\n{place}: {} (after {})", step.about, human(started.elapsed()));
        let row = perform(machine, step, scope);
        let verdict = if row.outcome == Outcome::Passed { "ok" } else { "FAILED" };
        println!("{place}: {verdict}, {}", human(row.time));
        stopped = row.outcome == Outcome::Failed && !options.keep_going;
        rows.push(row);
    }
    conclude(&rows, &left_out(&steps))
}

/// The steps that the options name, in their usual order.
fn chosen(options: &TestOptions) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = options.only.iter().find(|name| STEPS.iter().all(|s| s.name != **name)) {
        let names = STEPS.each_ref().map(|step| step.name).join(", ");
        bail!("there is no step {unknown:?}; the steps are {names}");
    }
    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| options.only.is_empty() || options.only.iter().any(|o| o == step.name))
        .filter(|step| options.package.as_deref().is_none_or(|package| step.concerns(package)))
        .collect();
    if steps.is_empty() {
        bail!("none of these steps concerns the package");
    }
    Ok(steps)
}

fn perform(machine: &dyn Machine, step: &Step, scope: Scope<'_>) -> Row {
    let started = Instant::now();
    let result = commands(machine, step, scope);
    let (outcome, counts) = match result {
        Ok((passed, counts)) => {
            let failed = !passed || counts.is_some_and(|counts| counts.failed > 0);
            (if failed { Outcome::Failed } else { Outcome::Passed }, counts)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            (Outcome::Failed, None)
        }
    };
    Row { step: step.name, outcome, time: started.elapsed(), counts }
}

/// Whether the step's commands succeeded, and the counts of its tests.
fn commands(
    machine: &dyn Machine,
    step: &Step,
    scope: Scope<'_>,
) -> Result<(bool, Option<Counts>)> {
    let mut finished = None;
    for command in (step.commands)(scope)? {
        println!("$ {command}");
        let this = machine.run(&command)?;
        let success = this.success;
        finished = Some(this);
        if !success {
            break;
        }
    }
    let Some(finished) = finished else { bail!("the step has no command") };
    let counts = step.counts.and_then(|read| read(&finished.output));
    if finished.success && step.counts.is_some() && counts.is_none() {
        bail!("no test counts were found in what `{}` printed", step.name);
    }
    Ok((finished.success, counts))
}

/// The names of the steps that are not among these.
fn left_out(steps: &[&Step]) -> Vec<&'static str> {
    let names = STEPS.iter().map(|step| step.name);
    names.filter(|name| steps.iter().all(|step| step.name != *name)).collect()
}

/// Prints the table, whose last line has the counts. Errors if something failed.
fn conclude(rows: &[Row], left_out: &[&str]) -> Result<()> {
    let failed: Vec<_> =
        rows.iter().filter(|row| row.outcome == Outcome::Failed).map(|row| row.step).collect();
    println!();
    if !left_out.is_empty() {
        println!("Only a part was asked for. Left out: {}.\n", left_out.join(", "));
    }
    if !failed.is_empty() {
        println!("FAILED: {}\n", failed.join(", "));
    }
    println!("{}", report::table(rows));
    // The counts stay the last line, so the error has no message of its own.
    if failed.is_empty() { Ok(()) } else { Err(AlreadyTold.into()) }
}

/// The failure has been shown; nothing more is to be printed.
#[derive(Debug)]
pub(crate) struct AlreadyTold;

impl std::fmt::Display for AlreadyTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a step failed")
    }
}

impl std::error::Error for AlreadyTold {}
