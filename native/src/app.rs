//! The program while its window is open: window, gamepads and sound around a [`Player`].

mod draw;
mod ending;
mod gamepads;
mod speed;

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use crate::clock::Pacer;
use crate::input::Control;
use crate::input::pads::{Pads, SystemPads};
use crate::player::{Effect, Note, Player, Tone};
use crate::sound::{Device, Feed, Sample};
use crate::tempo::Tempo;
use crate::ui::Overlay;
use crate::window::Window;
use draw::Drawing;
use ending::Ending;
use gamepads::Gamepads;
use speed::{Speed, Speedometer};

/// Frames run for so long at most before keys are looked at again.
const BURST: Duration = Duration::from_millis(12);
/// Keys are looked at as often at least.
const LOOK: Duration = Duration::from_millis(16);
/// What is made where there is no device: recordings have it.
const RATE_WITHOUT_DEVICE: u32 = 48_000;

/// See the [module](self).
pub(crate) struct App {
    player: Player,
    window: Window,
    gamepads: Gamepads,
    /// `None` if no sound is wanted at all.
    device: Option<Device>,
    feed: Option<Feed>,
    pacer: Pacer,
    tempo: Tempo,
    sound: Vec<Sample>,
    drawing: Drawing,
    speedometer: Speedometer,
    controls: BTreeSet<Control>,
    /// Of a Game Boy's speed, as it was measured last.
    percent: Option<u32>,
    title: String,
    ending: Ending,
    quits: bool,
}

impl App {
    /// Plays in this window.
    pub(crate) fn new(player: Player, window: Window, is_mute: bool) -> App {
        let now = Instant::now();
        App {
            player,
            window,
            gamepads: Gamepads::new(SystemPads::open().map(|pads| Box::new(pads) as Box<dyn Pads>)),
            device: (!is_mute).then(Device::start),
            feed: None,
            pacer: Pacer::starting(now),
            tempo: Tempo::Still,
            sound: Vec::new(),
            drawing: Drawing::new(Overlay::new(), now),
            speedometer: Speedometer::default(),
            controls: BTreeSet::new(),
            percent: None,
            title: String::new(),
            ending: Ending::listen(),
            quits: false,
        }
    }

    /// Runs until the window is closed. Returns what could not be saved, in words.
    ///
    /// # Errors
    ///
    /// If the window cannot be drawn into any more. All is saved then, too.
    pub(crate) fn run(mut self) -> Result<Vec<String>, minifb::Error> {
        let mut shown = Ok(());
        while shown.is_ok() && self.window.is_open() && !self.quits {
            let now = Instant::now();
            self.quits |= self.ending.is_asked_for();
            self.look_at_controls();
            self.follow_tempo(now);
            let has_run = self.run_frames(now);
            self.obey(now);
            self.gamepads.rumble(self.player.rumble());
            self.set_title();
            shown = self.show(has_run);
            self.rest();
        }
        if !self.window.is_fullscreen() {
            let (width, height) = self.window.size();
            self.player.remember_size([width, height].map(|side| side as u16));
        }
        let unsaved = self.player.quit();
        shown.map(|()| unsaved)
    }

    fn look_at_controls(&mut self) {
        let has_focus = self.window.has_focus();
        let mut controls = self.window.controls();
        controls.extend(self.gamepads.look());
        for news in self.gamepads.news() {
            self.player.say(news, Tone::Plain);
        }
        // Another window's keys must not move this game as well.
        if !has_focus {
            controls.clear();
        }
        self.player.set_focus(has_focus);
        let (width, height) = self.window.size();
        self.player.set_columns(crate::ui::columns(width, height));
        if controls != self.controls || !controls.is_empty() {
            self.drawing.redraw();
        }
        self.player.look(controls.clone());
        self.controls = controls;
    }

