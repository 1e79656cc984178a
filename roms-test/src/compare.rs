//! Whether a ROM gives the same natively and as WebAssembly: picture, sound and machine.

use std::path::{Path, PathBuf};

use edgeboy_core::Model;

use crate::executor::{Executor, Job, Length};
use crate::parallel;
use crate::trial::{Plan, Trial};

/// A ROM to run on both targets.
#[derive(Debug)]
pub struct Comparison {
    /// The name in reports.
    pub name: String,
    /// What to run.
    pub job: Job,
}

/// The comparisons for the trials that are run at all.
pub fn of_trials(trials: &[Trial]) -> Vec<Comparison> {
    let runnable = trials.iter().filter_map(|trial| match &trial.plan {
        Plan::Run(run) => Some(Comparison { name: trial.name(), job: Job::for_run(run) }),
        Plan::Skip(_) => None,
    });
    runnable.collect()
}

/// The comparisons for the games in a folder: each on a DMG, an SGB and a CGB, for so many frames, with
/// a script of buttons. What the other models do otherwise, the trials compare.
///
/// # Errors
/// A folder that cannot be listed.
pub fn of_games(folder: &Path, frames: u32, input: &str) -> std::io::Result<Vec<Comparison>> {
    let mut roms: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "gb" || extension == "gbc") {
            roms.push(path);
        }
    }
    roms.sort();
    let comparison = |rom: &PathBuf, machine: Model| Comparison {
        name: format!(
            "games/{}@{}",
            rom.file_name().unwrap_or_default().to_string_lossy(),
            machine.name()
        ),
        job: Job {
            rom: rom.clone(),
            machine,
            length: Length::Frames(frames),
            until_opcode: None,
            peek: None,
            greys: false,
            input: Some(input.to_owned()),
        },
    };
    Ok(roms
        .iter()
        .flat_map(|rom| {
            [Model::Dmg, Model::Sgb, Model::Cgb].map(|machine| comparison(rom, machine))
        })
        .collect())
}

/// Buttons for games that nobody has seen: START and A again and again, the pad in between.
/// Each is pressed for eight frames, in the headless program's language for `--input`.
pub fn script(frames: u32) -> String {
    let buttons = ["START", "A", "RIGHT", "A", "DOWN", "B", "LEFT", "A", "UP", "SELECT"];
    let presses = (60..frames).step_by(30).zip(buttons.iter().cycle());
    presses.map(|(frame, button)| format!("{frame}:{button}+8")).collect::<Vec<_>>().join(",")
}

/// Runs each comparison on both targets. What differs, in words; nothing if all is equal.
pub fn run(
    comparisons: &[Comparison],
    first: &dyn Executor,
    second: &dyn Executor,
    threads: usize,
) -> Vec<String> {
    let name = |comparison: &Comparison| comparison.name.clone();
    let found = parallel::map("comparisons", comparisons, threads, name, |comparison| {
        let problem = match (first.run(&comparison.job), second.run(&comparison.job)) {
            (Ok(first), Ok(second)) => {
                let mut different = first.hashes.differences(&second.hashes);
                if (&first.picture, first.registers, &first.peeks)
                    != (&second.picture, second.registers, &second.peeks)
                {
                    different.push("report");
                }
                (!different.is_empty()).then(|| format!("not equal: {}", different.join(", ")))
            }
            (Err(error), _) => Some(format!("{}: {error}", first.target())),
            (_, Err(error)) => Some(format!("{}: {error}", second.target())),
        };
        problem.map(|problem| format!("{}: {problem}", comparison.name))
    });
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::executor::tests::outcome;
    use crate::executor::{Outcome, RunError, Target};

    /// Makes other sound for the ROMs that it is told to spoil.
    struct Fake(Target, &'static str);

    impl Executor for Fake {
        fn target(&self) -> Target {
            self.0
        }

        fn run(&self, job: &Job) -> Result<Outcome, RunError> {
            let mut outcome = outcome();
            if !self.1.is_empty() && job.rom.to_string_lossy().contains(self.1) {
                outcome.hashes.audio.push('!');
            }
            Ok(outcome)
        }
    }

    fn games() -> Vec<Comparison> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["a.gb", "b.gbc", "README.md"] {
            std::fs::write(folder.path().join(name), "").expect("the file is written");
        }
        of_games(folder.path(), 100, &script(100)).expect("the folder is there")
    }

    #[test]
    fn games_run_on_a_model_of_each_kind() {
        let games = games();
        assert_eq!(games.len(), 6);
        assert_eq!(games[5].name, "games/b.gbc@cgb");
        assert_eq!(games[0].job.input.as_deref(), Some("60:START+8,90:A+8"));
    }

    #[test]
    fn what_differs_is_named() {
        let (native, same) = (Fake(Target::Native, ""), Fake(Target::Wasi, ""));
        assert_eq!(run(&games(), &native, &same, 2), Vec::<String>::new());
        let spoilt = Fake(Target::Wasi, "b.gbc");
        let found = run(&games(), &native, &spoilt, 2);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], "games/b.gbc@dmg: not equal: audio");
    }
}
