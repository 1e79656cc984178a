//! Lines that need not be drawn again.
//!
//! What a line shows, how long that takes and what it leaves behind follow from what it begins with, as
//! long as nothing is written meanwhile. Most lines of most games begin as they did when the same buffer
//! held the picture before the last. Then the pixels are there already, and the rest is copied.
//!
//! Nobody can tell the difference: a property test in `foretelling` holds that.

use alloc::vec;
use alloc::vec::Vec;

use super::fetcher::Fetcher;
use super::fifo::{BgFifo, ObjFifo};
use super::line::{DRAWING_DOT, Phase, X_START};
use super::objects::{ObjectLatches, Objects};
use super::{LCD_HEIGHT, Ppu, Window};
use crate::time::Ticks;

/// At this WX the window begins too late for the line, but not for STAT and the next line.
const WX_AFTER_LINE: u8 = 166;

/// What is known of the lines in a buffer of pixels.
#[derive(Debug, Default)]
pub(super) struct KnownLines {
    /// One for each line; none before the first was drawn.
    lines: Vec<KnownLine>,
}

/// A copy learns anew, and takes no memory until then.
impl Clone for KnownLines {
    fn clone(&self) -> KnownLines {
        KnownLines::default()
    }
}

#[derive(Clone, Debug, Default)]
struct KnownLine {
    start: Start,
    end: End,
}

/// What a line depends on.
#[derive(Clone, Debug, Default)]
struct Start {
    /// Registers, the window and the fetcher's latches, packed: most lines are told apart by these.
    latches: [u64; 5],
    objects: Objects,
    /// Tile number and flags of each of the objects.
    attributes: [[u8; 2]; Objects::MAX],
}

/// What a line leaves behind.
#[derive(Clone, Debug, Default)]
struct End {
    /// The dots that it takes; 0 if the line is not known.
    dots: u16,
    window: Window,
    fetcher: Fetcher,
    bg_fifo: BgFifo,
    obj_fifo: ObjFifo,
    objects_left: u8,
    /// Of the last object that was fetched.
    object: Option<ObjectLatches>,
    /// The last address that was noted.
    address: Option<u16>,
    wx_glitch: bool,
}

/// What happens in the line that is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct LineWatch {
    /// Another number whenever VRAM or a CGB's palettes are others.
    contents: u64,
    /// The line is watched, and nothing has been written since it began.
    is_undisturbed: bool,
    /// The dots that the line takes that is about to begin, or 0 if it is not known, once that was
    /// looked up.
    known_dots: Option<u16>,
    pub(super) has_fetched_object: bool,
    pub(super) has_noted_address: bool,
}

impl KnownLines {
    /// Other pixels are in the buffer.
    pub(super) fn forget(&mut self) {
        self.lines.iter_mut().for_each(|line| line.end.dots = 0);
    }

    fn forget_line(&mut self, line: u8) {
        if let Some(line) = self.lines.get_mut(usize::from(line)) {
            line.end.dots = 0;
        }
    }

    fn line_mut(&mut self, line: u8) -> Option<&mut KnownLine> {
        if self.lines.is_empty() {
            self.lines = vec![KnownLine::default(); LCD_HEIGHT];
        }
        self.lines.get_mut(usize::from(line))
    }
}

impl Start {
    fn of(ppu: &Ppu) -> Start {
        let mut attributes = [[0; 2]; Objects::MAX];
        for (place, object) in attributes.iter_mut().zip(ppu.objects.waiting()) {
            *place = ppu.attributes_of(object.index);
        }
        Start { latches: ppu.packed_latches(), objects: ppu.objects.clone(), attributes }
    }

    #[inline]
    fn is_that_of(&self, ppu: &Ppu) -> bool {
        self.latches == ppu.packed_latches()
            && self.objects.waiting() == ppu.objects.waiting()
            && self.objects.fetching == ppu.objects.fetching
            && (self.attributes.iter())
                .zip(ppu.objects.waiting())
                .all(|(attributes, object)| *attributes == ppu.attributes_of(object.index))
    }
}

impl Ppu {
    #[inline]
    fn packed_latches(&self) -> [u64; 5] {
        let [latches, addresses] = self.fetcher.packed();
        [self.watch.contents, self.regs.packed(), self.window.packed(), latches, addresses]
    }

    fn attributes_of(&self, object: u8) -> [u8; 2] {
        let [_, _, tile, flags] = self.oam.as_chunks::<4>().0[usize::from(object)];
        [tile, flags]
    }

