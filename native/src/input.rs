//! Keys and gamepads, and what they are bound to.

pub(crate) mod action;
pub(crate) mod bindings;
pub(crate) mod control;
pub(crate) mod held;
pub(crate) mod keys;
pub(crate) mod pads;
pub(crate) mod turbo;

pub(crate) use action::Action;
pub(crate) use bindings::{Bindable, Bindings};
pub(crate) use control::{Control, KeyControl, PadControl};
pub(crate) use held::{BothBindings, Held};
pub(crate) use turbo::Turbo;
