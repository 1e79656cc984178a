//! What the sandbox costs: `cargo bench -p benches --bench edge -- [ROM]`.
//!
//! Each row is a bar of docs/edge.md. The ROM is the built-in demo if none is named. The guest is
//! what `cargo xtask wasm` builds, or the file in `EDGEBOY_HEADLESS_WASM`.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use benches::bar::row;
use benches::client::Client;
use benches::guest::guest;
use benches::percentiles::Percentiles;
use edgeboy_api::call::Call;
use edgeboy_edge::config::Config;
use edgeboy_edge::sandbox::{Cancel, CompiledFolder, Limits, Sandbox};
use edgeboy_edge::server::Server;
use edgeboy_edge::server::rom_store::RomStore;
use tokio_util::sync::CancellationToken;

const LIMITS: Limits = Limits { time: Duration::from_mins(10), memory: 64 << 20, output: 64 << 20 };

/// Tells this program that it was started to measure how long a start takes.
const CHILD: &str = "EDGEBOY_BENCH_CHILD";

fn main() -> ExitCode {
    if std::env::var_os(CHILD).is_some() {
        drop(sandbox().instantiate(LIMITS, Cancel::default()).expect("an instance"));
        return ExitCode::SUCCESS;
    }
    let rom = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let rom = rom.map_or_else(|| edgeboy_demo::ROM.to_vec(), |path| benches::read_rom(&path));
    let all_met = measure(&sandbox(), &rom);
    if all_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether every bar was met.
fn measure(sandbox: &Sandbox, rom: &[u8]) -> bool {
    let micros = Duration::from_micros;
    let time = cold_start(sandbox);
    let met = time.at(50) < micros(20) && time.at(99) < micros(80);
    let mut all = row("cold start", &time, "p50 below 20 µs, p99 below 80 µs", met);

    let time = new_process();
    let met = time.at(50) < micros(10_000);
    all &= row("new process", &time, "p50 below 10 ms", met);

    let time = first_frame(sandbox, rom);
    let met = time.at(50) < micros(5_000);
    all &= row("frame 1 over loopback", &time, "p50 below 5 ms", met);

    let bytes = memory(sandbox, rom);
    let shown = format!("{} KiB beside the ROM", bytes >> 10);
    all &= row("memory at frame 600", shown, "below 3 MiB beside the ROM", bytes < 3 << 20);

    let [native, sandboxed] = times(sandbox, rom, 3600);
    let ratio = sandboxed.as_secs_f64() / native.as_secs_f64();
    let shown = format!("native {native:.2?}, sandbox {sandboxed:.2?}, ratio {ratio:.2}");
    all &= row("3,600 frames", shown, "ratio at most 1.3", ratio <= 1.3);

    // No bar, but what a million renders are computed from.
    for frames in [1, 60, 600] {
        let [_, sandboxed] = times(sandbox, rom, frames);
        let size = png(sandbox, rom, frames).len();
        println!("{:24} {sandboxed:.2?}, a PNG of {size} bytes", format!("{frames} frames"));
    }
    all
}

fn sandbox() -> Sandbox {
    let folder = CompiledFolder::default_path().map(CompiledFolder::open);
    let folder = folder.map(|folder| folder.expect("a private folder for machine code"));
    let pool = Config::default().pool();
    Sandbox::new(&guest(), folder.as_ref(), pool).expect("the guest compiles")
}

/// Store, WASI context and instance from the pool, and dropping them.
fn cold_start(sandbox: &Sandbox) -> Percentiles {
    Percentiles::measure(20_000, || {
        drop(sandbox.instantiate(LIMITS, Cancel::default()).expect("an instance"));
    })
}

/// A process that starts, takes the compiled guest from its file, makes an instance, and ends.
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

fn png(sandbox: &Sandbox, rom: &[u8], frames: u32) -> Vec<u8> {
    let answer = sandbox.call(render(rom, frames), LIMITS, Cancel::default());
    answer.expect("an answer").take("png").expect("a picture")
}

/// How long a picture takes natively and in the sandbox: the best of five each, in turn.
fn times(sandbox: &Sandbox, rom: &[u8], frames: u32) -> [Duration; 2] {
    let mut best = [Duration::MAX; 2];
    for _ in 0..5 {
        let started = Instant::now();
        let native = edgeboy_headless::door::call(render(rom, frames)).take("png");
        best[0] = best[0].min(started.elapsed());
        let started = Instant::now();
        let sandboxed = png(sandbox, rom, frames);
        best[1] = best[1].min(started.elapsed());
        assert!(native.is_some_and(|native| native == sandboxed), "the pictures are equal");
    }
    best
}
