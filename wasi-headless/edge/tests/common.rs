//! What the tests share: the guest, guests that misbehave, ROMs.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of this")]

pub mod client;
pub mod guests;
pub mod openapi;

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use edgeboy_edge::sandbox::{CompiledFolder, Limits, PoolSize, Sandbox};

pub const POOL: PoolSize = PoolSize { instances: 16, memory: 64 << 20 };

pub const LIMITS: Limits =
    Limits { time: Duration::from_mins(1), memory: 64 << 20, output: 64 << 20 };

/// The compiled headless program; the tests that need it fail without it.
pub fn guest_path() -> PathBuf {
    let path = std::env::var_os("EDGEBOY_HEADLESS_WASM").map(PathBuf::from);
    path.unwrap_or_else(|| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        PathBuf::from(root).join("target/wasm/wasm32-wasip1/release/edgeboy-headless.wasm")
    })
}

pub fn guest() -> Vec<u8> {
    let path = guest_path();
    std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: `cargo xtask wasm` builds it", path.display()))
}

/// A sandbox of the real guest, compiled once for all the tests of this program.
pub fn sandbox() -> Sandbox {
    static SANDBOX: LazyLock<Sandbox> = LazyLock::new(|| {
        let folder = CompiledFolder::open(concat!(env!("CARGO_TARGET_TMPDIR"), "/compiled"));
        Sandbox::new(&guest(), Some(&folder.unwrap()), POOL).unwrap()
    });
    SANDBOX.clone()
}

/// The built-in demo.
pub fn rom() -> Vec<u8> {
    edgeboy_demo::ROM.to_vec()
}
