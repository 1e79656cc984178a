//! Whether what a ROM shows at its end is what the suite says.

use std::fmt;
use std::path::PathBuf;

use edgeboy_media::picture::Picture;

use crate::executor::Outcome;
use crate::picture::{self, Comparison};
use crate::suite::Registers;
use crate::trial::Run;

/// Something that is not as it should be.
#[derive(Debug)]
pub enum Mismatch {
    /// A register.
    Register {
        /// Its name.
        name: char,
        /// What the suite says.
        expected: u8,
        /// What it holds.
        found: u8,
    },
    /// A value in memory.
    Memory {
        /// The address.
        address: u16,
        /// What the suite says.
        expected: u8,
        /// What it holds.
        found: u8,
    },
    /// The screen.
    Screen {
        /// The file of the picture that comes closest.
        file: PathBuf,
        /// That picture.
        expected: Box<Picture>,
        /// Which pixels differ. `None`: the sizes differ.
        differences: Option<Vec<bool>>,
    },
    /// A file of the suite cannot be used.
    Data(String),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Register { name, expected, found } => {
                write!(f, "{name} is {found:02X} instead of {expected:02X}")
            }
            Mismatch::Memory { address, expected, found } => {
                write!(f, "{address:04X} holds {found:02X} instead of {expected:02X}")
            }
            Mismatch::Screen { file, differences: Some(differences), .. } => {
                let count = differences.iter().filter(|&&differs| differs).count();
                write!(f, "{count} pixels differ from {}", file.display())
            }
            Mismatch::Screen { file, expected, differences: None } => {
                let (width, height) = (expected.width(), expected.height());
                write!(f, "{} has {width}×{height} pixels", file.display())
            }
            Mismatch::Data(problem) => f.write_str(problem),
        }
    }
}

/// Everything that is not as `run` expects; nothing means that the test passed.
pub fn mismatches(run: &Run, outcome: &Outcome) -> Vec<Mismatch> {
    let mut found = Vec::new();
    if let Some(expected) = &run.expect.registers {
        registers(expected, outcome.registers, &mut found);
    }
    if let Some(memory) = run.expect.memory {
        let value = outcome.peeks.first().copied().unwrap_or_default();
        if value != memory.value {
            let (address, expected) = (memory.address, memory.value);
            found.push(Mismatch::Memory { address, expected, found: value });
        }
    }
    if !run.expect.pictures.is_empty() {
        found.extend(screen(run, outcome));
    }
    found
}

fn registers(expected: &Registers, actual: edgeboy_core::Registers, found: &mut Vec<Mismatch>) {
    for (name, expected, actual) in [
        ('A', expected.a, actual.a),
        ('F', expected.f, actual.f),
        ('B', expected.b, actual.b),
        ('C', expected.c, actual.c),
        ('D', expected.d, actual.d),
        ('E', expected.e, actual.e),
        ('H', expected.h, actual.h),
        ('L', expected.l, actual.l),
    ] {
        if let Some(expected) = expected.filter(|&expected| expected != actual) {
            found.push(Mismatch::Register { name, expected, found: actual });
        }
    }
}

/// What is wrong with the screen, told by the picture that comes closest.
fn screen(run: &Run, outcome: &Outcome) -> Option<Mismatch> {
    let mut closest: Option<(usize, Mismatch)> = None;
    for file in &run.expect.pictures {
        let expected = match picture::read(file) {
            Ok(picture) => picture,
            Err(error) => return Some(Mismatch::Data(error.to_string())),
        };
        let in_shades = picture::is_in_shades(&expected);
        let comparison = if run.expect.partition || run.machine.is_sgb() && in_shades {
            Comparison::Partition
        } else if run.machine.is_cgb() && !outcome.colour_rom && in_shades {
            Comparison::TwoBits
        } else {
            Comparison::FiveBits
        };
        let differences = picture::differences(&outcome.picture, &expected, comparison);
        let count = differences
            .as_ref()
            .map_or(usize::MAX, |d| d.iter().filter(|&&differs| differs).count());
        if count == 0 {
            return None;
        }
        if closest.as_ref().is_none_or(|(best, _)| count < *best) {
            let (file, expected) = (file.clone(), Box::new(expected));
            closest = Some((count, Mismatch::Screen { file, expected, differences }));
        }
    }
    closest.map(|(_, mismatch)| mismatch)
}

