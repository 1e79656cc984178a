//! The headless program compiled to WASI, which the sandbox runs.

use std::path::{Path, PathBuf};

/// Its bytes: the file in `EDGEBOY_HEADLESS_WASM`, or what `cargo xtask wasm` builds.
///
/// # Panics
/// If it is not there.
pub fn guest() -> Vec<u8> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let built = || root.join("target/wasm/wasm32-wasip1/release/edgeboy-headless.wasm");
    let path = std::env::var_os("EDGEBOY_HEADLESS_WASM").map_or_else(built, PathBuf::from);
    std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: see `cargo xtask wasm`", path.display()))
}
