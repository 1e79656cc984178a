//! Runs calls on threads of their own, as many as the queue lets through.

use std::sync::Arc;
use std::time::Instant;

use edgeboy_api::call::{Answer, Call};
use edgeboy_api::problem::Problem;
use tokio::task::spawn_blocking;

use super::metrics::Metrics;
use super::queue::Queue;
use crate::config::Config;
use crate::sandbox::{Cancel, Failure, Limits, Sandbox};

/// The sandbox, and who may use it when.
pub(super) struct Renderer {
    sandbox: Sandbox,
    limits: Limits,
    queue: Queue,
    metrics: Arc<Metrics>,
}

/// Ends a call when the request that wants it is dropped, because its client has gone.
struct EndsWithRequest(Cancel);

impl Drop for EndsWithRequest {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Renderer {
    pub(super) fn new(sandbox: Sandbox, config: &Config, metrics: Arc<Metrics>) -> Renderer {
        let queue = Queue::new(&config.server);
        Renderer { sandbox, limits: config.limits.sandbox(), queue, metrics }
    }

    /// The SHA-256 of the guest.
    pub(super) fn guest_hash(&self) -> &[u8; 32] {
        self.sandbox.guest_hash()
    }

    /// Runs a call when it is its turn.
    pub(super) async fn run(&self, call: Call) -> Result<Answer, Problem> {
        let waiting = self.metrics.waiting();
        let turn = self.queue.turn().await;
        drop(waiting);
        let turn = turn?;
        let cancel = EndsWithRequest(Cancel::default());
        let (sandbox, limits, seen) = (self.sandbox.clone(), self.limits, cancel.0.clone());
        let running = self.metrics.running();
        let thread = spawn_blocking(move || {
            // A worker is free again when the guest has ended, and not when its client has gone.
            let _until_then = (turn, running);
            sandbox.call(call, limits, seen)
        });
        let started = Instant::now();
        let result = thread.await.map_err(|error| Problem::new("internal", error.to_string()))?;
        self.metrics.ran(started.elapsed(), &result);
        result.map_err(|failure| problem(&failure))
    }

    /// Whether an instance can be made.
    pub(super) fn is_healthy(&self) -> bool {
        self.sandbox.instantiate(self.limits, Cancel::default()).is_ok()
    }
}

fn problem(failure: &Failure) -> Problem {
    let detail = failure.to_string();
    match *failure {
        Failure::Time(limit) => {
            Problem::new("too-long", detail).with_limit("time_ms", limit.as_millis() as u64, "ms")
        }
        Failure::Memory(limit) => {
            Problem::new("limit", detail).with_limit("memory", limit as u64, "bytes")
        }
        Failure::Output(limit) => {
            Problem::new("limit", detail).with_limit("output", limit as u64, "bytes")
        }
        Failure::Busy => Problem::new("busy", detail),
        _ => {
            tracing::error!("{failure}");
            Problem::new("internal", "the guest failed")
        }
    }
}
