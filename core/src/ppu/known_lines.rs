//! Lines that need not be drawn again.
//!
//! What a line shows, how long that takes and what it leaves behind follow from what it begins with, as
//! long as nothing is written meanwhile. Most lines of most games begin as they did when the same buffer
//! held the picture before the last. Then the pixels are there already, and the rest is copied.
//!
//! A line that began in a known way and is left alone decides how the next one begins. So it is noted which
//! known line follows which, and where the display is left alone, whole runs of lines are skipped.
//!
//! Nobody can tell the difference: a property test in `foretelling` holds that.

use alloc::vec;
use alloc::vec::Vec;

use super::fetcher::Fetcher;
use super::fifo::{BgFifo, ObjFifo};
use super::line::{DRAWING_DOT, LINE_DOTS, Phase, X_START};
use super::objects::{ObjectLatches, Objects};
use super::registers::{STAT_LYC, STAT_MODE0, STAT_MODE2};
use super::{LCD_HEIGHT, News, Ppu, Window};
use crate::interrupts::Interrupts;
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
    /// A number that no other start has. 0 is no line's.
    id: u64,
    /// What comes before a line that begins like this.
    follows: Before,
    start: Start,
    end: End,
}

/// What decides how a line begins, if nothing is written meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Before {
    /// How the line before begins.
    id: u64,
    /// What that line does not depend on, but the next one may: OAM, WY and the speed.
    rest: u64,
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
    /// The number of the last line's start, or 0 if something has been written since, or it is not known.
    last: u64,
    /// The last number that was given to a start.
    last_id: u64,
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
        self.watch.last = 0;
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
        let before = self.before();
        let Some(line) = self.frames.known_lines.lines.get_mut(usize::from(self.line)) else {
            return false;
        };
        if before.id != 0 {
            line.follows = before;
        }
        let (id, end) = (line.id, line.end.clone());
        self.leave_behind(end);
        self.line_dots += dots;
        self.next_at = ends_at;
        self.watch.known_dots = None;
        self.watch.last = id;
        self.report_end_of_drawing();
        true
    }

    fn leave_behind(&mut self, end: End) {
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
    }

    /// What came before the line that is about to be drawn.
    fn before(&self) -> Before {
        let rest =
            self.oam.version() << 9 | u64::from(self.regs.wy) << 1 | u64::from(self.double_speed);
        Before { id: self.watch.last, rest }
    }

    /// At the start of a line: skips this and further lines that are known, as long as they follow each other, are
    /// over before `now`, and nobody hears of them.
    pub(super) fn skip_known_lines(&mut self, now: Ticks, interrupts: &mut Interrupts) {
        let mut before = self.before();
        if before.id == 0
            || self.line == 0
            || self.hblank_is_awaited
            || self.regs.stat_enable & (STAT_MODE0 | STAT_MODE2) != 0
        {
            return;
        }
        let first = usize::from(self.line);
        let line_ticks = 2 * u64::from(LINE_DOTS);
        // The last visible line is left, and so is one of which an interrupt comes.
        let mut most = (LCD_HEIGHT - 1).saturating_sub(first);
        if self.regs.stat_enable & STAT_LYC != 0 && self.regs.lyc >= self.line {
            most = most.min(usize::from(self.regs.lyc) - first);
        }
        let in_time = now.0.saturating_sub(self.next_at.0 + 1) / line_ticks;
        most = most.min(usize::try_from(in_time).unwrap_or(usize::MAX));
        let lines = self.frames.known_lines.lines.get(first..).unwrap_or_default().iter();
        let follow = lines.take(most).take_while(|line| {
            let follows = line.end.dots != 0 && line.follows == before;
            before.id = line.id;
            follows
        });
        let end = first + follow.count();
        if end > first {
            self.skip_lines(first, end, interrupts);
        }
    }

    /// Goes from the start of the line `first` to that of `end`; the lines between are known to follow each other.
    #[inline(never)]
    fn skip_lines(&mut self, first: usize, end: usize, interrupts: &mut Interrupts) {
        let (mut address, mut object) = (None, None);
        for index in first..end {
            let Some(line) = self.frames.known_lines.lines.get(index) else { return };
            address = line.end.address.or(address);
            object = line.end.object.or(object);
            self.watch.last = line.id;
            let has_objects = !line.start.objects.waiting().is_empty();
            let is_last = index + 1 == end;
            let left = is_last.then(|| line.end.clone());
            if has_objects || is_last {
                self.line = index as u8;
                self.scan_all_objects();
            }
            if let Some(left) = left {
                self.leave_behind(End { object, address, ..left });
            }
        }
        self.ly = self.line;
        self.stat.compared_ly = Some(self.line);
        self.update_stat(interrupts);
        self.line = end as u8;
        self.check_wy();
        self.news.0 |= News::HBLANK;
        self.next_at += Ticks(2 * u64::from(LINE_DOTS) * (end - first) as u64);
        self.watch.known_dots = None;
    }

    fn watch_line(&mut self) {
        let before = self.before();
        self.forget_line();
        if !self.can_be_known() {
            return;
        }
        let start = Start::of(self);
        self.watch.last_id += 1;
        let id = self.watch.last_id;
        if let Some(line) = self.frames.known_lines.line_mut(self.line) {
            *line = KnownLine { id, follows: before, start, end: End::default() };
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
            self.watch.last = line.id;
        }
    }
}
