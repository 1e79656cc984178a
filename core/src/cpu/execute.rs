//! The instructions, one arm an opcode.
//!
//! Sources: Pan Docs, "CPU Instruction Set"; the order of accesses within an instruction is that
//! of the `SingleStepTests` sm83 vectors.

#![expect(clippy::inline_always, reason = "called once each, in the loop that everything runs in")]

use super::{Cpu, CpuBus, FLAG_C, FLAG_Z, Mode};

/// `LD destination, source` for all eight operands; the operand `hl` in brackets is memory.
macro_rules! ld {
    ($cpu:ident, $bus:ident, [hl], $source:ident) => {
        $bus.write($cpu.r.hl(), $cpu.r.$source)
    };
    ($cpu:ident, $bus:ident, $destination:ident, [hl]) => {
        $cpu.r.$destination = $bus.read($cpu.r.hl())
    };
    ($cpu:ident, $bus:ident, $destination:ident, $source:ident) => {
        $cpu.r.$destination = $cpu.r.$source
    };
}

impl Cpu {
    #[inline(always)]
    pub(super) fn execute<B: CpuBus>(&mut self, bus: &mut B, opcode: u8) {
        match opcode {
            0x01 => {
                let value = self.immediate_word(bus);
                self.r.set_bc(value);
            }
            0x02 => bus.write(self.r.bc(), self.r.a),
            0x03 => {
                bus.idle_on(self.r.bc());
                self.r.set_bc(self.r.bc().wrapping_add(1));
            }
            0x04 => self.r.b = self.r.increment(self.r.b),
            0x05 => self.r.b = self.r.decrement(self.r.b),
            0x06 => self.r.b = self.immediate(bus),
            0x07 => self.r.rotate_a(0),
            0x08 => {
                let address = self.immediate_word(bus);
                let [low, high] = self.r.sp.to_le_bytes();
                bus.write(address, low);
                bus.write(address.wrapping_add(1), high);
            }
            0x09 => self.add_hl(bus, self.r.bc()),
            0x0A => self.r.a = bus.read(self.r.bc()),
            0x0B => {
                bus.idle_on(self.r.bc());
                self.r.set_bc(self.r.bc().wrapping_sub(1));
            }
            0x0C => self.r.c = self.r.increment(self.r.c),
            0x0D => self.r.c = self.r.decrement(self.r.c),
            0x0E => self.r.c = self.immediate(bus),
            0x0F => self.r.rotate_a(1),

            0x10 => self.stop(bus),
            0x11 => {
                let value = self.immediate_word(bus);
                self.r.set_de(value);
            }
            0x12 => bus.write(self.r.de(), self.r.a),
            0x13 => {
                bus.idle_on(self.r.de());
                self.r.set_de(self.r.de().wrapping_add(1));
            }
            0x14 => self.r.d = self.r.increment(self.r.d),
            0x15 => self.r.d = self.r.decrement(self.r.d),
            0x16 => self.r.d = self.immediate(bus),
            0x17 => self.r.rotate_a(2),
            0x18 | 0x20 | 0x28 | 0x30 | 0x38 => {
                self.jump_relative(bus, opcode == 0x18 || self.condition(opcode));
            }
            0x19 => self.add_hl(bus, self.r.de()),
            0x1A => self.r.a = bus.read(self.r.de()),
            0x1B => {
                bus.idle_on(self.r.de());
                self.r.set_de(self.r.de().wrapping_sub(1));
            }
            0x1C => self.r.e = self.r.increment(self.r.e),
            0x1D => self.r.e = self.r.decrement(self.r.e),
            0x1E => self.r.e = self.immediate(bus),
            0x1F => self.r.rotate_a(3),

            0x21 => {
                let value = self.immediate_word(bus);
                self.r.set_hl(value);
            }
            0x22 => {
                bus.write(self.r.hl(), self.r.a);
                self.r.set_hl(self.r.hl().wrapping_add(1));
            }
            0x23 => {
                bus.idle_on(self.r.hl());
                self.r.set_hl(self.r.hl().wrapping_add(1));
            }
            0x24 => self.r.h = self.r.increment(self.r.h),
            0x25 => self.r.h = self.r.decrement(self.r.h),
            0x26 => self.r.h = self.immediate(bus),
            0x27 => self.r.decimal_adjust(),
            0x29 => self.add_hl(bus, self.r.hl()),
            0x2A => {
                self.r.a = bus.read(self.r.hl());
                self.r.set_hl(self.r.hl().wrapping_add(1));
            }
            0x2B => {
                bus.idle_on(self.r.hl());
                self.r.set_hl(self.r.hl().wrapping_sub(1));
            }
            0x2C => self.r.l = self.r.increment(self.r.l),
            0x2D => self.r.l = self.r.decrement(self.r.l),
            0x2E => self.r.l = self.immediate(bus),
            0x2F => self.r.complement(),

            0x31 => self.r.sp = self.immediate_word(bus),
            0x32 => {
                bus.write(self.r.hl(), self.r.a);
                self.r.set_hl(self.r.hl().wrapping_sub(1));
            }
            0x33 => {
                bus.idle_on(self.r.sp);
                self.r.sp = self.r.sp.wrapping_add(1);
            }
            0x34 => {
                let value = bus.read(self.r.hl());
                bus.write(self.r.hl(), self.r.increment(value));
            }
            0x35 => {
                let value = bus.read(self.r.hl());
                bus.write(self.r.hl(), self.r.decrement(value));
            }
            0x36 => {
                let value = self.immediate(bus);
                bus.write(self.r.hl(), value);
            }
            0x37 => self.r.set_carry(true),
            0x39 => self.add_hl(bus, self.r.sp),
            0x3A => {
                self.r.a = bus.read(self.r.hl());
                self.r.set_hl(self.r.hl().wrapping_sub(1));
            }
            0x3B => {
                bus.idle_on(self.r.sp);
                self.r.sp = self.r.sp.wrapping_sub(1);
            }
            0x3C => self.r.a = self.r.increment(self.r.a),
            0x3D => self.r.a = self.r.decrement(self.r.a),
            0x3E => self.r.a = self.immediate(bus),
            0x3F => self.r.set_carry(!self.r.flag(FLAG_C)),

            // `LD r, r` with the same register twice does no more than `NOP` (00).
            0x00 | 0x40 | 0x49 | 0x52 | 0x5B | 0x64 | 0x6D | 0x7F => {}
            0x41 => ld!(self, bus, b, c),
            0x42 => ld!(self, bus, b, d),
            0x43 => ld!(self, bus, b, e),
            0x44 => ld!(self, bus, b, h),
            0x45 => ld!(self, bus, b, l),
            0x46 => ld!(self, bus, b, [hl]),
            0x47 => ld!(self, bus, b, a),
            0x48 => ld!(self, bus, c, b),
            0x4A => ld!(self, bus, c, d),
            0x4B => ld!(self, bus, c, e),
            0x4C => ld!(self, bus, c, h),
            0x4D => ld!(self, bus, c, l),
            0x4E => ld!(self, bus, c, [hl]),
            0x4F => ld!(self, bus, c, a),
            0x50 => ld!(self, bus, d, b),
            0x51 => ld!(self, bus, d, c),
            0x53 => ld!(self, bus, d, e),
            0x54 => ld!(self, bus, d, h),
            0x55 => ld!(self, bus, d, l),
            0x56 => ld!(self, bus, d, [hl]),
            0x57 => ld!(self, bus, d, a),
            0x58 => ld!(self, bus, e, b),
            0x59 => ld!(self, bus, e, c),
            0x5A => ld!(self, bus, e, d),
            0x5C => ld!(self, bus, e, h),
            0x5D => ld!(self, bus, e, l),
            0x5E => ld!(self, bus, e, [hl]),
            0x5F => ld!(self, bus, e, a),
            0x60 => ld!(self, bus, h, b),
            0x61 => ld!(self, bus, h, c),
            0x62 => ld!(self, bus, h, d),
            0x63 => ld!(self, bus, h, e),
            0x65 => ld!(self, bus, h, l),
            0x66 => ld!(self, bus, h, [hl]),
            0x67 => ld!(self, bus, h, a),
            0x68 => ld!(self, bus, l, b),
            0x69 => ld!(self, bus, l, c),
            0x6A => ld!(self, bus, l, d),
            0x6B => ld!(self, bus, l, e),
            0x6C => ld!(self, bus, l, h),
            0x6E => ld!(self, bus, l, [hl]),
            0x6F => ld!(self, bus, l, a),
            0x70 => ld!(self, bus, [hl], b),
            0x71 => ld!(self, bus, [hl], c),
            0x72 => ld!(self, bus, [hl], d),
            0x73 => ld!(self, bus, [hl], e),
            0x74 => ld!(self, bus, [hl], h),
            0x75 => ld!(self, bus, [hl], l),
            0x76 => self.halt(bus),
            0x77 => ld!(self, bus, [hl], a),
            0x78 => ld!(self, bus, a, b),
            0x79 => ld!(self, bus, a, c),
            0x7A => ld!(self, bus, a, d),
            0x7B => ld!(self, bus, a, e),
            0x7C => ld!(self, bus, a, h),
            0x7D => ld!(self, bus, a, l),
            0x7E => ld!(self, bus, a, [hl]),

            0x80..=0xBF | 0xC6 | 0xCE | 0xD6 | 0xDE | 0xE6 | 0xEE | 0xF6 | 0xFE => {
                let is_immediate = opcode >= 0xC0;
                let value =
                    if is_immediate { self.immediate(bus) } else { self.operand(bus, opcode) };
                self.arithmetic(opcode, value);
            }

            0xC0 | 0xC8 | 0xD0 | 0xD8 => self.return_if(bus, self.condition(opcode)),
            0xC1 => {
                let value = self.pop(bus);
                self.r.set_bc(value);
            }
            0xC2 | 0xC3 | 0xCA | 0xD2 | 0xDA => {
                self.jump(bus, opcode == 0xC3 || self.condition(opcode));
            }
            0xC4 | 0xCC | 0xCD | 0xD4 | 0xDC => {
                self.call(bus, opcode == 0xCD || self.condition(opcode));
            }
            0xC5 => self.push(bus, self.r.bc()),
            0xC7 | 0xCF | 0xD7 | 0xDF | 0xE7 | 0xEF | 0xF7 | 0xFF => {
                self.push(bus, self.r.pc);
                self.r.pc = u16::from(opcode & 0x38);
            }
            0xC9 => self.return_(bus),
            0xCB => {
                let opcode = self.immediate(bus);
                self.execute_cb(bus, opcode);
            }

            0xD1 => {
                let value = self.pop(bus);
                self.r.set_de(value);
            }
            0xD5 => self.push(bus, self.r.de()),
            0xD9 => {
                self.return_(bus);
                self.ime = true;
                bus.look_up();
            }

            0xE0 => {
                let low = self.immediate(bus);
                bus.write(0xFF00 | u16::from(low), self.r.a);
            }
            0xE1 => {
                let value = self.pop(bus);
                self.r.set_hl(value);
            }
            0xE2 => bus.write(0xFF00 | u16::from(self.r.c), self.r.a),
            0xE5 => self.push(bus, self.r.hl()),
            0xE8 => {
                let offset = self.immediate(bus);
                bus.idle();
                bus.idle();
                self.r.sp = self.r.sp_plus(offset);
            }
            0xE9 => self.r.pc = self.r.hl(),
            0xEA => {
                let address = self.immediate_word(bus);
                bus.write(address, self.r.a);
            }

            0xF0 => {
                let low = self.immediate(bus);
                self.r.a = bus.read(0xFF00 | u16::from(low));
            }
            0xF1 => {
                let value = self.pop(bus);
                self.r.set_af(value);
            }
            0xF2 => self.r.a = bus.read(0xFF00 | u16::from(self.r.c)),
            0xF3 => {
                self.ime = false;
                self.ei_delay = false;
            }
            0xF5 => self.push(bus, self.r.af()),
            0xF8 => {
                let offset = self.immediate(bus);
                bus.idle();
                let address = self.r.sp_plus(offset);
                self.r.set_hl(address);
            }
            0xF9 => {
                self.r.sp = self.r.hl();
                bus.idle_on(self.r.sp);
            }
            0xFA => {
                let address = self.immediate_word(bus);
                self.r.a = bus.read(address);
            }
            0xFB => {
                self.ei_delay = true;
                bus.look_up();
            }

            // These eleven lock the CPU until power-off (Pan Docs, "CPU Instruction Set").
            0xD3 | 0xDB | 0xDD | 0xE3 | 0xE4 | 0xEB | 0xEC | 0xED | 0xF4 | 0xFC | 0xFD => {
                self.mode = Mode::Locked;
                bus.look_up();
            }
        }
    }

