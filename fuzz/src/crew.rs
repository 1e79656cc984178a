//! The workers: shares out the cases, and sums up.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::worker::Progress;

/// Progress is told this often.
const TELL: Duration = Duration::from_secs(10);

/// Runs cases in so many processes.
///
/// # Errors
/// A worker that cannot be started, and the first one that ends otherwise than well.
pub(crate) fn run(first: u64, cases: u64, jobs: usize) -> Result<(), String> {
    let started = Instant::now();
    let jobs = jobs.min(usize::try_from(cases).unwrap_or(usize::MAX)).max(1);
    let (sender, news) = mpsc::channel();
    let mut workers = Vec::new();
    let mut next = first;
    for index in 0..jobs {
        let last = first + (u128::from(cases) * (index as u128 + 1) / jobs as u128) as u64;
        workers.push(start(index, next, last - next, sender.clone())?);
        next = last;
    }
    drop(sender);
    let mut all = vec![Progress::default(); jobs];
    let mut told = Instant::now();
    let mut result = Ok(());
    for (index, progress) in news {
        match progress {
            Some(progress) => all[index] = progress,
            // The worker has ended; the others go on only if that went well.
            None => match workers[index].wait() {
                Ok(status) if status.success() => {}
                Ok(status) => {
                    let done = all[index].done;
                    result = Err(format!("a worker ended with {status} after {done} cases"));
                    break;
                }
                Err(error) => return Err(error.to_string()),
            },
        }
        if told.elapsed() > TELL {
            told = Instant::now();
            println!("{}", sum(&all, cases, started));
        }
    }
    for worker in &mut workers {
        // One that has ended already cannot be killed, and need not.
        let _ = worker.kill();
        let _ = worker.wait();
    }
    println!("{}", sum(&all, cases, started));
    result
}

fn start(
    index: usize,
    first: u64,
    count: u64,
    news: Sender<(usize, Option<Progress>)>,
) -> Result<Child, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let mut worker = Command::new(program)
        .arg("--work")
        .args(["--first", &first.to_string(), "--cases", &count.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let lines = worker.stdout.take().map(BufReader::new).ok_or("a worker has no output")?;
    thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok) {
            // A receiver that is gone has seen enough.
            let _ = news.send((index, Progress::parse(&line)));
        }
        let _ = news.send((index, None));
    });
    Ok(worker)
}

fn sum(all: &[Progress], cases: u64, started: Instant) -> String {
    let done: u64 = all.iter().map(|worker| worker.done).sum();
    let memory = all.iter().map(|worker| worker.memory).max().unwrap_or(0) / 1024;
    let slowest = all.iter().map(|worker| worker.slowest).max().unwrap_or(0) / 1000;
    let seconds = started.elapsed().as_secs();
    format!(
        "{done} of {cases} cases in {seconds} s; at most {memory} KiB of memory and {slowest} ms each"
    )
}
