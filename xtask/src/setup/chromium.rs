//! Chromium, which the tests of the page drive.

use std::ffi::OsStr;

use anyhow::{Context, Result, bail};

use super::{apt::Apt, say};
use crate::{invocation::Invocation, machine::Machine};

/// The variable that names the program, if it is not in the path.
pub(super) const VARIABLE: &str = "EDGEBOY_CHROMIUM";

/// Its names in the path. The tests look for it in the same way.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Installs Debian's Chromium unless there is one. `named` is the value of [`VARIABLE`].
pub(super) fn ensure(machine: &dyn Machine, named: Option<&OsStr>) -> Result<()> {
    if let Some(program) = named {
        return match version(machine, program) {
            Some(_) => Ok(()),
            None => bail!("{VARIABLE} names {}, which does not run", program.display()),
        };
    }
    if is_in_path(machine) {
        return Ok(());
    }
    install(machine).with_context(|| {
        format!("Chromium is missing; install it, or name it in {VARIABLE}, to test the page")
    })
}

fn install(machine: &dyn Machine) -> Result<()> {
    let apt = Apt::find(machine)?;
    say("installing Chromium to test the page with, about 1 minute");
    apt.update(machine)?;
    apt.install(machine, &["chromium".to_owned()])?;
    if !is_in_path(machine) {
        bail!("the Debian package `chromium` did not bring it");
    }
    Ok(())
}

fn is_in_path(machine: &dyn Machine) -> bool {
    NAMES.iter().any(|name| version(machine, OsStr::new(name)).is_some())
}

fn version(machine: &dyn Machine, program: &OsStr) -> Option<String> {
    machine.ask(&Invocation::new(program).arg("--version"))
}

#[cfg(test)]
mod tests {
    use super::{super::fake::FakeMachine, *};

    const UPDATE: &str = "env DEBIAN_FRONTEND=noninteractive apt-get update";
    const INSTALL: &str = "env DEBIAN_FRONTEND=noninteractive apt-get install -y \
                           --no-install-recommends --no-remove chromium";

    #[test]
    fn any_of_its_names_will_do() {
        for name in NAMES {
            let machine =
                FakeMachine::new().answering(&format!("{name} --version"), "Chromium 140");
            ensure(&machine, None).unwrap();
            assert_eq!(machine.ran(), [""; 0]);
        }
    }

    #[test]
    fn a_named_one_must_run() {
        let machine = FakeMachine::new().answering("/opt/chromium --version", "Chromium 140");
        ensure(&machine, Some(OsStr::new("/opt/chromium"))).unwrap();
        let message = ensure(&machine, Some(OsStr::new("/opt/x"))).unwrap_err().to_string();
        assert_eq!(message, "EDGEBOY_CHROMIUM names /opt/x, which does not run");
    }

    #[test]
    fn it_is_installed_where_that_is_possible() {
        let debian = || {
            FakeMachine::new()
                .answering("apt-get --version", "apt 2.6.1")
                .answering("id -u", "0\n")
                .succeeding(UPDATE)
                .succeeding(INSTALL)
        };
        let machine = debian().answering_after(INSTALL, "chromium --version", "Chromium 140");
        ensure(&machine, None).unwrap();
        assert_eq!(machine.ran(), [UPDATE, INSTALL]);

        let message = format!("{:#}", ensure(&debian(), None).unwrap_err());
        assert!(message.ends_with("`chromium` did not bring it"), "{message}");
    }

    #[test]
    fn otherwise_it_is_told_what_to_do() {
        let message = format!("{:#}", ensure(&FakeMachine::new(), None).unwrap_err());
        assert!(message.contains("name it in EDGEBOY_CHROMIUM"), "{message}");
        assert!(message.ends_with("there is no apt-get"), "{message}");
    }
}
