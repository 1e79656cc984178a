//! Installing Debian packages.

use anyhow::{Context, Result, bail, ensure};

use super::say;
use crate::{invocation::Invocation, machine::Machine};

/// May packages be installed here, and as whom?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apt {
    Root,
    /// Through `sudo`, which may ask for a password if there is somebody to answer.
    Sudo {
        asks: bool,
    },
}

impl Apt {
    /// Errors with the reason where packages cannot be installed.
    pub(super) fn find(machine: &dyn Machine) -> Result<Apt> {
        if machine.ask(&Invocation::new("apt-get").arg("--version")).is_none() {
            bail!("there is no apt-get");
        }
        if machine.ask(&Invocation::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
            return Ok(Apt::Root);
        }
        if machine.ask(&Invocation::new("sudo").arg("--version")).is_none() {
            bail!("installing Debian packages needs root or sudo");
        }
        Ok(Apt::Sudo { asks: machine.has_user() })
    }

    /// Brings apt's lists up to date.
    pub(super) fn update(self, machine: &dyn Machine) -> Result<()> {
        say("bringing the list of Debian packages up to date");
        self.run(machine, &["update"])
    }

    /// Installs packages and what they need. Never removes one that is there.
    pub(super) fn install(self, machine: &dyn Machine, packages: &[String]) -> Result<()> {
        say(&format!("installing the Debian packages {}", packages.join(" ")));
        let mut arguments = vec!["install", "-y", "--no-install-recommends", "--no-remove"];
        arguments.extend(packages.iter().map(String::as_str));
        self.run(machine, &arguments)
    }

    fn run(self, machine: &dyn Machine, arguments: &[&str]) -> Result<()> {
        // Through `env`, because sudo does not pass variables on.
        let apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let apt = match self {
            Apt::Root => Invocation::new(apt[0]).args(&apt[1..]),
            Apt::Sudo { asks: true } => Invocation::new("sudo").args(apt).asking(true),
            Apt::Sudo { asks: false } => Invocation::new("sudo").arg("-n").args(apt),
        };
        let command = apt.args(arguments);
        let finished = machine.run(&command).with_context(|| format!("`{command}`"))?;
        ensure!(finished.success, "`{command}` failed");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fake::FakeMachine, *};

    fn debian(user: &str) -> FakeMachine {
        FakeMachine::new().answering("apt-get --version", "apt 2.6.1").answering("id -u", user)
    }

    #[test]
    fn root_needs_no_sudo() {
        assert_eq!(Apt::find(&debian("0\n")).unwrap(), Apt::Root);
    }

    #[test]
    fn sudo_asks_for_a_password_only_if_somebody_is_there() {
        let machine = debian("1000\n").answering("sudo --version", "Sudo 1.9");
        assert_eq!(Apt::find(&machine).unwrap(), Apt::Sudo { asks: false });
        let machine = machine.with_user();
        assert_eq!(Apt::find(&machine).unwrap(), Apt::Sudo { asks: true });

        let machine = machine.succeeding("sudo env DEBIAN_FRONTEND=noninteractive apt-get update");
        Apt::Sudo { asks: true }.update(&machine).unwrap();
        let error = Apt::Sudo { asks: false }.update(&machine).unwrap_err().to_string();
        assert!(error.starts_with("`sudo -n env "), "{error}");
    }

    #[test]
    fn the_reason_is_told_where_it_is_impossible() {
        let reason = |machine: FakeMachine| Apt::find(&machine).unwrap_err().to_string();
        assert_eq!(reason(FakeMachine::new()), "there is no apt-get");
        assert_eq!(reason(debian("1000\n")), "installing Debian packages needs root or sudo");
    }
}