#[cfg(test)]
mod tests {
    use edgeboy_core::Model;

    use super::*;
    use crate::executor::tests::outcome;
    use crate::suite::Memory;
    use crate::trial::Expect;

    fn run(expect: Expect) -> Run {
        Run { rom: "t.gb".into(), machine: Model::Cgb, seconds: 1.0, until_opcode: None, expect }
    }

    fn row(pixels: &[[u8; 3]]) -> Picture {
        Picture::from_pixels(pixels.len(), pixels.to_vec()).expect("a row")
    }

    fn told(run: &Run, outcome: &Outcome) -> Vec<String> {
        mismatches(run, outcome).iter().map(Mismatch::to_string).collect()
    }

    #[test]
    fn registers_that_are_not_given_do_not_count() {
        let registers = Some(Registers { b: Some(3), l: Some(34), ..Registers::default() });
        let run = run(Expect { registers, ..Expect::default() });
        let mut outcome = outcome();
        outcome.registers.b = 3;
        outcome.registers.l = 0x42;
        assert_eq!(told(&run, &outcome), ["L is 42 instead of 22"]);
        outcome.registers.l = 34;
        assert_eq!(told(&run, &outcome), Vec::<String>::new());
    }

    #[test]
    fn memory_and_registers_must_both_hold() {
        let memory = Some(Memory { address: 0xFF82, value: 1 });
        let registers = Some(Registers { b: Some(3), ..Registers::default() });
        let run = run(Expect { registers, memory, ..Expect::default() });
        let mut outcome = outcome();
        outcome.peeks = vec![0xFF];
        outcome.registers.b = 4;
        assert_eq!(told(&run, &outcome), ["B is 04 instead of 03", "FF82 holds FF instead of 01"]);
    }

    #[test]
    fn any_of_the_pictures_will_do_and_the_closest_is_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str, pixels: [[u8; 3]; 3]| {
            let picture = row(&pixels);
            let path = folder.path().join(name);
            picture::write(&picture, &path).expect("the picture is written");
            path
        };
        let (black, white) = ([0; 3], [0xFF; 3]);
        let far = file("far.png", [black, black, black]);
        let near = file("near.png", [white, white, black]);
        let mut outcome = outcome();
        outcome.picture = row(&[white; 3]);
        let mut expect = Expect { pictures: vec![far, near.clone()], ..Expect::default() };
        outcome.colour_rom = true;
        let message = told(&run(expect.clone()), &outcome);
        assert_eq!(message, [format!("1 pixels differ from {}", near.display())]);
        expect.pictures.push(file("same.png", [white; 3]));
        assert_eq!(told(&run(expect.clone()), &outcome), Vec::<String>::new());
        expect.pictures.insert(0, folder.path().join("absent.png"));
        assert_eq!(told(&run(expect), &outcome).len(), 1, "a picture that is not there");
    }

    #[test]
    fn shades_count_only_for_games_without_colour() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("grey.png");
        picture::write(&row(&[[0xAA; 3]]), &path).expect("the picture is written");
        let run = run(Expect { pictures: vec![path], ..Expect::default() });
        let mut outcome = outcome();
        outcome.picture = row(&[[0xA5; 3]]);
        assert_eq!(told(&run, &outcome), Vec::<String>::new());
        outcome.colour_rom = true;
        assert_eq!(told(&run, &outcome).len(), 1);
        outcome.picture = row(&[[0xAA; 3]]);
        assert_eq!(told(&run, &outcome), Vec::<String>::new());
    }
}
