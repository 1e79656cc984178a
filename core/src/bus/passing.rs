//! How time passes.
//!
//! While nothing happens, the CPU's T-cycles are only counted (`pending`, as long as they are fewer than
//! `quiet`). PPU, APU and timer lag behind, and are brought to the present by whoever reads them or
//! writes to a register.

use super::Bus;
use crate::sync_policy::SyncPolicy;
use crate::time::Ticks;
use crate::timer::DivEdges;

/// The divider bit that clocks the APU's frame sequencer at 512 Hz, in normal and double speed.
const DIV_APU: [u16; 2] = [1 << 12, 1 << 13];

impl Bus {
    /// The ticks that `t_cycles` of the CPU take.
    #[inline]
    pub(super) fn ticks(&self, t_cycles: u32) -> Ticks {
        Ticks(u64::from(t_cycles) << u8::from(!self.double_speed))
    }

    /// Whether nothing has happened up to the present moment, those T-cycles included that are pending.
    #[inline]
    pub(super) fn is_quiet(&self) -> bool {
        self.pending < self.quiet
    }

    /// Lets the CPU's time pass for everybody.
    #[inline]
    pub(super) fn pass_time(&mut self, t_cycles: u32) {
        if t_cycles < self.quiet {
            self.pass_quiet_time(t_cycles);
        } else {
            self.pass_eventful_time(t_cycles);
        }
    }

    #[inline]
    fn pass_quiet_time(&mut self, t_cycles: u32) {
        self.now += self.ticks(t_cycles);
        self.quiet -= t_cycles;
    }

    /// Lets time pass in which something happens, or may happen.
    #[inline(never)]
    fn pass_eventful_time(&mut self, t_cycles: u32) {
        debug_assert!(t_cycles <= 8, "{t_cycles} T-cycles are more than an access takes");
        self.quiet = 0;
        self.sync_timer();
        self.sync_oam_dma();
        if self.low_power.is_special() {
            self.pass_special_time(t_cycles as u8);
        } else if self.oam_dma.is_active() && !self.low_power.cpu_waits() {
            self.pass_time_with_oam_dma(t_cycles);
            self.pass_divider_time(t_cycles);
        } else {
            self.now += self.ticks(t_cycles);
            self.pass_divider_time(t_cycles);
            if self.ppu.is_due(self.now) {
                self.look_at_ppu();
            }
        }
        self.oam_dma_at = self.now;
        self.ppu.pace_blank_frames(self.now);
        if self.sync_policy == SyncPolicy::Eager {
            self.hurry();
        }
    }

    /// Brings everything to the present moment. The divider will still tell the APU of what happened up
    /// to an M-cycle ago.
    #[cold]
    fn hurry(&mut self) {
        self.sync_ppu();
        self.apu.sync(Ticks(self.now.0.saturating_sub(self.ticks(4).0)));
    }

    pub(crate) fn set_sync_policy(&mut self, policy: SyncPolicy) {
        self.sync_policy = policy;
        self.ppu.dot_by_dot = policy == SyncPolicy::Eager;
        self.expect_anything();
    }

    /// The CPU is to run up to `deadline`.
    pub(crate) fn begin_run(&mut self, deadline: Ticks) {
        self.deadline = deadline;
        self.expect_anything();
    }

    /// To be called between two instructions, or while the CPU waits: finds out for how long nothing
    /// happens. That is the case up to the next event, or to the end of the run.
    #[inline]
    pub(super) fn look_ahead(&mut self) {
        if self.quiet == 0 && self.sync_policy == SyncPolicy::Lazy {
            self.find_quiet();
        }
    }

    #[inline(never)]
    fn find_quiet(&mut self) {
        if self.low_power.is_special() || self.hdma.is_due() || self.serial.waits_for_peer() {
            return;
        }
        let mut longest = u32::MAX;
        if self.oam_dma.is_active() {
            self.sync_oam_dma();
            longest = self.quiet_t_cycles_of_oam_dma();
        }
        self.sync_timer();
        let event = self.ppu.next_event().min(self.deadline);
        let ticks = event.0.saturating_sub(self.now.0);
        let t_cycles = ticks.div_ceil(self.ticks(1).0);
        let timer = self.timer.quiet_t_cycles(self.serial.idle_bits());
        self.quiet = t_cycles.min(timer.min(longest).into()) as u32;
    }

    /// To be called where something may happen earlier than was thought.
    #[inline]
    pub(super) fn expect_anything(&mut self) {
        self.quiet = 0;
    }

    /// Brings the divider and what hangs on it to the present moment. Since it was last, there was
    /// nothing to do but to count.
    #[inline]
    pub(super) fn sync_timer(&mut self) {
        let t_cycles = (self.now - self.timer_at).0 >> u8::from(!self.double_speed);
        let run = self.timer.pass_quietly(t_cycles as u32);
        self.serial.pass_idle_edges(run.falls(self.serial.clock_bit()));
        self.timer_at = self.now;
    }

    /// Takes the present moment for the one to which everything has been brought.
    pub(crate) fn adopt_present(&mut self) {
        self.timer_at = self.now;
        self.oam_dma_at = self.now;
        self.expect_anything();
    }

