//! Asking rustup for more of a toolchain.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::{invocation::Invocation, machine::Machine};

/// A download that has not ended by then never will: cut off from the network, rustup may wait for
/// ever.
const TIME_LIMIT: Duration = Duration::from_mins(3);

/// Whether the toolchains come from rustup.
pub(super) fn is_there(machine: &dyn Machine) -> bool {
    machine.ask(&rustup().arg("--version")).is_some()
}

/// Adds a `target` or a `component` to the toolchain in use.
pub(super) fn add(machine: &dyn Machine, kind: &str, name: &str) -> Result<()> {
    let command = rustup().args([kind, "add", name]).at_most(TIME_LIMIT);
    let finished = machine.run(&command).with_context(|| format!("`{command}`"))?;
    ensure!(finished.success, "`{command}` failed");
    Ok(())
}

fn rustup() -> Invocation {
    Invocation::new("rustup")
}
