//! The JavaScript packages that the browser part is built and tested with.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result, bail, ensure};

use super::say;
use crate::{invocation::Invocation, machine::Machine, web};

/// A download that has not ended by then never will.
const TIME_LIMIT: Duration = Duration::from_mins(10);

/// Installs exactly what the lock file names, unless that has been done since it last changed.
pub(super) fn ensure(machine: &dyn Machine) -> Result<()> {
    if is_installed(machine) {
        return Ok(());
    }
    if machine.ask(&Invocation::new("npm").arg("--version")).is_none() {
        bail!("npm is missing; it comes with Node, and on Debian as the package `npm`");
    }
    say("installing the JavaScript packages of web/ with npm, less than a minute");
    let install = Invocation::new("npm").args(["ci", "--no-audit", "--no-fund"]);
    let install = install.in_folder(web::folder()).at_most(TIME_LIMIT);
    let finished = machine.run(&install).with_context(|| format!("`{install}` in web/"))?;
    ensure!(finished.success, "`{install}` in web/ failed");
    Ok(())
}

/// npm writes down last of all what it has installed.
fn is_installed(machine: &dyn Machine) -> bool {
    let (lock, installed) = (lock_file(), installed_file());
    machine.modified(&installed).is_some_and(|installed| {
        machine.modified(&lock).is_some_and(|changed| changed <= installed)
    })
}

fn lock_file() -> PathBuf {
    web::folder().join("package-lock.json")
}

fn installed_file() -> PathBuf {
    web::folder().join("node_modules/.package-lock.json")
}

#[cfg(test)]
mod tests {
    use super::{super::fake::FakeMachine, *};

    const INSTALL: &str = "npm ci --no-audit --no-fund";

    fn fresh_clone() -> FakeMachine {
        FakeMachine::new()
            .having(&lock_file().display().to_string())
            .answering("npm --version", "10.8.2")
            .installing(INSTALL, &[&installed_file().display().to_string()])
    }

    #[test]
    fn a_fresh_clone_installs_once() {
        let machine = fresh_clone();
        ensure(&machine).unwrap();
        assert_eq!(machine.ran(), [INSTALL]);
        ensure(&machine).unwrap();
        assert_eq!(machine.ran().len(), 1);
    }

    #[test]
    fn a_changed_lock_file_installs_again() {
        let machine = fresh_clone();
        ensure(&machine).unwrap();
        let machine = machine.having(&lock_file().display().to_string());
        ensure(&machine).unwrap();
        assert_eq!(machine.ran(), [INSTALL, INSTALL]);
    }

    #[test]
    fn without_npm_its_package_is_named() {
        let message = ensure(&FakeMachine::new()).unwrap_err().to_string();
        assert!(message.contains("package `npm`"), "{message}");
    }

    #[test]
    fn a_failure_is_told() {
        let machine = fresh_clone().failing(INSTALL);
        let message = ensure(&machine).unwrap_err().to_string();
        assert_eq!(message, format!("`{INSTALL}` in web/ failed"));
    }
}
