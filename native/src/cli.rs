//! The command line.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use edgeboy_core::Model;

use crate::script::Script;

/// Plays Game Boy and Game Boy Color games in a window.
///
/// Without a ROM it plays the built-in game. Escape opens the menu: games, save states, settings, controls.
#[derive(Clone, Debug, Parser)]
#[command(name = "edgeboy", version)]
pub(crate) struct Options {
    /// The game: a .gb, .gbc or .sgb file, or a .zip with one in it
    pub(crate) rom: Option<PathBuf>,

    /// Play on a model [possible values: dmg0, dmg, mgb, sgb, sgb2, cgb0, cgba to cgbe, cgb, agb]
    /// [default: what suits the game]
    #[arg(long, value_parser = model)]
    pub(crate) model: Option<Model>,

    /// Each pixel becomes a square of so many, 1 to 16 [default: the window's last size]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=16))]
    pub(crate) scale: Option<u32>,

    /// Fill the screen
    #[arg(long)]
    pub(crate) fullscreen: bool,

    /// Make no sound, and leave the sound device alone
    #[arg(long)]
    pub(crate) mute: bool,

    /// Run so many frames without a window, as fast as it goes, and end
    #[arg(long, value_name = "N")]
    frames: Option<u64>,

    /// Write the last picture into a PNG file
    #[arg(long, value_name = "FILE", requires = "frames")]
    screenshot: Option<PathBuf>,

    /// Use this configuration file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Print the whole configuration, commented, and end
    #[arg(long)]
    pub(crate) print_config: bool,

    /// Print completions for a shell, and end
    #[arg(long, value_name = "SHELL")]
    pub(crate) completions: Option<Shell>,

    /// Print the manual page, and end
    #[arg(long)]
    pub(crate) man: bool,

    /// What to tell on standard error, as `info` or `edgeboy=debug` [default: `RUST_LOG`, or warn]
    #[arg(long, value_name = "FILTER")]
    pub(crate) log: Option<String>,
}

impl Options {
    /// What to run without a window, if that is asked for.
    pub(crate) fn script(&self) -> Option<Script> {
        self.frames.map(|frames| Script { frames, screenshot: self.screenshot.clone() })
    }
}

fn model(name: &str) -> Result<Model, String> {
    let known = || {
        format!("there is no such model; the models are {}", Model::ALL.map(Model::name).join(", "))
    };
    Model::from_name(name).ok_or_else(known)
}

/// Writes completions for a shell.
pub(crate) fn write_completions(shell: Shell, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Options::command(), "edgeboy", &mut text);
    out.write_all(&text)
}

/// Writes the manual page.
pub(crate) fn write_man(out: &mut dyn Write) -> io::Result<()> {
    clap_mangen::Man::new(Options::command()).render(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Options, String> {
        let arguments = ["edgeboy"].into_iter().chain(line.split_whitespace());
        Options::try_parse_from(arguments).map_err(|error| error.to_string())
    }

    #[test]
    fn a_rom_and_options_in_any_order() {
        for line in ["--scale 2 game.gb --model=mgb", "game.gb --model mgb --scale=2"] {
            let options = parsed(line).unwrap();
            assert_eq!(options.rom, Some("game.gb".into()));
            assert_eq!((options.model, options.scale), (Some(Model::Mgb), Some(2)));
        }
        assert_eq!(parsed("").unwrap().script(), None);
    }

    #[test]
    fn a_script_has_frames_and_perhaps_a_screenshot() {
        let script = parsed("a.gb --frames 60 --screenshot b.png --mute").unwrap().script();
        assert_eq!(script, Some(Script { frames: 60, screenshot: Some("b.png".into()) }));
        assert!(parsed("a.gb --screenshot b.png").unwrap_err().contains("--frames"));
    }

    #[test]
    fn mistakes_are_told() {
        assert!(parsed("--model snes").unwrap_err().contains("dmg0, dmg, mgb"));
        assert!(parsed("--scale 0").unwrap_err().contains("1..=16"));
        assert!(parsed("one.gb two.gb").unwrap_err().contains("two.gb"));
    }

    #[test]
    fn completions_and_manual_know_every_option() {
        Options::command().debug_assert();
        let mut page = Vec::new();
        write_man(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap().replace('\\', "");
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let mut text = Vec::new();
            write_completions(shell, &mut text).unwrap();
            let text = String::from_utf8(text).unwrap();
            for option in Options::command().get_arguments().filter_map(|arg| arg.get_long()) {
                assert!(text.contains(option), "{shell}: {option}");
                assert!(page.contains(&format!("--{option}")), "manual: {option}");
            }
        }
    }
}
