//! What the desktop program needs: libraries to be compiled with, and a screen and sound to be tried on.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{apt::Apt, say};
use crate::{invocation::Invocation, machine::Machine};

/// The libraries' names for pkg-config.
const LIBRARIES: [&str; 2] = ["alsa", "libudev"];

/// The Debian packages that bring them.
const LIBRARY_PACKAGES: [&str; 3] = ["libasound2-dev", "libudev-dev", "pkg-config"];

/// A program that the desktop program is tried with, how it is asked whether it is there, and its Debian package.
const PROGRAMS: [(&str, &str, &str); 4] = [
    ("Xvfb", "-help", "xvfb"),
    ("xdotool", "--version", "xdotool"),
    ("pulseaudio", "--version", "pulseaudio"),
    ("parec", "--version", "pulseaudio-utils"),
];

/// What lets ALSA play through PulseAudio, its folders on common systems, and its Debian package.
const PLUGIN: &str = "libasound_module_pcm_pulse.so";
const PLUGIN_FOLDERS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/alsa-lib",
    "/usr/lib/aarch64-linux-gnu/alsa-lib",
    "/usr/lib64/alsa-lib",
    "/usr/lib/alsa-lib",
];
const PLUGIN_PACKAGE: &str = "libasound2-plugins";

/// Loaded by the window when it opens; no program of the others needs it.
const CURSOR_PACKAGE: &str = "libxcursor1";

/// Installs the libraries that compiling needs, unless they are there.
pub(super) fn ensure_libraries(machine: &dyn Machine) -> Result<()> {
    let are_there = || {
        let ask = Invocation::new("pkg-config").arg("--modversion").args(LIBRARIES);
        machine.ask(&ask).is_some()
    };
    if are_there() {
        return Ok(());
    }
    install(machine, &LIBRARY_PACKAGES, "libraries for sound and gamepads, less than a minute")
        .context("the libraries alsa and libudev are missing, which the desktop program is compiled with")?;
    if !are_there() {
        bail!("the Debian packages {} did not bring alsa and libudev", LIBRARY_PACKAGES.join(", "));
    }
    Ok(())
}

/// Installs the programs that the desktop program is tried with, unless they are there.
pub(super) fn ensure_programs(machine: &dyn Machine) -> Result<()> {
    let missing = missing_packages(machine);
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().copied().chain([CURSOR_PACKAGE]).collect();
    install(machine, &packages, "a screen and sound to try the desktop program on, about a minute")
        .with_context(|| {
            format!("to try the desktop program, {} are missing", missing.join(", "))
        })?;
    let missing = missing_packages(machine);
    if !missing.is_empty() {
        bail!("the Debian packages {} did not bring what they should", missing.join(", "));
    }
    Ok(())
}

fn missing_packages(machine: &dyn Machine) -> Vec<&'static str> {
    let is_missing = |&&(program, ask, _): &&(&str, &str, &'static str)| {
        machine.ask(&Invocation::new(program).arg(ask)).is_none()
    };
    let mut missing: Vec<_> =
        PROGRAMS.iter().filter(is_missing).map(|&(_, _, package)| package).collect();
    if !PLUGIN_FOLDERS.iter().any(|folder| machine.has_file(Path::new(folder), PLUGIN)) {
        missing.push(PLUGIN_PACKAGE);
    }
    missing
}

fn install(machine: &dyn Machine, packages: &[&str], what: &str) -> Result<()> {
    let apt = Apt::find(machine)?;
    say(&format!("installing {what}"));
    apt.update(machine)?;
    apt.install(machine, &packages.iter().map(ToString::to_string).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::{super::fake::FakeMachine, *};

    const UPDATE: &str = "env DEBIAN_FRONTEND=noninteractive apt-get update";
    const INSTALL: &str = "env DEBIAN_FRONTEND=noninteractive apt-get install -y \
                           --no-install-recommends --no-remove";
    const LIBRARIES_THERE: &str = "pkg-config --modversion alsa libudev";

    fn debian() -> FakeMachine {
        FakeMachine::new()
            .answering("apt-get --version", "apt 2.6.1")
            .answering("id -u", "0\n")
            .succeeding(UPDATE)
    }

    #[test]
    fn nothing_is_done_where_all_is_there() {
        let plugin = format!("{}/{PLUGIN}", PLUGIN_FOLDERS[1]);
        let machine = PROGRAMS.iter().fold(FakeMachine::new(), |machine, (program, ask, _)| {
            machine.answering(&format!("{program} {ask}"), "1.0")
        });
        let machine = machine.having(&plugin).answering(LIBRARIES_THERE, "1.2.8\n252\n");
        ensure_libraries(&machine).unwrap();
        ensure_programs(&machine).unwrap();
        assert_eq!(machine.ran(), [""; 0]);
    }

    #[test]
    fn libraries_are_installed_where_that_is_possible() {
        let install = format!("{INSTALL} libasound2-dev libudev-dev pkg-config");
        let machine = debian().succeeding(&install).answering_after(&install, LIBRARIES_THERE, "1");
        ensure_libraries(&machine).unwrap();
        assert_eq!(machine.ran(), [UPDATE, &install]);

        let message = format!("{:#}", ensure_libraries(&FakeMachine::new()).unwrap_err());
        assert!(message.contains("alsa and libudev are missing"), "{message}");
        assert!(message.ends_with("there is no apt-get"), "{message}");
    }

    #[test]
    fn only_the_programs_that_are_missing_are_installed() {
        let plugin = format!("{}/{PLUGIN}", PLUGIN_FOLDERS[0]);
        let install = format!("{INSTALL} pulseaudio pulseaudio-utils {CURSOR_PACKAGE}");
        let machine = debian()
            .having(&plugin)
            .answering("Xvfb -help", "")
            .answering("xdotool --version", "3")
            .succeeding(&install)
            .answering_after(&install, "pulseaudio --version", "16")
            .answering_after(&install, "parec --version", "16");
        ensure_programs(&machine).unwrap();
        assert_eq!(machine.ran(), [UPDATE, &install]);
    }

    #[test]
    fn packages_that_do_not_help_are_told() {
        let install = format!(
            "{INSTALL} xvfb xdotool pulseaudio pulseaudio-utils {PLUGIN_PACKAGE} {CURSOR_PACKAGE}"
        );
        let message = ensure_programs(&debian().succeeding(&install)).unwrap_err().to_string();
        assert!(message.contains("xvfb, xdotool"), "{message}");
    }
}
