//! `edgeboy [ROM]`: Game Boy games in a window. Without a ROM it plays the built-in game.

#![forbid(unsafe_code)]
#![allow(
    clippy::cast_precision_loss,
    reason = "pixels, frames and samples are fewer than a floating-point number tells apart"
)]

mod app;
mod cli;
mod clock;
mod config;
mod files;
mod folders;
mod game;
mod input;
mod memory;
mod menu;
mod picture;
mod player;
mod recording;
mod saves;
mod script;
mod session;
mod sound;
mod states;
mod tempo;
mod ui;
mod window;

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use app::App;
use cli::Options;
use config::{ConfigError, ConfigFile};
use folders::Folders;
use player::{Parts, Player};
use window::{Window, WindowWish};

fn main() -> ExitCode {
    let options = Options::parse();
    let printed = match (options.completions, options.man, options.print_config) {
        (Some(shell), _, _) => cli::write_completions(shell, &mut io::stdout()),
        (_, true, _) => cli::write_man(&mut io::stdout()),
        (_, _, true) => io::stdout().write_all(config::TEMPLATE.as_bytes()),
        _ => {
            start_log(options.log.as_deref());
            return run(&options);
        }
    };
    match printed {
        // Who reads only a part of it has got what was wanted.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => failed(&error),
        _ => ExitCode::SUCCESS,
    }
}

/// Plays, and tells on the terminal what went wrong.
fn run(options: &Options) -> ExitCode {
    let folders = match Folders::of_this_user() {
        Ok(folders) => folders,
        Err(error) => return failed(&format!("there is no place for saves: {error}")),
    };
    let (mut player, wrong_config) = player(options, folders);
    if let Some(error) = &wrong_config {
        tell(&format!("{error}\nThe usual settings are used."));
    }
    let opened = if let Some(path) = &options.rom {
        player.open(path)
    } else {
        player.open_demo();
        Ok(())
    };
    let mut exit = ExitCode::SUCCESS;
    if let Err(error) = &opened {
        exit = failed(error);
        player.show_trouble("The game was not opened", format!("{error}."));
    }
    if let Some(error) = wrong_config {
        player.show_trouble("The settings were not understood", error.to_string());
    }
    let unsaved = match options.script() {
        Some(_) if opened.is_err() => return exit,
        Some(script) => script::run(player, &script),
        None => play(player, options.mute),
    };
    for problem in &unsaved {
        exit = failed(problem);
    }
    exit
}

fn failed(problem: &dyn Display) -> ExitCode {
    tell(problem);
    ExitCode::FAILURE
}

fn tell(problem: &dyn Display) {
    eprintln!("edgeboy: {problem}");
}

/// A player with the settings of file and command line.
fn player(options: &Options, folders: Folders) -> (Player, Option<ConfigError>) {
    let path = options.config.clone().unwrap_or_else(|| folders.config_file());
    let (config, mut settings, wrong) = ConfigFile::read(path);
    if let Some(scale) = options.scale {
        settings.window.scale = scale;
        settings.window.remember_size = false;
    }
    settings.window.fullscreen |= options.fullscreen;
    if options.script().is_some() {
        // A script's result must not depend on where the game was left, nor change it.
        settings.game.resume = false;
        settings.speed.rewind_seconds = 0;
    }
    let (model, clock) = (options.model, SystemTime::now);
    (Player::new(Parts { settings, config, folders, model, clock }), wrong)
}

/// Opens the window and plays until it is closed. Returns what went wrong, in words.
fn play(player: Player, is_mute: bool) -> Vec<String> {
    let wish = WindowWish::of(player.settings(), player.remembered_size());
    let window = match Window::open(&player.title(None), &wish) {
        Ok(window) => window,
        Err(error) => {
            let mut problems = player.quit();
            problems.push(format!("cannot open a window; is there a screen? ({error})"));
            return problems;
        }
    };
    match App::new(player, window, is_mute).run() {
        Ok(unsaved) => unsaved,
        Err(error) => vec![format!("cannot draw into the window: {error}")],
    }
}

fn start_log(filter: Option<&str>) {
    let filter = match filter {
        Some(filter) => EnvFilter::new(filter),
        None => EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")),
    };
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
}