    /// To be called when VRAM or a CGB's palettes change, or what they mean.
    #[inline]
    pub(super) fn note_new_contents(&mut self) {
        self.watch.contents += 1;
        self.disturb_line();
    }

    /// To be called when anything changes from outside on which the drawing of a line depends.
    #[inline]
    pub(super) fn disturb_line(&mut self) {
        self.watch.is_undisturbed = false;
        self.watch.known_dots = None;
    }

    /// To be called when a line is drawn that is not watched.
    pub(super) fn forget_line(&mut self) {
        self.disturb_line();
        self.frames.known_lines.forget_line(self.line);
    }

    /// The dots that the line takes that is about to be drawn, if that was looked up and it is known, or
    /// else 0.
    #[inline]
    pub(super) fn known_dots(&self) -> u16 {
        self.watch.known_dots.unwrap_or(0)
    }

    /// Looks up the dots that the line takes that is about to be drawn; 0 if it is not known.
    pub(super) fn look_up_line(&mut self) -> u16 {
        if let Some(dots) = self.watch.known_dots {
            return dots;
        }
        let line = self.frames.known_lines.lines.get(usize::from(self.line));
        let line = line.filter(|line| line.end.dots != 0 && line.start.is_that_of(self));
        let dots = line.filter(|_| self.can_be_known()).map_or(0, |line| line.end.dots);
        self.watch.known_dots = Some(dots);
        dots
    }

    /// Whether all that decides about the line that is about to be drawn is in [`Start`].
    fn can_be_known(&self) -> bool {
        self.phase == Phase::Drawing
            && self.x == X_START
            && self.line_dots == DRAWING_DOT
            && self.regs.wx != WX_AFTER_LINE
            && self.window.wy_check_at.is_none()
            && !self.window.began_at_166
            && !self.insert_pixel
            && !self.tile_sel_glitch
            && !self.objects.aborted
            && !self.oam_dma.active
            && !self.dot_by_dot
    }

    /// Draws the line that is about to begin, if it is known and over by `now`. Otherwise it will be watched.
    /// Returns whether it is drawn.
    #[inline(never)]
    pub(super) fn draw_known_line(&mut self, now: Ticks) -> bool {
        let dots = self.look_up_line();
        let ends_at = self.next_at + Ticks(2 * u64::from(dots));
        if dots == 0 || ends_at > now {
            self.watch_line();
            return false;
        }
        let Some(line) = self.frames.known_lines.lines.get(usize::from(self.line)) else {
            return false;
        };
        let end = line.end.clone();
        self.window = end.window;
        let noted = end.address.unwrap_or_else(|| self.noted_address());
        self.fetcher = end.fetcher;
        self.note_address(noted);
        self.bg_fifo = end.bg_fifo;
        self.obj_fifo = end.obj_fifo;
        self.objects.leave(end.objects_left);
        if let Some(latches) = end.object {
            self.objects.set_latches(latches);
        }
        self.wx_glitch = end.wx_glitch;
        self.line_dots += dots;
        self.next_at = ends_at;
        self.watch.known_dots = None;
        self.report_end_of_drawing();
        true
    }

    fn watch_line(&mut self) {
        self.forget_line();
        if !self.can_be_known() {
            return;
        }
        let start = Start::of(self);
        if let Some(line) = self.frames.known_lines.line_mut(self.line) {
            line.start = start;
        }
        self.watch.is_undisturbed = true;
        self.watch.has_fetched_object = false;
        self.watch.has_noted_address = false;
    }

    /// A line has been drawn. If it was watched, it is known from now on.
    #[inline]
    pub(super) fn learn_line(&mut self) {
        if self.watch.is_undisturbed {
            self.learn_watched_line();
        }
    }

    #[inline(never)]
    fn learn_watched_line(&mut self) {
        self.watch.is_undisturbed = false;
        let end = End {
            dots: self.line_dots - DRAWING_DOT,
            window: self.window.clone(),
            fetcher: self.fetcher.clone(),
            bg_fifo: self.bg_fifo.clone(),
            obj_fifo: self.obj_fifo.clone(),
            objects_left: self.objects.waiting().len() as u8,
            object: self.watch.has_fetched_object.then(|| self.objects.latches()),
            address: self.watch.has_noted_address.then(|| self.noted_address()),
            wx_glitch: self.wx_glitch,
        };
        if let Some(line) = self.frames.known_lines.line_mut(self.line) {
            line.end = end;
        }
    }
}
