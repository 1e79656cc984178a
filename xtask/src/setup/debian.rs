//! Debian's toolchain for WebAssembly: a compiler, the standard library as source, a linker and a
//! C library for WASI.

use std::path::Path;

use anyhow::{Result, bail};

use super::apt::Apt;
use crate::{invocation::Invocation, machine::Machine, wasm::DEBIAN_WASI_LIBC};

/// All packages, as told to who must install them by hand.
pub(super) const BY_HAND: &str = "rustc-web cargo-web rust-web-src rust-web-llvm wasi-libc, and \
     the lld-NN that `readlink /usr/bin/rust-lld` then names";

/// The linker of `rust-web-llvm`: a link to that of another package, `lld-NN`, which it does not
/// depend on.
const LINKER: &str = "/usr/bin/rust-lld";

const SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/src/lib.rs";

/// Whether all is there.
pub(super) fn is_ready(machine: &dyn Machine) -> bool {
    missing(machine).is_empty()
}

/// Installs the packages that are missing.
pub(super) fn install(machine: &dyn Machine) -> Result<()> {
    let apt = Apt::find(machine)?;
    apt.update(machine)?;
    // The second round installs the linker that the first round's packages name.
    for _ in 0..2 {
        let packages = missing(machine);
        if packages.is_empty() {
            return Ok(());
        }
        apt.install(machine, &packages)?;
    }
    match missing(machine).as_slice() {
        [] => Ok(()),
        still => {
            bail!("after installing {} their files are not where they should be", still.join(" "))
        }
    }
}

/// The packages whose files are not there.
fn missing(machine: &dyn Machine) -> Vec<String> {
    let mut packages = Vec::new();
    for (program, package) in [("/usr/bin/cargo", "cargo-web"), ("/usr/bin/rustc", "rustc-web")] {
        if !is_new_enough(machine, program) {
            packages.push(package.to_owned());
        }
    }
    if !machine.exists(Path::new(SOURCE)) {
        packages.push("rust-web-src".to_owned());
    }
    if !machine.exists(Path::new(LINKER)) {
        packages.push(linker_package(machine).unwrap_or_else(|| "rust-web-llvm".to_owned()));
    }
    let libc = Path::new(DEBIAN_WASI_LIBC);
    if !["libc.a", "crt1-command.o"].iter().all(|file| machine.exists(&libc.join(file))) {
        packages.push("wasi-libc".to_owned());
    }
    packages
}

/// The package that the dangling link of `rust-web-llvm` names: `lld-22` for a link to `lld-22`.
/// `None` if there is no such link.
fn linker_package(machine: &dyn Machine) -> Option<String> {
    let target = machine.link(Path::new(LINKER))?;
    let name = target.file_name()?.to_str()?;
    name.starts_with("lld-").then(|| name.to_owned())
}

/// Whether the program is Debian's (rustup may lie at the same path) and of a version that this
/// workspace can be compiled with.
fn is_new_enough(machine: &dyn Machine, program: &str) -> bool {
    let answer = |argument: &[&str]| machine.ask(&Invocation::new(program).args(argument));
    if program.ends_with("rustc")
        && answer(&["--print", "sysroot"]).is_none_or(|sysroot| sysroot.trim() != "/usr")
    {
        return false;
    }
    let oldest = version(env!("CARGO_PKG_RUST_VERSION"));
    answer(&["--version"])
        .and_then(|answer| version(answer.split(' ').nth(1)?))
        .is_some_and(|found| oldest.is_some_and(|oldest| found >= oldest))
}

/// `1.96.0` gives (1, 96).
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.').map(|number| number.trim().parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

#[cfg(test)]
pub(super) mod tests {
    use super::{super::fake::FakeMachine, *};

    /// A Debian on which all packages were installed.
    pub(in super::super) fn complete(machine: FakeMachine) -> FakeMachine {
        machine
            .answering("/usr/bin/cargo --version", "cargo 1.96.0 (deadbeef 2026-05-01)")
            .answering("/usr/bin/rustc --version", "rustc 1.96.0 (deadbeef 2026-05-01)")
            .answering("/usr/bin/rustc --print sysroot", "/usr\n")
            .having(SOURCE)
            .having("/usr/bin/rust-lld")
            .having("/usr/lib/wasm32-wasi/libc.a")
            .having("/usr/lib/wasm32-wasi/crt1-command.o")
    }

    #[test]
    fn a_bare_debian_misses_all_packages() {
        assert_eq!(
            missing(&FakeMachine::new()),
            ["cargo-web", "rustc-web", "rust-web-src", "rust-web-llvm", "wasi-libc"]
        );
    }

    #[test]
    fn a_complete_debian_misses_nothing() {
        assert_eq!(missing(&complete(FakeMachine::new())), [""; 0]);
    }

    #[test]
    fn the_linker_is_that_which_the_dangling_link_names() {
        let machine = complete(FakeMachine::new())
            .without("/usr/bin/rust-lld")
            .linking("/usr/bin/rust-lld", "lld-31");
        assert_eq!(missing(&machine), ["lld-31"]);
        let odd = machine.linking("/usr/bin/rust-lld", "/opt/linker");
        assert_eq!(missing(&odd), ["rust-web-llvm"]);
    }

    #[test]
    fn an_old_compiler_and_that_of_rustup_do_not_count() {
        let old = complete(FakeMachine::new())
            .answering("/usr/bin/rustc --version", "rustc 1.63.0 (4b91a6ea7 2022-08-08)");
        assert_eq!(missing(&old), ["rustc-web"]);
        let of_rustup = complete(FakeMachine::new()).answering(
            "/usr/bin/rustc --print sysroot",
            "/root/.rustup/toolchains/stable-x86_64-unknown-linux-gnu\n",
        );
        assert_eq!(missing(&of_rustup), ["rustc-web"]);
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version("1.100.0") > version("1.95"));
        assert_eq!(version("nightly"), None);
    }
}
