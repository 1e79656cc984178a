//! Save states in slots.
//!
//! A slot is a file of the machine's own state format, the same that the page exports and the headless
//! program reads. Its picture is in the state itself, so that it is always the right one.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use edgeboy_core::GameBoy;
use edgeboy_media::{color::Colors, picture::Picture};

use crate::files;
use crate::saves::Job;

/// A place for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Where the player left.
    Auto,
    /// The moment before the last load.
    Undo,
    /// One of the player's own, from 1.
    Own(u8),
}

impl Slot {
    /// How many slots a player has.
    pub(crate) const OWN: u8 = 8;

    /// Every slot, in the order in which they are shown.
    pub(crate) fn all() -> impl Iterator<Item = Slot> {
        [Slot::Auto, Slot::Undo].into_iter().chain((1..=Slot::OWN).map(Slot::Own))
    }

    /// What it is called.
    pub(crate) fn label(self) -> String {
        match self {
            Slot::Auto => "Where you left".to_owned(),
            Slot::Undo => "Before loading".to_owned(),
            Slot::Own(number) => format!("Slot {number}"),
        }
    }

    fn file_name(self) -> String {
        match self {
            Slot::Auto => "auto.state".to_owned(),
            Slot::Undo => "undo.state".to_owned(),
            Slot::Own(number) => format!("slot-{number}.state"),
        }
    }
}

/// The slots of one game.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    folder: PathBuf,
}

/// What is in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// When it was put there.
    pub(crate) since: SystemTime,
    /// What the game showed; `None` if the state cannot be loaded here.
    pub(crate) picture: Option<Picture>,
}

impl Shelf {
    pub(crate) fn new(folder: PathBuf) -> Shelf {
        Shelf { folder }
    }

    /// The state in a slot; `None` if it is empty.
    pub(crate) fn get(&self, slot: Slot) -> io::Result<Option<Vec<u8>>> {
        files::read_if_there(&self.path(slot))
    }

    /// What puts a state into a slot, and says so.
    pub(crate) fn job(&self, slot: Slot, bytes: Vec<u8>, saying: Option<String>) -> Job {
        Job::File { path: self.path(slot), bytes, saying }
    }

    /// Empties a slot.
    pub(crate) fn clear(&self, slot: Slot) -> io::Result<()> {
        fs::remove_file(self.path(slot))
    }

    /// What is in a slot, for a machine of this kind; `None` if nothing is.
    pub(crate) fn look(&self, slot: Slot, machine: &GameBoy, colors: &Colors) -> Option<Kept> {
        let since = fs::metadata(self.path(slot)).and_then(|about| about.modified()).ok()?;
        let bytes = self.get(slot).ok().flatten()?;
        let mut machine = machine.snapshot();
        let picture = machine.load_state(&bytes).is_ok();
        let picture = picture.then(|| Picture::from_frame(machine.frame(), colors));
        Some(Kept { since, picture })
    }

    fn path(&self, slot: Slot) -> PathBuf {
        self.folder.join(slot.file_name())
    }
}

/// How long ago something was, in words.
pub(crate) fn age(since: SystemTime, now: SystemTime) -> String {
    let seconds = now.duration_since(since).unwrap_or_default().as_secs();
    let (count, unit) = match seconds {
        0..60 => return "just now".to_owned(),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use edgeboy_core::Model;

    use super::*;
    use crate::game::Game;

    #[test]
    fn a_slot_has_the_picture_of_its_state() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path().join("game"));
        let mut machine = GameBoy::new(Game::demo().cartridge, Model::Cgb);
        (0..100).for_each(|_| machine.run_frame());
        let expected = Picture::from_frame(machine.frame(), &Colors::Rgb555);

        let writer = crate::saves::Writer::start();
        writer.write(shelf.job(Slot::Own(3), machine.save_state(), None));
        writer.finish();
        (0..100).for_each(|_| machine.run_frame());
        let hash = machine.state_hash();

        let kept = shelf.look(Slot::Own(3), &machine, &Colors::Rgb555).unwrap();
        assert_eq!(kept.picture, Some(expected));
        assert_eq!(machine.state_hash(), hash);
        assert_eq!(shelf.look(Slot::Own(4), &machine, &Colors::Rgb555), None);

        let other = GameBoy::new(Game::demo().cartridge, Model::Dmg);
        let kept = shelf.look(Slot::Own(3), &other, &Colors::Rgb555).unwrap();
        assert_eq!(kept.picture, None);
        shelf.clear(Slot::Own(3)).unwrap();
        assert_eq!(shelf.get(Slot::Own(3)).unwrap(), None);
    }

    #[test]
    fn ages_are_in_words() {
        let check = |seconds, words| {
            let now = SystemTime::UNIX_EPOCH + Duration::from_hours(1000);
            assert_eq!(age(now - Duration::from_secs(seconds), now), words);
        };
        check(59, "just now");
        check(60, "1 minute ago");
        check(7200, "2 hours ago");
        check(86_400 * 3, "3 days ago");
        let later = SystemTime::UNIX_EPOCH + Duration::from_mins(1);
        assert_eq!(age(later, SystemTime::UNIX_EPOCH), "just now");
    }
}
