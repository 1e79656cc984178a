//! What the sandbox costs: `cargo bench -p benches --bench edge -- [ROM]`.
//!
//! Each line is a bar of docs/edge.md. The ROM is the built-in demo if none is named. The guest is
//! what `cargo xtask wasm` builds, or the file in `EDGEBOY_HEADLESS_WASM`.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use benches::client::Client;
use benches::percentiles::Percentiles;
use edgeboy_api::call::Call;
use edgeboy_edge::config::Config;
use edgeboy_edge::sandbox::{Cancel, CompiledFolder, Limits, PoolSize, Sandbox};
use edgeboy_edge::server::Server;
use edgeboy_edge::server::rom_store::RomStore;
use tokio_util::sync::CancellationToken;

const LIMITS: Limits =
    Limits { time: Duration::from_secs(600), memory: 64 << 20, output: 64 << 20 };

const POOL: PoolSize = PoolSize { instances: 4, memory: 64 << 20 };

/// Tells this program that it was started to measure how long a start takes.
const CHILD: &str = "EDGEBOY_BENCH_CHILD";

fn main() {
    if std::env::var_os(CHILD).is_some() {
        drop(sandbox().instantiate(LIMITS, Cancel::default()).expect("an instance"));
        return;
    }
    let rom = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let rom = rom.map_or_else(
        || edgeboy_demo::ROM.to_vec(),
        |path| std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}")),
    );
    let sandbox = sandbox();
    println!("cold start          {}", cold_start(&sandbox));
    println!("new process         {}", new_process());
    println!("frame 1 over HTTP   {}", first_frame(&sandbox, &rom));
    println!("memory at frame 600 {} KiB beside the ROM", memory(&sandbox, &rom) >> 10);
    let (native, sandboxed) = ratio(&sandbox, &rom);
    let ratio = sandboxed.as_secs_f64() / native.as_secs_f64();
    println!("3,600 frames        native {native:.2?}, sandbox {sandboxed:.2?}, ratio {ratio:.2}");
}

fn sandbox() -> Sandbox {
    let default = "../target/wasm/wasm32-wasip1/release/edgeboy-headless.wasm";
    let path =
        std::env::var_os("EDGEBOY_HEADLESS_WASM").map_or_else(|| default.into(), PathBuf::from);
    let guest = std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: see `cargo xtask wasm`", path.display()));
    let folder = CompiledFolder::default_path().map(CompiledFolder::open);
    let folder = folder.map(|folder| folder.expect("a private folder for machine code"));
    Sandbox::new(&guest, folder.as_ref(), POOL).expect("the guest compiles")
}

/// Store, WASI context and instance from the pool, and dropping them.
fn cold_start(sandbox: &Sandbox) -> Percentiles {
    Percentiles::measure(20_000, || {
        drop(sandbox.instantiate(LIMITS, Cancel::default()).expect("an instance"));
    })
}

/// A process that starts, takes the compiled guest from its file, and makes an instance.
fn new_process() -> Percentiles {
    let program = std::env::current_exe().expect("this program's path");
    Percentiles::measure(50, || {
        let status = Command::new(&program).env(CHILD, "1").status().expect("it starts");
        assert!(status.success());
    })
}

/// A request with a ROM in its body, to the PNG of its first frame.
fn first_frame(sandbox: &Sandbox, rom: &[u8]) -> Percentiles {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let stop = CancellationToken::new();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"));
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let server = Server::new(sandbox.clone(), Config::default(), RomStore::new(0), None);
    let ended = runtime.spawn(server.serve(listener, stop.clone()));
    let client = Client::new(address);
    let times = Percentiles::measure(500, || {
        let reply = client.post("/v1/render?frames=1", rom);
        assert!(reply.body.starts_with(b"\x89PNG"), "{}", reply.text());
    });
    stop.cancel();
    runtime.block_on(ended).expect("the server ends").expect("without an error");
    times
}

/// How much linear memory an instance has after 600 frames, less the ROM.
fn memory(sandbox: &Sandbox, rom: &[u8]) -> usize {
    let mut guest = sandbox.instantiate(LIMITS, Cancel::default()).expect("an instance");
    guest.call(render(rom, 600)).expect("a picture");
    guest.memory_bytes().saturating_sub(rom.len())
}

fn render(rom: &[u8], frames: u32) -> Call {
    let frames = format!("--frames={frames}");
    Call::new(["render", "rom", &frames, "--png=png"]).with_file("rom", rom.to_vec())
}

/// The best of three each, in turn.
fn ratio(sandbox: &Sandbox, rom: &[u8]) -> (Duration, Duration) {
    let mut best = [Duration::MAX; 2];
    for _ in 0..3 {
        let started = Instant::now();
        let native = edgeboy_headless::door::call(render(rom, 3600)).take("png");
        best[0] = best[0].min(started.elapsed());
        let started = Instant::now();
        let answer = sandbox.call(render(rom, 3600), LIMITS, Cancel::default());
        best[1] = best[1].min(started.elapsed());
        assert!(native.is_some() && answer.expect("an answer").take("png") == native);
    }
    best.into()
}
