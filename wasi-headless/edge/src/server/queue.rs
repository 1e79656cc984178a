//! Who may run, who waits, and who is turned away.

use std::sync::Arc;
use std::time::Duration;

use edgeboy_api::problem::{Kind, Problem};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::config::ServerLimits;

/// Workers, and a queue of limited length before them.
pub(super) struct Queue {
    /// One for each request that runs or waits.
    places: Arc<Semaphore>,
    workers: Arc<Semaphore>,
    waiting: u32,
    patience: Duration,
}

/// The right to run, until it is dropped.
pub(super) struct Turn {
    _worker: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Queue {
    pub(super) fn new(limits: &ServerLimits) -> Queue {
        Queue {
            places: Arc::new(Semaphore::new(limits.workers as usize + limits.queue as usize)),
            workers: Arc::new(Semaphore::new(limits.workers as usize)),
            waiting: limits.queue,
            patience: Duration::from_millis(limits.queue_ms),
        }
    }

    /// Waits for a worker, in the order in which requests came.
    pub(super) async fn turn(&self) -> Result<Turn, Problem> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| {
            let detail = format!("{} requests are waiting already", self.waiting);
            Problem::new(Kind::Busy, detail).with_limit("queue", self.waiting.into(), "requests")
        })?;
        let worker = timeout(self.patience, Arc::clone(&self.workers).acquire_owned()).await;
        match worker {
            Ok(Ok(worker)) => Ok(Turn { _worker: worker, _place: place }),
            // The semaphore is never closed.
            Ok(Err(closed)) => Err(Problem::new(Kind::Internal, closed.to_string())),
            Err(_) => {
                let limit = self.patience.as_millis() as u64;
                let detail = format!("no worker was free for {limit} ms");
                Err(Problem::new(Kind::Busy, detail).with_limit("queue_ms", limit, "ms"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_finds_no_place_is_turned_away_at_once() {
        let limits = ServerLimits { workers: 1, queue: 1, queue_ms: 20, ..ServerLimits::default() };
        let queue = Queue::new(&limits);
        let limit = |problem: Problem| problem.limit.unwrap().name;
        let runs = queue.turn().await.unwrap();
        let (waits, turned_away) = tokio::join!(queue.turn(), queue.turn());
        assert_eq!(limit(turned_away.err().unwrap()), "queue");
        assert_eq!(limit(waits.err().unwrap()), "queue_ms");
        drop(runs);
        assert!(queue.turn().await.is_ok());
    }
}
