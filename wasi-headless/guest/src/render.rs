//! A run from ROM to report, without files.

use std::io;
use std::num::NonZeroU32;
use std::time::Instant;

use edgeboy_core::cartridge::CgbSupport;
use edgeboy_core::{Buttons, Cartridge, GameBoy, Model, SyncPolicy, Ticks};
use edgeboy_media::color::{CgbColors, Colors};
use edgeboy_media::input::Script;
use edgeboy_media::palette::Palette;
use edgeboy_media::picture::Picture;
use edgeboy_media::printer::{PAPER_WIDTH, Printer};

use crate::Error;
use crate::record::{GifRecorder, SoundRecorder};
use crate::report::{CartridgeInfo, Hash, OpcodeReport, Peek, Report};

/// What to run, and what to take down.
#[derive(Clone, Debug)]
pub struct RenderOptions {
    /// How many frames to run from where the machine starts (power-on, or the state). A frame is
    /// 70,224 T-cycles of 4,194,304 Hz, whatever the LCD does; frames are counted from
    /// power-on, so the first one is shorter if a state was saved in the middle of it.
    pub frames: u64,
    /// The model; `None` is a CGB for games that know it, and a DMG for others.
    pub model: Option<Model>,
    /// A boot ROM to start with, instead of the state that one leaves behind.
    pub boot_rom: Option<Vec<u8>>,
    /// The buttons that were held while the boot ROM would have run, if there is none: on a CGB
    /// they choose the colours of a DMG game.
    pub boot_buttons: Buttons,
    /// The buttons. Frame 0 is the first that is run.
    pub input: Script,
    /// A battery save.
    pub battery: Option<Vec<u8>>,
    /// A state to go on from.
    pub state: Option<Vec<u8>>,
    /// The time for the cartridge's clock, in seconds since 1970.
    pub rtc: Option<u64>,
    /// End the run when the CPU is about to execute this opcode.
    pub until_opcode: Option<u8>,
    /// Memory to report at the end.
    pub peeks: Vec<Peek>,
    /// The colours of a DMG's or MGB's pictures. The frame hash does not depend on them.
    pub palette: Palette,
    /// The colours of a CGB's pictures. The frame hash does not depend on them.
    pub cgb_colors: CgbColors,
    /// Whether the pictures of an SGB are those with the border, 256 by 224 pixels. The frame hash
    /// does not depend on it.
    pub border: bool,
    /// Which pictures to give to the receiver of [`render_with`] and to put into the GIF: one
    /// each so many frames. `None` is none for the receiver and every third for the GIF.
    pub every: Option<NonZeroU32>,
    /// Whether to make a GIF. Its last picture is that of the last frame.
    pub gif: bool,
    /// The side in pixels of the square that a GIF shows for each pixel; 0 counts as 1.
    pub scale: u16,
    /// Whether to hash the sound.
    pub audio_hash: bool,
    /// Whether to make a WAV file, which implies the hash.
    pub wav: bool,
    /// Samples per second of the sound.
    pub sample_rate: u32,
    /// When the machine's parts are brought to the present: of no effect but on the time that it takes.
    pub sync: SyncPolicy,
    /// Whether a Game Boy Printer is plugged in. With [`RenderOptions::until_opcode`] there is none.
    pub printer: bool,
    /// Whether to measure how long the run takes.
    pub wall_time: bool,
}

impl RenderOptions {
    /// The frames that are run if nothing else is said: ten seconds.
    pub const DEFAULT_FRAMES: u64 = edgeboy_api::render::DEFAULT_FRAMES;
    /// The samples per second that are made if nothing else is said.
    pub const DEFAULT_SAMPLE_RATE: u32 = 48_000;
}

impl Default for RenderOptions {
    fn default() -> RenderOptions {
        RenderOptions {
            frames: RenderOptions::DEFAULT_FRAMES,
            model: None,
            boot_rom: None,
            boot_buttons: Buttons::NONE,
            input: Script::default(),
            battery: None,
            state: None,
            rtc: None,
            until_opcode: None,
            peeks: Vec::new(),
            palette: Palette::default(),
            cgb_colors: CgbColors::default(),
            border: false,
            every: None,
            gif: false,
            scale: 1,
            audio_hash: false,
            wav: false,
            sample_rate: RenderOptions::DEFAULT_SAMPLE_RATE,
            sync: SyncPolicy::default(),
            printer: false,
            wall_time: true,
        }
    }
}

/// What a run gives.
#[derive(Debug)]
pub struct Outcome {
    /// The last picture that was completed, in the colours that the options ask for.
    pub picture: Picture,
    /// The GIF file, if it was asked for.
    pub gif: Option<Vec<u8>>,
    /// The WAV file, if it was asked for.
    pub wav: Option<Vec<u8>>,
    /// What the printer has printed, if there is one and anything was.
    pub printed: Option<Picture>,
    /// The machine as it is at the end.
    pub machine: GameBoy,
    course: Course,
}

/// What a report tells of a run that the machine does not know at its end.
#[derive(Debug)]
struct Course {
    frames: u64,
    until_opcode: Option<OpcodeReport>,
    audio_hash: Option<Hash>,
    sample_rate: Option<u32>,
    wall_time: Option<f64>,
    peeks: Vec<Peek>,
}

