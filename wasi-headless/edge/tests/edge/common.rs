//! What the tests share: the guest, guests that misbehave, ROMs.

pub(crate) mod client;
pub(crate) mod guests;
pub(crate) mod openapi;

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use edgeboy_edge::sandbox::{CompiledFolder, Limits, PoolSize, Sandbox};

pub(crate) const POOL: PoolSize = PoolSize { instances: 16, memory: 64 << 20 };

pub(crate) const LIMITS: Limits =
    Limits { time: Duration::from_mins(1), memory: 64 << 20, output: 64 << 20 };

/// The compiled headless program; the tests that need it fail without it.
pub(crate) fn guest_path() -> PathBuf {
    let path = std::env::var_os("EDGEBOY_HEADLESS_WASM").map(PathBuf::from);
    path.unwrap_or_else(|| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        PathBuf::from(root).join("target/wasm/wasm32-wasip1/release/edgeboy-headless.wasm")
    })
}

pub(crate) fn guest() -> Vec<u8> {
    let path = guest_path();
    std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: `cargo xtask wasm` builds it", path.display()))
}

/// A sandbox of the real guest, compiled once for all the tests of this program.
pub(crate) fn sandbox() -> Sandbox {
    static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| {
        let folder = CompiledFolder::open(concat!(env!("CARGO_TARGET_TMPDIR"), "/compiled"));
        Sandbox::new(&guest(), Some(&folder.unwrap()), POOL).unwrap()
    });
    SANDBOX.clone()
}

/// The built-in demo.
pub(crate) fn rom() -> Vec<u8> {
    edgeboy_demo::ROM.to_vec()
}
