//! The questions about the APU whose answers differ between hardware revisions.
//!
//! Each is asked by name where it matters, so that a further revision is one more `match` arm here
//! and nothing anywhere else. Sources: Pan Docs, chapter
//! [Audio details](https://gbdev.io/pandocs/Audio_details.html), blargg's `dmg_sound` and
//! `cgb_sound`, and the APU part of `SameSuite`.

use crate::model::Model;

impl Model {
    /// Whether the APU is that of CPU CGB D or later, in which much was put right.
    const fn has_late_apu(self) -> bool {
        matches!(self, Model::CgbD | Model::Cgb | Model::Agb)
    }

    /// Whether a write to `NRx4` clocks a length counter that was disabled, in the half of the frame
    /// sequencer's period whose length clock has come, even if it does not enable it (Pan Docs,
    /// "Audio details"; `SameSuite` `channel_1_extra_length_clocking-cgb0B`).
    pub(super) const fn clocks_length_without_enabling(self) -> bool {
        matches!(self, Model::Cgb0 | Model::CgbB)
    }

    /// Whether such a clock that ends channel 3's time does not switch it off before the next. What
    /// happens inside is a guess; `SameSuite` `channel_3_extra_length_clocking-cgbB` needs it.
    pub(super) const fn wave_outlives_extra_length_clock(self) -> bool {
        matches!(self, Model::CgbB)
    }

    /// Whether `NRx1`'s length bits can be written, and length counters live on, while the APU is
    /// off (blargg `08-len ctr during power` of both suites).
    pub(super) const fn length_survives_power_off(self) -> bool {
        !self.is_cgb()
    }

    /// Whether the CPU reaches wave RAM of a running channel 3 only in the very cycle in which
    /// the channel reads it (blargg `dmg_sound` `09-wave read while on`, `12-wave write while on`).
    pub(super) const fn wave_ram_needs_coincidence(self) -> bool {
        !self.is_cgb()
    }

    /// Whether triggering channel 3 just as it reads wave RAM damages the first four bytes
    /// (blargg `dmg_sound` `10-wave trigger while on`). How differs between units of the Game Boy
    /// Pocket; the one here is like the Game Boys, which the test expects.
    pub(super) const fn wave_trigger_corrupts_ram(self) -> bool {
        !self.is_cgb()
    }

    /// Whether a write to `NRx2` and NR43 passes through the value FF on its way, as on every
    /// revision before CGB D.
    pub(super) const fn writes_pass_through_ff(self) -> bool {
        !self.has_late_apu()
    }

    /// Whether a trigger, and a change of the period's top bits, may advance the duty step, as on
    /// CGB D and E (`SameSuite` `channel_1_restart`, `channel_2_restart`).
    pub(super) const fn trigger_may_step_duty(self) -> bool {
        self.has_late_apu()
    }

    /// Whether a write to NR10 decides about an overflow as if the sweep had been decreasing
    /// whatever the register said before, as on every revision before CGB D.
    pub(super) const fn nr10_write_assumes_decrease(self) -> bool {
        !self.has_late_apu()
    }

    /// How many further 2 MHz cycles a trigger keeps the sweep unit from loading channel 1's
    /// period (`SameSuite` `channel_1_sweep_restart_2`); that CGB D has none is `SameBoy`'s finding.
    pub(super) const fn extra_sweep_hold(self) -> u8 {
        if self.is_cgb() && !matches!(self, Model::CgbD) { 2 } else { 0 }
    }

    /// Whether the sweep's calculation starts one 1 MHz cycle later when channel 1 is triggered
    /// on the other half of the 1 MHz clock, as on every revision before CGB D.
    pub(super) const fn sweep_start_depends_on_alignment(self) -> bool {
        !self.has_late_apu()
    }

    /// Whether a trigger of channel 4 waits for its 512 kHz clock, so that a misaligned one starts
    /// six 2 MHz cycles later.
    pub(super) const fn noise_trigger_waits_for_alignment(self) -> bool {
        !self.is_cgb()
    }

    /// By how many 2 MHz cycles the next tick of channel 4's divider comes late after NR43 is
    /// written in the cycle in which the divider was reloaded, for each alignment to 512 kHz.
    pub(super) const fn noise_reload_alignment(self) -> [u8; 4] {
        if self.has_late_apu() { [2, 1, 0, 3] } else { [2, 1, 4, 3] }
    }

    /// Whether, in double speed, envelopes act one 2 MHz cycle after the DIV-APU event, as on
    /// CGB D and E.
    pub(super) const fn envelope_lags_in_double_speed(self) -> bool {
        self.has_late_apu()
    }

    /// What wave RAM holds at power-on. A DMG's content is random but much the same from one
    /// unit to the next; that of the CGB is a regular pattern, which its boot ROM writes, but for that
    /// of the first CGB.
    pub(super) const fn initial_wave_ram(self) -> [u8; 16] {
        if self.is_cgb() && !matches!(self, Model::Cgb0) {
            [
                0x00, 0xFF, 0x00, 0xFF, 0x00, 0xFF, 0x00, 0xFF, 0x00, 0xFF, 0x00, 0xFF, 0, 0xFF, 0,
                0xFF,
            ]
        } else {
            [
                0x84, 0x40, 0x43, 0xAA, 0x2D, 0x78, 0x92, 0x3C, 0x60, 0x59, 0x59, 0xB0, 0x34, 0xB8,
                0x2E, 0xDA,
            ]
        }
    }
}
