//! `edgeboy-http` under a host of `wasi:http/proxy` that does what `wasmtime serve` does.

mod common;

use std::path::PathBuf;

use axum::body::Bytes;
use axum::http::{Request, Response};
use common::rom;
use edgeboy_api::call::Call;
use http_body_util::{BodyExt, Full};
use wasmtime::component::{Component, Linker, ResourceTable};
use wasmtime::{Engine, Store};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::p2::bindings::ProxyPre;
use wasmtime_wasi_http::p2::bindings::http::types::Scheme;
use wasmtime_wasi_http::{
    Error, RequestOptions, WasiBody, WasiHttpCtx, WasiHttpCtxView, WasiHttpHooks, WasiHttpView,
};

struct Host {
    wasi: WasiCtx,
    http: WasiHttpCtx,
    table: ResourceTable,
    hooks: NothingOut,
}

/// Requests of the component's own go nowhere; it makes none.
struct NothingOut;

impl WasiHttpHooks for NothingOut {
    fn send_request(
        &mut self,
        _: Request<WasiBody>,
        _: Option<RequestOptions>,
        _: Box<dyn Future<Output = Result<(), Error>> + Send>,
    ) -> Box<dyn Future<Output = wasmtime_wasi_http::Result<Sent>> + Send> {
        Box::new(async { Err(Error::HttpRequestDenied) })
    }
}

/// An answer to such a request, and what would send its body.
type Sent = (Response<WasiBody>, Box<dyn Future<Output = Result<(), Error>> + Send>);

impl WasiView for Host {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

impl WasiHttpView for Host {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView { ctx: &mut self.http, table: &mut self.table, hooks: &mut self.hooks }
    }
}

fn path() -> PathBuf {
    let path = std::env::var_os("EDGEBOY_HTTP_COMPONENT").map(PathBuf::from);
    path.unwrap_or_else(|| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        PathBuf::from(root).join("target/wasm/edgeboy-http.wasm")
    })
}

fn component(engine: &Engine) -> Component {
    let bytes = std::fs::read(path())
        .unwrap_or_else(|error| panic!("{error}: `cargo xtask component` builds it"));
    Component::new(engine, bytes).unwrap()
}

/// One request, answered by an instance of its own.
async fn send(method: &str, path: &str, body: Vec<u8>) -> Response<Bytes> {
    let engine = Engine::default();
    let mut linker = Linker::<Host>::new(&engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker).unwrap();
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker).unwrap();
    let pre = ProxyPre::new(linker.instantiate_pre(&component(&engine)).unwrap()).unwrap();
    let host = Host {
        wasi: WasiCtx::builder().build(),
        http: WasiHttpCtx::new(),
        table: ResourceTable::new(),
        hooks: NothingOut,
    };
    let mut store = Store::new(&engine, host);
    let request = Request::builder().method(method).uri(format!("http://edge{path}"));
    let request = request.header("host", "edge").body(Full::new(Bytes::from(body)));
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let request = request
        .unwrap()
        .map(|body| body.map_err(|never| -> Error { match never {} }).boxed_unsync());
    let request = store.data_mut().http().new_incoming_request(Scheme::Http, request).unwrap();
    let out = store.data_mut().http().new_response_outparam(sender).unwrap();
    let task = tokio::spawn(async move {
        let proxy = pre.instantiate_async(&mut store).await?;
        proxy.wasi_http_incoming_handler().call_handle(store, request, out).await
    });
    let (head, body) = receiver.await.unwrap().unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    task.await.unwrap().unwrap();
    Response::from_parts(head, body)
}

#[tokio::test(flavor = "multi_thread")]
async fn its_picture_is_that_of_the_native_program() {
    let reply = send("POST", "/v1/render?frames=30&input=5:START", rom()).await;
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.headers()["content-type"], "image/png");
    let args = ["render", "rom", "--frames=30", "--input=5:START", "--png=-"];
    let native = edgeboy_headless::door::call(Call::new(args).with_file("rom", rom()));
    assert!(!native.stdout.is_empty() && *reply.body() == native.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn its_problems_are_those_of_the_server() {
    for (method, path, body, status) in [
        ("POST", "/v1/render?frames=99999999", rom(), 422),
        ("POST", "/v1/render", vec![0; 100], 422),
        ("POST", "/v1/render", vec![0; (8 << 20) + 1], 413),
        ("GET", "/v1/render", vec![], 405),
        ("GET", "/", vec![], 404),
    ] {
        let reply = send(method, path, body).await;
        assert_eq!(reply.status(), status, "{path}");
        assert_eq!(reply.headers()["content-type"], "application/problem+json");
    }
}

#[test]
fn it_imports_http_and_streams_alone() {
    let engine = Engine::default();
    let component = component(&engine);
    let ty = component.component_type();
    for (name, _) in ty.imports(&engine) {
        assert!(name.starts_with("wasi:http/") || name.starts_with("wasi:io/"), "{name}");
    }
}
