//! The registers as the CPU sees them: FF10 to FF3F, and PCM12 and PCM34.
//!
//! Source: Pan Docs, [Audio registers](https://gbdev.io/pandocs/Audio_Registers.html); blargg
//! `01-registers`, `08-len ctr during power`, `11-regs after power`.

use super::noise::Noise;
use super::pulse::Pulse;
use super::sequencer::Sequencer;
use super::sweep::Sweep;
use super::wave::Wave;
use super::{Apu, Channel};
use crate::time::Ticks;

impl Apu {
    /// The CPU reads a register (or wave RAM). Bits without a function read 1.
    pub(crate) fn read(&mut self, address: u16, now: Ticks) -> u8 {
        self.sync(now);
        self.peek(address)
    }

    /// What a read of `address` gave when the APU was last brought up to date.
    pub(crate) fn peek(&self, address: u16) -> u8 {
        let control = |length_is_enabled: bool| if length_is_enabled { 0xFF } else { 0xBF };
        match address {
            0xFF10 => self.sweep.register() | 0x80,
            0xFF11 => self.pulse1.duty_register() | 0x3F,
            0xFF12 => self.pulse1.envelope.register(),
            0xFF14 => control(self.pulse1.length.is_enabled()),
            0xFF16 => self.pulse2.duty_register() | 0x3F,
            0xFF17 => self.pulse2.envelope.register(),
            0xFF19 => control(self.pulse2.length.is_enabled()),
            0xFF1A => u8::from(self.wave.dac_is_on()) << 7 | 0x7F,
            0xFF1C => self.wave.level_register() | 0x9F,
            0xFF1E => control(self.wave.length.is_enabled()),
            0xFF21 => self.noise.envelope.register(),
            0xFF22 => self.noise.clock_register(),
            0xFF23 => control(self.noise.length.is_enabled()),
            0xFF24 => self.nr50,
            0xFF25 => self.nr51,
            0xFF26 => self.nr52(),
            0xFF30..=0xFF3F => self.wave.read_ram(address, self.model),
            0xFF76 if self.model.is_cgb() => self.pulse1.output() | self.pulse2.output() << 4,
            0xFF77 if self.model.is_cgb() => self.wave.output() | self.noise.output() << 4,
            _ => 0xFF,
        }
    }

    /// The CPU writes a register (or wave RAM). `div_bit` is the present level of DIV's bit 4 (bit
    /// 5 in double speed).
    pub(crate) fn write(&mut self, address: u16, value: u8, now: Ticks, div_bit: bool) {
        self.sync(now);
        let model = self.model;
        let clocked_half = self.sequencer.clocked_length();
        match address {
            0xFF26 => self.write_nr52(value, div_bit),
            0xFF30..=0xFF3F => self.wave.write_ram(address, value, model),
            _ if !self.power => self.write_while_off(address, value),
            0xFF10 => self.sweep.write(value, self.half, &mut self.pulse1, model),
            0xFF11 => {
                self.pulse1.write_duty(value);
                self.pulse1.length.load(value);
            }
            0xFF12 => self.pulse1.write_envelope(value, model),
            0xFF13 => self.pulse1.write_period_low(value),
            0xFF14 => {
                let was_active = self.pulse1.is_active();
                self.pulse1.write_control(value, self.half, clocked_half, model);
                if value & 0x80 != 0 {
                    self.sweep.trigger(was_active, self.half, &self.pulse1, model);
                }
            }
            0xFF16 => {
                self.pulse2.write_duty(value);
                self.pulse2.length.load(value);
            }
            0xFF17 => self.pulse2.write_envelope(value, model),
            0xFF18 => self.pulse2.write_period_low(value),
            0xFF19 => self.pulse2.write_control(value, self.half, clocked_half, model),
            0xFF1A => self.wave.write_dac(value),
            0xFF1B => self.wave.length.load(value),
            0xFF1C => self.wave.write_level(value),
            0xFF1D => self.wave.write_period_low(value),
            0xFF1E => self.wave.write_control(value, clocked_half, model),
            0xFF20 => self.noise.length.load(value),
            0xFF21 => self.noise.write_envelope(value, model),
            0xFF22 => self.noise.write_clock(value, model),
            0xFF23 => self.noise.write_control(value, clocked_half, model),
            0xFF24 => self.nr50 = value,
            0xFF25 => self.nr51 = value,
            _ => {}
        }
        self.publish();
    }

    /// A trigger of channel 4 that waited for its clock takes effect.
    pub(super) fn start_noise(&mut self) {
        let length = if self.noise.length.is_enabled() { 0x40 } else { 0 };
        let clocked_half = self.sequencer.clocked_length();
        self.noise.write_control(0x80 | length, clocked_half, self.model);
    }

    fn nr52(&self) -> u8 {
        let active = Channel::ALL.map(|channel| match channel {
            Channel::Pulse1 => self.pulse1.is_active(),
            Channel::Pulse2 => self.pulse2.is_active(),
            Channel::Wave => self.wave.is_active(),
            Channel::Noise => self.noise.is_active(),
        });
        let channels =
            active.into_iter().rev().fold(0, |bits, active| bits << 1 | u8::from(active));
        u8::from(self.power) << 7 | 0x70 | channels
    }

    /// The DMG's length counters can be loaded while the APU is off.
    fn write_while_off(&mut self, address: u16, value: u8) {
        if !self.model.length_survives_power_off() {
            return;
        }
        match address {
            0xFF11 => self.pulse1.length.load(value),
            0xFF16 => self.pulse2.length.load(value),
            0xFF1B => self.wave.length.load(value),
            0xFF20 => self.noise.length.load(value),
            _ => {}
        }
    }

    fn write_nr52(&mut self, value: u8, div_bit: bool) {
        let on = value & 0x80 != 0;
        if on == self.power {
            return;
        }
        self.power = on;
        self.half = on;
        self.sequencer = if on { Sequencer::switched_on(div_bit) } else { Sequencer::default() };
        self.reset_channels();
        self.nr50 = 0;
        self.nr51 = 0;
    }

    fn reset_channels(&mut self) {
        let keep = self.model.length_survives_power_off();
        let ram = self.wave.ram();
        self.sweep = Sweep::default();
        self.pulse1 = Pulse::new(self.pulse1.length.across_power(keep));
        self.pulse2 = Pulse::new(self.pulse2.length.across_power(keep));
        self.wave = Wave::new(self.wave.length.across_power(keep), ram);
        self.noise = Noise::new(self.noise.length.across_power(keep));
    }
}
