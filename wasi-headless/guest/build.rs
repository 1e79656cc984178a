//! Exports the WASI program's door, and links its start file where the toolchain does not bring
//! that along.
//!
//! rustup's `wasm32-wasip1` target links by itself. Where its standard library is built from
//! source instead, the builder names the folder of a wasi-libc in `EDGEBOY_WASI_LIBC` (and in
//! RUSTFLAGS as `-Clink-self-contained=no -Lnative=FOLDER`), and the start file comes from there.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=EDGEBOY_WASI_LIBC");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os != "wasi") {
        return;
    }
    // A program keeps no function but `_start` for its host unless it is told to.
    for name in ["call", "input", "inputs", "output", "output_bytes"] {
        println!("cargo::rustc-link-arg-bins=--export-if-defined=edgeboy_{name}");
    }
    if let Ok(folder) = env::var("EDGEBOY_WASI_LIBC") {
        println!("cargo::rustc-link-arg-bins={folder}/crt1-command.o");
    }
}
