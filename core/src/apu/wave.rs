//! Channel 3: 32 four-bit samples from wave RAM.
//!
//! Source: Pan Docs, [Audio registers](https://gbdev.io/pandocs/Audio_Registers.html), "Sound
//! channel 3", and [Audio details](https://gbdev.io/pandocs/Audio_details.html); blargg `dmg_sound`
//! 09, 10 and 12, `cgb_sound` 09 to 12; `SameSuite`'s `channel_3` tests.

use serde::{Deserialize, Serialize};

use super::length::LengthCounter;
use super::sink::LevelSink;
use crate::model::Model;

/// The wave channel with its RAM.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Wave {
    pub(super) length: LengthCounter<256>,
    active: bool,
    dac: bool,
    level_register: u8,
    /// The 11-bit period: the channel reads every `2048 - period` cycles of 2 MHz.
    period: u16,
    /// The sample being played, 0 to 31.
    position: u8,
    /// 2 MHz cycles before the one in which the next sample is read.
    timer: u16,
    /// The byte that was read last. A trigger does not load it, so that the first sample is old.
    byte: u8,
    /// The last cycle read wave RAM.
    just_read: bool,
    output: u8,
    ram: [u8; 16],
}

impl Wave {
    /// The channel after the APU was switched on or off. Wave RAM is not affected by that.
    pub(super) fn new(length: LengthCounter<256>, ram: [u8; 16]) -> Wave {
        Wave {
            length,
            active: false,
            dac: false,
            level_register: 0,
            period: 0,
            position: 0,
            timer: 0,
            byte: 0,
            just_read: false,
            output: 0,
            ram,
        }
    }

    /// Whether NR52 shows the channel as on.
    pub(super) fn is_active(&self) -> bool {
        self.active
    }

    /// Whether the channel's DAC is on.
    pub(super) fn dac_is_on(&self) -> bool {
        self.dac
    }

    /// The digital output that the DAC gets, 0 to 15; 0 while the channel is off.
    pub(super) fn output(&self) -> u8 {
        if self.active { self.output & 0x0F } else { 0 }
    }

    /// All of wave RAM.
    pub(super) fn ram(&self) -> [u8; 16] {
        self.ram
    }

    /// NR32 without the bits that cannot be read.
    pub(super) fn level_register(&self) -> u8 {
        self.level_register & 0x60
    }

    /// A read of wave RAM at `offset`. While the channel runs, the byte is the one that it plays,
    /// and on the DMG it is there only as the channel reads it.
    pub(super) fn read_ram(&self, offset: u16, model: Model) -> u8 {
        self.reachable(offset, model).map_or(0xFF, |index| self.ram[index])
    }

    /// A write of wave RAM at `offset`, with the same rules.
    pub(super) fn write_ram(&mut self, offset: u16, value: u8, model: Model) {
        if let Some(index) = self.reachable(offset, model) {
            self.ram[index] = value;
        }
    }

    /// A write of NR30.
    pub(super) fn write_dac(&mut self, value: u8) {
        self.dac = value & 0x80 != 0;
        if !self.dac {
            self.stop();
        }
    }

    /// A write of NR32. It is heard at once.
    pub(super) fn write_level(&mut self, value: u8) {
        self.level_register = value;
        self.update_output();
    }

    /// A write of NR33. It counts from the next read on.
    pub(super) fn write_period_low(&mut self, value: u8) {
        self.period = self.period & 0x700 | u16::from(value);
    }

    /// A write of NR34: period, trigger and length.
    pub(super) fn write_control(&mut self, value: u8, clocked_half: bool, model: Model) {
        self.period = self.period & 0x0FF | u16::from(value & 7) << 8;
        let had_run_out = self.length.has_run_out();
        if value & 0x80 != 0 {
            self.trigger(model);
        }
        let always = model.clocks_length_without_enabling();
        let mut is_over = self.length.write_control(value, clocked_half, always);
        if model.wave_outlives_extra_length_clock() && value & 0xC0 == 0 {
            is_over = had_run_out && clocked_half;
        }
        if is_over {
            self.stop();
        }
    }

    /// Switches the channel off until its next trigger.
    pub(super) fn stop(&mut self) {
        self.active = false;
        self.output = 0;
    }

    /// Lets `cycles` (at least one) cycles of 2 MHz pass and tells `sink` of each new output.
    pub(super) fn advance<S: LevelSink>(&mut self, cycles: u32, sink: &mut S) {
        self.just_read = false;
        if !self.active {
            return;
        }
        let timer = u32::from(self.timer);
        let Some(after_first) = cycles.checked_sub(timer + 1) else {
            self.timer = (timer - cycles) as u16;
            return;
        };
        let interval = u32::from(self.period & 0x7FF ^ 0x7FF) + 1;
        let further_reads = after_first / interval;
        let since_last = after_first % interval;
        self.timer = (interval - 1 - since_last) as u16;
        self.just_read = since_last == 0;

        let first = timer + 1;
        if S::HEARD && self.shift() < 4 {
            for nth in 0..=further_reads {
                self.read_sample(1);
                sink.level(first + nth * interval, self.output());
            }
        } else {
            self.read_sample(1 + further_reads);
            sink.level(first, self.output());
        }
    }

    fn trigger(&mut self, model: Model) {
        let reads_now = self.active && self.timer == 0;
        if reads_now && model.wave_trigger_corrupts_ram() {
            self.corrupt_ram();
        }
        self.position = 0;
        if reads_now {
            self.byte = self.ram[0];
        }
        if self.dac {
            self.active = true;
            self.update_output();
        }
        self.timer = (self.period & 0x7FF ^ 0x7FF) + 3;
        self.length.trigger();
    }

    /// On the DMG, a trigger in the cycle of a read puts two addresses on wave RAM's lines, and the
    /// start of it takes over what is being read.
    fn corrupt_ram(&mut self) {
        let index = usize::from(self.position.wrapping_add(1) >> 1 & 0x0F);
        if index < 4 {
            self.ram[0] = self.ram[index];
        } else {
            let group = index & !3;
            self.ram.copy_within(group..group + 4, 0);
        }
    }

    fn read_sample(&mut self, count: u32) {
        self.position = (u32::from(self.position) + count) as u8 & 0x1F;
        self.byte = self.ram[usize::from(self.position >> 1)];
        self.update_output();
    }

    fn update_output(&mut self) {
        if self.active {
            let sample = if self.position & 1 == 0 { self.byte >> 4 } else { self.byte & 0x0F };
            self.output = sample >> self.shift();
        }
    }

    fn shift(&self) -> u8 {
        [4, 0, 1, 2][usize::from(self.level_register >> 5 & 3)]
    }

    fn reachable(&self, offset: u16, model: Model) -> Option<usize> {
        if !self.active {
            Some(usize::from(offset & 0x0F))
        } else if self.just_read || !model.wave_ram_needs_coincidence() {
            Some(usize::from(self.position >> 1 & 0x0F))
        } else {
            None
        }
    }
}
