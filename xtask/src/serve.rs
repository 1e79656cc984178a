//! `cargo xtask serve`: until there is a page to serve, it renders the built-in demo to a picture
//! and an animation, through the headless program as WASI.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    invocation::Invocation,
    machine::Machine,
    must, project,
    setup::{self, Need},
    wasm::{self, Target},
};

/// How much of the demo the animation shows.
const SECONDS: &str = "12";

/// Runs Node's WASI on a program with its arguments.
const RUNNER: &str = "wasi-headless/run-in-node.mjs";

/// Builds what is needed, renders, and says where the result lies.
pub(crate) fn run(machine: &dyn Machine) -> Result<()> {
    let tools = setup::prepare(machine, &[Need::Wasm, Need::Node])?;
    must(machine, &tools.wasm()?.build(wasm::GUEST, Target::Wasi))?;

    let folder = project::target().join("demo");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let [rom, png, gif] = ["gb", "png", "gif"].map(|end| folder.join(format!("demo.{end}")));
    let write = ["run", "--package", "xtask", "--example", "write-demo", "--"];
    must(machine, &project::cargo().args(write).arg(&rom))?;

    let render = Invocation::new("node")
        .in_folder(project::root())
        .arg(RUNNER)
        .arg(wasm::guest())
        .arg("render")
        .arg(&rom)
        .args(["--seconds", SECONDS, "--model", "cgb", "--png"])
        .arg(&png)
        .arg("--gif")
        .arg(&gif);
    must(machine, &render)?;
    println!("\nThe demo, rendered by the WASI build:");
    println!("  its last picture  {}", project::shown(&png));
    println!("  {SECONDS} seconds of it  {}", project::shown(&gif));
    println!("  the game itself   {}", project::shown(&rom));
    Ok(())
}
