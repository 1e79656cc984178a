//! Beginning and ending games.

use std::path::Path;

use edgeboy_core::GameBoy;

use super::play::Play;
use super::{Player, Tone};
use crate::folders::Folders;
use crate::game::{Game, OpenError};
use crate::saves::{Loaded, SaveFile};
use crate::session::Session;
use crate::states::{Shelf, Slot};
use crate::tempo::Wishes;

/// The bytes behind the RAM in a battery save with a clock.
const CLOCK_BYTES: usize = 48;

impl Player {
    /// Plays the game in a file. The one before is saved and ended.
    ///
    /// # Errors
    ///
    /// If it cannot be played; the one before goes on then.
    pub(crate) fn open(&mut self, path: &Path) -> Result<(), OpenError> {
        let game = Game::open(path)?;
        self.play(game);
        Ok(())
    }

    /// Plays the built-in game.
    pub(crate) fn open_demo(&mut self) {
        self.play(Game::demo());
    }

    /// Plays a game, where it was left if that is wanted.
    pub(crate) fn play(&mut self, game: Game) {
        self.end_game();
        self.begin(game, self.settings.game.resume);
    }

    /// Plays the same game from its start. The moment before can be gone back to.
    pub(super) fn start_over(&mut self) {
        if !self.keep_for_undo() {
            return;
        }
        self.save_battery();
        let Some(play) = self.play.take() else { return };
        self.settle_writes();
        self.begin(play.game, false);
    }

    fn begin(&mut self, game: Game, resume: bool) {
        let model = self.model.or(self.settings.game.model.model());
        let model = model.unwrap_or_else(|| game.usual_model());
        let save = SaveFile::of(&game, &self.folders, self.settings.game.saves);
        let mut machine = GameBoy::new(game.cartridge.clone(), model);
        let loaded = match save.load(&mut machine) {
            Ok(loaded) => loaded,
            Err(error) => {
                self.show_trouble("The game was not started", format!("{error}. A new save would be written over it, so put it elsewhere or make it readable first."));
                return;
            }
        };
        if let Loaded::PutAside(path) = &loaded {
            let text = format!("The save was damaged; it is kept as {}", Folders::shown(path));
            self.say(text, Tone::Bad);
        }
        let shelf = Shelf::new(self.folders.of_game(&game.cartridge.rom_sha256()));
        let mut session = Session::new(machine, self.settings.speed.rewind_seconds);
        if resume {
            self.go_on_where_it_was_left(&mut session, &shelf, &loaded);
        }
        session.set_clock(self.unix_seconds());
        session.set_sample_rate(self.sample_rate);
        session.take_unsaved();
        if let Some(path) = &game.path {
            self.memory.played(path);
            self.write_memory();
        }
        self.wishes = Wishes::default();
        self.held.release_all();
        self.menu = None;
        self.play = Some(Play {
            game,
            session,
            save,
            shelf,
            frames: 0,
            slot: 1,
            battery_due: false,
            keep_earlier: true,
            gif: None,
            wav: None,
        });
    }

    /// Loads the state in which the game was left, unless its save was written after that: what is in the
    /// save would be lost.
    fn go_on_where_it_was_left(&mut self, session: &mut Session, shelf: &Shelf, save: &Loaded) {
        let state = match shelf.get(Slot::Auto) {
            Ok(Some(state)) => state,
            Ok(None) => return,
            Err(error) => {
                tracing::warn!("the place where the game was left cannot be read: {error}");
                return;
            }
        };
        let mut left = session.machine().snapshot();
        if let Err(error) = left.load_state(&state) {
            tracing::info!("the game begins anew: {error}");
        } else if *save == Loaded::Save && ram(&left) != ram(session.machine()) {
            self.say("The save is newer than where you left: the game begins from it", Tone::Plain);
        } else if session.load(&state).is_ok() {
            self.say("Where you left", Tone::Plain);
        }
    }

    /// Saves the game that is played and ends it.
    pub(super) fn end_game(&mut self) {
        self.end_recordings();
        // A clock goes on from what its save says, also in a game that has written nothing.
        if let Some(play) = &mut self.play {
            play.battery_due |= play.frames > 0 && play.session.machine().cartridge().has_rtc();
        }
        self.save_battery();
        self.save_where_left();
        self.play = None;
        self.settle_writes();
    }

    /// Ends the program: all is saved. Returns what could not be, in words.
    pub(crate) fn quit(mut self) -> Vec<String> {
        self.end_game();
        self.write_memory();
        self.finish_writing()
    }
}

/// What the battery keeps, without the clock, which goes on by itself.
fn ram(machine: &GameBoy) -> Option<Vec<u8>> {
    let mut save = machine.battery()?;
    if machine.cartridge().has_rtc() {
        save.truncate(save.len() - CLOCK_BYTES);
    }
    Some(save)
}
