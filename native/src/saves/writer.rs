//! Writes files while the game goes on.
//!
//! A disk may take longer than a frame, so that one thread writes all files, one after another, and
//! tells how it went.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::keep_earlier;
use crate::files;

/// A file to be written whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// A battery save.
    Battery { path: PathBuf, bytes: Vec<u8>, keep_earlier_in: Option<PathBuf> },
    /// Another file. `saying` is told when it is there.
    File { path: PathBuf, bytes: Vec<u8>, saying: Option<String> },
}

/// How a job went.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The file is on the disk; there may be something to say.
    Written(Option<String>),
    /// It is not. The job is given back.
    Failed(Job, io::Error),
}

/// The thread that writes.
#[derive(Debug)]
pub(crate) struct Writer {
    queue: Arc<Queue>,
    outcomes: Receiver<Outcome>,
    thread: Option<JoinHandle<()>>,
}

/// What is to be written. Of several jobs for one file only the newest is done, so that it cannot grow
/// however slow the disk is.
#[derive(Debug, Default)]
struct Queue {
    state: Mutex<State>,
    has_changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    jobs: VecDeque<Job>,
    is_ended: bool,
}

impl Writer {
    pub(crate) fn start() -> Writer {
        let queue = Arc::<Queue>::default();
        let (done, outcomes) = channel();
        let to_do = queue.clone();
        let thread = std::thread::spawn(move || {
            while let Some(job) = to_do.next() {
                // Whoever does not listen any more has no use for it.
                let _ = done.send(job.perform());
            }
        });
        Writer { queue, outcomes, thread: Some(thread) }
    }

    /// Writes a file as soon as those before it are written.
    pub(crate) fn write(&self, job: Job) {
        self.queue.change(|state| state.add(job));
    }

    /// How the jobs went that were done since this was last asked.
    pub(crate) fn outcomes(&self) -> Vec<Outcome> {
        self.outcomes.try_iter().collect()
    }

    /// Waits for all that is to be written, and tells how it went.
    pub(crate) fn finish(mut self) -> Vec<Outcome> {
        self.wait();
        self.outcomes.try_iter().collect()
    }

    fn wait(&mut self) {
        self.queue.change(|state| state.is_ended = true);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that writes files has failed");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.wait();
    }
}

impl Queue {
    fn change(&self, change: impl FnOnce(&mut State)) {
        // Nothing in here panics while it holds the lock.
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.has_changed.notify_all();
    }

    /// Waits for the next job; `None` when there will be no more.
    fn next(&self) -> Option<Job> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.is_ended {
                return None;
            }
            state = self.has_changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl State {
    fn add(&mut self, mut job: Job) {
        let same = self.jobs.iter().position(|waiting| waiting.path() == job.path());
        if let Some(replaced) = same.and_then(|place| self.jobs.remove(place)) {
            job.take_over(replaced);
        }
        self.jobs.push_back(job);
    }
}

impl Job {
    fn perform(self) -> Outcome {
        let written = match &self {
            Job::Battery { path, bytes, keep_earlier_in } => {
                battery(path, bytes, keep_earlier_in.as_deref())
            }
            Job::File { path, bytes, .. } => files::write_whole(path, bytes),
        };
        match (written, self) {
            (Ok(()), Job::File { saying, .. }) => Outcome::Written(saying),
            (Ok(()), Job::Battery { .. }) => Outcome::Written(None),
            (Err(error), job) => Outcome::Failed(job, error),
        }
    }

    /// It is done instead of another one of the same file: what that would have kept or said is not lost.
    fn take_over(&mut self, replaced: Job) {
        match (self, replaced) {
            (
                Job::Battery { keep_earlier_in, .. },
                Job::Battery { keep_earlier_in: before, .. },
            ) => {
                *keep_earlier_in = keep_earlier_in.take().or(before);
            }
            (Job::File { saying, .. }, Job::File { saying: before, .. }) => {
                *saying = saying.take().or(before);
            }
            _ => {}
        }
    }

    /// The file that it is about.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Job::Battery { path, .. } | Job::File { path, .. } => path,
        }
    }
}

fn battery(path: &Path, bytes: &[u8], earlier: Option<&Path>) -> io::Result<()> {
    if let Some(folder) = earlier
        && let Err(error) = keep_earlier(path, folder)
    {
        // The new save matters more than the one before it.
        tracing::warn!("the earlier save of {} is not kept: {error}", path.display());
    }
    files::write_whole(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_written_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sav");
        let writer = Writer::start();
        for number in 0..20 {
            let bytes = vec![number];
            writer.write(Job::Battery { path: path.clone(), bytes, keep_earlier_in: None });
        }
        assert!((1..=20).contains(&writer.finish().len()));
        assert_eq!(std::fs::read(path).unwrap(), [19]);
    }

    #[test]
    fn of_one_file_only_the_newest_waits() {
        let mut state = State::default();
        let job = |name: &str, number, keep: bool| Job::Battery {
            path: name.into(),
            bytes: vec![number],
            keep_earlier_in: keep.then(|| "earlier".into()),
        };
        state.add(job("a", 1, true));
        state.add(job("b", 2, false));
        state.add(job("a", 3, false));
        assert_eq!(state.jobs, [job("b", 2, false), job("a", 3, true)]);
    }

    #[test]
    fn what_cannot_be_written_is_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let job = Job::File { path: folder.path().to_owned(), bytes: vec![1], saying: None };
        let writer = Writer::start();
        writer.write(job.clone());
        let outcomes = writer.finish();
        assert!(matches!(&outcomes[..], [Outcome::Failed(failed, _)] if *failed == job));
    }
}
