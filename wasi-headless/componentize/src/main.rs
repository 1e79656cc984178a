//! Makes a component of a module that carries its WIT world with it, as `edgeboy-http` does:
//! `edgeboy-componentize MODULE COMPONENT`.
//!
//! It is a crate of its own, because nobody else should wait for its dependencies to compile.

use std::fs;

use anyhow::{Context, Result, bail};
use wit_component::ComponentEncoder;

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [module, component] = arguments.as_slice() else {
        bail!("usage: edgeboy-componentize MODULE COMPONENT");
    };
    let bytes = fs::read(module).with_context(|| module.display().to_string())?;
    let encoded = ComponentEncoder::default().validate(true).module(&bytes)?.encode()?;
    fs::write(component, encoded).with_context(|| component.display().to_string())
}
