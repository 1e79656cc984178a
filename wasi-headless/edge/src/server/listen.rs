//! Connections: no more than allowed at a time, none that dawdles, and all to their end when the
//! server stops.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;

use crate::config::Config;

/// How long a client may take to send the head of a request, and to take the next piece of an
/// answer.
const DAWDLING: Duration = Duration::from_secs(10);

/// How long to wait when the system has no more descriptors or memory for a connection.
const RECOVERY: Duration = Duration::from_millis(50);

pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    config: &Config,
    stop: CancellationToken,
) -> Result<()> {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(config.server.connections as usize));
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            next = next => next,
            () = stop.cancelled() => break,
        };
        match accepted {
            Ok((stream, _)) => converse(stream, router.clone(), &graceful, place?),
            Err(error) => {
                tracing::warn!("no connection: {error}");
                sleep(RECOVERY).await;
            }
        }
    }
    // Nobody can connect any more; those who are connected get their answers.
    drop(listener);
    let drain = Duration::from_millis(config.server.drain_ms);
    tracing::info!("stopping: {} connections are open", graceful.count());
    if timeout(drain, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests had not come to their end after {} ms", drain.as_millis());
    }
    Ok(())
}

/// Answers the requests of one connection, on a task of its own.
fn converse(
    stream: TcpStream,
    router: Router,
    graceful: &GracefulShutdown,
    place: OwnedSemaphorePermit,
) {
    // Answers are written at once, and small ones need not wait for more.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(DAWDLING));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(DAWDLING)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router));
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // A client that goes away in the middle of a request is no fault of the server.
        if let Err(error) = connection.await {
            tracing::debug!("a connection ended: {error}");
        }
        drop(place);
    });
}
