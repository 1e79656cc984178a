//! Node, which runs the WASI build and builds pages.

use anyhow::{Result, bail};

use crate::{invocation::Invocation, machine::Machine};

/// The oldest version whose `node:wasi` is good enough.
const OLDEST: u32 = 20;

/// Errors if Node is missing or too old, and says how to get it.
pub(super) fn check(machine: &dyn Machine) -> Result<()> {
    let hint = "install version 20 or newer: Debian package `nodejs` (Debian 13 and newer have it; \
                for older ones see https://nodejs.org/en/download)";
    let Some(version) = machine.ask(&Invocation::new("node").arg("--version")) else {
        bail!("Node is missing, and it runs the WASI build; {hint}");
    };
    let version = version.trim();
    match major(version) {
        Some(major) if major >= OLDEST => Ok(()),
        Some(_) => bail!("Node {version} is too old to run the WASI build; {hint}"),
        None => bail!("`node --version` says {version:?}, which is no version of Node; {hint}"),
    }
}

/// `v20.20.2` gives 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{super::fake::FakeMachine, *};

    fn node_says(version: &str) -> FakeMachine {
        FakeMachine::new().answering("node --version", version)
    }

    #[test]
    fn a_new_node_will_do() {
        assert!(check(&node_says("v20.20.2\n")).is_ok());
        assert!(check(&node_says("v24.0.0\n")).is_ok());
    }

    #[test]
    fn a_missing_or_old_node_is_named_with_its_package() {
        for (machine, what) in [
            (FakeMachine::new(), "Node is missing"),
            (node_says("v18.19.0\n"), "v18.19.0 is too old"),
            (node_says("hello\n"), "no version of Node"),
        ] {
            let message = check(&machine).unwrap_err().to_string();
            assert!(message.contains(what), "{message}");
            assert!(message.contains("Debian package `nodejs`"), "{message}");
        }
    }
}
