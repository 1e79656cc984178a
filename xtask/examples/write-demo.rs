//! Writes the built-in demo's ROM to a file: `cargo run -p xtask --example write-demo -- FILE`.
//!
//! It is an example, so that `cargo xtask` itself starts without compiling the demo.

use std::{env, fs};

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let path = env::args_os().nth(1).context("the file to write is missing")?;
    fs::write(&path, edgeboy_demo::ROM).with_context(|| format!("cannot write {}", path.display()))
}