    /// Takes over what belongs to the host from `old`, which makes no sound from then on.
    pub(crate) fn adopt_host_settings(&mut self, old: &mut Bus) {
        self.apu.adopt_host_settings(&mut old.apu);
        self.set_sync_policy(old.sync_policy);
    }

    /// Brings everything that lags behind up to the present moment.
    pub(crate) fn sync(&mut self) {
        self.sync_timer();
        self.sync_oam_dma();
        self.sync_ppu();
        self.apu.sync(self.now);
    }

    /// Brings the PPU up to the present moment, before something changes that it draws from.
    #[inline(never)]
    pub(crate) fn sync_ppu(&mut self) {
        self.ppu.sync(self.now, &mut self.interrupts);
        self.notice_news();
    }

    /// Brings the PPU up to the present moment before `value` is written to a register of its own, if it has
    /// used the register since it was last.
    pub(super) fn sync_ppu_before_write(&mut self, address: u16, value: u8) {
        if self.ppu.uses_before(address, value, self.now) {
            self.sync_ppu();
        }
    }

    /// Brings the PPU so far that whoever only reads it finds what is there at the present moment.
    #[inline(never)]
    pub(super) fn look_at_ppu(&mut self) {
        self.ppu.sync_for_reader(self.now, &mut self.interrupts);
        self.notice_news();
    }

    /// HDMA moves a block in each HBlank, unless the CPU waits; a Super Game Boy looks at each
    /// picture.
    #[inline(never)]
    pub(super) fn notice_news(&mut self) {
        let news = self.ppu.take_news();
        let awaits_hblank = self.hdma.awaits_hblank() && !self.low_power.cpu_waits();
        if awaits_hblank && news.hblank_began() {
            self.hdma.hblank_began();
        }
        self.ppu.set_hblank_awaited(awaits_hblank);
        if news.picture_is_complete()
            && let Some(sgb) = &mut self.sgb
        {
            sgb.take_picture(self.ppu.frames.completed());
        }
    }

    pub(super) fn pass_divider_time(&mut self, t_cycles: u32) {
        self.timer.pass(t_cycles as u8);
        while let Some(edges) = self.timer.next_edges(&mut self.interrupts) {
            self.pass_on_divider_edges(edges);
        }
        self.timer_at = self.now;
    }

    /// The serial port and the APU take their clocks from the divider. It counts at the beginning
    /// of the M-cycle that ends now (`SameSuite` `channel_1_sweep_restart_2`).
    #[inline]
    pub(super) fn pass_on_divider_edges(&mut self, edges: DivEdges) {
        self.clock_serial(edges);
        let apu_bit = self.div_apu_bit();
        if (edges.fell | edges.rose) & apu_bit != 0 {
            let counted_at = self.now - self.ticks(4);
            if edges.fell & apu_bit != 0 {
                self.apu.div_apu_falling(counted_at);
            } else {
                self.apu.div_apu_rising(counted_at);
            }
        }
    }

    #[inline]
    pub(super) fn clock_serial(&mut self, edges: DivEdges) {
        if edges.fell & self.serial.clock_bit() != 0 {
            self.serial.clock_edge(&mut self.interrupts);
        }
    }

    /// Tells the divider which of its bits clock the serial port and the APU.
    pub(crate) fn update_watched_divider_bits(&mut self) {
        self.timer.watch_for_others(self.serial.clock_bit() | self.div_apu_bit());
        self.expect_anything();
    }

    /// Lets the M-cycles pass in which nothing can happen, while the CPU waits for an interrupt and
    /// the deadline is not reached.
    pub(super) fn skip_quiet_m_cycles(&mut self) {
        let m_cycles = self.quiet.saturating_sub(1) / 4;
        self.pass_quiet_time(4 * m_cycles);
    }

    #[inline]
    pub(super) fn div_apu_bit(&self) -> u16 {
        DIV_APU[usize::from(self.double_speed)]
    }

    /// Lets the T-cycles pass that are pending: those up to the last access, in which nothing happens,
    /// and the rest of its M-cycle.
    #[inline]
    pub(crate) fn flush(&mut self) {
        self.flush_with(0);
    }

    /// The same, with some T-cycles more or less.
    #[inline]
    pub(super) fn flush_with(&mut self, offset: i8) {
        let t_cycles = self.pending.saturating_add_signed(offset.into());
        if t_cycles < self.quiet {
            self.pending = 0;
            self.pass_quiet_time(t_cycles);
        } else {
            self.flush_eventfully(offset);
        }
    }

    #[inline(never)]
    fn flush_eventfully(&mut self, offset: i8) {
        self.flush_up_to_last_access();
        let t_cycles = core::mem::take(&mut self.pending).saturating_add_signed(offset.into());
        if t_cycles > 0 {
            self.pass_time(t_cycles);
        }
    }

    /// Lets the T-cycles pass up to the last access: they are known to be quiet.
    #[inline]
    pub(super) fn flush_up_to_last_access(&mut self) {
        let before = self.pending.saturating_sub(4);
        if before < self.quiet {
            self.pass_quiet_time(before);
            self.pending -= before;
        }
    }
}
