//! The program as WASI, beside the native one: the same bytes in every output.
//!
//! `EDGEBOY_HEADLESS_WASM` names the program compiled to `wasm32-wasip1`; without it these tests
//! are listed as ignored. They need Node.js.

mod common;

use std::path::{Path, PathBuf};
use std::process::{ExitCode, Output};

use common::program::{Folder, Program};
use libtest_mimic::{Arguments, Failed, Trial};

/// A test of the compiled guest.
type Test = fn(&Path) -> Result<(), Failed>;

fn main() -> ExitCode {
    let guest = std::env::var_os("EDGEBOY_HEADLESS_WASM").map(PathBuf::from);
    if guest.is_none() {
        eprintln!("EDGEBOY_HEADLESS_WASM is not set: the tests of the WASI program are ignored");
    }
    let tests: [(&str, Test); 5] = [
        ("outputs_are_equal_on_dmg", |guest| outputs_are_equal(guest, "dmg.gb")),
        ("outputs_are_equal_on_cgb", |guest| outputs_are_equal(guest, "cgb.gbc")),
        ("states_continue_on_the_other", states_continue_on_the_other),
        ("faults_are_equal", faults_are_equal),
        ("files_outside_the_current_folder", files_outside_the_current_folder),
    ];
    let trials = tests.into_iter().map(|(name, test)| {
        let path = guest.clone().unwrap_or_default();
        Trial::test(name, move || test(&path)).with_ignored_flag(guest.is_none())
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

fn expect(holds: bool, what: impl Into<String>) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(what.into().into()) }
}

/// Runs both in this folder.
fn both(guest: &Path, folder: &Folder, args: &[&str]) -> [Output; 2] {
    [Program::Native, Program::Wasi(guest)].map(|program| program.run(folder.path(), args))
}

/// A report without the one line that may differ.
fn timeless(json: &[u8]) -> Result<serde_json::Value, Failed> {
    let mut report: serde_json::Value = serde_json::from_slice(json)?;
    let time = report.as_object_mut().and_then(|report| report.remove("wall_time"));
    expect(time.is_some_and(|time| time.is_f64()), "the report has no wall time")?;
    Ok(report)
}

fn outputs_are_equal(guest: &Path, rom: &str) -> Result<(), Failed> {
    let files = [
        ("--png", "png"),
        ("--gif", "gif"),
        ("--raw", "raw"),
        ("--wav", "wav"),
        ("--sav-out", "sav"),
        ("--state-out", "state"),
    ];
    let args = |target: &str| {
        let mut args: Vec<String> = ["render", rom, "--frames", "90", "--scale", "2", "--json"]
            .iter()
            .chain(&[
                "--colors",
                "corrected",
                "--every",
                "4",
                "--input",
                "30:A+20",
                "--peek",
                "FF40:16",
            ])
            .map(ToString::to_string)
            .collect();
        for (option, extension) in files {
            args.extend([option.to_owned(), format!("{target}.{extension}")]);
        }
        args
    };
    let folder = Folder::new();
    let run = |program: Program<'_>, target: &str| {
        let output = program.run(folder.path(), &args(target));
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        expect(output.status.success() && stderr.is_empty(), format!("{target}: {stderr}"))?;
        timeless(&output.stdout)
    };
    let native = run(Program::Native, "native")?;
    let wasi = run(Program::Wasi(guest), "wasi")?;
    expect(native == wasi, format!("native: {native:#}\nWASI: {wasi:#}"))?;
    for (_, extension) in files {
        let [native, wasi] = ["native", "wasi"].map(|t| folder.read(&format!("{t}.{extension}")));
        expect(!native.is_empty() && native == wasi, format!(".{extension} differs"))?;
    }
    let hidden = folder.names().into_iter().find(|name| name.starts_with('.'));
    expect(hidden.is_none(), format!("a temporary file was left: {hidden:?}"))
}

fn states_continue_on_the_other(guest: &Path) -> Result<(), Failed> {
    let folder = Folder::new();
    let programs = [Program::Native, Program::Wasi(guest)];
    let mut reports = Vec::new();
    for (first, second) in [(0, 1), (1, 0), (0, 0)] {
        let save = ["render", "cgb.gbc", "--frames", "40", "--state-out", "s"];
        expect(programs[first].run(folder.path(), &save).status.success(), "no state")?;
        let go_on = ["render", "cgb.gbc", "--frames", "40", "--state-in", "s", "--json"];
        reports.push(timeless(&programs[second].run(folder.path(), &go_on).stdout)?);
    }
    expect(reports.windows(2).all(|pair| pair[0] == pair[1]), format!("{reports:#?}"))
}

fn faults_are_equal(guest: &Path) -> Result<(), Failed> {
    let folder = Folder::new();
    for (code, args) in [
        (0, vec!["--help"]),
        (0, vec!["info", "cgb.gbc"]),
        (1, vec!["render", "dmg.gb", "--state-in", "cgb.gbc"]),
        (1, vec!["info", "none.gb"]),
        (2, vec!["render", "dmg.gb", "--input", "5:X"]),
        (2, vec!["render", "dmg.gb", "--frames", "-1"]),
    ] {
        let [native, wasi] = both(guest, &folder, &args);
        expect(native.status.code() == Some(code), format!("{args:?}: {}", native.status))?;
        expect(wasi.status.code() == Some(code), format!("{args:?}: WASI: {}", wasi.status))?;
        expect(native.stdout == wasi.stdout, format!("{args:?}: standard output differs"))?;
        let [native, wasi] = [native, wasi].map(|output| String::from_utf8(output.stderr));
        let (native, wasi) = (native?, wasi?);
        expect(native == wasi, format!("{args:?}: {native:?} and {wasi:?}"))?;
    }
    Ok(())
}

fn files_outside_the_current_folder(guest: &Path) -> Result<(), Failed> {
    let folder = Folder::new();
    let inner = folder.file("inner");
    std::fs::create_dir(&inner)?;
    let absolute = folder.file("absolute.raw");
    let absolute = absolute.to_str().ok_or("the folder's name is not UTF-8")?;
    let raw = format!("--raw={absolute}");
    let args = ["render", "../dmg.gb", "--frames", "2", "--png", "here.png", &raw];
    let output = Program::Wasi(guest).run(&inner, &args);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    expect(output.status.success() && stderr.is_empty(), stderr)?;
    expect(inner.join("here.png").is_file(), "no PNG in the current folder")?;
    expect(folder.read("absolute.raw").len() == 160 * 144 * 3, "no picture outside it")
}
