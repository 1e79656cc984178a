//! What the menu can ask for.

use std::path::PathBuf;

use super::page::Page;
use crate::config::Choice;
use crate::input::{Action, Control};
use crate::states::Slot;

/// One thing that is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Goes to the page below, or out of the menu.
    Back,
    /// Goes on with the game.
    Resume,
    Open(Page),
    /// Opens the page with files.
    Browse,
    /// Shows another folder.
    Enter(PathBuf),
    Play(PathBuf),
    PlayDemo,
    StartOver,
    Save(Slot),
    Load(Slot),
    Clear(Slot),
    Adjust(Choice, isize),
    Unbind(Action, Control),
    UsualControls,
    /// The same as its key.
    Do(Action),
    Quit,
}
