//! The sandbox behind HTTP.

mod answer;
mod body;
mod listen;
mod metrics;
mod queue;
mod renderer;
pub mod rom_store;
mod routes;

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use edgeboy_api::problem::Problem;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::Config;
use crate::sandbox::Sandbox;

use body::Bodies;
use metrics::Metrics;
use renderer::{Renderer, Worker};
use rom_store::RomStore;

/// What all requests share.
pub(crate) struct Shared {
    config: Config,
    renderer: Renderer,
    bodies: Bodies,
    roms: RomStore,
    metrics: Arc<Metrics>,
}

impl Shared {
    /// Does a piece of work for a request [when it is its turn](Renderer::work).
    async fn work<T: Send + 'static>(
        self: &Arc<Shared>,
        work: impl FnOnce(&Shared, &Worker) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let shared = Arc::clone(self);
        self.renderer.work(move |worker| work(&shared, worker)).await
    }
}

/// A server, ready to listen.
pub struct Server {
    shared: Arc<Shared>,
    router: Router,
}

impl Server {
    /// A server that knows these ROMs, and serves the files of a folder beside the API.
    pub fn new(sandbox: Sandbox, config: Config, roms: RomStore, page: Option<&Path>) -> Server {
        let metrics = Arc::new(Metrics::new());
        let shared = Arc::new(Shared {
            renderer: Renderer::new(sandbox, &config, Arc::clone(&metrics)),
            bodies: Bodies::new(&config),
            roms,
            metrics,
            config,
        });
        let router = routes::router(&shared, page);
        Server { shared, router }
    }

    /// Answers requests until it is told to stop, and then those that have begun.
    ///
    /// # Errors
    ///
    /// If connections can no longer be accepted.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) -> Result<()> {
        listen::serve(listener, self.router, &self.shared.config, stop).await
    }
}
