//! `edgeboy-headless render`.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};

use edgeboy_api::files::STANDARD_STREAM;
use edgeboy_media::input::{ParseError, Script};
use edgeboy_media::picture::Picture;
use edgeboy_media::png;

use super::raw::RawOutput;
use super::{Failure, World, in_file, in_input, in_output, print, write_stdout};
use crate::args::{RenderArgs, is_script};
use crate::files::Files;
use crate::{Error, Outcome, RenderOptions, render_with};

pub(super) fn render(args: &RenderArgs, world: &mut World<'_>) -> Result<(), Failure> {
    args.check().map_err(Failure::Usage)?;
    let World { streams, files, has_clock } = world;
    let rom = files.read(&args.rom, streams.stdin).map_err(in_input(&args.rom))?;
    let mut options = options(args, files, streams.stdin)?;
    options.wall_time = *has_clock;

    let raw_name = args.raw.as_deref().unwrap_or_default();
    let mut raw = RawOutput::create(args, files, streams.stdout).map_err(in_output(raw_name))?;
    let mut receive = |picture: &Picture| raw.write(picture.bytes());
    let outcome = render_with(rom, &options, &mut receive).map_err(|error| blame(args, error))?;
    if args.every.is_none() {
        receive(&outcome.picture).map_err(in_output(raw_name))?;
    }

    let mut complete = Vec::new();
    let report = (args.json || args.wants_text()).then(|| outcome.report());
    if let Some(file) = raw.finish().map_err(in_output(raw_name))? {
        complete.push((raw_name, file));
    }
    let mut for_stdout = None;
    for (name, bytes) in contents(args, outcome)? {
        if name == STANDARD_STREAM {
            for_stdout = Some(bytes);
            continue;
        }
        let mut file = files.create(name).map_err(in_output(name))?;
        file.write_all(&bytes).map_err(in_output(name))?;
        complete.push((name, file));
    }
    // Nothing has failed so far, so all files appear, or none if there was an error above.
    for (name, file) in complete {
        files.commit(file).map_err(in_output(name))?;
    }
    if let Some(bytes) = for_stdout {
        write_stdout(&bytes, streams.stdout)?;
    }
    if let Some(report) = report {
        print(&report, args.json, streams.stdout)?;
    }
    Ok(())
}

/// What the arguments ask for, with the inputs read.
fn options(
    args: &RenderArgs,
    files: &mut Files,
    stdin: &mut dyn Read,
) -> Result<RenderOptions, Failure> {
    let mut read = |name: &Option<OsString>| {
        let bytes = name.as_deref().map(|name| files.read(name, stdin).map_err(in_input(name)));
        bytes.transpose()
    };
    Ok(RenderOptions {
        frames: args.frames(),
        model: args.model.0,
        boot_rom: read(&args.boot_rom)?,
        boot_buttons: args.boot_buttons.unwrap_or_default(),
        battery: read(&args.sav_in)?,
        state: read(&args.state_in)?,
        input: match args.input.as_deref() {
            Some(script) if is_script(script) => {
                let script = parse_script(script.as_encoded_bytes());
                script.map_err(|error| Failure::Usage(format!("--input: {error}")))?
            }
            Some(name) => {
                let text = read(&args.input)?.unwrap_or_default();
                parse_script(&text).map_err(in_input(name))?
            }
            None => Script::default(),
        },
        rtc: args.rtc,
        until_opcode: args.until_opcode,
        peeks: args.peek.clone(),
        palette: args.palette,
        cgb_colors: args.colors,
        border: args.border,
        every: args.every,
        gif: args.gif.is_some(),
        scale: args.scale,
        audio_hash: args.json,
        wav: args.wav.is_some(),
        printer: args.printer.is_some(),
        sample_rate: args.rate,
        sync: args.sync,
        ..RenderOptions::default()
    })
}

fn parse_script(text: &[u8]) -> Result<Script, String> {
    let text = str::from_utf8(text).map_err(|error| error.to_string())?;
    text.parse().map_err(|error: ParseError| error.to_string())
}

/// The failure that an error of the run is, with the file at fault.
fn blame(args: &RenderArgs, error: Error) -> Failure {
    let name = |file: &Option<OsString>| file.clone().unwrap_or_default();
    match error {
        Error::Rom(error) => in_input(&args.rom)(error),
        Error::BootRom(error) => in_input(&name(&args.boot_rom))(error),
        Error::Battery(error) => in_input(&name(&args.sav_in))(error),
        Error::State(error) => in_input(&name(&args.state_in))(error),
        Error::Gif(error) => in_file(name(&args.gif).display().to_string())(error),
        Error::Wav(error) => in_file(name(&args.wav).display().to_string())(error),
        Error::Pictures(error) => in_output(name(&args.raw))(error),
    }
}

/// The contents of the files that were asked for, apart from `--raw`.
fn contents(args: &RenderArgs, outcome: Outcome) -> Result<Vec<(&OsStr, Vec<u8>)>, Failure> {
    let Outcome { picture, gif, wav, printed, machine, .. } = outcome;
    let mut files = Vec::new();
    if let Some(name) = args.png.as_deref() {
        let png = png::encode(&picture.scaled(args.scale.into()));
        files.push((name, png.map_err(in_file(name.display().to_string()))?));
    }
    files.extend(args.gif.as_deref().zip(gif));
    files.extend(args.wav.as_deref().zip(wav));
    files.extend(args.state_out.as_deref().map(|name| (name, machine.save_state())));
    if let Some(name) = args.printer.as_deref() {
        let Some(printed) = printed else {
            return Err(in_input(&args.rom)("--printer: nothing has been printed"));
        };
        let png = png::encode(&printed).map_err(in_file(name.display().to_string()))?;
        files.push((name, png));
    }
    if let Some(name) = args.sav_out.as_deref() {
        let Some(battery) = machine.battery() else {
            return Err(in_input(&args.rom)("--sav-out: the cartridge has no battery"));
        };
        files.push((name, battery));
    }
    Ok(files)
}
