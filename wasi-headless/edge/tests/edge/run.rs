//! `edgeboy-edge run` beside the native headless program: the same bytes.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use edgeboy_headless::Streams;

const FILES: [&str; 6] = ["png", "gif", "raw", "wav", "sav-out", "state-out"];

/// The program through the sandbox, in a folder.
fn edge(folder: &Path, args: &[String], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_edgeboy-edge"))
        .current_dir(folder)
        .arg("--guest")
        .arg(crate::common::guest_path())
        .args(["--compiled", concat!(env!("CARGO_TARGET_TMPDIR"), "/compiled"), "run"])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read it closes its end.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

/// The native program: its exit code, and what it wrote to standard output and standard error.
fn native(args: &[String], mut stdin: &[u8]) -> (i32, Vec<u8>, Vec<u8>) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let streams = Streams { stdin: &mut stdin, stdout: &mut stdout, stderr: &mut stderr };
    let args =
        ["edgeboy-headless".to_owned(), "render".to_owned()].into_iter().chain(args.to_vec());
    let exit = edgeboy_headless::run(args.map(OsString::from), streams);
    (exit as i32, stdout, stderr)
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(ToOwned::to_owned).collect()
}

/// A report without the line that tells the time, which the sandbox does not know.
fn timeless(json: &[u8]) -> serde_json::Value {
    let mut report: serde_json::Value = serde_json::from_slice(json).unwrap();
    report.as_object_mut().unwrap().remove("wall_time").unwrap();
    report
}

#[test]
fn all_outputs_are_equal() {
    for model in ["dmg", "cgb"] {
        let folder = tempfile::tempdir().unwrap();
        let rom = folder.path().join("a.gb");
        std::fs::write(&rom, crate::common::rom()).unwrap();
        let args = |side: &str| {
            let mut args = words("--frames 90 --scale 2 --every 4 --input 30:A+20 --json --model");
            args.extend([model.to_owned(), "--peek=FF40:16".to_owned()]);
            args.insert(0, rom.to_str().unwrap().to_owned());
            for option in FILES {
                let file = folder.path().join(format!("{side}.{option}"));
                args.push(format!("--{option}={}", file.to_str().unwrap()));
            }
            args
        };
        let edge = edge(folder.path(), &args("edge"), b"");
        let (exit, stdout, stderr) = native(&args("native"), b"");
        assert_eq!(String::from_utf8_lossy(&edge.stderr), String::from_utf8_lossy(&stderr));
        assert_eq!(edge.status.code(), Some(exit));
        assert_eq!(timeless(&edge.stdout), timeless(&stdout));
        for option in FILES {
            let [edge, native] = ["edge", "native"]
                .map(|side| std::fs::read(folder.path().join(format!("{side}.{option}"))).unwrap());
            assert!(!native.is_empty() && edge == native, "{option} on {model}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1 + 2 * FILES.len());
    }
}

#[test]
fn standard_streams_are_equal() {
    let folder = tempfile::tempdir().unwrap();
    for line in ["- --frames 5 --png -", "- --frames 20 --every 5 --raw -", "- --frames 9 --wav -"]
    {
        let edge = edge(folder.path(), &words(line), &crate::common::rom());
        let (exit, stdout, stderr) = native(&words(line), &crate::common::rom());
        assert_eq!(edge.status.code(), Some(exit));
        assert_eq!(String::from_utf8_lossy(&edge.stderr), String::from_utf8_lossy(&stderr));
        assert!(!stdout.is_empty() && edge.stdout == stdout, "{line}");
    }
}

#[test]
fn faults_are_equal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.gb"), crate::common::rom()).unwrap();
    std::fs::write(folder.path().join("short"), [1, 2, 3]).unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for line in [
        "--help".to_owned(),
        format!("{} --frames -1", path("a.gb")),
        format!("{} --input 5:X", path("a.gb")),
        format!("{} --state-in {}", path("a.gb"), path("short")),
        format!("{} --sav-in {}", path("a.gb"), path("none")),
        path("short"),
        path("none"),
        format!("{} --png - --json", path("a.gb")),
    ] {
        let edge = edge(folder.path(), &words(&line), b"");
        let (exit, stdout, stderr) = native(&words(&line), b"");
        assert_eq!(edge.status.code(), Some(exit), "{line}");
        assert_eq!(edge.stdout, stdout, "{line}");
        assert_eq!(String::from_utf8_lossy(&edge.stderr), String::from_utf8_lossy(&stderr));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_others_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.gb"), crate::common::rom()).unwrap();
    std::fs::write(folder.path().join("a.png"), "old").unwrap();
    let line = "a.gb --frames 2 --png a.png --raw no/such/folder.raw";
    let edge = edge(folder.path(), &words(line), b"");
    assert_eq!(edge.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&edge.stderr).into_owned();
    assert!(stderr.contains("no/such/folder.raw"), "{stderr}");
    assert_eq!(std::fs::read(folder.path().join("a.png")).unwrap(), b"old");
}
