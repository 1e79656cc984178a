//! A compiler for WebAssembly: the targets of rustup's toolchain, or Debian's packages.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::{debian, rustup, say};
use crate::{
    invocation::Invocation,
    machine::Machine,
    wasm::{Target, Toolchain},
};

/// Finds a toolchain that can compile for all targets, or installs one. Whatever is complete is
/// taken as it is, so what failed once (rustup without a network) is not tried again.
pub(super) fn ensure(machine: &dyn Machine) -> Result<Toolchain> {
    let missing = missing(machine);
    if missing.is_empty() {
        return Ok(Toolchain::Own);
    }
    if debian::is_ready(machine) {
        return Ok(Toolchain::Debian);
    }
    let of_rustup = match add(machine, &missing) {
        Ok(()) => return Ok(Toolchain::Own),
        Err(error) => error,
    };
    say(&format!("not through rustup: {of_rustup:#}"));
    say("trying Debian's packages instead, about 1 minute");
    match debian::install(machine) {
        Ok(()) => Ok(Toolchain::Debian),
        Err(of_debian) => Err(by_hand(&of_rustup, &of_debian)),
    }
}

/// The targets that the toolchain in use has no standard library for.
fn missing(machine: &dyn Machine) -> Vec<Target> {
    let is_missing = |target: &Target| {
        let arguments = ["--print", "target-libdir", "--target", target.triple()];
        let folder = machine.ask(&Invocation::new("rustc").args(arguments));
        folder.is_none_or(|folder| !machine.has_file(Path::new(folder.trim()), "libcore-"))
    };
    Target::ALL.into_iter().filter(is_missing).collect()
}

/// Adds the targets through rustup, one after another, so that one that hangs is soon given up.
fn add(machine: &dyn Machine, targets: &[Target]) -> Result<()> {
    if !rustup::is_there(machine) {
        return Err(anyhow!("there is no rustup"));
    }
    for target in targets {
        say(&format!("installing the target {} through rustup, about 20 MB", target.triple()));
        rustup::add(machine, "target", target.triple())?;
    }
    match missing(machine).as_slice() {
        [] => Ok(()),
        [target, ..] => {
            Err(anyhow!("rustup added {}, but `rustc` does not have it", target.triple()))
        }
    }
}

fn by_hand(of_rustup: &anyhow::Error, of_debian: &anyhow::Error) -> anyhow::Error {
    let targets = Target::ALL.map(Target::triple).join(" ");
    anyhow!(
        "nothing here compiles WebAssembly, and set-up could not change that\n\
         through rustup: {of_rustup:#}\n\
         with Debian's packages: {of_debian:#}\n\
         Please install one of these by hand, then start again:\n    \
         rustup target add {targets}\n    \
         Debian packages {}",
        debian::BY_HAND
    )
}

#[cfg(test)]
mod tests {
    use super::{
        super::{debian::tests::complete, fake::FakeMachine},
        *,
    };

    const INSTALL: &str = "env DEBIAN_FRONTEND=noninteractive apt-get install -y \
                           --no-install-recommends --no-remove";

    fn ask(triple: &str) -> String {
        format!("rustc --print target-libdir --target {triple}")
    }

    /// The machine's rustc knows all targets; which ones have a library is up to each test.
    fn rustc(machine: FakeMachine) -> FakeMachine {
        Target::ALL.iter().fold(machine, |machine, target| {
            let triple = target.triple();
            machine.answering(&ask(triple), &format!("/lib/{triple}\n"))
        })
    }

    fn library(target: Target) -> String {
        format!("/lib/{}/libcore-0123.rlib", target.triple())
    }

    fn with_rustup(machine: FakeMachine) -> FakeMachine {
        machine.answering("rustup --version", "rustup 1.28.2")
    }

    fn with_apt(machine: FakeMachine) -> FakeMachine {
        machine
            .answering("apt-get --version", "apt 2.6.1")
            .answering("id -u", "0\n")
            .succeeding("env DEBIAN_FRONTEND=noninteractive apt-get update")
    }

