//! Writes files while the game goes on.
//!
//! A disk may take longer than a frame, so that one thread writes all files, one after another, and
//! tells how it went.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
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
    jobs: Option<Sender<Job>>,
    outcomes: Receiver<Outcome>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start() -> Writer {
        let (jobs, to_do) = channel::<Job>();
        let (done, outcomes) = channel();
        let thread = std::thread::spawn(move || {
            for job in to_do {
                // Whoever does not listen any more has no use for it.
                let _ = done.send(job.perform());
            }
        });
        Writer { jobs: Some(jobs), outcomes, thread: Some(thread) }
    }

    /// Writes a file as soon as those before it are written.
    pub(crate) fn write(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // The thread takes jobs until this ends.
            let _ = jobs.send(job);
        }
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
        self.jobs = None;
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
    fn all_is_written_in_order_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sav");
        let writer = Writer::start();
        for number in 0..20 {
            let bytes = vec![number];
            writer.write(Job::Battery { path: path.clone(), bytes, keep_earlier_in: None });
        }
        assert_eq!(writer.finish().len(), 20);
        assert_eq!(std::fs::read(path).unwrap(), [19]);
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
