//! Other emulators, to measure EdgeBoy beside them. All is put into a folder below `target`, but for Debian packages.

use std::{
    env::consts::ARCH,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};

use super::{apt::Apt, node, say};
use crate::{invocation::Invocation, machine::Machine, project};

/// A download that has not ended by then never will.
const TIME_LIMIT: Duration = Duration::from_mins(10);

/// How an emulator comes here.
#[derive(Clone, Copy)]
enum Source {
    /// A Debian package with a libretro core of this name.
    Libretro(&'static str),
    /// A program of `benches/peers`, with a crate in it.
    Crate,
    /// A package of npm, in this version.
    Npm(&'static str),
    /// A package of `PyPI`, in this version.
    Python(&'static str),
}

/// All that can be installed by name.
const PEERS: [(&str, Source); 6] = [
    ("libretro-gambatte", Source::Libretro("gambatte")),
    ("libretro-mgba", Source::Libretro("mgba")),
    ("wasmboy", Source::Npm("0.7.1")),
    ("pyboy", Source::Python("2.8.1")),
    ("boytacean", Source::Crate),
    ("mizu", Source::Crate),
];

/// The names of all peers.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PEERS.into_iter().map(|(name, _)| name)
}

/// Where they are.
pub(crate) fn folder() -> PathBuf {
    project::target().join("peers")
}

/// Installs a peer unless it is there. Errors if it has no such name, or cannot be had.
pub(crate) fn ensure(machine: &dyn Machine, name: &str) -> Result<()> {
    let Some((_, source)) = PEERS.into_iter().find(|(peer, _)| *peer == name) else {
        bail!(
            "there is no peer {name:?}; the peers are {}",
            names().collect::<Vec<_>>().join(", ")
        );
    };
    match source {
        Source::Libretro(core) => {
            libretro_core(machine, name, core)?;
            build(machine, "libretro")
        }
        Source::Crate => build(machine, name),
        Source::Npm(version) => npm(machine, name, version),
        Source::Python(version) => python(machine, name, version),
    }
}

fn libretro_core(machine: &dyn Machine, package: &str, core: &str) -> Result<()> {
    let file = format!("/usr/lib/{ARCH}-linux-gnu/libretro/{core}_libretro.so");
    if machine.exists(Path::new(&file)) {
        return Ok(());
    }
    let apt = Apt::find(machine).with_context(|| format!("{file} is missing"))?;
    apt.update(machine)?;
    apt.install(machine, &[package.to_owned()])?;
    ensure!(machine.exists(Path::new(&file)), "the package {package} did not bring {file}");
    Ok(())
}

/// Cargo knows itself whether there is something to do.
fn build(machine: &dyn Machine, program: &str) -> Result<()> {
    let manifest = project::root().join("benches/peers/Cargo.toml");
    let build = project::cargo().args(["build", "--release", "--locked", "--manifest-path"]);
    let build = build.arg(manifest).arg("--target-dir").arg(folder());
    must(machine, &build.args(["--features", program, "--bin", program]))
}

/// The package alone: its own dependencies are for browsers, and one of them is in no registry.
fn npm(machine: &dyn Machine, name: &str, version: &str) -> Result<()> {
    node::check(machine)?;
    let place = folder().join("node_modules").join(name);
    let archive = format!("{name}-{version}.tgz");
    if machine.exists(&folder().join(&archive)) && machine.exists(&place.join("package.json")) {
        return Ok(());
    }
    say(&format!("downloading {name} {version} with npm"));
    must(machine, &Invocation::new("mkdir").arg("-p").arg(&place))?;
    let pack = Invocation::new("npm").args(["pack", "--silent"]).arg(format!("{name}@{version}"));
    must(machine, &pack.arg("--pack-destination").arg(folder()).at_most(TIME_LIMIT))?;
    let unpack = Invocation::new("tar").arg("-xzf").arg(folder().join(archive));
    must(machine, &unpack.args(["--strip-components=1", "-C"]).arg(place))
}

fn python(machine: &dyn Machine, name: &str, version: &str) -> Result<()> {
    let place = folder().join("python");
    let pip = place.join("bin/pip");
    let there = Invocation::new(&pip).args(["show", "--disable-pip-version-check", name]);
    let is_current =
        |shown: String| shown.lines().any(|line| line == format!("Version: {version}"));
    if machine.ask(&there).is_some_and(is_current) {
        return Ok(());
    }
    say(&format!("installing {name} {version} with pip, in a folder of its own"));
    let venv = Invocation::new("python3").args(["-m", "venv"]).arg(&place);
    must(machine, &venv).context("Python is needed, and on Debian the package `python3-venv`")?;
    let install = Invocation::new(&pip).args(["install", "--disable-pip-version-check", "--quiet"]);
    let install = install.args(["--only-binary", ":all:"]).arg(format!("{name}=={version}"));
    must(machine, &install.at_most(TIME_LIMIT))
}

fn must(machine: &dyn Machine, command: &Invocation) -> Result<()> {
    let finished = machine.run(command).with_context(|| format!("`{command}`"))?;
    ensure!(finished.success, "`{command}` failed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{super::fake::FakeMachine, *};

    fn path(name: &str) -> String {
        folder().join(name).display().to_string()
    }

    #[test]
    fn a_libretro_core_is_installed_once_and_its_host_is_built() {
        let core = format!("/usr/lib/{ARCH}-linux-gnu/libretro/mgba_libretro.so");
        let apt = "env DEBIAN_FRONTEND=noninteractive apt-get";
        let update = format!("{apt} update");
        let install = format!("{apt} install -y --no-install-recommends --no-remove libretro-mgba");
        let manifest = project::root().join("benches/peers/Cargo.toml");
        let build = format!(
            "cargo build --release --locked --manifest-path {} --target-dir {} --features libretro \
             --bin libretro",
            manifest.display(),
            folder().display()
        );
        let machine = FakeMachine::new()
            .answering("apt-get --version", "apt 2.6.1")
            .answering("id -u", "0\n")
            .succeeding(&update)
            .installing(&install, &[&core])
            .succeeding(&build);
        ensure(&machine, "libretro-mgba").unwrap();
        assert_eq!(machine.ran(), [update, install, build.clone()]);
        ensure(&machine, "libretro-mgba").unwrap();
        assert_eq!(machine.ran()[3..], [build]);

        let message = format!("{:#}", ensure(&FakeMachine::new(), "libretro-mgba").unwrap_err());
        assert!(message.ends_with("is missing: there is no apt-get"), "{message}");
    }

    #[test]
    fn a_package_of_npm_is_unpacked_once() {
        let place = path("node_modules/wasmboy");
        let archive = path("wasmboy-0.7.1.tgz");
        let mkdir = format!("mkdir -p {place}");
        let pack =
            format!("npm pack --silent wasmboy@0.7.1 --pack-destination {}", folder().display());
        let unpack = format!("tar -xzf {archive} --strip-components=1 -C {place}");
        let machine = FakeMachine::new()
            .answering("node --version", "v20.20.0")
            .succeeding(&mkdir)
            .installing(&pack, &[&archive])
            .installing(&unpack, &[&format!("{place}/package.json")]);
        ensure(&machine, "wasmboy").unwrap();
        ensure(&machine, "wasmboy").unwrap();
        assert_eq!(machine.ran(), [mkdir, pack, unpack]);
    }

    #[test]
    fn another_version_of_a_python_package_is_replaced() {
        let pip = path("python/bin/pip");
        let show = format!("{pip} show --disable-pip-version-check pyboy");
        let venv = format!("python3 -m venv {}", path("python"));
        let install = format!(
            "{pip} install --disable-pip-version-check --quiet --only-binary :all: pyboy==2.8.1"
        );
        let machine = FakeMachine::new()
            .answering(&show, "Name: pyboy\nVersion: 2.0.0\n")
            .succeeding(&venv)
            .answering_after(&install, &show, "Name: pyboy\nVersion: 2.8.1\n")
            .succeeding(&install);
        ensure(&machine, "pyboy").unwrap();
        ensure(&machine, "pyboy").unwrap();
        assert_eq!(machine.ran(), [venv, install]);
        let message = format!("{:#}", ensure(&FakeMachine::new(), "pyboy").unwrap_err());
        assert!(message.contains("python3-venv"), "{message}");
    }

    #[test]
    fn an_unknown_name_is_told_with_the_known_ones() {
        let message = ensure(&FakeMachine::new(), "bgb").unwrap_err().to_string();
        assert!(message.contains("\"bgb\"") && message.contains("mizu"), "{message}");
    }
}
