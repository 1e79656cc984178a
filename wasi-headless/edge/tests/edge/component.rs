//! `edgeboy-http` under a host that has HTTP requests and streams for it, and nothing else.

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::common::rom;
use axum::body::Bytes;
use axum::http::{Request, Response};
use edgeboy_api::call::Call;
use http_body_util::{BodyExt, Full};
use wasmtime::component::{Component, Linker, ResourceTable};
use wasmtime::{Engine, Store};
use wasmtime_wasi_http::p2::bindings::ProxyPre;
use wasmtime_wasi_http::p2::bindings::http::types::Scheme;
use wasmtime_wasi_http::{
    Error, RequestOptions, WasiBody, WasiHttpCtx, WasiHttpCtxView, WasiHttpHooks, WasiHttpView,
};
use wasmtime_wasi_io::IoView;

struct Host {
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

impl IoView for Host {
    fn table(&mut self) -> &mut ResourceTable {
        &mut self.table
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

/// The component with all that this host has for it, compiled once for all tests.
fn proxy() -> ProxyPre<Host> {
    static PROXY: LazyLock<ProxyPre<Host>> = LazyLock::new(|| {
        let engine = Engine::default();
        let mut linker = Linker::new(&engine);
        // No clock, file, randomness or environment: what asked for one could not be linked.
        wasmtime_wasi_io::add_to_linker_async(&mut linker).unwrap();
        wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker).unwrap();
        ProxyPre::new(linker.instantiate_pre(&component(&engine)).unwrap()).unwrap()
    });
    PROXY.clone()
}

/// One request, answered by an instance of its own.
async fn send(method: &str, path: &str, body: Vec<u8>) -> Response<Bytes> {
    let pre = proxy();
    let host = Host { http: WasiHttpCtx::new(), table: ResourceTable::new(), hooks: NothingOut };
    let mut store = Store::new(pre.engine(), host);
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
fn its_world_is_that_of_the_wit_file() {
    let wit = include_str!("../../../http/wit/edgeboy-http.wit");
    let described = |word: &str| -> Vec<String> {
        let lines =
            wit.lines().filter_map(|line| line.trim().strip_prefix(word)?.strip_suffix(';'));
        lines.map(ToOwned::to_owned).collect()
    };
    let engine = Engine::default();
    let component = component(&engine).component_type();
    let mut imports: Vec<_> = component.imports(&engine).map(|(name, _)| name.to_owned()).collect();
    imports.sort_unstable();
    assert_eq!(imports, described("import "));
    let exports: Vec<_> = component.exports(&engine).map(|(name, _)| name.to_owned()).collect();
    assert_eq!(exports, described("export "));
}
