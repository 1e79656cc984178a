//! Works on requests on threads of their own, as many as the queue lets through.

use std::sync::Arc;
use std::time::Instant;

use edgeboy_api::call::{Answer, Call};
use edgeboy_api::problem::{Kind, Problem};
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

/// Whoever has the turn to work on a request.
pub(super) struct Worker {
    sandbox: Sandbox,
    limits: Limits,
    metrics: Arc<Metrics>,
    cancel: Cancel,
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

    /// Does a piece of work when it is its turn. All that takes time or memory belongs there, and
    /// not only what the guest does: connections are served by threads that never wait for it.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Worker) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let waiting = self.metrics.waiting();
        let turn = self.queue.turn().await?;
        drop(waiting);
        let running = self.metrics.running();
        let cancel = EndsWithRequest(Cancel::default());
        let worker = Worker {
            sandbox: self.sandbox.clone(),
            limits: self.limits,
            metrics: Arc::clone(&self.metrics),
            cancel: cancel.0.clone(),
        };
        let thread = spawn_blocking(move || {
            // The turn is over when the work is, and not when its client has gone.
            let _until_then = (turn, running);
            work(&worker)
        });
        thread.await.unwrap_or_else(|panic| Err(Problem::new(Kind::Internal, panic.to_string())))
    }

    /// Whether an instance can be made, or could be if not all were in use.
    pub(super) fn is_healthy(&self) -> bool {
        let instance = self.sandbox.instantiate(self.limits, Cancel::default());
        matches!(instance, Ok(_) | Err(Failure::Busy))
    }
}

impl Worker {
    /// Runs a call in an instance of its own.
    pub(super) fn call(&self, call: Call) -> Result<Answer, Problem> {
        let started = Instant::now();
        let result = self.sandbox.call(call, self.limits, self.cancel.clone());
        self.metrics.ran(started.elapsed(), &result);
        result.map_err(|failure| problem(&failure))
    }
}

fn problem(failure: &Failure) -> Problem {
    let detail = failure.to_string();
    match *failure {
        Failure::Time(limit) => {
            let limit = limit.as_millis() as u64;
            Problem::new(Kind::TooLong, detail).with_limit("time_ms", limit, "ms")
        }
        Failure::Memory(limit) => {
            Problem::new(Kind::Limit, detail).with_limit("memory", limit as u64, "bytes")
        }
        Failure::Output(limit) => {
            Problem::new(Kind::Limit, detail).with_limit("output", limit as u64, "bytes")
        }
        Failure::Busy => Problem::new(Kind::Busy, detail),
        // Nobody is there to read it.
        Failure::Cancelled => Problem::new(Kind::Internal, detail),
        Failure::Trap { .. } | Failure::Guest(_) | Failure::Malformed(_) => {
            tracing::error!("{failure}");
            Problem::new(Kind::Internal, "the guest failed")
        }
    }
}
