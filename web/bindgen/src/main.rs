//! `edgeboy-bindgen MODULE NAME FOLDER`: makes `NAME.js`, `NAME.d.ts` and `NAME_bg.wasm` in a folder
//! from a compiled module, for pages, workers and Node alike.
//!
//! It is `wasm-bindgen` of exactly the version that the module was compiled with, as Cargo.lock has
//! it, and so nothing that a user must install.

use std::{env, path::PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [module, name, folder] = arguments.as_slice() else {
        bail!("edgeboy-bindgen MODULE NAME FOLDER");
    };
    let name = name.to_str().context("the name is not UTF-8")?;
    Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)?
        .typescript(true)
        // Whoever imports the JavaScript says where the module lies: a bundler must not guess.
        .omit_default_module_path(true)
        .generate(folder)
        .with_context(|| format!("cannot bind {}", module.display()))
}
