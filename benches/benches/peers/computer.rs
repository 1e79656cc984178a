//! On what it was measured.

use std::fs;
use std::process::Command;

/// The processor's name, how many cores there are, and the system.
pub(crate) fn description() -> String {
    let processor = value("/proc/cpuinfo", "model name", ':');
    let system = value("/etc/os-release", "PRETTY_NAME", '=');
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{processor}, {cores} cores, {system}")
}

/// What a program prints when it is asked for its version.
pub(crate) fn version(program: &str) -> String {
    first_line(program, "--version")
}

/// Today's date.
pub(crate) fn date() -> String {
    first_line("date", "+%Y-%m-%d")
}

fn first_line(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.ok().and_then(|text| text.lines().next().map(str::to_owned)).unwrap_or_default()
}

/// The value of the first line of a file that begins with this key.
fn value(file: &str, key: &str, separator: char) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(key));
    let value = line.and_then(|line| line.split_once(separator)).map(|(_, value)| value);
    value.unwrap_or("unknown").trim().trim_matches('"').to_owned()
}
