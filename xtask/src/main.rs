//! What a newcomer types: `cargo xtask test` and `cargo xtask serve`, which do all the
//! set-up themselves, and the smaller commands that they are made of.

mod bench;
mod cli;
mod counts;
mod edge;
mod invocation;
mod machine;
mod project;
mod report;
mod serve;
mod setup;
mod steps;
mod test;
mod wasm;
mod web;

use std::{env, process::ExitCode};

use anyhow::{Result, ensure};

use cli::Task;
use invocation::Invocation;
use machine::{Machine, ThisMachine};
use setup::Need;
use wasm::Target;

fn main() -> ExitCode {
    match cli::parse(env::args_os().skip(1)).map_err(Into::into).and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.is::<test::AlreadyTold>() {
                eprintln!("error: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let machine = &ThisMachine;
    match task {
        Task::Help => println!("{}", cli::HELP),
        Task::List => {
            for step in &steps::STEPS {
                println!("{:12} {}", step.name, step.about);
            }
        }
        Task::Test(options) => test::run(machine, &options)?,
        Task::Bench(options) => bench::run(machine, &options)?,
        Task::Serve { port, edge } => serve::run(machine, port, edge)?,
        Task::Web => {
            let tools = setup::prepare(machine, web::NEEDS)?;
            for command in web::build(tools)? {
                must(machine, &command)?;
            }
        }
        Task::Wasm => {
            let tools = setup::prepare(machine, &[Need::Wasm])?;
            must(machine, &tools.wasm()?.build(wasm::GUEST, Target::Wasi))?;
            println!("The headless program as WASI: {}", project::shown(&wasm::guest()));
        }
        Task::Component => {
            let tools = setup::prepare(machine, &[Need::Wasm])?;
            for command in edge::component(tools)? {
                must(machine, &command)?;
            }
            println!("The component: {}", project::shown(&edge::component_file()));
        }
        Task::Roms(arguments) => {
            let download = ["run", "--release", "--package", "roms-test"];
            let download = project::cargo().args(download).args(["--features", "https", "--"]);
            must(machine, &download.arg("download").args(arguments))?;
        }
        Task::Scoreboard => {
            must(machine, &steps::roms_test("native").args(["--scoreboard", steps::SCOREBOARD]))?;
        }
        Task::Setup => {
            setup::prepare(machine, &Need::ALL)?;
            println!("All that is needed is there.");
        }
    }
    Ok(())
}

/// Shows and runs a command that has to succeed; gives what it printed.
fn must(machine: &dyn Machine, command: &Invocation) -> Result<String> {
    println!("$ {command}");
    let finished = machine.run(command)?;
    ensure!(finished.success, "`{command}` failed");
    Ok(finished.output)
}
