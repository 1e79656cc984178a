//! How the server bears load: `cargo bench -p benches --bench edge_load -- [SECONDS]`.
//!
//! First mixed requests for that long (a minute if it is not said), each answer held against the
//! known one; then 2,000 hostile requests, and what they do to a neighbour who asks for a picture
//! again and again. It all stays on this computer.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use benches::client::{Client, Reply};
use benches::percentiles::Percentiles;
use edgeboy_edge::config::Config;
use edgeboy_edge::sandbox::Sandbox;
use edgeboy_edge::server::Server;
use edgeboy_edge::server::rom_store::RomStore;
use tokio_util::sync::CancellationToken;

/// Clients of the load; more than there are workers, so that the queue is used.
const CLIENTS: usize = 8;

/// Hostile requests, and the clients that send them.
const HOSTILE: usize = 2_000;
const HOSTILE_CLIENTS: usize = 4;

/// What the mix asks for.
const MIX: [&str; 5] = [
    "/v1/render?frames=1",
    "/v1/render?frames=60&model=cgb&input=5:START",
    "/v1/render?frames=30&format=gif",
    "/v1/render?frames=20&format=json&peek=C000:16",
    "/v1/render?frames=30&format=wav",
];

fn main() -> ExitCode {
    let seconds = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"));
    let listener = listener.expect("a free port");
    let client = Client::new(listener.local_addr().expect("its address"));
    let config = Config::default();
    let server = Server::new(sandbox(&config), config, RomStore::new(64 << 20), None);
    runtime.spawn(server.serve(listener, CancellationToken::new()));
    let good = load(&client, Duration::from_secs(seconds.unwrap_or(60)));
    let good = hostile(&client) && good;
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn sandbox(config: &Config) -> Sandbox {
    let default = "../target/wasm/wasm32-wasip1/release/edgeboy-headless.wasm";
    let path =
        std::env::var_os("EDGEBOY_HEADLESS_WASM").map_or_else(|| default.into(), PathBuf::from);
    let guest = std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: see `cargo xtask wasm`", path.display()));
    Sandbox::new(&guest, None, config.pool()).expect("the guest compiles")
}

/// Whether every answer was the known one, or a deliberate 429.
fn load(client: &Client, time: Duration) -> bool {
    let known = MIX.map(|path| client.post(path, edgeboy_demo::ROM));
    let (busy, wrong) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let times = Mutex::new(Vec::new());
    let before = resident();
    let started = Instant::now();
    thread::scope(|scope| {
        for worker in 0..CLIENTS {
            let (known, busy, wrong, times) = (&known, &busy, &wrong, &times);
            scope.spawn(move || {
                for turn in worker.. {
                    if started.elapsed() > time {
                        break;
                    }
                    let which = turn % MIX.len();
                    let asked = Instant::now();
                    let reply = client.post(MIX[which], edgeboy_demo::ROM);
                    match reply.status {
                        429 => _ = busy.fetch_add(1, Ordering::Relaxed),
                        200 if reply.body == known[which].body => {
                            times.lock().expect("no one panics").push(asked.elapsed());
                        }
                        _ => _ = wrong.fetch_add(1, Ordering::Relaxed),
                    }
                }
            });
        }
    });
    let times = times.into_inner().expect("no one panics");
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let rate = times.len() as f64 / started.elapsed().as_secs_f64() / cores as f64;
    let (busy, wrong) = (busy.into_inner(), wrong.into_inner());
    println!("load      {} answers, {busy} times 429, {wrong} wrong", times.len());
    println!("          {rate:.1} a second and core; {}", Percentiles::of(times));
    println!(
        "          resident memory {} MiB before, {} MiB after",
        before >> 20,
        resident() >> 20
    );
    wrong == 0
}

/// Whether every hostile request was answered as documented, and neighbours noticed little.
fn hostile(client: &Client) -> bool {
    let neighbour = || {
        let asked = Instant::now();
        let reply = client.post(MIX[0], edgeboy_demo::ROM);
        assert_eq!(reply.status, 200);
        asked.elapsed()
    };
    let calm = Percentiles::of((0..500).map(|_| neighbour()));
    let wrong = Mutex::new(Vec::new());
    let over = AtomicBool::new(false);
    let stormy = thread::scope(|scope| {
        let attackers: Vec<_> = (0..HOSTILE_CLIENTS)
            .map(|attacker| {
                let wrong = &wrong;
                scope.spawn(move || {
                    for number in (attacker..HOSTILE).step_by(HOSTILE_CLIENTS) {
                        if let Some(fault) = attack(client, number) {
                            wrong.lock().expect("no one panics").push(fault);
                        }
                    }
                })
            })
            .collect();
        let times = scope.spawn(|| {
            let mut times = Vec::new();
            while !over.load(Ordering::Relaxed) {
                times.push(neighbour());
            }
            times
        });
        for attacker in attackers {
            attacker.join().expect("no attacker panics");
        }
        over.store(true, Ordering::Relaxed);
        Percentiles::of(times.join().expect("the neighbour is answered"))
    });
    let wrong = wrong.into_inner().expect("no one panics");
    println!("hostile   {HOSTILE} requests, {} not answered as documented", wrong.len());
    wrong.iter().take(5).for_each(|fault| println!("          {fault}"));
    println!("          neighbour alone    {calm}");
    println!("          neighbour meanwhile {stormy}");
    wrong.is_empty()
}

/// One hostile request; says what was wrong with the answer.
fn attack(client: &Client, number: usize) -> Option<String> {
    let noise: Vec<u8> = (0..0x8000).map(|index| (index * (number + 7) >> 3) as u8).collect();
    let mut broken = edgeboy_demo::ROM.to_vec();
    let at = number * 97 % broken.len();
    broken[at] ^= 0xFF;
    let (allowed, reply): (&[u16], Reply) = match number % 8 {
        0 => (&[200, 422], client.post("/v1/render?frames=30", &noise)),
        1 => (&[200, 422], client.post("/v1/render?frames=30", &broken)),
        2 => (&[422], client.post("/v1/render?frames=99999999999999999999", &broken)),
        3 => (&[422], client.post("/v1/render?model=%00%FF&scale=-1", &broken)),
        4 => (&[422], client.post("/v1/render?format=raw&every=1&frames=17000", &broken)),
        5 => (&[413], client.claim("/v1/render", 1 << 40)),
        6 => {
            client.abort("/v1/render?frames=17000", &broken);
            return None;
        }
        _ => (&[400], client.post("/v1/step", &noise)),
    };
    let fine = allowed.contains(&reply.status) || reply.status == 429;
    (!fine).then(|| format!("request {number}: {}: {}", reply.status, reply.text()))
}

/// Bytes of memory that this process has, which is server and clients together.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kibibytes.unwrap_or(0_u64) << 10
}
