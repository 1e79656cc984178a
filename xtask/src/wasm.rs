//! Building for WebAssembly, with either of the two toolchains that can.

use std::{ffi::OsString, path::PathBuf};

use crate::{invocation::Invocation, project};

/// What WebAssembly is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// WASI preview 1: the headless program.
    Wasi,
    /// Browsers.
    Web,
    /// WebAssembly without any standard library: what builds for it is truly `no_std`.
    Bare,
}

impl Target {
    pub(crate) const ALL: [Target; 3] = [Target::Wasi, Target::Web, Target::Bare];

    /// The name that rustc has for it.
    pub(crate) fn triple(self) -> &'static str {
        match self {
            Target::Wasi => "wasm32-wasip1",
            Target::Web => "wasm32-unknown-unknown",
            Target::Bare => "wasm32v1-none",
        }
    }

    /// The Cargo profile to build with, which is also the name of the folder.
    fn profile(self) -> &'static str {
        match self {
            Target::Wasi | Target::Bare => "release",
            Target::Web => "web",
        }
    }

    /// The parts of the standard library to compile where none is installed for the target.
    fn libraries(self) -> &'static str {
        match self {
            Target::Wasi | Target::Web => "std,panic_abort",
            Target::Bare => "core,alloc",
        }
    }
}

/// A compiler that can make WebAssembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that compiled this program; it has the targets' standard libraries.
    Own,
    /// Debian's packages, which have the standard library as source.
    Debian,
}

/// Debian's C library for WASI, of package `wasi-libc`.
pub(crate) const DEBIAN_WASI_LIBC: &str = "/usr/lib/wasm32-wasi";

/// The package that is the headless program, and the name of its binary.
pub(crate) const GUEST: &str = "edgeboy-headless";

impl Toolchain {
    /// Builds a package's program or library for the target, optimized.
    pub(crate) fn build(self, package: &str, target: Target) -> Invocation {
        let build = match self {
            Toolchain::Own => project::cargo().arg("build"),
            Toolchain::Debian => debian_cargo(target),
        };
        build
            .args(["--profile", target.profile(), "--package", package])
            .args(["--target", target.triple(), "--target-dir"])
            .arg(folder())
    }
}

/// The headless program compiled to WASI, which [`Toolchain::build`] leaves here.
pub(crate) fn guest() -> PathBuf {
    built(Target::Wasi, GUEST)
}

/// The module of a program or library (by its file's name) that [`Toolchain::build`] leaves.
pub(crate) fn built(target: Target, name: &str) -> PathBuf {
    folder().join(target.triple()).join(target.profile()).join(format!("{name}.wasm"))
}

/// All WebAssembly is built apart from native programs, so that two compilers never clean up after
/// each other.
fn folder() -> PathBuf {
    project::target().join("wasm")
}

fn debian_cargo(target: Target) -> Invocation {
    let link = format!("-Clink-self-contained=no -Lnative={DEBIAN_WASI_LIBC}");
    std::env::vars_os()
        .filter_map(|(name, _)| of_other_toolchain(name))
        .fold(Invocation::new("/usr/bin/cargo"), |cargo, name| cargo.without_env(&name))
        .in_folder(project::root())
        // The programs of rustup come before Debian's in most people's path, and would be taken.
        .env("PATH", "/usr/bin:/bin")
        .env("RUSTC", "/usr/bin/rustc")
        // The standard library is compiled from source, which only this lets a stable compiler do.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", link)
        .env("EDGEBOY_WASI_LIBC", DEBIAN_WASI_LIBC)
        .args(["build", "-Z"])
        .arg(format!("build-std={}", target.libraries()))
}

/// The variable's name if it ties a cargo to the toolchain that runs this program.
fn of_other_toolchain(name: OsString) -> Option<String> {
    const EXACT: [&str; 11] = [
        "CARGO",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_RUSTC",
        "LD_LIBRARY_PATH",
        "RUSTC",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "RUSTDOC",
        "RUSTFLAGS",
        "RUST_RECURSION_COUNT",
    ];
    const BEGINNINGS: [&str; 4] = ["CARGO_BIN_", "CARGO_MANIFEST_", "CARGO_PKG_", "RUSTUP_"];
    let name = name.into_string().ok()?;
    let ties = EXACT.contains(&name.as_str())
        || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning));
    ties.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_toolchain_builds_plainly() {
        let build = Toolchain::Own.build(GUEST, Target::Wasi).to_string();
        assert!(
            build.contains(
                "build --profile release --package edgeboy-headless --target wasm32-wasip1"
            ),
            "{build}"
        );
        assert!(!build.contains("build-std"), "{build}");
    }

    #[test]
    fn debian_compiles_the_standard_library_and_is_told_where_its_libc_is() {
        let build = Toolchain::Debian.build(GUEST, Target::Wasi).to_string();
        for part in [
            "PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1",
            "EDGEBOY_WASI_LIBC=/usr/lib/wasm32-wasi /usr/bin/cargo build",
            "-Z build-std=std,panic_abort",
        ] {
            assert!(build.contains(part), "{part} is not in {build}");
        }
        let bare = Toolchain::Debian.build("edgeboy-core", Target::Bare).to_string();
        assert!(bare.contains("build-std=core,alloc"), "{bare}");
    }

    #[test]
    fn what_ties_cargo_to_a_toolchain_is_known() {
        let ties = |name: &str| of_other_toolchain(name.into()).is_some();
        assert!(ties("CARGO") && ties("RUSTUP_TOOLCHAIN") && ties("CARGO_PKG_NAME"));
        assert!(!ties("CARGO_HOME") && !ties("CARGO_TERM_COLOR") && !ties("HOME"));
    }
}
