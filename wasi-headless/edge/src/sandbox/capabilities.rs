//! What a guest can reach: WASI preview 1 with nothing behind it.
//!
//! The guest is a program for WASI, so it imports functions for files, clocks and randomness. The
//! door that calls go through needs none of them. Those that `wasmtime-wasi` backs with a context
//! find an empty one: no folder, argument or variable, standard input at its end, standard output
//! that leads nowhere. Those that would tell the time, wait or draw random numbers are replaced by
//! ones that refuse.

use wasmtime::{Engine, Linker};
use wasmtime_wasi::WasiCtxBuilder;
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::pipe::MemoryOutputPipe;

use super::limits::Memory;

/// The module whose functions are WASI preview 1.
const WASI: &str = "wasi_snapshot_preview1";

/// The error number of WASI preview 1 for a capability that is not given.
const NOT_CAPABLE: i32 = 76;

/// How much of what a guest says before it panics is kept for the log.
const STDERR: usize = 16 << 10;

/// What an instance has around it.
pub(super) struct World {
    wasi: WasiP1Ctx,
    pub(super) memory: Memory,
    pub(super) stderr: MemoryOutputPipe,
}

impl World {
    pub(super) fn new(memory_limit: usize) -> World {
        let stderr = MemoryOutputPipe::new(STDERR);
        let wasi = WasiCtxBuilder::new()
            .stderr(stderr.clone())
            .allow_tcp(false)
            .allow_udp(false)
            .build_p1();
        World { wasi, memory: Memory::new(memory_limit), stderr }
    }
}

/// The functions that a guest can import.
pub(super) fn linker(engine: &Engine) -> wasmtime::Result<Linker<World>> {
    let mut linker = Linker::new(engine);
    p1::add_to_linker_sync(&mut linker, |world: &mut World| &mut world.wasi)?;
    linker.allow_shadowing(true);
    linker.func_wrap(WASI, "clock_res_get", |_: i32, _: i32| NOT_CAPABLE)?;
    linker.func_wrap(WASI, "clock_time_get", |_: i32, _: i64, _: i32| NOT_CAPABLE)?;
    linker.func_wrap(WASI, "poll_oneoff", |_: i32, _: i32, _: i32, _: i32| NOT_CAPABLE)?;
    linker.func_wrap(WASI, "random_get", |_: i32, _: i32| NOT_CAPABLE)?;
    linker.func_wrap(WASI, "sched_yield", || NOT_CAPABLE)?;
    Ok(linker)
}
