//! Screenshots and recordings.

use std::path::PathBuf;

use edgeboy_media::picture::Picture;
use edgeboy_media::png;

use super::{Player, Tone};
use crate::folders::Folders;
use crate::recording::{GifRecording, WavRecording};
use crate::saves::Job;
use crate::sound::Sample;

/// Each pixel of a screenshot is a square of so many.
const SCREENSHOT_SCALE: usize = 4;

impl Player {
    /// The picture of the game as it is; `None` without one.
    pub(crate) fn screenshot(&self) -> Option<Picture> {
        let play = self.play.as_ref()?;
        let frame = play.session.machine().frame();
        Some(Picture::from_frame(frame, &play.colors(&self.settings)))
    }

    pub(super) fn take_screenshot(&mut self) {
        let Some(picture) = self.screenshot() else { return };
        match png::encode(&picture.scaled(SCREENSHOT_SCALE)) {
            Ok(bytes) => self.keep_capture("png", bytes),
            Err(error) => self.say(format!("There is no screenshot: {error}"), Tone::Bad),
        }
    }

    /// Begins a GIF, or ends it.
    pub(super) fn record_gif(&mut self) {
        let Some(play) = &mut self.play else { return };
        let Some(gif) = play.gif.take() else {
            play.gif = Some(GifRecording::begin(play.session.machine().model()));
            return self.say_briefly("Recording a GIF");
        };
        match gif.finish() {
            Ok(bytes) => self.keep_capture("gif", bytes),
            Err(error) => self.say(format!("There is no GIF: {error}"), Tone::Bad),
        }
    }

    /// Begins a recording of the sound, or ends it.
    pub(super) fn record_sound(&mut self) {
        let Some(play) = &mut self.play else { return };
        match play.wav.take() {
            Some(wav) => match wav.finish() {
                Ok(bytes) => self.keep_capture("wav", bytes),
                Err(error) => self.say(format!("There is no recording: {error}"), Tone::Bad),
            },
            None if self.sample_rate == 0 => self.say_briefly("There is no sound to record"),
            None => {
                play.wav = Some(WavRecording::begin(self.sample_rate));
                self.say_briefly("Recording the sound");
            }
        }
    }

    /// A frame was run, with this sound.
    pub(super) fn record_frame(&mut self, sound: &[Sample]) {
        let Some(play) = &mut self.play else { return };
        if let Some(wav) = &mut play.wav {
            wav.add(sound);
        }
        let colors = play.colors(&self.settings);
        let Some(gif) = &mut play.gif else { return };
        match gif.frame(play.session.machine(), &colors) {
            Ok(true) => {}
            Ok(false) => self.record_gif(),
            Err(error) => {
                play.gif = None;
                self.say(format!("The GIF has ended: {error}"), Tone::Bad);
            }
        }
    }

    /// Whether something is being recorded.
    pub(crate) fn is_recording(&self) -> bool {
        self.play.as_ref().is_some_and(|play| play.gif.is_some() || play.wav.is_some())
    }

    /// Ends what is being recorded, and keeps it.
    pub(super) fn end_recordings(&mut self) {
        if self.play.as_ref().is_some_and(|play| play.gif.is_some()) {
            self.record_gif();
        }
        if self.play.as_ref().is_some_and(|play| play.wav.is_some()) {
            self.record_sound();
        }
    }

    fn keep_capture(&mut self, extension: &str, bytes: Vec<u8>) {
        let path = self.capture_path(extension);
        let saying = Some(format!("Saved as {}", Folders::shown(&path)));
        self.writer.write(Job::File { path, bytes, saying });
    }

    /// The game's name and a number that no other has, written or about to be.
    fn capture_path(&mut self, extension: &str) -> PathBuf {
        let name = self.play.as_ref().map_or("EdgeBoy", |play| &play.game.name);
        loop {
            self.captures += 1;
            let file = format!("{name} {}.{extension}", self.captures);
            let path = self.folders.captures().join(file);
            if !path.exists() {
                return path;
            }
        }
    }
}
