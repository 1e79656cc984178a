//! A computer for tests: it has the files and answers the commands that a test gives it.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use crate::{
    invocation::Invocation,
    machine::{Finished, Machine},
    project,
};

/// A command that is not known does not exist.
#[derive(Default)]
pub(super) struct FakeMachine {
    answers: RefCell<BTreeMap<String, String>>,
    effects: BTreeMap<String, Effect>,
    user: bool,
    /// With the moment at which each came.
    files: RefCell<BTreeMap<PathBuf, u64>>,
    links: RefCell<BTreeMap<PathBuf, PathBuf>>,
    ran: RefCell<Vec<String>>,
    now: Cell<u64>,
}

/// What a command does.
#[derive(Default)]
struct Effect {
    fails: bool,
    files: Vec<PathBuf>,
    links: Vec<(PathBuf, PathBuf)>,
    answers: Vec<(String, String)>,
}

impl FakeMachine {
    pub(super) fn new() -> FakeMachine {
        FakeMachine::default()
    }

    pub(super) fn with_user(self) -> FakeMachine {
        FakeMachine { user: true, ..self }
    }

    pub(super) fn having(self, file: &str) -> FakeMachine {
        self.write(Path::new(file));
        self
    }

    pub(super) fn without(self, file: &str) -> FakeMachine {
        self.files.borrow_mut().remove(Path::new(file));
        self
    }

    pub(super) fn linking(self, from: &str, to: &str) -> FakeMachine {
        self.links.borrow_mut().insert(from.into(), to.into());
        self
    }

    pub(super) fn answering(self, command: &str, answer: &str) -> FakeMachine {
        self.answers.borrow_mut().insert(command.to_owned(), answer.to_owned());
        self
    }

    pub(super) fn succeeding(self, command: &str) -> FakeMachine {
        self.installing(command, &[])
    }

    pub(super) fn failing(mut self, command: &str) -> FakeMachine {
        self.effect(command).fails = true;
        self
    }

    pub(super) fn installing(mut self, command: &str, files: &[&str]) -> FakeMachine {
        self.effect(command).files.extend(files.iter().map(PathBuf::from));
        self
    }

    pub(super) fn linking_after(mut self, command: &str, from: &str, to: &str) -> FakeMachine {
        self.effect(command).links.push((from.into(), to.into()));
        self
    }

    pub(super) fn answering_after(mut self, command: &str, ask: &str, answer: &str) -> FakeMachine {
        self.effect(command).answers.push((ask.to_owned(), answer.to_owned()));
        self
    }

    /// The commands that were run for what they do, in order.
    pub(super) fn ran(&self) -> Vec<String> {
        self.ran.borrow().clone()
    }

    fn write(&self, file: &Path) {
        self.now.update(|now| now + 1);
        self.files.borrow_mut().insert(file.to_owned(), self.now.get());
    }

    fn effect(&mut self, command: &str) -> &mut Effect {
        self.effects.entry(command.to_owned()).or_default()
    }
}

/// The cargo that runs the tests is a path of its own on each computer.
fn key(invocation: &Invocation) -> String {
    let text = invocation.to_string();
    match text.strip_prefix(&project::cargo().to_string()) {
        Some(rest) => format!("cargo{rest}"),
        None => text,
    }
}

impl Machine for FakeMachine {
    fn run(&self, invocation: &Invocation) -> io::Result<Finished> {
        let key = key(invocation);
        self.ran.borrow_mut().push(key.clone());
        let effect = self.effects.get(&key).ok_or(io::ErrorKind::NotFound)?;
        effect.files.iter().for_each(|file| self.write(file));
        self.links.borrow_mut().extend(effect.links.iter().cloned());
        self.answers.borrow_mut().extend(effect.answers.iter().cloned());
        Ok(Finished { success: !effect.fails, output: String::new() })
    }

    fn ask(&self, invocation: &Invocation) -> Option<String> {
        self.answers.borrow().get(&key(invocation)).cloned()
    }

    fn exists(&self, path: &Path) -> bool {
        self.files.borrow().contains_key(path)
    }

    fn has_file(&self, folder: &Path, beginning: &str) -> bool {
        self.files.borrow().keys().any(|file| {
            file.parent() == Some(folder)
                && file
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with(beginning))
        })
    }

    fn modified(&self, path: &Path) -> Option<SystemTime> {
        let moment = self.files.borrow().get(path).copied()?;
        Some(SystemTime::UNIX_EPOCH + Duration::from_secs(moment))
    }

    fn link(&self, path: &Path) -> Option<PathBuf> {
        self.links.borrow().get(path).cloned()
    }

    fn has_user(&self) -> bool {
        self.user
    }
}