    fn execute_cb<B: CpuBus>(&mut self, bus: &mut B, opcode: u8) {
        let value = self.operand(bus, opcode);
        let bit = opcode >> 3 & 7;
        let result = match opcode >> 6 {
            0 => self.r.shift(bit, value),
            1 => {
                self.r.test_bit(bit, value);
                return;
            }
            2 => value & !(1 << bit),
            _ => value | 1 << bit,
        };
        match opcode & 7 {
            0 => self.r.b = result,
            1 => self.r.c = result,
            2 => self.r.d = result,
            3 => self.r.e = result,
            4 => self.r.h = result,
            5 => self.r.l = result,
            6 => bus.write(self.r.hl(), result),
            _ => self.r.a = result,
        }
    }

    /// The operand that bits 0 to 2 of an opcode name.
    #[inline]
    fn operand<B: CpuBus>(&mut self, bus: &mut B, opcode: u8) -> u8 {
        match opcode & 7 {
            0 => self.r.b,
            1 => self.r.c,
            2 => self.r.d,
            3 => self.r.e,
            4 => self.r.h,
            5 => self.r.l,
            6 => bus.read(self.r.hl()),
            _ => self.r.a,
        }
    }

    /// The condition that bits 3 and 4 of an opcode name: NZ, Z, NC or C.
    #[inline]
    fn condition(&self, opcode: u8) -> bool {
        let flag = if opcode & 0x10 == 0 { FLAG_Z } else { FLAG_C };
        self.r.flag(flag) == (opcode & 0x08 != 0)
    }

