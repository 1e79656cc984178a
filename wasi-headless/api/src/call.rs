//! How a host asks the guest for a run, and how the guest answers.
//!
//! A call is the command line of the headless program, with the files that it names. The guest
//! touches no file, stream or clock for it: all comes and goes through its memory, in blocks.
//!
//! The compiled guest exports, beside its `_start`:
//!
//! | function | what it does |
//! |---|---|
//! | `edgeboy_input(bytes) -> address` | makes room for the next block of the call, which the host fills |
//! | `edgeboy_call()` | takes the blocks of a [`Call`], runs it, and keeps the blocks of its [`Answer`] |
//! | `edgeboy_inputs()` | takes the blocks of a [`Call`] without files, and keeps one block: the names of the files that it would read, as JSON |
//! | `edgeboy_output(index) -> address` | where a block of the answer lies |
//! | `edgeboy_output_bytes(index) -> bytes` | how long it is, or -1 if there is none |
//!
//! The first block is JSON, so that a host in any language can make one; the others are contents.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A command line with its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The arguments after the program's name.
    pub args: Vec<String>,
    /// The files, each for one reading.
    pub files: Vec<Given>,
}

/// A file of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The name by which the arguments know it; `-` is standard input.
    pub name: String,
    /// What is in it, or why it could not be read.
    pub contents: Result<Vec<u8>, String>,
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The program's exit code.
    pub exit: u8,
    /// What it wrote to standard error.
    pub stderr: String,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// The files that it wrote, with their names.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The blocks are not those of a call or an answer.
#[derive(Debug, Error)]
pub enum Malformed {
    /// The first block is missing or is not the JSON that it should be.
    #[error("the first block is not understood: {0}")]
    Json(#[from] serde_json::Error),
    /// There are fewer or more blocks than the first one says.
    #[error("the first block tells of {expected} others, and there are {found}")]
    Count {
        /// How many blocks of contents there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
}

/// The first block of a call.
#[derive(Serialize, Deserialize)]
struct CallHead {
    args: Vec<String>,
    files: Vec<FileHead>,
}

/// A file in the first block of a call. One that could not be read has an empty block.
#[derive(Serialize, Deserialize)]
struct FileHead {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// The first block of an answer. The next is standard output, and then come the files.
#[derive(Serialize, Deserialize)]
struct AnswerHead {
    exit: u8,
    stderr: String,
    files: Vec<String>,
}

impl Call {
    /// A call of these arguments.
    pub fn new<S: Into<String>>(args: impl IntoIterator<Item = S>) -> Call {
        Call { args: args.into_iter().map(Into::into).collect(), files: Vec::new() }
    }

    /// This call with one more file.
    #[must_use]
    pub fn with_file(mut self, name: &str, contents: Vec<u8>) -> Call {
        self.files.push(Given { name: name.to_owned(), contents: Ok(contents) });
        self
    }

    /// The call in blocks.
    pub fn into_blocks(self) -> Vec<Vec<u8>> {
        let mut contents = Vec::new();
        let mut files = Vec::new();
        for Given { name, contents: given } in self.files {
            let (block, error) = match given {
                Ok(block) => (block, None),
                Err(error) => (Vec::new(), Some(error)),
            };
            files.push(FileHead { name, error });
            contents.push(block);
        }
        with_head(&CallHead { args: self.args, files }, contents)
    }

    /// Reads a call.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if it is none.
    pub fn from_blocks(blocks: Vec<Vec<u8>>) -> Result<Call, Malformed> {
        let (CallHead { args, files }, contents) = parts(blocks)?;
        count(files.len(), contents.len())?;
        let given = |(FileHead { name, error }, block)| Given {
            name,
            contents: error.map_or(Ok(block), Err),
        };
        Ok(Call { args, files: files.into_iter().zip(contents).map(given).collect() })
    }
}

impl Answer {
    /// The answer in blocks.
    pub fn into_blocks(self) -> Vec<Vec<u8>> {
        let (names, files): (Vec<_>, Vec<_>) = self.files.into_iter().unzip();
        let head = AnswerHead { exit: self.exit, stderr: self.stderr, files: names };
        with_head(&head, [self.stdout].into_iter().chain(files))
    }

    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// [`Malformed`] if it is none.
    pub fn from_blocks(blocks: Vec<Vec<u8>>) -> Result<Answer, Malformed> {
        let (AnswerHead { exit, stderr, files }, mut contents) = parts(blocks)?;
        count(files.len() + 1, contents.len())?;
        let others = contents.split_off(1);
        let stdout = contents.pop().unwrap_or_default();
        Ok(Answer { exit, stderr, stdout, files: files.into_iter().zip(others).collect() })
    }

    /// Takes the file of this name, if it was written.
    pub fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        let index = self.files.iter().position(|(written, _)| written == name)?;
        Some(self.files.swap_remove(index).1)
    }
}

fn with_head<H: Serialize>(head: &H, contents: impl IntoIterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let head = serde_json::to_vec(head).expect("strings and numbers can always be written");
    [head].into_iter().chain(contents).collect()
}

fn parts<H: for<'a> Deserialize<'a>>(blocks: Vec<Vec<u8>>) -> Result<(H, Vec<Vec<u8>>), Malformed> {
    let mut blocks = blocks.into_iter();
    let head = serde_json::from_slice(&blocks.next().unwrap_or_default())?;
    Ok((head, blocks.collect()))
}

fn count(expected: usize, found: usize) -> Result<(), Malformed> {
    if expected == found { Ok(()) } else { Err(Malformed::Count { expected, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_answers_survive_the_wall() {
        let mut call = Call::new(["render", "a.gb"]).with_file("a.gb", vec![1, 2, 3]);
        call.files.push(Given { name: "b".to_owned(), contents: Err("gone".to_owned()) });
        assert_eq!(Call::from_blocks(call.clone().into_blocks()).unwrap(), call);
        let answer = Answer {
            exit: 1,
            stderr: "no".to_owned(),
            stdout: vec![0, 255],
            files: vec![("a.png".to_owned(), vec![7]), ("b.gif".to_owned(), vec![])],
        };
        assert_eq!(Answer::from_blocks(answer.clone().into_blocks()).unwrap(), answer);
    }

    #[test]
    fn other_blocks_are_refused() {
        assert!(matches!(Call::from_blocks(vec![]), Err(Malformed::Json(_))));
        assert!(matches!(Answer::from_blocks(vec![b"{}".to_vec()]), Err(Malformed::Json(_))));
        let mut blocks = Call::new(["info"]).with_file("a", vec![]).into_blocks();
        blocks.pop();
        let error = Call::from_blocks(blocks).unwrap_err();
        assert_eq!(error.to_string(), "the first block tells of 1 others, and there are 0");
    }
}
