//! The renderer at the edge: the server that runs the guest in a sandbox, and the same API as a
//! component.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    invocation::Invocation,
    project,
    setup::Tools,
    wasm::{self, Target},
};

/// The host of the guest.
pub(crate) const HOST: &str = "edgeboy-edge";

/// The API as a component, and the program that makes a component of the compiled crate.
pub(crate) const COMPONENT: &str = "edgeboy-http";
const COMPONENTIZE: &str = "edgeboy-componentize";

/// Builds the component, with these one after the other.
pub(crate) fn component(tools: Tools) -> Result<Vec<Invocation>> {
    let module = wasm::built(Target::Web, "edgeboy_http");
    let componentize = project::cargo().args(["run", "--package", COMPONENTIZE]);
    Ok(vec![
        tools.wasm()?.build(COMPONENT, Target::Web),
        componentize.arg("--").arg(module).arg(component_file()),
    ])
}

/// Where [`component`] leaves it.
pub(crate) fn component_file() -> PathBuf {
    project::target().join("wasm").join(format!("{COMPONENT}.wasm"))
}

/// Builds the server and what it runs, with these one after the other.
pub(crate) fn build(tools: Tools) -> Result<Vec<Invocation>> {
    Ok(vec![
        tools.wasm()?.build(wasm::GUEST, Target::Wasi),
        project::cargo().args(["build", "--release", "--package", HOST]),
    ])
}

/// The server at this address, with the page on it.
pub(crate) fn server(address: &str, page: &Path) -> Invocation {
    Invocation::new(project::target().join("release").join(HOST))
        .arg("--guest")
        .arg(wasm::guest())
        .args(["serve", "--listen", address, "--page"])
        .arg(page)
}
