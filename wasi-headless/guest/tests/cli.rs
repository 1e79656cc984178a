//! The program as a user runs it.

mod common;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use common::program::{Folder, Program};
use edgeboy_headless::{CartridgeInfo, Hash, Report};

const FRAME_BYTES: usize = 160 * 144 * 3;

#[test]
fn every_output_is_written() {
    let folder = Folder::new();
    let report = folder.report(&[
        "render",
        "dmg.gb",
        "--frames",
        "40",
        "--png",
        "a.png",
        "--gif",
        "a.gif",
        "--raw",
        "a.raw",
        "--wav",
        "a.wav",
        "--sav-out",
        "a.sav",
        "--state-out",
        "a.state",
        "--scale",
        "3",
    ]);
    assert_eq!(
        folder.names(),
        ["a.gif", "a.png", "a.raw", "a.sav", "a.state", "a.wav", "cgb.gbc", "dmg.gb"]
    );
    assert_eq!(report.frames, 40);
    assert_eq!(report.frame_hash, Hash::of(&folder.read("a.raw")));
    assert_eq!(folder.read("a.raw").len(), FRAME_BYTES);
    assert_eq!(folder.read("a.sav").len(), 0x2000);
    assert!(folder.read("a.gif").starts_with(b"GIF89a"));

    let png = folder.read("a.png");
    let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (480, 432));

    let wav = folder.read("a.wav");
    let samples: Vec<i16> =
        hound::WavReader::new(wav.as_slice()).unwrap().samples().map(Result::unwrap).collect();
    let bytes: Vec<u8> = samples.iter().flat_map(|level| level.to_le_bytes()).collect();
    assert_eq!(report.audio_hash, Some(Hash::of(&bytes)));
}

#[test]
fn an_eager_machine_gives_the_same() {
    let folder = Folder::new();
    let report = |sync| folder.report(&["render", "cgb.gbc", "--frames", "40", "--sync", sync]);
    let (mut lazy, mut eager) = (report("lazy"), report("eager"));
    (lazy.wall_time, eager.wall_time) = (None, None);
    assert_eq!(lazy, eager);
}

#[test]
fn what_is_printed_is_a_picture() {
    let folder = Folder::new();
    fs::write(folder.file("printing.gb"), common::rom::printing_rom()).unwrap();
    folder.succeed(&["render", "printing.gb", "--frames", "20", "--printer", "a.png"]);
    let png = folder.read("a.png");
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (160, 24));
    let mut pixels = vec![1; 160 * 24 * 3];
    reader.next_frame(&mut pixels).unwrap();
    let (tiles, margin) = pixels.split_at(160 * 16 * 3);
    assert!(tiles.iter().all(|&level| level == 0x00));
    assert!(margin.iter().all(|&level| level == 0xFF));

    let message = folder.fail(1, &["render", "dmg.gb", "--frames", "1", "--printer", "b.png"]);
    assert_eq!(message, "edgeboy-headless: dmg.gb: --printer: nothing has been printed\n");
    assert!(!folder.names().contains(&"b.png".to_owned()));
}

#[test]
fn success_is_silent_when_files_are_written() {
    let folder = Folder::new();
    assert_eq!(folder.succeed(&["render", "dmg.gb", "--frames", "1", "--png", "a.png"]), b"");
}

#[test]
fn people_get_a_report_when_nothing_is_written() {
    let folder = Folder::new();
    let args = ["render", "dmg.gb", "--frames", "3", "--peek", "0134:4", "--until-opcode", "ED"];
    let text = String::from_utf8(folder.succeed(&args)).unwrap();
    for line in [
        "title         EDGETEST",
        "frames        3",
        "memory 0134   45 44 47 45",
        "opcode ED     not reached",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}:\n{text}");
    }
}

#[test]
fn info_describes_the_cartridge() {
    let folder = Folder::new();
    let json = folder.succeed(&["info", "cgb.gbc", "--json"]);
    let info: CartridgeInfo = serde_json::from_slice(&json).unwrap();
    assert_eq!((info.title.as_str(), info.cgb.as_str()), ("EDGETEST", "enhanced"));
    let text = String::from_utf8(folder.succeed(&["info", "cgb.gbc"])).unwrap();
    assert!(text.contains("cartridge     03, MBC1 + battery\n"), "{text}");
}

#[test]
fn a_rom_may_come_from_standard_input() {
    let folder = Folder::new();
    let rom = folder.read("dmg.gb");
    let args = ["render", "-", "--frames", "30", "--json"];
    let output = Program::Native.run_with_stdin(folder.path(), &args, &rom);
    assert!(output.status.success());
    let piped: Report = serde_json::from_slice(&output.stdout).unwrap();
    let named = folder.report(&["render", "dmg.gb", "--frames", "30"]);
    assert_eq!(Report { wall_time: None, ..piped }, Report { wall_time: None, ..named });
}

