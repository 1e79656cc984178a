//! HALT, STOP and the CGB's speed switch (KEY1, FF4D).
//!
//! Sources: Pan Docs, "Reducing Power Consumption" and "CGB Registers"; the lengths of the pauses
//! in a speed switch as `SameBoy` measured them.

use serde::{Deserialize, Serialize};

use super::Bus;
use crate::cpu::{AfterStop, Stop};

/// T-cycles for which the CPU waits in a speed switch, if no interrupt cuts the wait short.
const SWITCH_PAUSE: u32 = 0x2_0008;
/// T-cycles until the clock changes from normal to double speed.
const SWITCH_DELAY: u8 = 6;
/// T-cycles for which everything outside the CPU's clock stands still in a speed switch.
const SWITCH_FREEZE: u8 = 5;
/// The same where a pending interrupt leaves out the pause.
const SWITCH_FREEZE_SHORT: u8 = 1;

/// The CPU's waiting, and the speed switch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct LowPower {
    halted: bool,
    stopped: bool,
    /// Bit 0 of KEY1: the next STOP switches speed.
    switch_armed: bool,
    /// T-cycles until the switch to double speed.
    switch_in: u8,
    /// T-cycles for which everything but the CPU's clock stands still.
    freeze: u8,
    /// T-cycles that are left of the pause.
    pause: u32,
    pause_ended: bool,
    /// Time has other than its usual effects.
    special: bool,
}

impl LowPower {
    #[inline]
    pub(super) fn cpu_waits(&self) -> bool {
        self.halted || self.stopped
    }

    /// Whether time has other than its usual effects.
    #[inline]
    pub(super) fn is_special(&self) -> bool {
        self.special
    }

    fn update_special(&mut self) {
        self.special = self.stopped || self.switch_in | self.freeze != 0 || self.pause != 0;
    }

    pub(super) fn take_pause_end(&mut self) -> bool {
        core::mem::take(&mut self.pause_ended)
    }
}

impl Bus {
    pub(super) fn read_key1(&self) -> u8 {
        0x7E | u8::from(self.double_speed) << 7 | u8::from(self.low_power.switch_armed)
    }

    pub(super) fn write_key1(&mut self, value: u8) {
        self.low_power.switch_armed = value & 1 != 0;
    }

    pub(super) fn enter_halt(&mut self) {
        self.sync_ppu_for_waiting_cpu();
        self.low_power.halted = true;
        self.ppu.cpu_waits = true;
        self.suspend_oam_dma();
        self.hdma.cpu_waits(self.ppu.reported_mode());
    }

    pub(super) fn leave_halt(&mut self) {
        self.low_power.pause = 0;
        self.low_power.pause_ended = false;
        self.resume();
    }

    /// Before the CPU begins or ends to wait, of which the PPU notices something in an OAM DMA only.
    fn sync_ppu_for_waiting_cpu(&mut self) {
        if self.oam_dma.is_active() {
            self.sync_ppu();
        } else {
            self.look_at_ppu();
        }
    }

    fn resume(&mut self) {
        // An HBlank that began before does not count.
        self.sync_ppu_for_waiting_cpu();
        self.low_power.halted = false;
        self.low_power.stopped = false;
        self.low_power.update_special();
        self.notice_news();
        self.ppu.cpu_waits = false;
        self.hdma.cpu_wakes(self.ppu.reported_mode());
        self.catch_up_oam_dma_after_halt();
        self.expect_anything();
    }

    /// STOP: sleeps, switches speed, or does nothing where a button is held.
    pub(super) fn execute_stop(&mut self, next: u16, interrupt_pending: bool) -> Stop {
        self.flush();
        let button_held = self.joypad.lines() != 0x0F;
        let switches = self.low_power.switch_armed && !button_held;
        if !button_held {
            self.clear_divider();
            self.low_power.stopped = true;
            self.low_power.update_special();
            self.expect_anything();
            self.sync_ppu();
            self.ppu.cpu_waits = true;
            self.hdma.cpu_waits(self.ppu.reported_mode());
        }
        if !interrupt_pending {
            self.read_memory(next);
            self.pending = 4;
        }
        if switches {
            self.begin_speed_switch(interrupt_pending);
        }
        let then = if !switches && !button_held {
            AfterStop::Sleep
        } else {
            self.resume();
            if interrupt_pending {
                self.low_power.pause = 0;
                self.low_power.update_special();
                AfterStop::Run
            } else {
                self.enter_halt();
                AfterStop::Pause
            }
        };
        Stop { skips_byte: !interrupt_pending, then }
    }

    fn begin_speed_switch(&mut self, interrupt_pending: bool) {
        self.flush();
        self.low_power.switch_armed = false;
        self.low_power.freeze = 0;
        if self.double_speed {
            self.set_double_speed(false);
        } else {
            self.low_power.switch_in = SWITCH_DELAY;
            self.low_power.freeze = SWITCH_FREEZE_SHORT;
        }
        if !interrupt_pending {
            self.low_power.pause = SWITCH_PAUSE;
            self.low_power.freeze = SWITCH_FREEZE;
        }
        self.low_power.update_special();
        self.expect_anything();
    }

    fn set_double_speed(&mut self, double_speed: bool) {
        self.sync_timer();
        self.sync_ppu();
        self.double_speed = double_speed;
        self.ppu.double_speed = double_speed;
        self.apu.set_double_speed(double_speed, self.now);
        self.update_watched_divider_bits();
    }

    /// Lets time pass while the CPU is stopped or switches speed.
    pub(super) fn pass_special_time(&mut self, t_cycles: u8) {
        let switch_in = self.low_power.switch_in;
        if switch_in > 0 && switch_in <= t_cycles {
            self.low_power.switch_in = 0;
            self.pass_special_time_at_one_speed(switch_in);
            self.set_double_speed(!self.double_speed);
            if t_cycles > switch_in {
                self.pass_special_time_at_one_speed(t_cycles - switch_in);
            }
        } else {
            self.low_power.switch_in = switch_in.saturating_sub(t_cycles);
            self.pass_special_time_at_one_speed(t_cycles);
        }
        self.low_power.update_special();
    }

    fn pass_special_time_at_one_speed(&mut self, t_cycles: u8) {
        let stopped = self.low_power.stopped;
        let frozen = self.low_power.freeze.min(t_cycles);
        self.low_power.freeze -= frozen;
        self.now += self.ticks(u32::from(t_cycles - frozen));
        if stopped {
            // The divider stands still.
            self.timer_at = self.now;
        } else {
            self.pass_divider_time(t_cycles.into());
        }
        self.pass_pause(t_cycles);
        // The DMG's PPU stands still while the CPU is stopped.
        if self.model.is_cgb() || !stopped {
            self.sync_ppu();
        } else {
            self.ppu.stand_still(self.ticks(t_cycles.into()));
        }
    }

    fn pass_pause(&mut self, t_cycles: u8) {
        let pause = self.low_power.pause;
        if pause == 0 {
            return;
        }
        self.low_power.pause = pause.saturating_sub(u32::from(t_cycles));
        if self.low_power.pause == 0 {
            self.low_power.pause_ended = true;
            self.resume();
        }
    }

    pub(super) fn pass_stopped_cycle(&mut self) -> bool {
        self.flush();
        self.pass_time(4);
        if self.joypad.lines() == 0x0F {
            return false;
        }
        self.resume();
        self.pass_time(8);
        true
    }
}
