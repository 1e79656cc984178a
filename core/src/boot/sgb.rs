//! What the SGB's boot ROM leaves behind.
//!
//! It shows the logo and sends the cartridge's header to the Super NES in six packets, without looking
//! at it itself. A bit that is set takes an M-cycle less to send than one that is clear, and the wait
//! after each packet polls LY, so that its length depends on when it begins. Hence the divider and the
//! PPU's position differ from one header to the next (Pan Docs, "Power-Up Sequence"; mooneye-test-suite
//! `boot_div-S` and `boot_div2-S`).

use crate::bus::Bus;
use crate::cpu::Registers;
use crate::time::Ticks;

use super::{Header, REGISTERS, logo};

/// M-cycles in a frame and in a line.
const FRAME: u64 = 17_556;
const LINE: u64 = 114;
/// T-cycles that the divider has counted when the LCD is switched on.
const DIVIDER_AT_LCD_ON: u64 = 270_856;
/// M-cycles in which a packet without set bits is sent.
const SEND_PACKET: u64 = 2_713;
/// M-cycles between two looks at LY, and from the last to the next wait.
const POLL: u64 = 8;
const DELAY: u64 = 1_036;

pub(super) fn skip(bus: &mut Bus) -> Registers {
    let header = super::header(bus);
    logo::draw_tiles(bus);
    logo::draw_sign(bus);
    logo::put_on_map(bus);
    logo::put_sign_on_map(bus);
    bus.select_no_buttons();
    let m_cycles = m_cycles_with_lcd_on(&header);
    bus.set_post_boot_registers(0xFF, (DIVIDER_AT_LCD_ON + 4 * m_cycles) as u16);
    let position = Ticks((4 * (m_cycles % FRAME) + 5) * 2);
    bus.ppu.start_as_if_on_for(position, 0xFC, 0xFF, &mut bus.interrupts);
    // The APU has been on for 210 DIV-APU events; the chime is the Super NES's.
    bus.apu.post_boot([210, 0], false);
    Registers { c: 0x14, h: 0xC0, l: 0x60, ..REGISTERS }
}

/// The packets with the header's bytes from 0104 on: 14 bytes in each, behind a number and a sum.
fn packets(header: &Header) -> [[u8; 16]; 6] {
    core::array::from_fn(|index| {
        let mut packet = [0; 16];
        let start = 0x04 + 14 * index;
        let end = header.len().min(start + 14);
        packet[2..2 + end - start].copy_from_slice(&header[start..end]);
        packet[0] = 0xF1 + 2 * index as u8;
        packet[1] = packet[2..].iter().fold(0, |sum, &byte| sum.wrapping_add(byte));
        packet
    })
}

/// M-cycles from the moment when the LCD is switched on to the end.
fn m_cycles_with_lcd_on(header: &Header) -> u64 {
    let mut now = 0;
    for packet in packets(header) {
        let ones: u32 = packet.iter().map(|byte| byte.count_ones()).sum();
        now += SEND_PACKET - u64::from(ones);
        for _ in 0..4 {
            while !(144 * LINE..145 * LINE).contains(&((now + 1) % FRAME)) {
                now += POLL;
            }
            now += DELAY;
        }
        now += 9;
    }
    now + 15
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A set bit less makes for a look at LY that comes an M-cycle later, and the looks are eight
    /// M-cycles apart.
    #[test]
    fn the_bits_of_the_last_packet_show_in_the_time_modulo_the_looks_at_ly() {
        let mut header = [0; 0x50];
        let none_set = m_cycles_with_lcd_on(&header);
        // The sum of the packet's bytes stays what it was.
        header[0x4E..].copy_from_slice(&[0x0F, 0xF1]);
        let nine_set = m_cycles_with_lcd_on(&header);
        assert_eq!(none_set % POLL, (nine_set + 9) % POLL);
        assert!(none_set.abs_diff(nine_set) < POLL);
    }

    #[test]
    fn the_packets_hold_the_header_and_its_sums() {
        let header: Header = core::array::from_fn(|at| at as u8);
        let packets = packets(&header);
        assert_eq!(packets[0][..4], [0xF1, 147, 0x04, 0x05]);
        assert_eq!(packets[5][..9], [0xFB, 0xCB, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F, 0]);
        assert_eq!(packets[5][9..], [0; 7]);
    }
}
