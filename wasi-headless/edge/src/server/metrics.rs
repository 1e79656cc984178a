//! What the server counts, for Prometheus.

use std::sync::atomic::AtomicI64;
use std::time::Duration;

use axum::http::Method;
use edgeboy_api::call::Answer;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use super::rom_store::RomStore;
use crate::sandbox::Failure;

/// The media type of [`Metrics::text`].
pub(super) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    /// One that HTTP has; whatever else a client may call it is `other`.
    method: &'static str,
    /// The route's pattern, not the path, of which there are any number.
    route: String,
    status: u16,
}

/// How a run in the sandbox ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct End {
    end: &'static str,
}

/// All that is counted.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Family<End, Histogram, fn() -> Histogram>,
    running: Gauge,
    waiting: Gauge,
    roms: Gauge,
    rom_bytes: Gauge,
}

/// Counts one more until it is dropped.
pub(super) struct OneMore(Gauge<i64, AtomicI64>);

impl OneMore {
    fn of(gauge: &Gauge) -> OneMore {
        gauge.inc();
        OneMore(gauge.clone())
    }
}

impl Drop for OneMore {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    pub(super) fn new() -> Metrics {
        // From a millisecond to half a minute.
        let histogram: fn() -> Histogram = || Histogram::new(exponential_buckets(0.001, 2.0, 16));
        let mut metrics = Metrics {
            registry: Registry::with_prefix("edgeboy"),
            requests: Family::default(),
            seconds: Family::new_with_constructor(histogram),
            running: Gauge::default(),
            waiting: Gauge::default(),
            roms: Gauge::default(),
            rom_bytes: Gauge::default(),
        };
        let registry = &mut metrics.registry;
        registry.register("requests", "Requests that were answered", metrics.requests.clone());
        registry.register_with_unit(
            "run",
            "How long runs in the sandbox took",
            Unit::Seconds,
            metrics.seconds.clone(),
        );
        registry.register("running", "Instances that run now", metrics.running.clone());
        registry.register("waiting", "Requests that wait for one", metrics.waiting.clone());
        registry.register("roms", "ROMs that are known", metrics.roms.clone());
        registry.register_with_unit(
            "roms",
            "How large these are",
            Unit::Bytes,
            metrics.rom_bytes.clone(),
        );
        metrics
    }

    pub(super) fn answered(&self, method: &Method, route: &str, status: u16) {
        let known = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"];
        let method = known.into_iter().find(|known| method == known).unwrap_or("other");
        let request = Request { method, route: route.to_owned(), status };
        self.requests.get_or_create(&request).inc();
    }

    pub(super) fn running(&self) -> OneMore {
        OneMore::of(&self.running)
    }

    pub(super) fn waiting(&self) -> OneMore {
        OneMore::of(&self.waiting)
    }

    /// A run has ended.
    pub(super) fn ran(&self, time: Duration, result: &Result<Answer, Failure>) {
        let end = match result {
            Ok(Answer { exit: 0, .. }) => "ok",
            Ok(_) => "refused",
            Err(Failure::Time(_)) => "time",
            Err(Failure::Memory(_)) => "memory",
            Err(Failure::Output(_)) => "output",
            Err(Failure::Cancelled) => "cancelled",
            Err(_) => "failed",
        };
        self.seconds.get_or_create(&End { end }).observe(time.as_secs_f64());
    }

    /// All of it as text.
    pub(super) fn text(&self, roms: &RomStore) -> String {
        let (count, bytes) = roms.size();
        self.roms.set(count as i64);
        self.rom_bytes.set(bytes as i64);
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("a string takes everything");
        text
    }
}
