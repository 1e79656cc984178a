//! The pages of the menu.

use crate::input::Action;
use crate::menu::Browser;
use crate::states::Slot;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Main,
    /// The slots with their pictures.
    States,
    /// What can be done with one slot.
    Slot(Slot),
    /// The games that were played.
    Recent,
    /// Files and folders.
    Browse(Browser),
    Settings,
    /// What each action is bound to.
    Controls,
    /// The controls of one action.
    Action(Action),
    /// A control is waited for, to be bound to an action.
    Press(Action),
    /// Something went wrong.
    Trouble(Trouble),
}

/// What went wrong, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) title: String,
    pub(crate) text: String,
}
