//! The program `edgeboy-edge`; see `docs/edge.md`.

use std::process::ExitCode;

fn main() -> ExitCode {
    edgeboy_edge::cli::main()
}
