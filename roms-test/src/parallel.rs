//! Work shared between threads, with progress shown while it goes on.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How often a terminal's progress line is drawn anew.
const REDRAW: Duration = Duration::from_millis(100);

/// How often a log gets a line.
const LOG: Duration = Duration::from_secs(10);

/// Calls `work` for each item on `threads` threads and returns the results in the items' order.
/// Meanwhile standard error says how many are done and which one was last.
pub fn map<T: Sync, R: Send>(
    what: &str,
    items: &[T],
    threads: usize,
    name: impl Fn(&T) -> String + Sync,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let progress = Mutex::new(Progress::new(what, items.len()));
    let worker = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return results;
            };
            results.push((index, work(item)));
            if let Ok(mut progress) = progress.lock() {
                progress.step(&name(item));
            }
        }
    };
    let mut results = std::thread::scope(|scope| {
        let workers: Vec<_> =
            (0..threads.clamp(1, items.len().max(1))).map(|_| scope.spawn(worker)).collect();
        let mut results = Vec::with_capacity(items.len());
        for worker in workers {
            match worker.join() {
                Ok(done) => results.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    if let Ok(mut progress) = progress.lock() {
        progress.finish();
    }
    results.sort_by_key(|&(index, _)| index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// How far the work is: one line that changes on a terminal, a line now and then in a log.
struct Progress<'a> {
    what: &'a str,
    done: usize,
    total: usize,
    shown: Instant,
    terminal: bool,
}

impl<'a> Progress<'a> {
    fn new(what: &'a str, total: usize) -> Progress<'a> {
        let terminal = std::io::stderr().is_terminal();
        Progress { what, done: 0, total, shown: Instant::now(), terminal }
    }

    fn step(&mut self, name: &str) {
        self.done += 1;
        let due = if self.terminal { REDRAW } else { LOG };
        if self.shown.elapsed() < due {
            return;
        }
        self.shown = Instant::now();
        let Progress { what, done, total, .. } = self;
        let mut stderr = std::io::stderr().lock();
        // Progress that cannot be shown is no reason to stop.
        let _ = if self.terminal {
            write!(stderr, "\r\x1b[K{what}: {done} of {total}  {name}")
        } else {
            writeln!(stderr, "{what}: {done} of {total}")
        };
        let _ = stderr.flush();
    }

    fn finish(&mut self) {
        if self.terminal {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// As many threads as this machine runs at once.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..100).collect();
        let work = |&item: &u64| {
            std::thread::sleep(Duration::from_micros(100 - item));
            item * 2
        };
        let doubled = map("doubling", &items, 8, u64::to_string, work);
        assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(map("nothing", &[], 8, u64::to_string, |item| *item).is_empty());
    }
}
