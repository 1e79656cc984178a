//! Writes the demo ROM to a file: `cargo run -p edgeboy-demo -- out.gb`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(path), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: edgeboy-demo OUT.gb");
        return ExitCode::from(2);
    };
    if let Err(error) = std::fs::write(&path, edgeboy_demo::ROM) {
        eprintln!("cannot write {}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
