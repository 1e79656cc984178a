//! Set-up: finds out what the computer has of what is needed, and installs the rest.
//!
//! Each part looks at the real thing and not at a note that it was once installed, so a second run
//! installs nothing and takes a moment. What will be installed is said before.

mod apt;
mod chromium;
mod components;
mod debian;
mod desktop;
#[cfg(test)]
mod fake;
mod node;
mod npm;
pub(crate) mod peers;
mod rustup;
mod targets;

use std::env;

use anyhow::{Result, anyhow};

use crate::{machine::Machine, wasm::Toolchain};

/// Something that a step cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A compiler for WebAssembly.
    Wasm,
    /// Node, to run WebAssembly and what builds pages.
    Node,
    /// The JavaScript packages of `web/`.
    NodeModules,
    /// Chromium, to test the page with.
    Chromium,
    /// `cargo fmt`.
    Rustfmt,
    /// `cargo clippy`.
    Clippy,
    /// The libraries that the desktop program is compiled with.
    DesktopLibraries,
    /// A screen and sound without a device, to try the desktop program on.
    DesktopPrograms,
}

impl Need {
    pub(crate) const ALL: [Need; 8] = [
        Need::Wasm,
        Need::Node,
        Need::NodeModules,
        Need::Chromium,
        Need::Rustfmt,
        Need::Clippy,
        Need::DesktopLibraries,
        Need::DesktopPrograms,
    ];
}

/// What set-up found or installed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tools {
    wasm: Option<Toolchain>,
}

impl Tools {
    #[cfg(test)]
    pub(crate) fn with_wasm(wasm: Toolchain) -> Tools {
        Tools { wasm: Some(wasm) }
    }

    /// The compiler for WebAssembly. Errors if it was not among the needs.
    pub(crate) fn wasm(self) -> Result<Toolchain> {
        self.wasm.ok_or_else(|| anyhow!("set-up was not asked for a WebAssembly compiler"))
    }
}

/// Brings what is needed onto the machine. Errors say what is to be installed by hand.
pub(crate) fn prepare(machine: &dyn Machine, needs: &[Need]) -> Result<Tools> {
    // What can only be said comes first: nobody should wait for a download to be told it.
    if needs.contains(&Need::Node) {
        node::check(machine)?;
    }
    components::ensure(machine, needs)?;
    if needs.contains(&Need::NodeModules) {
        npm::ensure(machine)?;
    }
    if needs.contains(&Need::Chromium) {
        chromium::ensure(machine, env::var_os(chromium::VARIABLE).as_deref())?;
    }
    if needs.contains(&Need::DesktopLibraries) {
        desktop::ensure_libraries(machine)?;
    }
    if needs.contains(&Need::DesktopPrograms) {
        desktop::ensure_programs(machine)?;
    }
    let wasm = needs.contains(&Need::Wasm).then(|| targets::ensure(machine)).transpose()?;
    Ok(Tools { wasm })
}

/// All that set-up says begins alike, so that it stands out between compiler messages.
fn say(message: &str) {
    println!("set-up: {message}");
}
