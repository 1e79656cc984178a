//! The state that boot ROMs leave behind.
//!
//! Without a boot ROM the machine starts at 0100 in the state that the model's boot ROM leaves:
//! registers, divider, the PPU's position in the frame, the logo in VRAM, the CGB's palettes.
//!
//! The boot ROMs of the SGB and the CGB take a time that depends on the cartridge's header; `sgb` and
//! `cgb` count it as Pan Docs, "Power-Up Sequence", tells what they do.
//!
//! Sources: Pan Docs, "Power-Up Sequence"; the disassembly in ISSOtm/gb-bootroms for how long each
//! step takes; mooneye-test-suite `acceptance/boot_*` and `misc/boot_*`; gbmicrotest `poweron_*` for
//! the PPU's position.

mod cgb;
mod logo;
mod palettes;
mod sgb;

use crate::bus::Bus;
use crate::cpu::{Cpu, FLAG_C, FLAG_H, FLAG_Z, Registers};
use crate::joypad::Buttons;
use crate::model::BootProgram;
use crate::time::Ticks;

/// The registers that every boot ROM leaves alike.
const REGISTERS: Registers =
    Registers { a: 0, f: 0, b: 0, c: 0, d: 0, e: 0, h: 0, l: 0, sp: 0xFFFE, pc: 0x0100 };

/// The bytes of a cartridge's header, 0100 to 014F.
type Header = [u8; 0x50];

fn header(bus: &mut Bus) -> Header {
    core::array::from_fn(|offset| bus.cartridge.read_rom(0x0100 + offset as u16, bus.now))
}

/// The PPU's position when the boot ROM is done: ticks since the LCD was switched on, modulo a
/// frame.
const fn lcd_position(line: u64, dot: u64) -> Ticks {
    Ticks((line * 456 + dot) * 2)
}

/// Puts CPU and bus into the state that the model's boot ROM leaves, where `held` are the buttons
/// that were down while it ran.
pub(crate) fn skip(bus: &mut Bus, held: Buttons) -> Cpu {
    let registers = match bus.model.boot_program() {
        BootProgram::Dmg0 => skip_dmg0(bus),
        BootProgram::Dmg => skip_dmg(bus),
        BootProgram::Sgb => sgb::skip(bus),
        BootProgram::Cgb0 => cgb::skip(bus, held, 0x20C),
        BootProgram::Cgb => cgb::skip(bus, held, 0),
    };
    bus.interrupts.requested = crate::interrupts::VBLANK;
    Cpu::new(Registers { a: bus.model.a_after_boot(), ..registers })
}

/// DIV-APU events between power-on and the chime's last tone, and from there to the end: the DMG's
/// boot ROM switches the APU on after 229,440 T-cycles, plays the tone 64 frames before its end and
/// ends after 23,440,324; that of the first DMG ends after 24,844,328.
const DMG_CHIME: [u32; 2] = [2285, 548];
const DMG0_CHIME: [u32; 2] = [2456, 548];

/// What the DMG's boot ROM does, without the trademark sign and a little slower.
fn skip_dmg0(bus: &mut Bus) -> Registers {
    logo::draw_tiles(bus);
    logo::put_on_map(bus);
    bus.set_post_boot_registers(0xFF, 0x1830);
    bus.ppu.start_as_if_on_for(lcd_position(145, 93), 0xFC, 0xFF, &mut bus.interrupts);
    bus.apu.post_boot(DMG0_CHIME, true);
    Registers { b: 0xFF, c: 0x13, d: 0x00, e: 0xC1, h: 0x84, l: 0x03, ..REGISTERS }
}

fn skip_dmg(bus: &mut Bus) -> Registers {
    // The boot ROM's last addition leaves H and C set unless the header's checksum is 0.
    let checksum_flags =
        if bus.cartridge.read_rom(0x014D, bus.now) == 0 { 0 } else { FLAG_H | FLAG_C };
    logo::draw_tiles(bus);
    logo::draw_sign(bus);
    logo::put_on_map(bus);
    logo::put_sign_on_map(bus);
    bus.set_post_boot_registers(0xFF, 0xABCC);
    bus.ppu.start_as_if_on_for(lcd_position(153, 397), 0xFC, 0xFF, &mut bus.interrupts);
    bus.apu.post_boot(DMG_CHIME, true);
    Registers {
        f: FLAG_Z | checksum_flags,
        b: 0x00,
        c: 0x13,
        d: 0x00,
        e: 0xD8,
        h: 0x01,
        l: 0x4D,
        ..REGISTERS
    }
}
