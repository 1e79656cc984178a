//! Reading, writing and power.

use super::{Console, base, start};
use crate::apu::{Apu, Channel};
use crate::model::Model;
use crate::time::Ticks;

/// What reads 1 in FF10 to FF2F (blargg `01-registers`).
const OPEN_BITS: [u8; 32] = [
    0x80, 0x3F, 0x00, 0xFF, 0xBF, 0xFF, 0x3F, 0x00, 0xFF, 0xBF, 0x7F, 0xFF, 0x9F, 0xFF, 0xBF, 0xFF,
    0xFF, 0x00, 0x00, 0xBF, 0x00, 0x00, 0x70, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
];

#[test]
fn open_bits_read_one_and_the_others_what_was_written() {
    for model in Model::ALL {
        for value in [0x00, 0x55, 0xAA, 0xFF] {
            for (offset, open) in OPEN_BITS.iter().enumerate().filter(|&(offset, _)| offset != 0x16)
            {
                let mut console = Console::new(model);
                let address = 0xFF10 + offset as u16;
                console.write(address, value);
                assert_eq!(console.read(address), value | open, "{address:04X} on {model:?}");
            }
        }
    }
}

#[test]
fn power_off_clears_registers_and_ignores_writes() {
    for model in Model::ALL {
        let mut console = Console::new(model);
        for channel in Channel::ALL {
            start(&mut console, channel, 0x40);
        }
        console.write(0xFF30, 0x5A);
        assert_eq!(console.read(0xFF26), 0xFF);
        console.run(8);
        console.write(0xFF26, 0x00);
        assert_eq!(console.read(0xFF26), 0x70);
        for offset in (0..32).filter(|&offset| offset != 0x16) {
            let address = 0xFF10 + offset as u16;
            assert_eq!(console.read(address), OPEN_BITS[offset]);
            console.write(address, 0xFF);
            assert_eq!(console.read(address), OPEN_BITS[offset]);
        }
        console.write(0xFF31, 0xA5);
        assert_eq!(console.read(0xFF31), 0xA5, "wave RAM has power always");
    }
}

#[test]
fn length_counters_survive_power_off_on_the_dmg_only() {
    for model in Model::ALL {
        let mut console = Console::new(model);
        console.write(0xFF26, 0x00);
        console.write(0xFF11, 63);
        console.write(0xFF26, 0x80);
        start(&mut console, Channel::Pulse1, 0x40);
        console.events(2);
        assert_eq!(console.is_on(Channel::Pulse1), model.is_cgb(), "{model:?}");
    }
}

#[test]
fn pcm_registers_exist_on_the_cgb_only() {
    for model in Model::ALL {
        let mut console = Console::new(model);
        for address in 0xFF30..=0xFF3F {
            console.write(address, 0x99);
        }
        start(&mut console, Channel::Wave, 7);
        console.run(4096);
        let expected = if model.is_cgb() { 0x09 } else { 0xFF };
        assert_eq!(console.read(0xFF77), expected);
    }
}

#[test]
fn post_boot_registers_are_those_of_the_boot_rom() {
    const EXPECTED: [u8; 23] = [
        0x80, 0xBF, 0xF3, 0xFF, 0xBF, 0xFF, 0x3F, 0x00, 0xFF, 0xBF, 0x7F, 0xFF, 0x9F, 0xFF, 0xBF,
        0xFF, 0xFF, 0x00, 0x00, 0xBF, 0x77, 0xF3, 0xF1,
    ];
    for model in Model::ALL {
        let mut apu = Apu::new(model);
        apu.post_boot([2285, 548], true);
        for (offset, expected) in EXPECTED.into_iter().enumerate() {
            assert_eq!(apu.read(0xFF10 + offset as u16, Ticks(0)), expected);
        }
        assert_eq!(apu.pulse1.envelope.volume(), 0, "the chime has died away");
    }
}

#[test]
fn every_dac_decides_whether_a_trigger_counts() {
    for channel in Channel::ALL {
        let mut console = Console::new(Model::Dmg);
        console.write(base(channel) + 4, 0x80);
        assert!(!console.is_on(channel), "without its DAC no channel starts");
        start(&mut console, channel, 0);
        console.run(64);
        assert!(console.is_on(channel));
        console.write(base(channel) + if channel == Channel::Wave { 0 } else { 2 }, 0x07);
        assert!(!console.is_on(channel), "switching the DAC off stops the channel");
    }
}
