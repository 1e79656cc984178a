//! What an instance may use, and how it ends if it wants more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use edgeboy_api::call::Malformed;
use thiserror::Error;
use wasmtime::{ResourceLimiter, Trap};

/// What one call may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How many bytes its linear memory may have.
    pub memory: usize,
    /// How many bytes it may answer with.
    pub output: usize,
}

/// Ends a call from outside: whoever wanted it has gone. Clones end the same call.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Lets the call end soon.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the call is to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Why a call did not come to its end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Failure {
    /// It ran for longer than its limit.
    #[error("it ran for longer than {} ms", .0.as_millis())]
    Time(Duration),
    /// It wanted more memory than its limit.
    #[error("it wanted more memory than {0} bytes")]
    Memory(usize),
    /// Its answer was larger than its limit.
    #[error("its answer was larger than {0} bytes")]
    Output(usize),
    /// It was [cancelled](Cancel).
    #[error("it was cancelled")]
    Cancelled,
    /// No instance was to be had.
    #[error("all instances are in use")]
    Busy,
    /// The guest stopped where it never should. What it wrote to standard error comes first.
    #[error("the guest failed: {stderr}{trap}")]
    Trap {
        /// What it said.
        stderr: String,
        /// What stopped it.
        trap: String,
    },
    /// The guest has not the functions that a guest has, or answered out of bounds.
    #[error("the guest is none: {0}")]
    Guest(String),
    /// The guest's answer is none.
    #[error("the guest's answer is none: {0}")]
    Malformed(#[from] Malformed),
}

/// Why the host ended a guest while it ran.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(super) enum Interrupted {
    #[error("out of time")]
    Time,
    #[error("cancelled")]
    Cancelled,
}

/// Counts what a guest's linear memory takes.
#[derive(Debug)]
pub(super) struct Memory {
    limit: usize,
    exceeded: bool,
}

impl Memory {
    pub(super) fn new(limit: usize) -> Memory {
        Memory { limit, exceeded: false }
    }
}

impl ResourceLimiter for Memory {
    fn memory_growing(
        &mut self,
        _: usize,
        desired: usize,
        _: Option<usize>,
    ) -> wasmtime::Result<bool> {
        // The guest learns that there is no more, and ends itself; this remembers why.
        self.exceeded |= desired > self.limit;
        Ok(desired <= self.limit)
    }

    fn table_growing(
        &mut self,
        _: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        Ok(maximum.is_some_and(|maximum| desired <= maximum))
    }
}

/// What an error of the engine means.
pub(super) fn failure(
    error: &wasmtime::Error,
    limits: Limits,
    memory: &Memory,
    stderr: &[u8],
) -> Failure {
    match error.downcast_ref::<Interrupted>() {
        Some(Interrupted::Time) => return Failure::Time(limits.time),
        Some(Interrupted::Cancelled) => return Failure::Cancelled,
        None if memory.exceeded => return Failure::Memory(limits.memory),
        None => {}
    }
    let trap = match error.downcast_ref::<Trap>() {
        Some(trap) => trap.to_string(),
        None => error.root_cause().to_string(),
    };
    Failure::Trap { stderr: String::from_utf8_lossy(stderr).into_owned(), trap }
}
