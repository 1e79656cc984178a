//! What the CGB's boot ROM leaves behind, and the AGB's.

use crate::bus::Bus;
use crate::cartridge::CgbSupport;
use crate::cpu::{FLAG_H, FLAG_Z, Registers};
use crate::joypad::Buttons;
use crate::time::Ticks;

use super::{DMG_CHIME, Header, REGISTERS, lcd_position, logo, palettes};

/// Leaves all as the boot ROM does, which takes `longer` T-cycles more than that of the CGB.
pub(super) fn skip(bus: &mut Bus, held: Buttons, longer: u16) -> Registers {
    let header = super::header(bus);
    let increments_b = bus.model.boot_increments_b();
    bus.apu.post_boot(DMG_CHIME, true);
    bus.select_no_buttons();
    logo::draw_tiles(bus);
    logo::draw_sign(bus);
    for palette in 0..8 {
        for color in 0..4 {
            bus.ppu.bg_palettes.set_color(palette, color, 0x7FFF);
        }
    }
    let registers = if bus.cartridge.header().cgb == CgbSupport::None {
        start_dmg_game(bus, held, &header)
    } else {
        Registers { d: 0xFF, e: 0x56, l: 0x0D, ..REGISTERS }
    };
    // The PPU's position in CGB mode is what gambatte's authors measured; counting what the
    // disassembly does gives the distance from there in compatibility mode.
    let (divider, position) = if bus.cgb_mode() {
        (0x1E9C, lcd_position(144, 164))
    } else {
        (0x2678, lcd_position(148, 352))
    };
    let last_step = if increments_b { 4 } else { 0 };
    let divider = divider + longer + 4 * m_cycles_for_licensee(&header) + last_step;
    bus.set_post_boot_registers(0x00, divider);
    let position = position + Ticks(2 * u64::from(last_step));
    bus.ppu.start_as_if_on_for(position, 0xFC, 0x00, &mut bus.interrupts);
    if increments_b {
        let b = registers.b.wrapping_add(1);
        let zero = if b == 0 { FLAG_Z } else { 0 };
        let half_carry = if b & 0x0F == 0 { FLAG_H } else { 0 };
        return Registers { b, f: zero | half_carry, ..registers };
    }
    Registers { f: FLAG_Z, ..registers }
}

/// Switches to compatibility mode with the colours that are chosen for the game.
fn start_dmg_game(bus: &mut Bus, held: Buttons, header: &Header) -> Registers {
    let chosen = palettes::chosen_by(held).unwrap_or_else(|| palettes::choose(header));
    for color in 0..4 {
        let at = usize::from(color);
        bus.ppu.bg_palettes.set_color(0, color, chosen.bg[at]);
        bus.ppu.obj_palettes.set_color(0, color, chosen.obj0[at]);
        bus.ppu.obj_palettes.set_color(1, color, chosen.obj1[at]);
    }
    bus.ppu.bg_palettes.set_index(0x88);
    bus.ppu.obj_palettes.set_index(0x90);
    bus.enter_dmg_compatibility();
    // B holds the sum of the title's letters where the licensee is Nintendo; HL depends on it.
    // For two titles the boot ROM puts the DMG's logo onto the map, and HL is where it stopped.
    let b = palettes::title_checksum(header);
    let (h, l) = if b == 0x43 || b == 0x58 {
        logo::put_on_map(bus);
        logo::put_sign_on_map(bus);
        (0x99, 0x1A)
    } else {
        (0x00, 0x7C)
    };
    Registers { b, d: 0x00, e: 0x08, h, l, ..REGISTERS }
}

/// M-cycles beyond the fewest that the boot ROM takes to find out who published the game, before it
/// switches the LCD on. For a game by Nintendo it then looks for the title's sum in a list of 79; how
/// far, and how long the palettes that it finds take, is not counted here: such a game starts as if
/// its title were not listed.
fn m_cycles_for_licensee(header: &Header) -> u16 {
    const SUM_AND_SEARCH: u16 = 1_091;
    let (by_new_code, old_code, new_code) =
        (header[0x4B] == 0x33, header[0x4B], &header[0x44..0x46]);
    match (by_new_code, new_code) {
        (false, _) if old_code == 0x01 => SUM_AND_SEARCH,
        (false, _) => 1,
        (true, [b'0', b'1']) => SUM_AND_SEARCH + 8,
        (true, [b'0', _]) => 9,
        (true, _) => 0,
    }
}
