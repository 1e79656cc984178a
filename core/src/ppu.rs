//! The picture processing unit.
//!
//! The PPU is a state machine that sleeps between the dots at which something happens: at most one
//! dot in mode 3, and whole stretches of a line elsewhere. [`Ppu::sync`] brings it up to a moment.
//! A change that falls on the very moment of a CPU access comes after that access.
//!
//! It may lag behind the CPU until an interrupt can come of it ([`Ppu::is_due`], found by `due`). The
//! bus brings it up to date before anybody reads it, and before anything changes that it draws from.
//!
//! * `line` tells what happens when, from line to line; `quiet_lines` does what surrounds the drawing
//!   at once where nobody looks;
//! * `mode3` draws dot by dot: window and objects; `fetcher` reads tiles for it, `mixer` mixes
//!   pixels, and `whole_tiles` does many dots at once where it can, with the tiles of `tile_run` and
//!   the colors of `paint`; `known_lines` leaves out lines that have been drawn already;
//! * `objects` is the OAM scan, and `oam` knows which objects are on which line;
//! * `oam_bug` is the DMG's OAM corruption;
//! * `access` is the CPU's view: registers, VRAM, OAM, and when they are locked.
//!
//! Sources: Pan Docs, "Rendering" and "Pixel FIFO"; the
//! mealybug-tearoom-tests and their PPU notes; and, for the timing within a line, what `SameBoy`
//! found by measuring hardware.

mod access;
mod due;
mod fetcher;
mod fifo;
mod frame;
mod known_lines;
mod line;
mod mixer;
mod mode3;
mod oam;
mod oam_bug;
mod objects;
mod paint;
mod palette;
mod quiet_lines;
mod registers;
mod stat;
mod tile_run;
mod whole_tiles;

use alloc::vec;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use fetcher::Fetcher;
use fifo::{BgFifo, ObjFifo};
pub(crate) use frame::Frames;
pub use frame::{LCD_HEIGHT, LCD_WIDTH};
use known_lines::LineWatch;
use line::Phase;
use oam::Oam;
use objects::Objects;
use paint::Paint;
pub(crate) use palette::ColorPalettes;
use registers::{LCDC_WINDOW, Registers};
use stat::Stat;

use crate::interrupts::Interrupts;
use crate::model::Model;
use crate::time::Ticks;

/// The size of one VRAM bank in bytes.
pub(crate) const VRAM_BANK: usize = 0x2000;

/// What the PPU sees of a running OAM DMA.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OamDmaView {
    /// A transfer is under way, its start-up included.
    pub(crate) active: bool,
    /// The byte of OAM that is being written, once the transfer proper has begun.
    pub(crate) writing: Option<u8>,
    /// The CPU cannot read OAM.
    pub(crate) locks_oam: bool,
    /// HALT has caught the transfer between reading this byte and writing it.
    pub(crate) held_byte: Option<u8>,
}

/// The CPU's access to memory that the PPU shares.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Locks {
    oam_read: bool,
    oam_write: bool,
    vram_read: bool,
    vram_write: bool,
    palettes: bool,
}

/// The window's state, from line to line and within one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Window {
    /// WY has equalled LY in this frame, with the window enabled.
    wy_triggered: bool,
    /// When WY is to be compared again, after a write to WY or LCDC.
    wy_check_at: Option<Ticks>,
    /// That comparison has just happened, and hides WX's for one dot (CGB in normal speed).
    wy_just_checked: bool,
    /// WX has been reached in this line: the fetcher draws the window.
    active: bool,
    /// The window's own line counter. It counts lines on which the window was drawn.
    line: u8,
    /// The column of tiles that is fetched next.
    tile_x: u8,
    /// The first tile of the window is on its way, and no pixel of it has been drawn.
    starting: bool,
    /// WX was written within the last dot (DMG).
    wx_just_written: bool,
    /// The window was disabled while its first tile was on the way.
    no_pixel_insertion: bool,
    /// The window began at WX=166, which lets mode 0's interrupt through early.
    began_at_166: bool,
}

