//! Ctrl+C on the terminal, and a system that asks programs to end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the program has been asked to end: it does so then as if its window was closed, with all
/// saved.
#[derive(Debug)]
pub(super) struct Ending(Arc<AtomicBool>);

impl Ending {
    /// Begins to listen. Can be done once only.
    pub(super) fn listen() -> Ending {
        let is_asked_for = Arc::<AtomicBool>::default();
        let told = is_asked_for.clone();
        if let Err(error) = ctrlc::set_handler(move || told.store(true, Ordering::Relaxed)) {
            tracing::warn!("Ctrl+C will end this at once: {error}");
        }
        Ending(is_asked_for)
    }

    pub(super) fn is_asked_for(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
