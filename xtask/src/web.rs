//! `cargo xtask web`: the machine as WebAssembly, the npm package around it, and the page.
//!
//! Rust is compiled with the profile `web`, `edgeboy-bindgen` makes the JavaScript beside the
//! module, and Binaryen's `wasm-opt` makes the module smaller and faster still. The rest is the
//! business of npm's scripts.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    invocation::Invocation,
    project,
    setup::{Need, Tools},
    wasm::{self, Target},
};

/// The crate that is the machine for browsers.
pub(crate) const MACHINE: &str = "edgeboy-web";

/// The crate that makes the JavaScript beside it.
pub(crate) const BINDGEN: &str = "edgeboy-bindgen";

/// What [`build`] cannot do without.
pub(crate) const NEEDS: &[Need] = &[Need::Wasm, Need::Node, Need::NodeModules];

/// The proposals beyond WebAssembly 1.0 that rustc uses, which all current browsers know.
const FEATURES: [&str; 6] = [
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// The folder of the npm workspaces.
pub(crate) fn folder() -> PathBuf {
    project::root().join("web")
}

/// All that is to be run, in this order.
pub(crate) fn build(tools: Tools) -> Result<Vec<Invocation>> {
    let mut commands = package(tools)?;
    commands.extend([
        write_demo(),
        npm(["run", "build", "-w", "edgeboy-app"]),
        npm(["run", "size", "-w", "edgeboy-app"]),
    ]);
    Ok(commands)
}

/// The same for the package alone.
pub(crate) fn package(tools: Tools) -> Result<Vec<Invocation>> {
    Ok(vec![
        tools.wasm()?.build(MACHINE, Target::Web),
        bind(),
        optimize(),
        check(),
        npm(["run", "build", "-w", "edgeboy"]),
    ])
}

/// npm with these arguments, for the workspaces.
pub(crate) fn npm<const N: usize>(arguments: [&str; N]) -> Invocation {
    Invocation::new("npm").in_folder(folder()).args(arguments)
}

/// Where the package expects the module and its JavaScript.
fn generated() -> PathBuf {
    folder().join("packages/edgeboy/src/wasm")
}

fn module() -> PathBuf {
    generated().join("edgeboy_bg.wasm")
}

fn bind() -> Invocation {
    let bindgen = project::cargo().args(["run", "--package", BINDGEN, "--"]);
    bindgen.arg(wasm::built(Target::Web, "edgeboy_web")).arg("edgeboy").arg(generated())
}

fn optimize() -> Invocation {
    Invocation::new("node")
        .in_folder(project::root())
        .arg(folder().join("node_modules/binaryen/bin/wasm-opt"))
        .arg("-O3")
        .args(FEATURES.map(|feature| format!("--enable-{feature}")))
        // What tools are told by these sections, no browser asks for.
        .args(["--strip-producers", "--strip-target-features"])
        .arg(module())
        .arg("-o")
        .arg(module())
}

/// Tells size and imports of the module, and fails if they are not as they should be.
fn check() -> Invocation {
    let script = folder().join("check-module.mjs");
    Invocation::new("node").in_folder(project::root()).arg(script).arg(module())
}

/// The page has the demo's ROM beside it.
fn write_demo() -> Invocation {
    let example = ["run", "--package", "xtask", "--example", "write-demo", "--"];
    project::cargo().args(example).arg(folder().join("app/public/demo.gb"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::Toolchain;

    #[test]
    fn all_is_built_in_order() {
        let commands = build(Tools::with_wasm(Toolchain::Own)).unwrap();
        let commands: Vec<String> = commands.iter().map(ToString::to_string).collect();
        let parts = [
            "build --profile web --package edgeboy-web",
            "run --package edgeboy-bindgen -- ",
            "binaryen/bin/wasm-opt -O3 --enable-bulk-memory",
            "check-module.mjs",
            "npm run build -w edgeboy",
            "--example write-demo",
            "npm run build -w edgeboy-app",
            "npm run size -w edgeboy-app",
        ];
        assert_eq!(commands.len(), parts.len());
        for (command, part) in commands.iter().zip(parts) {
            assert!(command.contains(part), "{part} is not in {command}");
        }
    }
}
