//! The command line.

mod values;

use std::ffi::{OsStr, OsString};
use std::num::NonZeroU32;

use clap::{Args, Parser, Subcommand};
use edgeboy_api::files::STANDARD_STREAM;
use edgeboy_core::{Buttons, Model, SyncPolicy, Ticks};
use edgeboy_media::color::CgbColors;
use edgeboy_media::palette::Palette;

use crate::RenderOptions;
use crate::report::Peek;
use values::{ModelChoice, boot_buttons, model, opcode, peek, rate, scale, seconds, sync};

/// Runs a Game Boy without a screen.
#[derive(Debug, Parser)]
// As WASI the program is called whatever its host calls it.
#[command(name = "edgeboy-headless", bin_name = "edgeboy-headless", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a ROM for some frames and write what comes of it.
    ///
    /// A file named `-` is standard input or output; each can be used once. Without --json and
    /// without any output file, a report for people is printed.
    Render(Box<RenderArgs>),
    /// Print what a ROM says about itself.
    Info(InfoArgs),
}

#[derive(Debug, Args)]
pub(crate) struct InfoArgs {
    /// The ROM, or `-` for standard input.
    pub(crate) rom: OsString,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RenderArgs {
    /// The ROM, or `-` for standard input.
    pub(crate) rom: OsString,

    /// Run so many frames of 70,224 T-cycles (59.73 a second).
    #[arg(long, value_name = "N", default_value_t = RenderOptions::DEFAULT_FRAMES)]
    pub(crate) frames: u64,
    /// Run so many seconds of the machine's time, rounded up to whole frames.
    #[arg(long, value_name = "S", value_parser = seconds, conflicts_with = "frames")]
    pub(crate) seconds: Option<f64>,
    /// End early when the CPU is about to execute this opcode, in hexadecimal (40 is LD B,B).
    #[arg(long, value_name = "HEX", value_parser = opcode)]
    pub(crate) until_opcode: Option<u8>,

    /// The model: auto (CGB for games that know it, else DMG), dmg0, dmg, mgb, sgb, sgb2, cgb0, cgba
    /// to cgbe, cgb or agb.
    #[arg(long, value_name = "MODEL", default_value = "auto", value_parser = model)]
    pub(crate) model: ModelChoice,
    /// Start with this boot ROM.
    #[arg(long, value_name = "FILE")]
    pub(crate) boot_rom: Option<OsString>,
    /// Buttons held while the boot ROM would run, such as LEFT&B; on a CGB this chooses the colours
    /// of a DMG game.
    #[arg(long, value_name = "BUTTONS", value_parser = boot_buttons,
        conflicts_with_all = ["boot_rom", "state_in"])]
    pub(crate) boot_buttons: Option<Buttons>,
    /// Hold buttons: a script such as 120:A+60,300:START (A at frame 120 for 60 frames, START at
    /// 300 for 4), or the name of a file with one.
    #[arg(long, value_name = "FILE|SCRIPT")]
    pub(crate) input: Option<OsString>,
    /// Set the cartridge's clock to this time, in seconds since 1970.
    #[arg(long, value_name = "UNIX_SECONDS")]
    pub(crate) rtc: Option<u64>,
    /// Start with this battery save.
    #[arg(long, value_name = "FILE", conflicts_with = "state_in")]
    pub(crate) sav_in: Option<OsString>,
    /// Write the battery save at the end.
    #[arg(long, value_name = "FILE")]
    pub(crate) sav_out: Option<OsString>,
    /// Go on from this state.
    #[arg(long, value_name = "FILE", conflicts_with = "boot_rom")]
    pub(crate) state_in: Option<OsString>,
    /// Write the state at the end.
    #[arg(long, value_name = "FILE")]
    pub(crate) state_out: Option<OsString>,

    /// Write the last picture as PNG.
    #[arg(long, value_name = "FILE")]
    pub(crate) png: Option<OsString>,
    /// Write an animated GIF of each third frame, or each N-th with --every.
    #[arg(long, value_name = "FILE")]
    pub(crate) gif: Option<OsString>,
    /// Write the last picture as RGB888, or each N-th one after another with --every.
    #[arg(long, value_name = "FILE")]
    pub(crate) raw: Option<OsString>,
    /// Write each N-th frame to --raw and --gif.
    #[arg(long, value_name = "N")]
    pub(crate) every: Option<NonZeroU32>,
    /// Show a DMG's or MGB's shades in a palette of this name, or in four colours, lightest
    /// first: #ffffff,#aaaaaa,#555555,#000000.
    #[arg(long, value_name = "PALETTE", default_value = "grey")]
    pub(crate) palette: Palette,
    /// Show a CGB's colours raw, or corrected as its LCD shows them.
    #[arg(long, value_name = "COLORS", default_value = "raw")]
    pub(crate) colors: CgbColors,
    /// Show the border around the picture of sgb or sgb2: 256 by 224 pixels instead of 160 by 144.
    #[arg(long)]
    pub(crate) border: bool,
    /// Draw each pixel in --png and --gif as a square of N by N.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = scale())]
    pub(crate) scale: u16,
    /// Write the sound as WAV.
    #[arg(long, value_name = "FILE")]
    pub(crate) wav: Option<OsString>,
    /// Make so many samples a second, for --wav and the audio hash.
    #[arg(long, value_name = "HZ", default_value_t = RenderOptions::DEFAULT_SAMPLE_RATE,
        value_parser = rate())]
    pub(crate) rate: u32,
    /// Bring the machine's parts to the present where somebody could notice (lazy), or in each M-cycle
    /// (eager). The outcome is the same; it takes several times as long.
    #[arg(long, value_name = "WHEN", default_value = "lazy", value_parser = sync)]
    pub(crate) sync: SyncPolicy,

    /// Plug in a Game Boy Printer, and write what it prints as PNG.
    #[arg(long, value_name = "FILE", conflicts_with = "until_opcode")]
    pub(crate) printer: Option<OsString>,

    /// Report LEN bytes of memory at a hexadecimal address (LEN is 1 if not given).
    #[arg(long, value_name = "ADDR[:LEN]", value_parser = peek)]
    pub(crate) peek: Vec<Peek>,
    /// Print a report with hashes as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

