//! The state that boot ROMs leave behind.
//!
//! Without a boot ROM the machine starts at 0100 in the state that the model's boot ROM leaves:
//! registers, divider, the PPU's position in the frame, the logo in VRAM, the CGB's palettes.
//!
//! Sources: Pan Docs, "Power-Up Sequence"; mooneye-test-suite `acceptance/boot_*` and
//! `misc/boot_*`; gbmicrotest `poweron_*` for the PPU's position.

mod logo;
mod palettes;

use crate::bus::Bus;
use crate::cartridge::CgbSupport;
use crate::cpu::{Cpu, FLAG_C, FLAG_H, FLAG_Z, Registers};
use crate::joypad::Buttons;
use crate::model::Model;
use crate::time::Ticks;

/// The PPU's position when the boot ROM is done: ticks since the LCD was switched on, modulo a
/// frame.
const fn lcd_position(line: u64, dot: u64) -> Ticks {
    Ticks((line * 456 + dot) * 2)
}

/// Puts CPU and bus into the state that the model's boot ROM leaves, where `held` are the buttons
/// that were down while it ran.
pub(crate) fn skip(bus: &mut Bus, held: Buttons) -> Cpu {
    match bus.model {
        Model::Dmg | Model::Mgb => skip_dmg(bus),
        Model::Cgb => skip_cgb(bus, held),
    }
}

fn skip_dmg(bus: &mut Bus) -> Cpu {
    // The boot ROM's last addition leaves H and C set unless the header's checksum is 0.
    let checksum_flags =
        if bus.cartridge.read_rom(0x014D, bus.now) == 0 { 0 } else { FLAG_H | FLAG_C };
    logo::draw_tiles(bus);
    logo::put_on_map(bus);
    bus.set_post_boot_registers(0xFF, 0xABCC);
    bus.ppu.start_as_if_on_for(lcd_position(153, 397), 0xFC, 0xFF, &mut bus.interrupts);
    bus.interrupts.requested = crate::interrupts::VBLANK;
    bus.apu.post_boot();
    Cpu::new(Registers {
        a: if bus.model == Model::Mgb { 0xFF } else { 0x01 },
        f: FLAG_Z | checksum_flags,
        b: 0x00,
        c: 0x13,
        d: 0x00,
        e: 0xD8,
        h: 0x01,
        l: 0x4D,
        sp: 0xFFFE,
        pc: 0x0100,
    })
}

fn skip_cgb(bus: &mut Bus, held: Buttons) -> Cpu {
    let cgb_game = bus.cartridge.header().cgb != CgbSupport::None;
    bus.apu.post_boot();
    bus.joypad.select_nothing();
    logo::draw_tiles(bus);
    let registers =
        Registers { a: 0x11, f: FLAG_Z, sp: 0xFFFE, pc: 0x0100, ..Registers::default() };
    for palette in 0..8 {
        for color in 0..4 {
            bus.ppu.bg_palettes.set_color(palette, color, 0x7FFF);
        }
    }
    if cgb_game {
        // No test at hand decides the divider and the PPU's position in CGB mode to
        // the cycle: these are what other emulators use.
        bus.set_post_boot_registers(0x00, 0x1EA0);
        bus.ppu.start_as_if_on_for(lcd_position(144, 164), 0xFC, 0x00, &mut bus.interrupts);
        bus.interrupts.requested = crate::interrupts::VBLANK;
        return Cpu::new(Registers { d: 0xFF, e: 0x56, l: 0x0D, ..registers });
    }

    let header: [u8; 0x50] =
        core::array::from_fn(|offset| bus.cartridge.read_rom(0x0100 + offset as u16, bus.now));
    let chosen = palettes::chosen_by(held).unwrap_or_else(|| palettes::choose(&header));
    let b = palettes::title_checksum(&header);
    for color in 0..4 {
        let at = usize::from(color);
        bus.ppu.bg_palettes.set_color(0, color, chosen.bg[at]);
        bus.ppu.obj_palettes.set_color(0, color, chosen.obj0[at]);
        bus.ppu.obj_palettes.set_color(1, color, chosen.obj1[at]);
    }
    bus.ppu.bg_palettes.set_index(0x88);
    bus.ppu.obj_palettes.set_index(0x90);
    bus.enter_dmg_compatibility();
    bus.set_post_boot_registers(0x00, 0x2678);
    bus.ppu.start_as_if_on_for(lcd_position(144, 164), 0xFC, 0x00, &mut bus.interrupts);
    bus.interrupts.requested = crate::interrupts::VBLANK;
    // B holds the sum of the title's letters where the licensee is Nintendo; HL depends on it.
    // For two titles the boot ROM puts the DMG's logo onto the map, and HL is where it stopped.
    let (h, l) = if b == 0x43 || b == 0x58 {
        logo::put_on_map(bus);
        (0x99, 0x1A)
    } else {
        (0x00, 0x7C)
    };
    Cpu::new(Registers { b, d: 0x00, e: 0x08, h, l, ..registers })
}
