//! This program as a runner of our own machine, natively, lazy or eager, and under wasmtime, in a process of its own.
//!
//! Both run `edgeboy-headless render`, once with no frame and once with all of them. The difference is what the frames
//! take: reading the ROM, hashing the state at the end and the like are in both.

use std::env;
use std::fs;
use std::time::Duration;

use benches::cpu_seconds;
use benches::guest::guest;
use edgeboy_api::call::{Answer, Call};
use edgeboy_core::{Cartridge, GameBoy, Model, cartridge::CgbSupport};
use edgeboy_edge::config::Config;
use edgeboy_edge::sandbox::{Cancel, CompiledFolder, Limits, Sandbox};
use edgeboy_media::color::{CgbColors, Colors};
use edgeboy_media::palette::Palette;
use edgeboy_media::picture::Picture;

use super::{Outcome, runner};

/// Tells this program which runner it is.
pub(crate) const CHILD: &str = "EDGEBOY_BENCH_RUNNER";

const LIMITS: Limits = Limits { time: Duration::from_hours(1), memory: 64 << 20, output: 64 << 20 };

/// Runs what the arguments ask for if this is a runner; `None` if it is not.
pub(crate) fn as_child() -> Option<Outcome<()>> {
    let kind = env::var(CHILD).ok()?;
    Some(run(&kind))
}

fn run(kind: &str) -> Outcome<()> {
    let arguments: Vec<String> = env::args().collect();
    let [.., path, frames, more, pictures] = &arguments[..] else {
        return Err("the runner wants ROM FRAMES MORE PICTURES".to_owned());
    };
    let rom = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let number = |text: &str| text.parse().map_err(|error| format!("{text}: {error}"));
    let (frames, more): (u32, u32) = (number(frames)?, number(more)?);
    let version = env!("CARGO_PKG_VERSION");
    let (rgb, seconds, version) = if kind == runner::WASMTIME {
        let sandbox = sandbox()?;
        let call = |call| sandbox.call(call, LIMITS, Cancel::default());
        let call = |request| call(request).map_err(|error| error.to_string());
        let (last, seconds) = measure(&rom, frames, "--sync=lazy", &call);
        (last, seconds, format!("{version}, wasmtime {}", wasmtime_version()))
    } else {
        let is_eager = kind == runner::EAGER;
        let sync = if is_eager { "--sync=eager" } else { "--sync=lazy" };
        let call = |call| Ok(edgeboy_headless::door::call(call));
        let (last, seconds) = measure(&rom, frames, sync, &call);
        let rgb = if more == 0 || is_eager { last } else { several(&rom, frames, more)? };
        (rgb, seconds, version.to_owned())
    };
    fs::write(pictures, rgb).map_err(|error| format!("{pictures}: {error}"))?;
    println!(r#"{{"version": "{version}", "cpu_seconds": {seconds}}}"#);
    Ok(())
}

/// The last picture, and the CPU time of the frames.
fn measure(
    rom: &[u8],
    frames: u32,
    sync: &str,
    call: &dyn Fn(Call) -> Outcome<Answer>,
) -> (Vec<u8>, f64) {
    let render = |frames: u32| {
        let frames = format!("--frames={frames}");
        let call_of = ["render", "rom", &frames, sync, "--raw=picture", "--json"];
        let request = Call::new(call_of).with_file("rom", rom.to_vec());
        let before = cpu_seconds();
        let mut answer = call(request).unwrap_or_else(|error| panic!("{error}"));
        let seconds = cpu_seconds() - before;
        let picture = answer.take("picture").unwrap_or_else(|| panic!("{}", answer.stderr));
        (picture, seconds)
    };
    let (_, start) = render(0);
    let (picture, seconds) = render(frames);
    (picture, seconds - start)
}

fn sandbox() -> Outcome<Sandbox> {
    let folder = CompiledFolder::default_path().map(CompiledFolder::open);
    let folder =
        folder.transpose().map_err(|error| format!("the folder for machine code: {error}"))?;
    let pool = Config::default().pool();
    Sandbox::new(&guest(), folder.as_ref(), pool).map_err(|error| error.to_string())
}

/// As the lock file says.
fn wasmtime_version() -> &'static str {
    let lock = include_str!("../../../Cargo.lock");
    let after = lock.split_once("name = \"wasmtime\"\nversion = \"").map(|(_, after)| after);
    after.and_then(|after| after.split('"').next()).unwrap_or_default()
}

/// The pictures of the last measured frame and of those after it.
fn several(rom: &[u8], frames: u32, more: u32) -> Outcome<Vec<u8>> {
    let cartridge = Cartridge::from_bytes(rom.to_vec()).map_err(|error| error.to_string())?;
    let model = match cartridge.header().cgb {
        CgbSupport::None => Model::Dmg,
        CgbSupport::Enhanced | CgbSupport::Only => Model::Cgb,
    };
    let colors = Colors::of(model, Palette::default(), CgbColors::default());
    let mut game_boy = GameBoy::new(cartridge, model);
    let mut rgb = Vec::new();
    for frame in 1..=frames + more {
        game_boy.run_frame();
        if frame >= frames {
            rgb.extend_from_slice(Picture::from_frame(game_boy.frame(), &colors).bytes());
        }
    }
    Ok(rgb)
}
