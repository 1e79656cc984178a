//! A worker: a process that runs cases one after the other, and ends at the first that goes wrong.

use std::io::Write;
use std::panic;
use std::process;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use peak_alloc::PeakAlloc;

use crate::case;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A case that takes longer hangs. Most take less than a millisecond.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// What a machine may take for each byte that the cartridge claims: the file, its padded copies while
/// a cartridge is made, and copies of RAM while it is saved and loaded.
const CLAIMED_TIMES: usize = 5;
/// What a machine may take for itself: its own memory, pictures and sound, and a save of any length.
const MACHINE: usize = 1 << 20;

/// How far a worker is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    pub(crate) done: u64,
    /// The most memory that a case took, in bytes.
    pub(crate) memory: usize,
    /// The longest that a case took, in microseconds.
    pub(crate) slowest: u64,
}

impl Progress {
    /// Reads the line that a worker writes.
    pub(crate) fn parse(line: &str) -> Option<Progress> {
        let mut numbers = line.split(' ').map(str::parse::<u64>);
        let mut next = || numbers.next()?.ok();
        Some(Progress { done: next()?, memory: next()? as usize, slowest: next()? })
    }

    fn line(self) -> String {
        format!("{} {} {}\n", self.done, self.memory, self.slowest)
    }
}

static CASE: AtomicU64 = AtomicU64::new(0);
static DONE: AtomicU64 = AtomicU64::new(0);
static MOST_MEMORY: AtomicUsize = AtomicUsize::new(0);
static SLOWEST: AtomicU64 = AtomicU64::new(0);

fn progress() -> Progress {
    Progress {
        done: DONE.load(Relaxed),
        memory: MOST_MEMORY.load(Relaxed),
        slowest: SLOWEST.load(Relaxed),
    }
}

/// Runs cases, and writes a line of progress each second and at the end. A case that goes wrong ends
/// the process with 1 and says its number.
pub(crate) fn work(first: u64, count: u64) {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        tell(info);
        fail("has panicked");
    }));
    thread::spawn(watch);
    for case in first..first + count {
        CASE.store(case, Relaxed);
        let started = Instant::now();
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let claimed = case::run(case);
        let memory = MEMORY.peak_usage() - before;
        if memory > CLAIMED_TIMES * claimed + MACHINE {
            fail(&format!("took {memory} bytes, where {claimed} are claimed"));
        }
        MOST_MEMORY.fetch_max(memory, Relaxed);
        SLOWEST.fetch_max(started.elapsed().as_micros() as u64, Relaxed);
        DONE.fetch_add(1, Relaxed);
    }
    show(progress());
}

/// Shows how far the worker is, and ends it when a case takes too long.
fn watch() {
    let mut last = (u64::MAX, Instant::now());
    loop {
        thread::sleep(Duration::from_secs(1));
        show(progress());
        let done = DONE.load(Relaxed);
        if last.0 != done {
            last = (done, Instant::now());
        } else if last.1.elapsed() > TIME_LIMIT {
            fail("hangs");
        }
    }
}

/// Nobody reads the lines of a worker that has lost its parent, and it ends.
fn show(progress: Progress) {
    if std::io::stdout().write_all(progress.line().as_bytes()).is_err() {
        process::exit(1);
    }
}

fn fail(what: &str) -> ! {
    eprintln!("case {} {what}", CASE.load(Relaxed));
    process::exit(1);
}
