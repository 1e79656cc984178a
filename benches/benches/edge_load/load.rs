//! Honest load, as much as the computer takes.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use benches::bar::row;
use benches::percentiles::Percentiles;

use crate::mix::mix;
use crate::server::{RequestLimits, ServerProcess};

/// Each asks again as soon as it is answered. There are more than workers, so the queue is used.
const CLIENTS: usize = 16;

/// How much larger the server may be in the second half than it was in the first.
const FLAT: f64 = 1.1;

/// Whether every answer was the right one or a deliberate 429, and memory stayed as it was.
pub(crate) fn run(time: Duration) -> bool {
    let server = ServerProcess::start(RequestLimits::Usual);
    let mix = mix(&server.client);
    let (busy, wrong) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let times = Mutex::new(Vec::new());
    let started = Instant::now();
    let computed = server.computed();
    let memory = thread::scope(|scope| {
        for first in 0..CLIENTS {
            let (mix, busy, wrong, times, client) = (&mix, &busy, &wrong, &times, &server.client);
            scope.spawn(move || {
                for request in mix.iter().cycle().skip(first) {
                    let asked = Instant::now();
                    if asked - started > time {
                        break;
                    }
                    let reply = request.send(client);
                    if request.is_right(&reply) {
                        times.lock().expect("no one panics").push(asked.elapsed());
                    } else if reply.status == 429 {
                        busy.fetch_add(1, Ordering::Relaxed);
                    } else if wrong.fetch_add(1, Ordering::Relaxed) == 0 {
                        println!("wrong: {}\n{}", reply.head, reply.text());
                    }
                }
            });
        }
        // Before the first tenth is over, the pool is still being touched for the first time.
        [(1, 5), (5, 10)]
            .map(|(from, to)| largest(&server, started, time * from / 10, time * to / 10))
    });
    let computed = server.computed().saturating_sub(computed);
    let times = times.into_inner().expect("no one panics");
    let (busy, wrong) = (busy.into_inner(), wrong.into_inner());

    let answers = times.len() as u32;
    let shown = format!("{answers} right answers, {wrong} others, {busy} times 429");
    let right = row("load", shown, "no wrong answer, no error but 429", wrong == 0 && answers > 0);
    let shown = memory.map(|kibibytes| format!("{} MiB", kibibytes >> 10)).join(", then ");
    let is_flat = f64::from(memory[1]) <= f64::from(memory[0]) * FLAT;
    let flat = row("memory of the server", shown, "flat", is_flat);
    let cores = thread::available_parallelism().map_or(1, usize::from) as u32;
    let rate = f64::from(answers) / started.elapsed().as_secs_f64() / f64::from(cores);
    let cost = computed.as_secs_f64() * 1000.0 / f64::from(answers.max(1));
    println!("{:24} {rate:.1} answers a second and core, the clients' work included", "throughput");
    println!("{:24} {cost:.2} ms of the server's time an answer", "");
    println!("{:24} {}", "answered in", Percentiles::of(times));
    right && flat
}

/// The most memory that the server has between two moments, in KiB.
fn largest(server: &ServerProcess, started: Instant, from: Duration, to: Duration) -> u32 {
    thread::sleep(from.saturating_sub(started.elapsed()));
    let mut largest = 0;
    while started.elapsed() < to {
        largest = largest.max(server.resident());
        thread::sleep(Duration::from_millis(100));
    }
    largest
}
