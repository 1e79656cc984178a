//! `edgeboy [ROM]`: a Game Boy in a window. Without a ROM it plays the built-in demo.

#![forbid(unsafe_code)]

mod cli;
mod keys;
mod pace;
mod window;

use std::{env, fs, process::ExitCode};

use anyhow::{Context, Result};
use edgeboy_core::{Cartridge, GameBoy, Model, cartridge::CgbSupport};

use cli::{Options, Request};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("edgeboy: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    match cli::parse(env::args_os().skip(1))? {
        Request::Help => {
            println!("{}", cli::HELP);
            Ok(())
        }
        Request::Play(options) => window::play(&mut switch_on(&options)?, options.scale),
    }
}

/// The machine that the options ask for, with its cartridge.
fn switch_on(options: &Options) -> Result<GameBoy> {
    let (rom, name) = match &options.rom {
        Some(path) => {
            let name = path.display().to_string();
            (fs::read(path).with_context(|| format!("cannot read {name}"))?, name)
        }
        None => (edgeboy_demo::ROM.to_vec(), "the demo".to_owned()),
    };
    let cartridge = Cartridge::from_bytes(rom).with_context(|| format!("cannot play {name}"))?;
    let model = options.model.unwrap_or(match cartridge.header().cgb {
        CgbSupport::None => Model::Dmg,
        CgbSupport::Enhanced | CgbSupport::Only => Model::Cgb,
    });
    Ok(GameBoy::new(cartridge, model))
}