impl Outcome {
    /// Hashes and counts, worked out when they are asked for: who wants a picture alone need not
    /// wait for the state's hash.
    pub fn report(&self) -> Report {
        let Outcome { machine, course, .. } = self;
        let colors = Colors::of(machine.model(), Palette::default(), CgbColors::default());
        Report {
            model: machine.model().name().to_owned(),
            cartridge: CartridgeInfo::new(machine.cartridge()),
            frames: course.frames,
            ticks: machine.now().0,
            frame_hash: Hash::of(Picture::from_frame(machine.frame(), &colors).bytes()),
            state_hash: Hash(machine.state_hash()),
            audio_hash: course.audio_hash,
            sample_rate: course.sample_rate,
            instructions: machine.instructions(),
            wall_time: course.wall_time,
            registers: machine.registers(),
            until_opcode: course.until_opcode,
            peeks: course.peeks.iter().map(|peek| peek.of(machine)).collect(),
        }
    }
}

/// Runs a ROM.
///
/// # Errors
///
/// If the ROM or one of the options' inputs is refused, or a file cannot be made.
pub fn render(rom: Vec<u8>, options: &RenderOptions) -> Result<Outcome, Error> {
    render_with(rom, options, &mut |_| Ok(()))
}

/// Runs a ROM and gives each N-th frame's picture, for the [N](RenderOptions::every) of the
/// options, to a receiver.
///
/// # Errors
///
/// As [`render`]; and the receiver's, which ends the run.
pub fn render_with(
    rom: Vec<u8>,
    options: &RenderOptions,
    receive: &mut dyn FnMut(&Picture) -> io::Result<()>,
) -> Result<Outcome, Error> {
    // A sandbox may have no clock; asking for the time would end it.
    let started = options.wall_time.then(Instant::now);
    let mut machine = power_on(rom, options)?;
    let mut sound = SoundRecorder::new(options, &mut machine)?;
    let mut gif = options.gif.then(|| GifRecorder::new(options, machine.model()));
    let colors = Colors::of(machine.model(), options.palette, options.cgb_colors);
    let mut printer = options.printer.then(Printer::new);
    let picture_of = |machine: &GameBoy| match machine.border_frame() {
        Some(frame) if options.border => Picture::from_border_frame(&frame, &colors),
        _ => Picture::from_frame(machine.frame(), &colors),
    };

    let first = machine.now().0 / Ticks::FRAME.0;
    let mut frames = 0;
    let mut reached = false;
    while frames < options.frames {
        machine.set_buttons(options.input.held(frames));
        let end = Ticks((first + frames + 1).saturating_mul(Ticks::FRAME.0));
        match (options.until_opcode, &mut printer) {
            (Some(opcode), _) => reached = machine.run_until_opcode(opcode, end),
            (None, Some(printer)) => machine.run_until_with_peer(end, printer),
            (None, None) => machine.run_until(end),
        }
        if let Some(sound) = &mut sound {
            sound.take(&mut machine);
        }
        if reached {
            break;
        }
        frames += 1;
        let receives = options.every.is_some_and(|n| frames.is_multiple_of(n.get().into()));
        let films = gif.as_ref().is_some_and(|gif| gif.wants(frames));
        if receives || films {
            let picture = picture_of(&machine);
            if receives {
                receive(&picture)?;
            }
            if let Some(gif) = gif.as_mut().filter(|_| films) {
                gif.add(&picture, frames)?;
            }
        }
    }

    let picture = picture_of(&machine);
    if let Some(gif) = gif.as_mut().filter(|gif| !gif.ends_at(frames)) {
        gif.add(&picture, frames)?;
    }
    let course = Course {
        frames,
        until_opcode: options.until_opcode.map(|opcode| OpcodeReport { opcode, reached }),
        audio_hash: sound.as_ref().map(SoundRecorder::hash),
        sample_rate: sound.as_ref().map(SoundRecorder::rate),
        wall_time: started.map(|time| (time.elapsed().as_secs_f64() * 1e6).round() / 1e6),
        peeks: options.peeks.clone(),
    };
    Ok(Outcome {
        picture,
        gif: gif.map(GifRecorder::finish).transpose()?,
        wav: sound.map(SoundRecorder::into_wav).transpose()?.flatten(),
        printed: printer.and_then(|printer| picture_of_paper(printer.paper())),
        machine,
        course,
    })
}

/// What is on the paper, if it is not empty.
fn picture_of_paper(paper: &[u8]) -> Option<Picture> {
    Picture::from_pixels(PAPER_WIDTH, paper.iter().map(|&grey| [grey; 3]).collect())
}

/// The machine where the run begins.
fn power_on(rom: Vec<u8>, options: &RenderOptions) -> Result<GameBoy, Error> {
    let cartridge = Cartridge::from_bytes(rom)?;
    let model = options.model.unwrap_or(match cartridge.header().cgb {
        CgbSupport::None => Model::Dmg,
        CgbSupport::Enhanced | CgbSupport::Only => Model::Cgb,
    });
    let mut machine = match &options.boot_rom {
        Some(boot_rom) => GameBoy::with_boot_rom(cartridge, model, boot_rom)?,
        None => GameBoy::new_with_held(cartridge, model, options.boot_buttons),
    };
    if let Some(battery) = &options.battery {
        machine.load_battery(battery)?;
    }
    if let Some(state) = &options.state {
        machine.load_state(state)?;
    }
    // The clock goes on from the time in the save or the state to this one.
    if let Some(unix_seconds) = options.rtc {
        machine.set_rtc(unix_seconds);
    }
    machine.set_sync_policy(options.sync);
    Ok(machine)
}