impl RenderArgs {
    /// How many frames to run.
    #[expect(clippy::cast_precision_loss, reason = "both numbers of ticks are below 2^53")]
    pub(crate) fn frames(&self) -> u64 {
        let Some(seconds) = self.seconds else { return self.frames };
        // The models that cartridges choose have the usual clock.
        let second = self.model.0.map_or(Ticks::PER_SECOND, Model::ticks_per_second);
        (seconds * second as f64 / Ticks::FRAME.0 as f64).ceil() as u64
    }

    /// The files to be read, in the order in which that happens.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &OsStr> {
        let RenderArgs { rom, boot_rom, sav_in, state_in, input, .. } = self;
        let input = input.as_ref().filter(|input| !is_script(input));
        let optional = [boot_rom, sav_in, state_in].map(Option::as_ref).into_iter();
        std::iter::once(rom).chain(optional.chain([input]).flatten()).map(OsString::as_os_str)
    }

    fn outputs(&self) -> impl Iterator<Item = &OsStr> {
        let RenderArgs { png, gif, raw, wav, printer, sav_out, state_out, .. } = self;
        [png, gif, raw, wav, printer, sav_out, state_out].into_iter().filter_map(Option::as_deref)
    }

    /// Whether a report for people is wanted: nothing else would come of the run.
    pub(crate) fn wants_text(&self) -> bool {
        !self.json && self.outputs().next().is_none()
    }

    /// Whether something is written that is not [`raw`](RenderArgs::raw).
    pub(crate) fn writes_more_than_raw(&self) -> bool {
        self.json || self.outputs().count() > usize::from(self.raw.is_some())
    }

    /// Finds what the arguments' types cannot tell: a stream or file that is used twice, an
    /// option that has no effect.
    pub(crate) fn check(&self) -> Result<(), String> {
        if self.inputs().filter(|name| *name == STANDARD_STREAM).count() > 1 {
            return Err("standard input (`-`) can be read once only".to_owned());
        }
        let mut outputs: Vec<&OsStr> = self.outputs().collect();
        if self.json && outputs.contains(&OsStr::new(STANDARD_STREAM)) {
            return Err("--json needs standard output, which `-` names as a file".to_owned());
        }
        outputs.sort_unstable();
        if let Some(pair) = outputs.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!("`{}` is named for two outputs", pair[0].display()));
        }
        if self.every.is_some() && self.raw.is_none() && self.gif.is_none() {
            return Err("--every needs --raw or --gif".to_owned());
        }
        if !self.peek.is_empty() && !self.json && !self.wants_text() {
            return Err("--peek needs --json when files are written".to_owned());
        }
        Ok(())
    }
}

/// Whether the value of `--input` is a script rather than the name of a file: it begins as one
/// does, with a number and a colon, or is empty.
pub(crate) fn is_script(input: &OsStr) -> bool {
    let text = input.as_encoded_bytes().trim_ascii_start();
    let number = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = text[number..].trim_ascii_start();
    text.is_empty() || number > 0 && after.first() == Some(&b':')
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn seconds_cover_whole_frames() {
        let frames = |seconds: &str| {
            let Cli { command } =
                Cli::parse_from(["", "render", "rom", "--seconds", seconds, "--json"]);
            match command {
                Command::Render(args) => args.frames(),
                Command::Info(_) => unreachable!("`render` was asked for"),
            }
        };
        assert_eq!(frames("0"), 0);
        assert_eq!(frames("1"), 60);
        assert_eq!(frames("0.5"), 30);
        assert_eq!(frames("60"), 3584);
    }
}
