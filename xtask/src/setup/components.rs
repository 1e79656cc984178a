//! `cargo fmt` and `cargo clippy`, which a minimal toolchain lacks.

use anyhow::{Context, Result, bail};

use super::{Need, rustup, say};
use crate::{machine::Machine, project};

/// A part of a toolchain that brings a cargo command.
struct Component {
    need: Need,
    command: &'static str,
    /// Its name for rustup.
    name: &'static str,
    /// Debian packages that have it, beside those with a compiler new enough.
    package: &'static str,
}

const COMPONENTS: [Component; 2] = [
    Component { need: Need::Rustfmt, command: "fmt", name: "rustfmt", package: "rustfmt-web" },
    Component { need: Need::Clippy, command: "clippy", name: "clippy", package: "rust-web-clippy" },
];

/// Adds the needed components that are missing.
pub(super) fn ensure(machine: &dyn Machine, needs: &[Need]) -> Result<()> {
    for component in COMPONENTS.iter().filter(|component| needs.contains(&component.need)) {
        let Component { command, name, package, .. } = component;
        if machine.ask(&project::cargo().args([command, "--version"])).is_some() {
            continue;
        }
        if !rustup::is_there(machine) {
            bail!("`cargo {command}` is missing; install it, on Debian with package `{package}`");
        }
        say(&format!("installing {name} through rustup"));
        rustup::add(machine, "component", name)
            .with_context(|| format!("`cargo {command}` is missing"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{super::fake::FakeMachine, *};

    const NEEDS: [Need; 2] = [Need::Rustfmt, Need::Clippy];

    #[test]
    fn nothing_is_done_where_all_is_there() {
        let machine = FakeMachine::new()
            .answering("cargo fmt --version", "rustfmt 1.8.0")
            .answering("cargo clippy --version", "clippy 0.1.95");
        ensure(&machine, &NEEDS).unwrap();
        assert_eq!(machine.ran(), [""; 0]);
    }

    #[test]
    fn only_what_is_missing_is_added() {
        let machine = FakeMachine::new()
            .answering("cargo fmt --version", "rustfmt 1.8.0")
            .answering("rustup --version", "rustup 1.28.0")
            .succeeding("rustup component add clippy");
        ensure(&machine, &NEEDS).unwrap();
        assert_eq!(machine.ran(), ["rustup component add clippy"]);
        ensure(&machine, &[Need::Rustfmt]).unwrap();
        assert_eq!(machine.ran().len(), 1);
    }

    #[test]
    fn without_rustup_the_package_is_named() {
        let message = ensure(&FakeMachine::new(), &NEEDS).unwrap_err().to_string();
        assert!(message.contains("`rustfmt-web`"), "{message}");
    }
}
