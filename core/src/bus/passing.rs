//! How time passes.
//!
//! While nothing happens, time is only counted (`quiet_until`); PPU, APU and timer lag behind, and are
//! brought to the present by whoever reads them or writes to a register.

use super::Bus;
use crate::sync_policy::SyncPolicy;
use crate::time::Ticks;
use crate::timer::DivEdges;

/// The divider bit that clocks the APU's frame sequencer at 512 Hz, in normal and double speed.
const DIV_APU: [u16; 2] = [1 << 12, 1 << 13];

impl Bus {
    /// The ticks that `t_cycles` of the CPU take.
    #[inline]
    pub(super) fn ticks(&self, t_cycles: u8) -> Ticks {
        Ticks(u64::from(t_cycles) << u8::from(!self.double_speed))
    }

    /// Lets the CPU's time pass for everybody.
    #[inline]
    pub(super) fn pass_time(&mut self, t_cycles: u8) {
        let then = self.now + self.ticks(t_cycles);
        if then < self.quiet_until {
            self.now = then;
        } else {
            self.pass_eventful_time(t_cycles);
        }
    }

    /// Lets time pass in which something happens, or may happen.
    #[inline(never)]
    fn pass_eventful_time(&mut self, t_cycles: u8) {
        self.sync_timer();
        if self.low_power.is_special() {
            self.pass_special_time(t_cycles);
        } else if self.oam_dma.is_active() && !self.low_power.cpu_waits() {
            self.pass_time_with_oam_dma(t_cycles);
            self.pass_divider_time(t_cycles);
        } else {
            self.now += self.ticks(t_cycles);
            self.pass_divider_time(t_cycles);
            if self.ppu.is_due(self.now) {
                self.sync_ppu();
            }
        }
        self.ppu.pace_blank_frames(self.now);
        self.quiet_until = match self.sync_policy {
            SyncPolicy::Lazy => self.find_quiet_until(),
            SyncPolicy::Eager => self.hurry(),
        };
    }

    /// Brings everything to the present moment, and lets nothing be quiet. The divider will still tell
    /// the APU of what happened up to an M-cycle ago.
    #[cold]
    fn hurry(&mut self) -> Ticks {
        self.sync_ppu();
        self.apu.sync(Ticks(self.now.0.saturating_sub(self.ticks(4).0)));
        Ticks(0)
    }

    pub(crate) fn set_sync_policy(&mut self, policy: SyncPolicy) {
        self.sync_policy = policy;
        self.ppu.dot_by_dot = policy == SyncPolicy::Eager;
        self.expect_anything();
    }

    /// Once everything has been brought to the present: the moment of the next event.
    fn find_quiet_until(&self) -> Ticks {
        if self.low_power.is_special() || self.oam_dma.is_active() {
            return Ticks(0);
        }
        let t_cycles = self.timer.quiet_t_cycles(self.serial.idle_bits());
        let timer_event = self.now + Ticks(u64::from(t_cycles) << u8::from(!self.double_speed));
        timer_event.min(self.ppu.next_event())
    }

    /// To be called where something may happen earlier than was thought.
    #[inline]
    pub(super) fn expect_anything(&mut self) {
        self.quiet_until = Ticks(0);
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
        self.sync_ppu();
        self.apu.sync(self.now);
    }

    /// Brings the PPU up to the present moment, before something changes that it draws from.
    #[inline(never)]
    pub(crate) fn sync_ppu(&mut self) {
        self.ppu.sync(self.now, &mut self.interrupts);
        self.notice_news();
    }

    /// HDMA moves a block in each HBlank, unless the CPU waits; a Super Game Boy looks at each
    /// picture.
    #[inline]
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

    pub(super) fn pass_divider_time(&mut self, t_cycles: u8) {
        self.timer.pass(t_cycles);
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
        let ticks = self.ticks(4).0;
        let until = self.deadline.min(self.quiet_until);
        let m_cycles = until.0.saturating_sub(self.now.0 + 1) / ticks;
        self.now += Ticks(m_cycles * ticks);
    }

    #[inline]
    pub(super) fn div_apu_bit(&self) -> u16 {
        DIV_APU[usize::from(self.double_speed)]
    }

    /// Lets the rest of the last access's M-cycle pass.
    #[inline]
    pub(crate) fn flush(&mut self) {
        let pending = core::mem::take(&mut self.pending);
        if pending > 0 {
            self.pass_time(pending);
        }
    }

    #[inline(never)]
    pub(super) fn flush_out_of_line(&mut self) {
        self.flush();
    }
}