    /// Brings clock and sound in line with how the game goes.
    fn follow_tempo(&mut self, now: Instant) {
        if let Some(source) = self.device.as_ref().and_then(Device::opened) {
            self.feed = Some(Feed::new(source));
            self.tempo = Tempo::Still;
        }
        let tempo = self.player.tempo();
        let sound = &self.player.settings().sound;
        let (volume, is_muted) = (sound.volume, sound.muted);
        let rate = self.feed.as_ref().map_or(RATE_WITHOUT_DEVICE, Feed::rate);
        let speed = tempo.speed();
        // Faster, the same time of the machine has to give fewer samples.
        let rate = if tempo.is_heard() { (f64::from(rate) / speed).round() as u32 } else { 0 };
        self.player.set_sample_rate(if self.player.has_step() { 0 } else { rate });
        if let Some(feed) = &mut self.feed {
            feed.set_volume(if is_muted { 0 } else { volume });
            if tempo != self.tempo {
                feed.want(tempo.is_heard(), speed);
            }
            feed.update(now);
        }
        if tempo != self.tempo {
            self.tempo = tempo;
            self.pacer = Pacer::starting(now);
            self.speedometer = Speedometer::default();
            self.percent = None;
            self.drawing.redraw();
        }
    }

    /// Runs the frames that are due. Whether there were any.
    fn run_frames(&mut self, begin: Instant) -> bool {
        if self.tempo == Tempo::Still {
            let has_step = self.player.has_step();
            if has_step {
                self.player.frame(&mut self.sound);
                self.sound.clear();
            }
            return has_step;
        }
        let mut has_run = false;
        let mut now = begin;
        while now - begin < BURST {
            let is_low = self.feed.as_ref().and_then(Feed::until_low).is_some_and(|d| d.is_zero());
            if is_low && self.tempo.is_heard() {
                self.pacer.hurry(now);
            }
            if !self.pacer.wait(now).is_zero() || self.player.tempo() != self.tempo {
                break;
            }
            self.player.frame(&mut self.sound);
            if let Some(feed) = &mut self.feed {
                feed.push(&self.sound);
            }
            self.sound.clear();
            let frame = self.player.frame_time();
            let stretch = self.feed.as_ref().map_or(1.0, Feed::stretch);
            self.pacer.ran(now, frame.div_f64(self.tempo.speed()).mul_f64(stretch));
            if let Some(speed) = self.speedometer.frame(now, frame) {
                self.tell_speed(speed);
            }
            has_run = true;
            now = Instant::now();
        }
        has_run
    }

    fn obey(&mut self, now: Instant) {
        for effect in self.player.take_effects() {
            match effect {
                Effect::Say(note) => self.drawing.say(note, now),
                Effect::SetFullscreen(is_wanted) => {
                    let is_fullscreen = self.window.set_fullscreen(is_wanted);
                    if is_fullscreen != is_wanted {
                        let text = "There is no full screen here".to_owned();
                        self.drawing.say(Note { text, tone: Tone::Bad }, now);
                    }
                    self.player.set_fullscreen(is_fullscreen);
                }
                Effect::Quit => self.quits = true,
            }
        }
    }

    fn show(&mut self, has_run: bool) -> Result<(), minifb::Error> {
        let now = Instant::now();
        self.drawing.show(&mut self.window, &self.player, has_run, now)
    }

    fn tell_speed(&mut self, speed: Speed) {
        let Speed { frames, seconds, percent } = speed;
        let (waiting, underruns) =
            self.feed.as_ref().map_or((0.0, 0), |feed| (feed.level(), feed.underruns()));
        tracing::debug!(frames, seconds, percent, waiting, underruns, "speed");
        self.percent = Some(percent.round() as u32);
    }

    /// The title says how fast the game goes.
    fn set_title(&mut self) {
        let is_still = self.tempo == Tempo::Still;
        let title = self.player.title(self.percent.filter(|_| !is_still));
        if title != self.title {
            self.window.set_title(&title);
            self.title = title;
        }
    }

    /// Sleeps until there is something to do.
    fn rest(&self) {
        let now = Instant::now();
        let due = if self.tempo == Tempo::Still { LOOK } else { self.pacer.wait(now) };
        let low = self.feed.as_ref().and_then(Feed::until_low).filter(|_| self.tempo.is_heard());
        thread::sleep(due.min(low.unwrap_or(LOOK)).min(LOOK));
    }
}
