//! When the parts of the machine are brought to the present.

/// When the parts of the machine are brought to the present. All that can be seen of it, picture, sound
/// and states, is the same either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncPolicy {
    /// Where somebody could notice: they lag behind, and do at once what they can.
    #[default]
    Lazy,
    /// In each M-cycle, step by step: the PPU dot by dot. Much slower, and simpler: what
    /// [`SyncPolicy::Lazy`] is held against.
    Eager,
}
