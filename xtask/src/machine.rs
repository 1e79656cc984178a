//! The computer that set-up looks at and that commands run on, behind a trait, so that tests can
//! put another one in its place.

use std::{
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant, SystemTime},
};

use crate::{invocation::Invocation, report::human};

/// What [`Machine::run`] tells of a program that has ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Finished {
    pub(crate) success: bool,
    /// What it wrote to its standard output.
    pub(crate) output: String,
}

/// A computer: its files, and programs that can be run on it.
pub(crate) trait Machine {
    /// Runs a program and shows what it prints while it runs. Errors if it cannot be started, or
    /// if it exceeds its time limit.
    fn run(&self, invocation: &Invocation) -> io::Result<Finished>;

    /// Runs a short program out of sight: what it wrote if it succeeded, `None` if it failed or
    /// does not exist.
    fn ask(&self, invocation: &Invocation) -> Option<String>;

    /// Whether a file or folder is there, links followed.
    fn exists(&self, path: &Path) -> bool;

    /// Whether the folder has a file whose name begins like this.
    fn has_file(&self, folder: &Path, beginning: &str) -> bool;

    /// When a file was last written; `None` if it is not there.
    fn modified(&self, path: &Path) -> Option<SystemTime>;

    /// Where a link points to, whether that is there or not.
    fn link(&self, path: &Path) -> Option<PathBuf>;

    /// Whether somebody sits before it who can answer a question.
    fn has_user(&self) -> bool;
}

/// This computer.
pub(crate) struct ThisMachine;

/// A program that printed nothing for this long is said to be still at work.
const QUIET: Duration = Duration::from_secs(30);

impl Machine for ThisMachine {
    fn run(&self, invocation: &Invocation) -> io::Result<Finished> {
        let mut child = invocation
            .to_command()
            .stdin(if invocation.asks() { Stdio::inherit() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .spawn()?;
        let outcome = follow(&mut child, invocation.time_limit());
        if outcome.is_err() {
            child.kill()?;
            child.wait()?;
        }
        outcome
    }

    fn ask(&self, invocation: &Invocation) -> Option<String> {
        let output = invocation.to_command().stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn has_file(&self, folder: &Path, beginning: &str) -> bool {
        folder.read_dir().is_ok_and(|entries| {
            entries.flatten().any(|entry| {
                entry.file_name().to_str().is_some_and(|name| name.starts_with(beginning))
            })
        })
    }

    fn modified(&self, path: &Path) -> Option<SystemTime> {
        path.metadata().and_then(|metadata| metadata.modified()).ok()
    }

    fn link(&self, path: &Path) -> Option<PathBuf> {
        path.read_link().ok()
    }

    fn has_user(&self) -> bool {
        io::IsTerminal::is_terminal(&io::stdin())
    }
}

/// Passes on what the program prints, line by line, until it ends.
fn follow(child: &mut Child, time_limit: Option<Duration>) -> io::Result<Finished> {
    let started = Instant::now();
    let (sender, lines) = mpsc::channel();
    let stdout = child.stdout.take().ok_or_else(|| io::Error::other("no standard output"))?;
    thread::spawn(move || {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            if sender.send(std::mem::take(&mut line)).is_err() {
                break;
            }
        }
    });

    let mut output = Vec::new();
    let mut last_sign = Instant::now();
    loop {
        match lines.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => {
                io::stdout().write_all(&line)?;
                io::stdout().flush()?;
                output.extend(line);
                last_sign = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if time_limit.is_some_and(|limit| started.elapsed() > limit) {
            let message = format!("ended after {} without a result", human(started.elapsed()));
            return Err(io::Error::new(io::ErrorKind::TimedOut, message));
        }
        if last_sign.elapsed() > QUIET {
            eprintln!("    … still at work after {}", human(started.elapsed()));
            last_sign = Instant::now();
        }
    }
    let success = child.wait()?.success();
    Ok(Finished { success, output: String::from_utf8_lossy(&output).into_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_and_success_are_told() {
        let shell = |script| Invocation::new("sh").args(["-c", script]);
        let finished = ThisMachine.run(&shell("echo one; echo two")).unwrap();
        assert_eq!(finished, Finished { success: true, output: "one\ntwo\n".to_owned() });
        assert!(!ThisMachine.run(&shell("exit 3")).unwrap().success);
        assert_eq!(ThisMachine.ask(&shell("echo hidden")).as_deref(), Some("hidden\n"));
        assert_eq!(ThisMachine.ask(&shell("exit 1")), None);
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let started = Instant::now();
        let hanging = Invocation::new("sleep").arg("60").at_most(Duration::from_millis(300));
        let error = ThisMachine.run(&hanging).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!(started.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_missing_program_is_an_error() {
        let missing = Invocation::new("no-program-has-this-name");
        assert_eq!(ThisMachine.run(&missing).unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(ThisMachine.ask(&missing), None);
    }
}
