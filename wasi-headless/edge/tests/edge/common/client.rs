//! A server on a port of its own, and a client for it.

use std::net::SocketAddr;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request};
use edgeboy_edge::config::Config;
use edgeboy_edge::sandbox::Sandbox;
use edgeboy_edge::server::Server;
use edgeboy_edge::server::rom_store::RomStore;
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", self.text()))
    }

    /// The limit that a problem names.
    pub(crate) fn limit(&self) -> String {
        self.json()["limit"]["name"].as_str().unwrap_or_default().to_owned()
    }
}

/// A server that runs until it is stopped.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) stop: CancellationToken,
    pub(crate) ended: JoinHandle<anyhow::Result<()>>,
}

impl Running {
    pub(crate) async fn start(sandbox: Sandbox, config: Config) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let roms = RomStore::new(config.server.roms);
        let server = Server::new(sandbox, config, roms, None);
        let stop = CancellationToken::new();
        let ended = tokio::spawn(server.serve(listener, stop.clone()));
        Running { address, stop, ended }
    }

    /// With the real guest and the limits as they come.
    pub(crate) async fn usual() -> Running {
        let mut config = Config::default();
        config.limits.time_ms = 60_000;
        Running::start(super::sandbox(), config).await
    }

    /// Sends a request; the answer must be one that the document describes.
    pub(crate) async fn send(&self, method: &str, path: &str, body: impl Into<Body>) -> Reply {
        self.send_with(method, path, &[], body).await
    }

    pub(crate) async fn send_with(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Reply {
        let reply = self.exchange(method, path, headers, body).await;
        super::openapi::check(method, path, &reply);
        reply
    }

    /// Sends a request, whatever the answer may be.
    pub(crate) async fn exchange(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Reply {
        exchange(self.address, method, path, headers, body).await
    }
}

/// Sends a request to whoever listens at this address.
pub(crate) async fn exchange(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Reply {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let mut request = Request::builder().method(method).uri(path).header("host", "edge");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let reply = sender.send_request(request.body(body.into()).unwrap()).await.unwrap();
    let (head, body) = reply.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Reply { status: head.status.as_u16(), headers: head.headers, body }
}
