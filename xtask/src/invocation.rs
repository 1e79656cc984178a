//! A command as a value: built and looked at before it runs, and shown as one would type it.

use std::{
    ffi::{OsStr, OsString},
    fmt,
    path::PathBuf,
    process::Command,
    time::Duration,
};

/// A program with its arguments and what it changes in the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invocation {
    program: OsString,
    arguments: Vec<OsString>,
    /// `None` removes the variable.
    environment: Vec<(String, Option<OsString>)>,
    folder: Option<PathBuf>,
    time_limit: Option<Duration>,
    asks: bool,
}

impl Invocation {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Invocation {
        Invocation {
            program: program.as_ref().to_owned(),
            arguments: Vec::new(),
            environment: Vec::new(),
            folder: None,
            time_limit: None,
            asks: false,
        }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Invocation {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(
        self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Invocation {
        arguments.into_iter().fold(self, Invocation::arg)
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Invocation {
        self.environment.push((name.to_owned(), Some(value.as_ref().to_owned())));
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Invocation {
        self.environment.push((name.to_owned(), None));
        self
    }

    pub(crate) fn in_folder(mut self, folder: impl Into<PathBuf>) -> Invocation {
        self.folder = Some(folder.into());
        self
    }

    /// The program is ended, and counts as failed, when it takes longer than this.
    pub(crate) fn at_most(mut self, time: Duration) -> Invocation {
        self.time_limit = Some(time);
        self
    }

    /// The program may ask its user something (a password); all others read nothing.
    pub(crate) fn asking(mut self, asks: bool) -> Invocation {
        self.asks = asks;
        self
    }

    pub(crate) fn time_limit(&self) -> Option<Duration> {
        self.time_limit
    }

    pub(crate) fn asks(&self) -> bool {
        self.asks
    }

    pub(crate) fn to_command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }
}

/// As typed into a shell; variables that are removed are left out.
impl fmt::Display for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.environment {
            if let Some(value) = value {
                write!(f, "{name}={} ", quoted(value))?;
            }
        }
        // The full path of a program in a toolchain's folder says little.
        let program = PathBuf::from(&self.program);
        let hidden = program.components().any(|part| part.as_os_str() == ".rustup");
        let program = if hidden { program.file_name() } else { None }.unwrap_or(&self.program);
        f.write_str(&quoted(program))?;
        self.arguments.iter().try_for_each(|argument| write!(f, " {}", quoted(argument)))
    }
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_shown_as_one_would_type_it() {
        let invocation = Invocation::new("/home/a/.rustup/toolchains/stable/bin/cargo")
            .args(["doc", "--no-deps"])
            .arg("it's")
            .env("RUSTDOCFLAGS", "-D warnings")
            .without_env("RUSTC");
        assert_eq!(
            invocation.to_string(),
            r"RUSTDOCFLAGS='-D warnings' cargo doc --no-deps 'it'\''s'"
        );
        assert_eq!(Invocation::new("/usr/bin/cargo").to_string(), "/usr/bin/cargo");
    }
}