impl Window {
    /// All but what is there for single dots, or to come.
    #[inline]
    fn packed(&self) -> u64 {
        u64::from_le_bytes([
            self.wy_triggered.into(),
            self.wy_just_checked.into(),
            self.active.into(),
            self.line,
            self.tile_x,
            self.starting.into(),
            self.wx_just_written.into(),
            self.no_pixel_insertion.into(),
        ])
    }
}

/// What the PPU has to tell the bus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct News(u8);

impl News {
    /// HBlank has begun: an HDMA block is due.
    const HBLANK: u8 = 1;
    /// A picture has been drawn to its end.
    const PICTURE: u8 = 2;

    pub(crate) fn hblank_began(self) -> bool {
        self.0 & News::HBLANK != 0
    }

    pub(crate) fn picture_is_complete(self) -> bool {
        self.0 & News::PICTURE != 0
    }
}

/// The picture processing unit, with its VRAM and OAM.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ppu {
    model: Model,
    /// Whether CGB features are on: on a CGB, unless it runs a DMG game.
    pub(crate) cgb_mode: bool,
    /// Whether the CPU runs in double speed.
    pub(crate) double_speed: bool,
    /// Objects are ordered by X as on the DMG, and not by their place in OAM (OPRI).
    pub(crate) objects_by_x: bool,

    regs: Registers,
    stat: Stat,
    /// LY as it reads.
    ly: u8,
    vram_bank: u8,
    pub(crate) bg_palettes: ColorPalettes,
    pub(crate) obj_palettes: ColorPalettes,
    /// Two banks, of which the DMG uses the first.
    pub(crate) vram: ByteBuf,
    pub(crate) oam: Oam,
    locks: Locks,
    pub(crate) oam_dma: OamDmaView,
    /// The CPU is in HALT or STOP, which changes what an OAM DMA does to the OAM scan.
    pub(crate) cpu_waits: bool,

    phase: Phase,
    /// When the phase takes effect: for accesses after this moment.
    next_at: Ticks,
    /// Until then it need not be brought up to date.
    #[serde(skip)]
    due_at: Ticks,
    #[serde(skip)]
    hblank_is_awaited: bool,
    /// When the LCD was switched on. WY is compared on a grid of four dots from then on.
    lcd_on_at: Ticks,
    /// When a blank picture is due while the LCD is off.
    blank_at: Ticks,
    /// The line that is drawn.
    line: u8,
    /// Dots of this line that have been scheduled so far.
    line_dots: u16,
    /// The first picture after the LCD is switched on is not shown.
    first_frame: bool,
    /// What has happened since the bus last asked.
    news: News,
    /// A line overran so late that its mode-0 interrupt comes with the next line.
    late_hblank_interrupt: bool,

    window: Window,
    objects: Objects,
    fetcher: Fetcher,
    bg_fifo: BgFifo,
    obj_fifo: ObjFifo,
    /// The position within the line: -16 to -9 while SCX's fine scroll is awaited, -8 to -1 for
    /// the tile that lies left of the LCD, then 0 to 160.
    x: i16,
    /// The upper half of the address that `fetcher` knows the lower one of.
    stale_address_high: u8,
    /// A blank pixel is inserted before the next one.
    insert_pixel: bool,
    /// The fine scroll has discarded at least one pixel of this line.
    fine_scrolled: bool,
    /// The row of OAM that the scan is at, where the OAM corruption bug exists.
    oam_row: Option<u8>,
    /// TILE_SEL has changed within the last dot (CGB).
    tile_sel_glitch: bool,
    /// The fetch that collides with WX on the CGB repeats what is on the bus.
    wx_glitch: bool,

    pub(crate) frames: Frames,
    #[serde(skip)]
    paint: Paint,
    #[serde(skip)]
    watch: LineWatch,
    /// Nothing is done at once that can be done dot by dot.
    #[serde(skip)]
    pub(crate) dot_by_dot: bool,
}

