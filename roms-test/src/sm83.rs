//! The CPU's test vectors: <https://github.com/SingleStepTests/sm83>, one JSON file for each opcode.
//!
//! Each case gives the registers and memory before and after one instruction, and what was on the
//! bus in each M-cycle. `pc` addresses the opcode itself and the first cycle fetches it. After HALT
//! and STOP the CPU waits for the cycles that are left.

use std::fmt;
use std::path::{Path, PathBuf};

use edgeboy_core::cpu::{Cpu, CpuBus, Registers};
use serde::Deserialize;

/// One case: an instruction between two states.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The opcode and a number.
    pub name: String,
    initial: State,
    #[serde(rename = "final")]
    after: State,
    cycles: Vec<Cycle>,
}

/// Registers and the memory that matters. IE is given for the start only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    a: u8,
    b: u8,
    c: u8,
    d: u8,
    e: u8,
    f: u8,
    h: u8,
    l: u8,
    sp: u16,
    pc: u16,
    ime: u8,
    #[serde(rename = "ie")]
    _ie: Option<u8>,
    /// Whether IME will be set after the next instruction, as EI leaves it.
    #[serde(default)]
    ei: u8,
    ram: Vec<(u16, u8)>,
}

/// The address, the data and the pins `rwm` of one M-cycle; `-` stands for a pin that is not active.
#[derive(Debug, Deserialize)]
struct Cycle(u16, u8, String);

/// What the CPU did on the bus in one M-cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Activity {
    Read(u16, u8),
    Write(u16, u8),
    /// Nothing. What the vectors give for address and data then is what the bus held before.
    Idle,
}

impl fmt::Display for Activity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Activity::Read(address, value) => write!(f, "read {address:04X}={value:02X}"),
            Activity::Write(address, value) => write!(f, "write {address:04X}={value:02X}"),
            Activity::Idle => f.write_str("idle"),
        }
    }
}

impl Cycle {
    fn activity(&self) -> Option<Activity> {
        let Cycle(address, value, ref pins) = *self;
        match pins.as_str() {
            "r-m" => Some(Activity::Read(address, value)),
            "-wm" => Some(Activity::Write(address, value)),
            "---" => Some(Activity::Idle),
            _ => None,
        }
    }
}

/// 64 KiB of RAM that takes down what happens to it.
struct FlatRam {
    bytes: Vec<u8>,
    /// Whether the CPU is to make a step.
    goes_on: bool,
    log: Vec<Activity>,
}

impl CpuBus for FlatRam {
    fn read(&mut self, address: u16) -> u8 {
        let value = self.bytes[usize::from(address)];
        self.log.push(Activity::Read(address, value));
        value
    }

    fn write(&mut self, address: u16, value: u8) {
        self.bytes[usize::from(address)] = value;
        self.log.push(Activity::Write(address, value));
    }

    fn idle(&mut self) {
        self.log.push(Activity::Idle);
    }

    fn goes_on(&mut self) -> bool {
        std::mem::take(&mut self.goes_on)
    }
}

/// A file of vectors that cannot be used.
#[derive(Debug)]
pub struct VectorError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for VectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.problem)
    }
}

impl std::error::Error for VectorError {}

/// The files of vectors in `folder`, by name.
///
/// # Errors
/// A folder that cannot be listed.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, VectorError> {
    let fail =
        |error: std::io::Error| VectorError { file: folder.to_owned(), problem: error.to_string() };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Runs every case of a file: its name, and what differs from the vectors if anything does.
///
/// # Errors
/// A file that cannot be read or is not one of vectors.
pub fn run_file(file: &Path) -> Result<Vec<(String, Option<String>)>, VectorError> {
    let fail = |problem: String| VectorError { file: file.to_owned(), problem };
    let text = std::fs::read_to_string(file).map_err(|error| fail(error.to_string()))?;
    let cases: Vec<Case> = serde_json::from_str(&text).map_err(|error| fail(error.to_string()))?;
    let mut ram = FlatRam { bytes: vec![0; 0x1_0000], goes_on: false, log: Vec::new() };
    Ok(cases
        .into_iter()
        .map(|case| {
            let problem = run_case(&case, &mut ram);
            (case.name, problem)
        })
        .collect())
}

fn step(cpu: &mut Cpu, memory: &mut FlatRam) {
    memory.goes_on = true;
    cpu.run(memory);
}

/// Runs one case in memory that holds zeros, and leaves zeros there.
fn run_case(case: &Case, memory: &mut FlatRam) -> Option<String> {
    let &State { a, b, c, d, e, f, h, l, sp, pc, ime, ref ram, .. } = &case.initial;
    let mut cpu = Cpu::new(Registers { a, f, b, c, d, e, h, l, sp, pc });
    cpu.ime = ime != 0;
    for &(address, value) in ram {
        memory.bytes[usize::from(address)] = value;
    }
    memory.log.clear();
    step(&mut cpu, memory);
    while cpu.is_waiting() && memory.log.len() < case.cycles.len() {
        step(&mut cpu, memory);
    }
    let problem = difference(case, &cpu, memory);
    for &(address, _) in ram {
        memory.bytes[usize::from(address)] = 0;
    }
    for activity in &memory.log {
        if let Activity::Write(address, _) = *activity {
            memory.bytes[usize::from(address)] = 0;
        }
    }
    problem
}

