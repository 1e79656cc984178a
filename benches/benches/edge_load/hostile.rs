//! 2,000 hostile requests, and what a neighbour notices of them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use benches::bar::row;
use benches::client::{Client, Reply};
use benches::percentiles::Percentiles;

use crate::mix::mix;
use crate::server::{RequestLimits, ServerProcess};

/// So many are sent, by so many clients at once.
const REQUESTS: usize = 2_000;
const CLIENTS: usize = 4;

/// How long the neighbour is watched when nobody is hostile.
const WATCH: Duration = Duration::from_secs(20);

/// Whether every hostile request was answered as documented, and the neighbour noticed no more of
/// them than of honest ones.
pub(crate) fn run() -> bool {
    let server = ServerProcess::start(RequestLimits::Short);
    let client = &server.client;
    let mix = mix(client);
    let alone = beside(client, |_| thread::sleep(WATCH));
    let honest = beside(client, |number| {
        let started = Instant::now();
        for request in mix.iter().cycle().skip(number) {
            if started.elapsed() > WATCH {
                break;
            }
            let reply = request.send(client);
            assert!(request.is_right(&reply), "{}", reply.text());
        }
    });
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let hostile = beside(client, |_| {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= REQUESTS {
                break;
            }
            if let Err(fault) = attack(client, number) {
                wrong.lock().expect("no one panics").push(format!("request {number}: {fault}"));
            }
        }
    });

    let wrong = wrong.into_inner().expect("no one panics");
    let shown = format!("{REQUESTS} requests, {} not answered as documented", wrong.len());
    let documented = row("hostile", shown, "each answered as documented", wrong.is_empty());
    wrong.iter().take(5).for_each(|fault| println!("{:24} {fault}", ""));
    println!("{:24} {alone}", "neighbour, nobody else");
    println!("{:24} {honest}", "beside honest requests");
    let met = hostile.at(99) <= honest.at(99) * 2;
    row("beside hostile ones", &hostile, "p99 at most twice that beside honest ones", met)
        && documented
}

/// How long a neighbour waits for its pictures while so many others do something.
fn beside(client: &Client, others: impl Fn(usize) + Sync) -> Percentiles {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let others = &others;
        let others: Vec<_> =
            (0..CLIENTS).map(|number| scope.spawn(move || others(number))).collect();
        let neighbour = scope.spawn(|| {
            let mut times = Vec::new();
            while !over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                let reply = client.post("/v1/render?frames=1", edgeboy_demo::ROM);
                assert_eq!(reply.status, 200, "{}", reply.text());
                times.push(asked.elapsed());
            }
            times
        });
        for other in others {
            other.join().expect("nobody panics");
        }
        over.store(true, Ordering::Relaxed);
        Percentiles::of(neighbour.join().expect("the neighbour is answered"))
    })
}

/// One hostile request; errors say what was wrong with the answer.
fn attack(client: &Client, number: usize) -> Result<(), String> {
    const RENDER: &str = "/v1/render?frames=30";
    let demo = edgeboy_demo::ROM;
    match number % 14 {
        0 => told(&client.post(RENDER, &noise(number, 0x8000)), &[200, 422], ""),
        1 => told(&client.post(RENDER, &damaged(number)), &[200, 422], ""),
        2 => {
            let path = "/v1/render?frames=99999999999999999999";
            told(&client.post(path, demo), &[422], "\"frames\"")
        }
        3 => told(&client.post("/v1/render?model=%00%FF&scale=-1", demo), &[422], "bad-option"),
        4 => {
            let path = "/v1/render?format=raw&every=1&frames=17000";
            told(&client.post(path, demo), &[422], "\"output\"")
        }
        5 => told(&client.claim(RENDER, 1 << 40), &[413], "\"body\""),
        6 => {
            let reply = client.dribble(RENDER, demo, Duration::from_millis(10));
            told(&reply, &[408], "\"body_ms\"")
        }
        // One goes away in the middle of its body, and one while its ROM runs.
        7 => {
            client.abort(RENDER, demo, demo.len() / 2, Duration::from_millis(5));
            Ok(())
        }
        8 => {
            let path = "/v1/render?frames=17000";
            client.abort(path, demo, demo.len(), Duration::from_millis(50));
            Ok(())
        }
        // Processor time: all the frames that are allowed.
        9 => told(&client.post("/v1/render?frames=17919", demo), &[504], "\"time_ms\""),
        // Memory: an animation of 5.9 million pixels a picture. It may run out of time first.
        10 => {
            let path = "/v1/render?format=gif&scale=16&every=1&frames=17919";
            told(&client.post(path, demo), &[422, 504], "\"limit\"")
        }
        // JSON that takes many times its size once it is read.
        11 => {
            let values = "[],".repeat(1 << 20);
            let body = format!("{{\"rom\": \"\", \"x\": [{values}0]}}");
            told(&client.post("/v1/step", body.as_bytes()), &[400, 422], "\"type\"")
        }
        12 => told(&client.post("/v1/step", &b"[".repeat(1 << 20)), &[400], "bad-body"),
        _ => match client.send_raw(&noise(number, 2_000)).status {
            0 | 400 => Ok(()),
            other => Err(format!("{other} for what is no HTTP")),
        },
    }
}

/// Whether the answer has one of these statuses and, if it is a problem, this in it.
fn told(reply: &Reply, statuses: &[u16], part: &str) -> Result<(), String> {
    let as_documented = reply.status == 200
        || reply.head.contains("application/problem+json") && reply.text().contains(part);
    let deliberate = reply.status == 429;
    if deliberate || statuses.contains(&reply.status) && as_documented {
        return Ok(());
    }
    Err(format!("{}: {}", reply.status, reply.text()))
}

/// The demo with a byte changed, another one each time.
fn damaged(number: usize) -> Vec<u8> {
    let mut rom = edgeboy_demo::ROM.to_vec();
    let at = number * 97 % rom.len();
    rom[at] ^= 0xFF;
    rom
}

/// Bytes without sense: the same for the same number.
fn noise(number: usize, length: usize) -> Vec<u8> {
    let mut state = number as u32 | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}