impl Ppu {
    /// A PPU at power-on, with the LCD off.
    pub(crate) fn new(model: Model) -> Ppu {
        Ppu {
            model,
            cgb_mode: model.is_cgb(),
            double_speed: false,
            objects_by_x: !model.is_cgb(),
            regs: Registers::default(),
            stat: Stat::default(),
            ly: 0,
            vram_bank: 0,
            bg_palettes: ColorPalettes::new(),
            obj_palettes: ColorPalettes::new(),
            vram: ByteBuf::from(vec![0; 2 * VRAM_BANK]),
            oam: Oam::new(),
            locks: Locks::default(),
            oam_dma: OamDmaView::default(),
            cpu_waits: false,
            phase: Phase::LcdOff,
            next_at: Ticks::NEVER,
            due_at: Ticks(0),
            hblank_is_awaited: false,
            lcd_on_at: Ticks(0),
            blank_at: Ticks::FRAME,
            line: 0,
            line_dots: 0,
            first_frame: true,
            news: News::default(),
            late_hblank_interrupt: false,
            window: Window::default(),
            objects: Objects::default(),
            fetcher: Fetcher::default(),
            bg_fifo: BgFifo::default(),
            obj_fifo: ObjFifo::default(),
            x: line::X_START,
            stale_address_high: 0,
            insert_pixel: false,
            fine_scrolled: false,
            oam_row: None,
            tile_sel_glitch: false,
            wx_glitch: false,
            frames: Frames::new(model.is_cgb()),
            paint: Paint::default(),
            watch: LineWatch::default(),
            dot_by_dot: false,
        }
    }

    /// Whether the PPU has to be brought up to `now`: it might have an interrupt to request by then, or
    /// begin an HBlank that HDMA waits for. Until then it may lag behind, unless somebody reads it or
    /// changes what it draws from.
    #[inline]
    pub(crate) fn is_due(&self, now: Ticks) -> bool {
        debug_assert!(self.due_at <= self.find_due_at(), "the PPU is late at {now:?}");
        self.due_at <= now
    }

    /// Tells whether anybody wants to know of HBlank's beginning.
    #[inline]
    pub(crate) fn set_hblank_awaited(&mut self, awaited: bool) {
        if self.hblank_is_awaited != awaited {
            self.hblank_is_awaited = awaited;
            self.update_due_at();
        }
    }

    /// Brings the PPU up to `now`.
    #[inline]
    pub(crate) fn sync(&mut self, now: Ticks, interrupts: &mut Interrupts) {
        self.go_on(now, false, interrupts);
    }

    /// Brings the PPU so far that what is read of it is what it would be at `now`: a line may be left
    /// undrawn as long as its drawing cannot be over.
    #[inline]
    pub(crate) fn sync_for_reader(&mut self, now: Ticks, interrupts: &mut Interrupts) {
        self.go_on(now, true, interrupts);
    }

    #[inline]
    fn go_on(&mut self, now: Ticks, may_lag: bool, interrupts: &mut Interrupts) {
        if self.window.wy_check_at.is_some_and(|at| at <= now) {
            self.check_wy_as_scheduled(interrupts);
            self.update_due_at();
        }
        if self.next_at < now && !self.stays_within_line(now, may_lag) {
            while self.dot_by_dot && self.next_at < now {
                self.run(self.next_at + Ticks(1), false, interrupts);
            }
            self.run(now, may_lag, interrupts);
            self.update_due_at();
        }
    }

    /// Draws a part of a line, if that is all that there is to do up to `now`. What has been foretold stays so.
    #[inline]
    fn stays_within_line(&mut self, now: Ticks, may_lag: bool) -> bool {
        matches!(self.phase, Phase::Mode3(_))
            && !may_lag
            && self.draw_at_once(now)
            && self.next_at >= now
    }

    /// Nobody hears of the PPU before this moment, if nobody reads it or writes to it until then.
    #[inline]
    pub(crate) fn next_event(&self) -> Ticks {
        self.due_at.min(self.blank_at)
    }

    fn run(&mut self, now: Ticks, may_lag: bool, interrupts: &mut Interrupts) {
        while self.next_at < now {
            let skips = match self.phase {
                Phase::OamWriteLock => self.begin_quiet_line(now, interrupts),
                Phase::OamScan => self.scan_unseen(now),
                Phase::Drawing => {
                    if may_lag && self.is_surely_drawing(now) {
                        return;
                    }
                    self.draw_known_line(now)
                }
                Phase::Mode3(_) => {
                    if may_lag && self.is_surely_drawing(now) {
                        return;
                    }
                    self.draw_at_once(now)
                }
                Phase::Mode0 => {
                    self.learn_line();
                    self.end_quiet_line(now, interrupts)
                }
                _ => false,
            };
            if !skips {
                let dots = self.enter_phase(interrupts);
                self.next_at += Ticks(2 * u64::from(dots));
            }
        }
    }