fn difference(case: &Case, cpu: &Cpu, ram: &FlatRam) -> Option<String> {
    let after = &case.after;
    let r = &cpu.r;
    for (name, found, expected) in [
        ("A", r.a.into(), after.a.into()),
        ("F", r.f.into(), after.f.into()),
        ("B", r.b.into(), after.b.into()),
        ("C", r.c.into(), after.c.into()),
        ("D", r.d.into(), after.d.into()),
        ("E", r.e.into(), after.e.into()),
        ("H", r.h.into(), after.h.into()),
        ("L", r.l.into(), after.l.into()),
        ("SP", r.sp, after.sp),
        ("PC", r.pc, after.pc),
        ("IME", cpu.ime.into(), after.ime.into()),
        ("the IME delayed by EI", cpu.ei_delay.into(), after.ei.into()),
    ] {
        if found != expected {
            return Some(format!("{name} is {found:X} instead of {expected:X}"));
        }
    }
    for &(address, expected) in &after.ram {
        let found = ram.bytes[usize::from(address)];
        if found != expected {
            return Some(format!("{address:04X} holds {found:02X} instead of {expected:02X}"));
        }
    }
    let mut found = ram.log.iter();
    for (number, cycle) in case.cycles.iter().enumerate() {
        let Some(expected) = cycle.activity() else {
            return Some(format!("cycle {number} of the vector has the pins `{}`", cycle.2));
        };
        match found.next() {
            Some(found) if *found == expected => {}
            Some(found) => {
                return Some(format!("cycle {number} is {found} instead of {expected}"));
            }
            None => return Some(format!("cycle {number} is missing: {expected}")),
        }
    }
    found.next().map(|extra| format!("{} cycles, then {extra}", case.cycles.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// INC (HL) at C000, with HL at D000.
    const CASE: &str = r#"{"name": "34 0000",
        "initial": {"pc": 49152, "sp": 1, "a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 16,
                    "h": 208, "l": 0, "ime": 1, "ie": 0, "ram": [[49152, 52], [53248, 15]]},
        "final": {"pc": 49153, "sp": 1, "a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 48,
                  "h": 208, "l": 0, "ime": 1, "ram": [[49152, 52], [53248, 16]]},
        "cycles": [[49152, 52, "r-m"], [53248, 15, "r-m"], [53248, 16, "-wm"]]}"#;

    fn problem(json: &str) -> Option<String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("34.json");
        std::fs::write(&file, format!("[{json}]")).expect("the file is written");
        run_file(&file).expect("a good file").remove(0).1
    }

    #[test]
    fn a_right_vector_passes() {
        assert_eq!(problem(CASE), None);
    }

    #[test]
    fn everything_that_a_vector_gives_counts() {
        for (right, wrong, expected) in [
            ("\"f\": 48", "\"f\": 32", "F is 30 instead of 20"),
            ("\"pc\": 49153", "\"pc\": 49154", "PC is C001 instead of C002"),
            ("[53248, 16]]", "[53248, 17]]", "D000 holds 10 instead of 11"),
            ("[53248, 16, \"-wm\"]", "[53248, 16, \"r-m\"]", "cycle 2 is write D000=10 instead"),
            (", [53248, 16, \"-wm\"]", "", "2 cycles, then write D000=10"),
            ("\"-wm\"]]", "\"-wm\"], [1, 1, \"---\"]]", "cycle 3 is missing: idle"),
            (
                "\"ime\": 1, \"ram\": [[49152, 52], [53248, 16",
                "\"ime\": 0, \"ram\": [[49152, 52], [53248, 16",
                "IME is 1 instead of 0",
            ),
            ("\"-wm\"", "\"rwm\"", "the pins `rwm`"),
        ] {
            assert!(CASE.contains(right), "{right}");
            let problem = problem(&CASE.replace(right, wrong)).expect(wrong);
            assert!(problem.contains(expected), "{problem}");
        }
    }

    #[test]
    fn a_halted_cpu_waits_for_the_cycles_that_are_left() {
        let halt = CASE
            .replace(", 52", ", 118")
            .replace("\"f\": 48", "\"f\": 16")
            .replace("[53248, 16]]", "[53248, 15]]")
            .replace(
                "[53248, 15, \"r-m\"], [53248, 16, \"-wm\"]",
                "[0, 0, \"---\"], [0, 0, \"---\"]",
            );
        assert_eq!(problem(&halt), None);
    }

    #[test]
    fn a_file_that_is_not_one_of_vectors_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("00.json");
        std::fs::write(&file, "[{}]").expect("the file is written");
        assert!(run_file(&file).is_err());
        assert_eq!(files(folder.path()).expect("the folder is there"), [file]);
        assert!(files(&folder.path().join("absent")).is_err());
    }
}
