//! Links a WASI program's start file where the toolchain does not bring it along.
//!
//! rustup's `wasm32-wasip1` target links by itself. Where its standard library is built from
//! source instead, the builder names the folder of a wasi-libc in `EDGEBOY_WASI_LIBC` (and in
//! RUSTFLAGS as `-Clink-self-contained=no -Lnative=FOLDER`), and the start file comes from there.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=EDGEBOY_WASI_LIBC");
    let for_wasi = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "wasi");
    if for_wasi && let Ok(folder) = env::var("EDGEBOY_WASI_LIBC") {
        println!("cargo::rustc-link-arg-bins={folder}/crt1-command.o");
    }
}