    /// The eight operations on A, numbered by bits 3 to 5 of the opcode.
    #[inline(always)]
    fn arithmetic(&mut self, opcode: u8, value: u8) {
        match opcode >> 3 & 7 {
            0 => self.r.add(value, false),
            1 => self.r.add(value, true),
            2 => self.r.sub(value, false),
            3 => self.r.sub(value, true),
            4 => self.r.and(value),
            5 => self.r.xor(value),
            6 => self.r.or(value),
            _ => self.r.compare(value),
        }
    }

    #[inline]
    fn immediate<B: CpuBus>(&mut self, bus: &mut B) -> u8 {
        let value = bus.read_code(self.r.pc);
        self.r.pc = self.r.pc.wrapping_add(1);
        value
    }

    #[inline]
    fn immediate_word<B: CpuBus>(&mut self, bus: &mut B) -> u16 {
        let low = self.immediate(bus);
        let high = self.immediate(bus);
        u16::from_le_bytes([low, high])
    }

    fn add_hl<B: CpuBus>(&mut self, bus: &mut B, value: u16) {
        bus.idle();
        self.r.add_hl(value);
    }

    #[inline(always)]
    fn jump_relative<B: CpuBus>(&mut self, bus: &mut B, condition: bool) {
        let offset = self.immediate(bus);
        if condition {
            bus.idle_on(self.r.pc);
            self.r.pc = self.r.pc.wrapping_add_signed(i16::from(offset as i8));
        }
    }