#[test]
fn an_output_may_go_to_standard_output() {
    let folder = Folder::new();
    for option in ["--png", "--gif", "--raw", "--wav", "--sav-out", "--state-out"] {
        let run = |name| folder.succeed(&["render", "dmg.gb", "--frames", "9", option, name]);
        let printed = run("-");
        run("file");
        assert_eq!(printed, folder.read("file"), "{option}");
        assert!(!printed.is_empty(), "{option}");
    }
}

#[test]
fn raw_frames_follow_one_another() {
    let folder = Folder::new();
    let raw = |frames: &str, every: &[&str]| {
        folder.succeed(&[&["render", "dmg.gb", "--raw", "-", "--frames", frames], every].concat())
    };
    let frames = raw("35", &["--every", "10"]);
    assert_eq!(frames.len(), 3 * FRAME_BYTES);
    for (frame, number) in frames.chunks(FRAME_BYTES).zip(["10", "20", "30"]) {
        assert!(frame == raw(number, &[]), "frame {number}");
    }
    assert_eq!(raw("5", &["--every", "10"]), b"");
}

#[test]
fn a_reader_may_close_the_pipe() {
    let folder = Folder::new();
    let run = |args: &[&str]| {
        let mut command = Program::Native.command(folder.path());
        command.args(["render", "dmg.gb", "--raw", "-", "--every", "1", "--frames"]).args(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = vec![0; FRAME_BYTES];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{args:?}");
    };
    // It would take days to run them all.
    run(&["4000000000"]);
    assert_eq!(folder.names(), ["cgb.gbc", "dmg.gb"]);
    // The other output is written all the same.
    run(&["60", "--png", "a.png"]);
    assert_eq!(folder.names(), ["a.png", "cgb.gbc", "dmg.gb"]);
}

#[test]
fn states_and_saves_go_on_where_they_ended() {
    let folder = Folder::new();
    let whole = folder.report(&["render", "cgb.gbc", "--frames", "80", "--input", "20:A+40"]);
    folder.succeed(&[
        "render",
        "cgb.gbc",
        "--frames",
        "50",
        "--input",
        "20:A+40",
        "--state-out",
        "s",
        "--sav-out",
        "sav",
    ]);
    let rest = folder.report(&[
        "render",
        "cgb.gbc",
        "--frames",
        "30",
        "--input",
        "0:A+10",
        "--state-in",
        "s",
    ]);
    assert_eq!(rest.frame_hash, whole.frame_hash);
    assert_eq!(rest.state_hash, whole.state_hash);
    assert_eq!(rest.instructions, whole.instructions);

    let before = folder.read("sav")[0];
    folder.succeed(&[
        "render",
        "cgb.gbc",
        "--frames",
        "50",
        "--input",
        "20:A+3",
        "--sav-in",
        "sav",
        "--sav-out",
        "sav",
    ]);
    assert_eq!(folder.read("sav")[0], before.wrapping_add(3));
}

#[test]
fn scripts_may_be_files() {
    let folder = Folder::new();
    fs::write(folder.file("keys.txt"), "# hold A\n20:A+7\n40:A,\n").unwrap();
    let hash =
        |input| folder.report(&["render", "dmg.gb", "--frames", "60", "--input", input]).state_hash;
    assert_eq!(hash("keys.txt"), hash("20:A+7,40:a"));
    assert_ne!(hash("keys.txt"), hash(""));
}

#[test]
fn seconds_are_frames() {
    let folder = Folder::new();
    assert_eq!(folder.report(&["render", "dmg.gb", "--seconds", "0.5"]).frames, 30);
}

#[test]
fn faults_of_files_are_named_and_fail() {
    let folder = Folder::new();
    fs::write(folder.file("bad"), "bad").unwrap();
    fs::write(folder.file("keys"), "5:A\n6:X").unwrap();
    let message = |args: &[&str]| folder.fail(1, &[&["render"], args].concat());
    let check = |name: &str, args: &[&str]| {
        let found = message(args);
        assert!(found.starts_with(&format!("edgeboy-headless: {name}: ")), "{args:?}: {found}");
        assert_eq!(found.lines().count(), 1, "{args:?}: {found}");
    };
    check("none.gb", &["none.gb"]);
    check("bad", &["bad"]);
    check("bad", &["dmg.gb", "--boot-rom", "bad"]);
    check("bad", &["dmg.gb", "--sav-in", "bad"]);
    check("bad", &["dmg.gb", "--state-in", "bad"]);
    check("none/a.png", &["dmg.gb", "--png", "none/a.png", "--frames", "1"]);
    check("none/a.raw", &["dmg.gb", "--raw", "none/a.raw"]);
    check("a.wav", &["dmg.gb", "--wav", "a.wav", "--frames", "99999999999"]);
    check("keys", &["dmg.gb", "--input", "keys"]);
    assert!(message(&["dmg.gb", "--input", "keys"]).contains("line 2, column 3"));
    let output = Program::Native.run_with_stdin(folder.path(), &["info", "-"], b"bad");
    assert!(output.stderr.starts_with(b"edgeboy-headless: standard input: "));
}

#[test]
fn a_failed_run_leaves_files_as_they_were() {
    let folder = Folder::new();
    fs::write(folder.file("a.png"), "old").unwrap();
    let before = folder.names();
    let args = ["render", "dmg.gb", "--png", "a.png", "--raw", "a.raw", "--gif", "none/a.gif"];
    folder.fail(1, &args);
    assert_eq!(folder.read("a.png"), b"old");
    assert_eq!(folder.names(), before);
}

#[test]
fn a_state_of_another_game_is_refused() {
    let folder = Folder::new();
    folder.succeed(&["render", "cgb.gbc", "--frames", "1", "--model", "dmg", "--state-out", "s"]);
    let message = folder.fail(1, &["render", "dmg.gb", "--state-in", "s"]);
    assert!(message.starts_with("edgeboy-headless: s: "), "{message}");
}

#[test]
fn a_cartridge_without_a_battery_has_no_save() {
    let folder = Folder::new();
    let mut rom = folder.read("dmg.gb");
    rom[0x147] = 0x00;
    fs::write(folder.file("plain.gb"), rom).unwrap();
    let message = folder.fail(1, &["render", "plain.gb", "--frames", "1", "--sav-out", "s"]);
    assert_eq!(message, "edgeboy-headless: plain.gb: --sav-out: the cartridge has no battery\n");
}

#[test]
fn mistakes_on_the_command_line_are_told_apart() {
    let folder = Folder::new();
    let check = |expected: &str, args: &[&str]| {
        let found = folder.fail(2, args);
        assert!(found.contains(expected), "{args:?}: {found}");
    };
    check("Usage: edgeboy-headless <COMMAND>", &[]);
    check("unrecognized subcommand 'play'", &["play"]);
    let render =
        |expected: &str, args: &[&str]| check(expected, &[&["render", "dmg.gb"], args].concat());
    check("<ROM>", &["render"]);
    render("expected auto, dmg0, dmg, mgb, sgb, sgb2", &["--model", "snes"]);
    render("cannot be used with", &["--frames", "1", "--seconds", "1"]);
    render("expected a button", &["--boot-buttons", "LEFT&X"]);
    for other in ["--boot-rom", "--state-in"] {
        render("cannot be used with", &["--boot-buttons", "LEFT&B", other, "file"]);
    }
    render("--input: line 1, column 3: expected a button", &["--input", "5:X"]);
    render("no palette is named `mauve`", &["--palette", "mauve"]);
    render("expected raw or corrected", &["--colors", "vivid"]);
    render("1..=16", &["--png", "a", "--scale", "17"]);
    render("8000..=192000", &["--wav", "a", "--rate", "1"]);
    render("from 00 to FF", &["--until-opcode", "100"]);
    render("from 0000 to FFFF", &["--peek", "X"]);
    render("--every needs --raw or --gif", &["--every", "2"]);
    render("--peek needs --json", &["--peek", "C000", "--png", "a"]);
    render("`-` is named for two outputs", &["--png", "-", "--gif", "-"]);
    render("`a` is named for two outputs", &["--png", "a", "--gif", "a"]);
    render("--json needs standard output", &["--png", "-", "--json"]);
    check("standard input (`-`) can be read once only", &["render", "-", "--state-in", "-"]);
    assert_eq!(folder.names(), ["cgb.gbc", "dmg.gb"]);
}

#[test]
fn help_is_no_failure() {
    let folder = Folder::new();
    let help = String::from_utf8(folder.succeed(&["render", "--help"])).unwrap();
    for option in ["--frames", "--seconds", "--until-opcode", "--input", "--state-in", "--every"] {
        assert!(help.contains(option), "{option}");
    }
    let version = String::from_utf8(folder.succeed(&["--version"])).unwrap();
    assert_eq!(version, format!("edgeboy-headless {}\n", env!("CARGO_PKG_VERSION")));
}
