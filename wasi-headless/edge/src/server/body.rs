//! Bodies of requests, read whole: no larger than allowed, no slower, and all together within
//! the server's memory.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use edgeboy_api::problem::{Kind, Problem};
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::config::Config;

/// Memory is counted in pieces of this many bytes.
const PIECE: u64 = 1 << 10;

/// What bodies may take.
pub(super) struct Bodies {
    largest: u64,
    time: Duration,
    all: u64,
    pieces: Arc<Semaphore>,
}

/// A body, and its share of the memory for all bodies, which it gives back when it is dropped.
pub(super) struct Whole {
    pub(super) bytes: Vec<u8>,
    share: Vec<OwnedSemaphorePermit>,
}

impl Bodies {
    pub(super) fn new(config: &Config) -> Bodies {
        Bodies {
            largest: config.limits.body,
            time: Duration::from_millis(config.limits.body_ms),
            all: config.server.bodies,
            pieces: Arc::new(Semaphore::new((config.server.bodies / PIECE) as usize)),
        }
    }

    /// Reads a body.
    pub(super) async fn read(&self, body: Body) -> Result<Whole, Problem> {
        // One that says that it is too large need not be read.
        self.check_size(http_body::Body::size_hint(&body).lower())?;
        timeout(self.time, self.collect(body)).await.unwrap_or_else(|_| {
            let limit = self.time.as_millis() as u64;
            let detail = format!("it was not there after {limit} ms");
            Err(Problem::new(Kind::SlowBody, detail).with_limit("body_ms", limit, "ms"))
        })
    }

    async fn collect(&self, mut body: Body) -> Result<Whole, Problem> {
        let mut whole = Whole { bytes: Vec::new(), share: Vec::new() };
        let mut counted = 0;
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| Problem::new(Kind::BadBody, error.to_string()))?;
            let Ok(data) = frame.into_data() else { continue };
            let size = (whole.bytes.len() + data.len()) as u64;
            self.check_size(size)?;
            if size > counted {
                let pieces = (size - counted).div_ceil(PIECE);
                let share = Arc::clone(&self.pieces).try_acquire_many_owned(pieces as u32);
                whole.share.push(share.map_err(|_| {
                    let detail = "the server holds as many bodies as it can";
                    Problem::new(Kind::Busy, detail).with_limit("bodies", self.all, "bytes")
                })?);
                counted += pieces * PIECE;
            }
            whole.bytes.extend_from_slice(&data);
        }
        Ok(whole)
    }

    fn check_size(&self, size: u64) -> Result<(), Problem> {
        if size <= self.largest {
            return Ok(());
        }
        let detail = format!("a body may have {} bytes", self.largest);
        Err(Problem::new(Kind::TooLarge, detail).with_limit("body", self.largest, "bytes"))
    }
}
