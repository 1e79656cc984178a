//! The guest behind a wall: compiled once, and run in a fresh instance for every call.

mod capabilities;
mod compiled;
mod instance;
mod limits;
mod ticker;

use std::sync::Arc;

use edgeboy_api::call::{Answer, Call};
use sha2::{Digest, Sha256};
use wasmtime::{
    Config, Enabled, Engine, InstanceAllocationStrategy, InstancePre, PoolingAllocationConfig,
};

pub use compiled::CompiledFolder;
pub use instance::Guest;
pub use limits::{Cancel, Failure, Limits};

use capabilities::World;
use ticker::Ticker;

/// How large the pool is that instances come from. Address space is reserved for it; memory is
/// taken when a guest touches it.
#[derive(Clone, Copy, Debug)]
pub struct PoolSize {
    /// How many instances can be there at once.
    pub instances: u32,
    /// The most linear memory that [`Limits`] may allow an instance, in bytes.
    pub memory: usize,
}

/// A compiled guest and all that its instances have in common. Clones share it.
#[derive(Clone)]
pub struct Sandbox {
    pre: InstancePre<World>,
    guest: [u8; 32],
    _ticker: Arc<Ticker>,
}

impl Sandbox {
    /// Compiles a guest, or takes it from the folder if this program has compiled it before.
    ///
    /// # Errors
    ///
    /// If the bytes are no WebAssembly module, or it wants something that is not WASI preview 1,
    /// or the address space for the pool is not to be had.
    pub fn new(
        guest: &[u8],
        compiled: Option<&CompiledFolder>,
        pool: PoolSize,
    ) -> wasmtime::Result<Sandbox> {
        let engine = Engine::new(&config(pool))?;
        let hash: [u8; 32] = Sha256::digest(guest).into();
        let module = match compiled {
            Some(folder) => folder.load_or_compile(&engine, guest, &hash)?,
            None => wasmtime::Module::new(&engine, guest)?,
        };
        let pre = capabilities::linker(&engine)?.instantiate_pre(&module)?;
        Ok(Sandbox { pre, guest: hash, _ticker: Arc::new(Ticker::start(&engine)) })
    }

    /// The SHA-256 of the guest.
    pub fn guest_hash(&self) -> &[u8; 32] {
        &self.guest
    }

    /// Makes an instance. It lives until it is dropped, and no other ever sees what it did.
    ///
    /// # Errors
    ///
    /// [`Failure::Busy`] if the pool is used up.
    pub fn instantiate(&self, limits: Limits, cancel: Cancel) -> Result<Guest, Failure> {
        Guest::new(&self.pre, limits, cancel)
    }

    /// Runs a call in an instance of its own.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it did not come to its end.
    pub fn call(&self, call: Call, limits: Limits, cancel: Cancel) -> Result<Answer, Failure> {
        self.instantiate(limits, cancel)?.call(call)
    }

    /// The files that a command line would read.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the guest did not say.
    pub fn inputs(&self, args: &[String], limits: Limits) -> Result<Vec<String>, Failure> {
        self.instantiate(limits, Cancel::default())?.inputs(args)
    }
}

fn config(pool: PoolSize) -> Config {
    // What the guest touches of its memory while it runs is kept for the next instance, up to
    // this, and zeroed: that is cheaper than to give pages back and to fault them in again.
    const KEPT: usize = 2 << 20;
    let mut pooling = PoolingAllocationConfig::new();
    pooling
        .total_core_instances(pool.instances)
        .total_memories(pool.instances)
        .total_tables(pool.instances)
        // Guests run on the stack of the thread that calls them.
        .total_stacks(0)
        .max_memory_size(pool.memory)
        .linear_memory_keep_resident(KEPT)
        .table_keep_resident(64 << 10)
        .pagemap_scan(Enabled::Auto);
    let mut config = Config::new();
    config
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pooling))
        .epoch_interruption(true);
    config
}