    #[inline(always)]
    fn jump<B: CpuBus>(&mut self, bus: &mut B, condition: bool) {
        let address = self.immediate_word(bus);
        if condition {
            bus.idle();
            self.r.pc = address;
        }
    }

    fn call<B: CpuBus>(&mut self, bus: &mut B, condition: bool) {
        let address = self.immediate_word(bus);
        if condition {
            self.push(bus, self.r.pc);
            self.r.pc = address;
        }
    }

    fn return_<B: CpuBus>(&mut self, bus: &mut B) {
        self.r.pc = self.pop(bus);
        bus.idle();
    }

    fn return_if<B: CpuBus>(&mut self, bus: &mut B, condition: bool) {
        bus.idle();
        if condition {
            self.return_(bus);
        }
    }

    fn push<B: CpuBus>(&mut self, bus: &mut B, value: u16) {
        let [high, low] = value.to_be_bytes();
        bus.idle_on(self.r.sp);
        self.r.sp = self.r.sp.wrapping_sub(1);
        bus.write(self.r.sp, high);
        self.r.sp = self.r.sp.wrapping_sub(1);
        bus.write(self.r.sp, low);
    }

    fn pop<B: CpuBus>(&mut self, bus: &mut B) -> u16 {
        let low = bus.read(self.r.sp);
        self.r.sp = self.r.sp.wrapping_add(1);
        let high = bus.read(self.r.sp);
        self.r.sp = self.r.sp.wrapping_add(1);
        u16::from_le_bytes([low, high])
    }
}