    /// Shows a blank picture for each frame that passes with the LCD off. Called once per instruction
    /// or more often: nothing that the CPU sees depends on it.
    #[inline]
    pub(crate) fn pace_blank_frames(&mut self, now: Ticks) {
        if self.blank_at <= now {
            self.frames.complete_blank();
            self.blank_at += Ticks::FRAME;
        }
    }

    fn check_wy_as_scheduled(&mut self, interrupts: &mut Interrupts) {
        let Some(at) = self.window.wy_check_at.take() else { return };
        if self.next_at < at {
            self.run(at, false, interrupts);
        }
        self.check_wy();
        if self.phase == Phase::Mode3(mode3::Mode3::Pixel)
            && self.model.is_cgb()
            && !self.double_speed
        {
            self.window.wy_just_checked = true;
        }
    }

    /// Compares WY with LY. One match, with the window enabled, lasts for the frame.
    fn check_wy(&mut self) {
        let ly = match self.stat.compared_ly {
            Some(ly) if !self.model.is_cgb() || self.double_speed => ly,
            _ => self.line,
        };
        if self.lcd_is_on() && self.regs.lcdc_has(LCDC_WINDOW) && self.regs.wy == ly {
            self.window.wy_triggered = true;
        }
    }

    fn update_stat(&mut self, interrupts: &mut Interrupts) {
        if !self.lcd_is_on() {
            return;
        }
        if self.oam_dma.active && self.stat.mode == 2 {
            self.stat.mode = 0;
        }
        let forgets = !self.model.is_cgb();
        self.stat.update(self.regs.stat_enable, self.regs.lyc, forgets, interrupts);
    }

    /// What has happened since the last call.
    #[inline]
    pub(crate) fn take_news(&mut self) -> News {
        core::mem::take(&mut self.news)
    }

    /// Puts the PPU where a boot ROM leaves it: the LCD has been on for `position` and some whole
    /// frames.
    pub(crate) fn start_as_if_on_for(
        &mut self,
        position: Ticks,
        bgp: u8,
        obp: u8,
        interrupts: &mut Interrupts,
    ) {
        self.regs.bgp = bgp;
        self.regs.obp = [obp; 2];
        self.regs.lcdc = registers::LCDC_ON | registers::LCDC_TILES_8000 | registers::LCDC_BG;
        self.switch_lcd_on(Ticks(0));
        let on_for = Ticks(2 * Ticks::FRAME.0) + position;
        self.sync(on_for, interrupts);
        self.next_at = self.next_at - on_for;
        self.update_due_at();
        self.lcd_on_at = Ticks(0) - on_for;
        self.frames.count = 0;
        self.paint.forget();
        self.note_new_contents();
        self.news = News::default();
    }

    /// `ticks` pass without the PPU, as they do on a DMG whose CPU is stopped.
    pub(crate) fn stand_still(&mut self, ticks: Ticks) {
        if self.next_at != Ticks::NEVER {
            self.next_at += ticks;
        }
        self.lcd_on_at += ticks;
    }

    /// Whether every index, size and moment is one that the PPU of a `model` itself could have
    /// produced at `now`.
    pub(crate) fn is_valid(&self, model: Model, now: Ticks) -> bool {
        self.model == model
            && (model.is_cgb() || !self.cgb_mode && self.fetcher.attributes == 0)
            && self.vram.len() == 2 * VRAM_BANK
            && self.vram_bank < 2
            && self.next_at >= now
            && self.frames.is_valid(model.is_cgb())
            && self.objects.is_valid()
            && self.bg_fifo.is_valid()
            && self.obj_fifo.is_valid()
            && self.window.tile_x < 32
            && self.oam_row.is_none_or(|row| row % 8 == 0)
            && self.is_at_valid_place()
    }
}