    #[test]
    fn targets_that_are_there_are_used_and_nothing_is_run() {
        let machine = Target::ALL
            .iter()
            .fold(rustc(FakeMachine::new()), |machine, &target| machine.having(&library(target)));
        assert_eq!(ensure(&machine).unwrap(), Toolchain::Own);
        assert_eq!(machine.ran(), [""; 0]);
    }

    #[test]
    fn a_complete_debian_is_used_before_rustup_is_tried_again() {
        let machine = complete(with_rustup(rustc(FakeMachine::new())));
        assert_eq!(ensure(&machine).unwrap(), Toolchain::Debian);
        assert_eq!(machine.ran(), [""; 0]);
    }

    #[test]
    fn rustup_adds_only_the_missing_targets() {
        let machine = with_rustup(rustc(FakeMachine::new()))
            .having(&library(Target::Web))
            .installing("rustup target add wasm32-wasip1", &[&library(Target::Wasi)])
            .installing("rustup target add wasm32v1-none", &[&library(Target::Bare)]);
        assert_eq!(ensure(&machine).unwrap(), Toolchain::Own);
        assert_eq!(
            machine.ran(),
            ["rustup target add wasm32-wasip1", "rustup target add wasm32v1-none"]
        );
        // The second run finds them and does nothing.
        assert_eq!(ensure(&machine).unwrap(), Toolchain::Own);
        assert_eq!(machine.ran().len(), 2);
    }

    #[test]
    fn where_rustup_fails_debian_packages_are_installed() {
        // All but the linker is there, so only that is installed.
        let machine = with_apt(with_rustup(rustc(complete(FakeMachine::new()))))
            .without("/usr/bin/rust-lld")
            .linking("/usr/bin/rust-lld", "lld-22")
            .failing("rustup target add wasm32-wasip1")
            .installing(&format!("{INSTALL} lld-22"), &["/usr/bin/rust-lld"]);
        assert_eq!(ensure(&machine).unwrap(), Toolchain::Debian);
        assert_eq!(
            machine.ran(),
            [
                "rustup target add wasm32-wasip1",
                "env DEBIAN_FRONTEND=noninteractive apt-get update",
                &format!("{INSTALL} lld-22"),
            ]
        );
        assert_eq!(ensure(&machine).unwrap(), Toolchain::Debian);
        assert_eq!(machine.ran().len(), 3);
    }

    #[test]
    fn the_linker_is_installed_after_the_package_that_names_it() {
        let machine = with_apt(complete(FakeMachine::new()))
            .without("/usr/bin/rust-lld")
            .installing(&format!("{INSTALL} rust-web-llvm"), &[])
            .installing(&format!("{INSTALL} lld-22"), &["/usr/bin/rust-lld"])
            .linking_after(&format!("{INSTALL} rust-web-llvm"), "/usr/bin/rust-lld", "lld-22");
        assert_eq!(ensure(&machine).unwrap(), Toolchain::Debian);
        assert_eq!(
            machine.ran()[1..],
            [format!("{INSTALL} rust-web-llvm"), format!("{INSTALL} lld-22")]
        );
    }

    #[test]
    fn where_nothing_works_the_message_says_what_to_do() {
        let machine = with_rustup(rustc(FakeMachine::new()));
        let message = ensure(&machine).unwrap_err().to_string();
        for part in [
            "through rustup: `rustup target add wasm32-wasip1`",
            "with Debian's packages: there is no apt-get",
            "rustup target add wasm32-wasip1 wasm32-unknown-unknown wasm32v1-none",
            "Debian packages rustc-web cargo-web rust-web-src rust-web-llvm wasi-libc",
        ] {
            assert!(message.contains(part), "{part:?} is not in {message:?}");
        }
    }

    #[test]
    fn apt_that_installs_nothing_is_noticed() {
        let machine = with_apt(complete(FakeMachine::new()))
            .without("/usr/lib/wasm32-wasi/libc.a")
            .installing(&format!("{INSTALL} wasi-libc"), &[]);
        let message = ensure(&machine).unwrap_err().to_string();
        assert!(message.contains("after installing wasi-libc"), "{message}");
    }
}
