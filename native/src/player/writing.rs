//! What is written to the disk.

use super::{Player, Tone};
use crate::folders::Folders;
use crate::saves::{Job, Outcome, Writer};
use crate::states::Slot;

/// A save that could not be written is tried again after so many frames, two seconds.
const RETRY: u32 = 120;
/// The place where one is is kept every so many frames, ten seconds.
const KEEP_PLACE: u64 = 600;

/// A job that failed, and the frames until it is tried again.
pub(super) struct Retry {
    job: Job,
    frames: u32,
}

impl Player {
    /// Writes the battery save if there is something new in it.
    pub(super) fn save_battery(&mut self) {
        let Some(play) = &mut self.play else { return };
        let is_new = play.session.take_unsaved();
        let is_due = is_new || play.battery_due;
        play.battery_due = false;
        if !is_due {
            return;
        }
        if let Some(battery) = play.session.machine().battery() {
            let job = play.save.job(battery, std::mem::take(&mut play.keep_earlier));
            self.retry = None;
            self.writer.write(job);
        }
    }

    /// Keeps where the player is.
    pub(super) fn save_where_left(&mut self) {
        if let Some(play) = &self.play
            && play.frames > 0
            && self.settings.game.resume
        {
            let state = play.session.machine().save_state();
            self.writer.write(play.shelf.job(Slot::Auto, state, None));
        }
    }

    pub(super) fn write_memory(&mut self) {
        let (path, bytes) = (self.folders.memory_file(), self.memory.to_bytes());
        self.writer.write(Job::File { path, bytes, saying: None });
    }

    /// What is due from time to time.
    pub(super) fn after_frame(&mut self) {
        if let Some(retry) = &mut self.retry {
            retry.frames = retry.frames.saturating_sub(1);
        }
        if let Some(retry) = self.retry.take_if(|retry| retry.frames == 0) {
            self.writer.write(retry.job);
        }
        if self.play.as_ref().is_some_and(|play| play.frames.is_multiple_of(KEEP_PLACE)) {
            self.save_battery();
            self.save_where_left();
        }
    }

    /// Says how it went.
    pub(super) fn hear_from_writer(&mut self) {
        for outcome in self.writer.outcomes() {
            self.heard(outcome);
        }
    }

    /// Waits until everything is written: what is read next is what was written last.
    pub(super) fn settle_writes(&mut self) {
        let writer = std::mem::replace(&mut self.writer, Writer::start());
        for outcome in writer.finish() {
            self.heard(outcome);
        }
    }

    /// Waits for the last of it. Returns what could not be written, in words.
    pub(super) fn finish_writing(self) -> Vec<String> {
        let Player { writer, retry, .. } = self;
        if let Some(retry) = retry {
            writer.write(retry.job);
        }
        writer.finish().iter().filter_map(failure).collect()
    }

    fn heard(&mut self, outcome: Outcome) {
        if let Some(text) = failure(&outcome) {
            tracing::error!("{text}");
            self.say(text, Tone::Bad);
        }
        match outcome {
            Outcome::Written(Some(text)) => self.say(text, Tone::Good),
            Outcome::Failed(job @ Job::Battery { .. }, _) => {
                self.retry = Some(Retry { job, frames: RETRY });
            }
            Outcome::Written(None) | Outcome::Failed(..) => {}
        }
    }
}

fn failure(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Failed(job, error) => {
            Some(format!("{} was not written: {error}", Folders::shown(job.path())))
        }
        Outcome::Written(_) => None,
    }
}
