//! The program: gives [`edgeboy_headless::run`] the process' arguments and streams.

#[cfg(target_os = "wasi")]
mod exports;

use std::env;
use std::io;

use edgeboy_headless::{Exit, Streams, run};

fn main() -> Exit {
    let streams = Streams {
        stdin: &mut io::stdin().lock(),
        stdout: &mut io::stdout().lock(),
        stderr: &mut io::stderr().lock(),
    };
    run(env::args_os(), streams)
}
