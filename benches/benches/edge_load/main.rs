//! How the server bears load: `cargo bench -p benches --bench edge_load -- [SECONDS]`.
//!
//! First mixed requests for that long (five minutes if it is not said), each answer held against
//! the known one; then 2,000 hostile requests, and what they do to a neighbour who asks for a
//! picture again and again. The server is a process of its own, so that its memory and time are
//! known; all stays on this computer.

mod hostile;
mod load;
mod mix;
mod server;

use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    if let Some(limits) = server::asked_to_serve() {
        server::serve(limits);
    }
    let seconds = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let good = load::run(Duration::from_secs(seconds.unwrap_or(300)));
    let good = hostile::run() && good;
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
