//! What the channels do.

extern crate std;

use super::{Console, DIV_APU, M_CYCLE, base, start};
use crate::apu::Channel;
use crate::model::Model;

#[test]
fn length_switches_each_channel_off() {
    for channel in Channel::ALL {
        let mut console = Console::new(Model::Cgb);
        console.write(base(channel) + 1, if channel == Channel::Wave { 251 } else { 59 });
        start(&mut console, channel, 0x40);
        // Five clocks, of which the first comes with the first event.
        console.events(8);
        assert!(console.is_on(channel));
        console.events(1);
        assert!(!console.is_on(channel), "{channel:?}");
    }
}

#[test]
fn pulse_plays_its_duty() {
    for (duty, high) in [(0, 1), (1, 2), (2, 4), (3, 6)] {
        let mut console = Console::new(Model::Cgb);
        console.write(0xFF16, duty << 6);
        console.write(0xFF18, 0x00);
        start(&mut console, Channel::Pulse2, 7);
        // A step takes 512 cycles of 2 MHz.
        console.run(512 * 4 * 8);
        let heard = (0..8)
            .filter(|_| {
                console.run(512 * 4);
                console.read(0xFF76) == 0xF0
            })
            .count();
        assert_eq!(heard, high);
    }
}

#[test]
fn sweep_overflow_on_trigger_stops_channel_1() {
    for model in Model::ALL {
        let mut console = Console::new(model);
        console.write(0xFF10, 0x01);
        console.write(0xFF13, 0xFF);
        start(&mut console, Channel::Pulse1, 7);
        assert!(console.is_on(Channel::Pulse1));
        console.run(8 * M_CYCLE);
        assert!(!console.is_on(Channel::Pulse1), "{model:?}");
    }
}

#[test]
fn sweep_moves_the_period() {
    let mut console = Console::new(Model::Cgb);
    console.write(0xFF10, 0x11);
    console.write(0xFF13, 0x00);
    start(&mut console, Channel::Pulse1, 1);
    // Events 3 and 7 of the sequencer clock the sweep: 100h, 180h, 240h.
    console.events(3);
    console.run(64);
    assert_eq!(console.apu.pulse1.period(), 0x180);
    console.events(4);
    assert_eq!(console.apu.pulse1.period(), 0x240);
}

#[test]
fn sweep_leaving_decrease_mode_stops_channel_1() {
    for model in Model::ALL {
        let mut console = Console::new(model);
        console.write(0xFF10, 0x19);
        console.write(0xFF13, 0x00);
        start(&mut console, Channel::Pulse1, 4);
        console.events(5);
        assert!(console.is_on(Channel::Pulse1));
        console.write(0xFF10, 0x11);
        assert!(!console.is_on(Channel::Pulse1), "{model:?}");
    }
}

/// A wave channel whose RAM holds 00, 11, .. FF, at its second-highest rate, `cycles` of 2 MHz
/// after its trigger.
fn playing_wave(model: Model, cycles: u64) -> Console {
    let mut console = Console::new(model);
    for index in 0..16 {
        console.write(0xFF30 + index, index as u8 * 0x11);
    }
    console.write(0xFF1D, 0xFE);
    start(&mut console, Channel::Wave, 7);
    console.run(cycles * 4);
    console
}

#[test]
fn running_wave_ram_is_seen_on_the_dmg_in_the_cycle_of_a_read() {
    // The first read comes five cycles after the trigger, then one every two.
    let seen: [u8; 8] =
        core::array::from_fn(|n| playing_wave(Model::Dmg, 5 + n as u64).read(0xFF30));
    assert_eq!(seen, [0x00, 0xFF, 0x11, 0xFF, 0x11, 0xFF, 0x22, 0xFF]);
    let seen: [u8; 8] =
        core::array::from_fn(|n| playing_wave(Model::Cgb, 5 + n as u64).read(0xFF30));
    assert_eq!(seen, [0x00, 0x00, 0x11, 0x11, 0x11, 0x11, 0x22, 0x22]);
}

#[test]
fn triggering_in_the_cycle_of_a_read_damages_wave_ram_on_the_dmg() {
    let ram_after = |model: Model, cycles: u64| -> [u8; 4] {
        let mut console = playing_wave(model, cycles);
        console.write(0xFF1E, 0x87);
        console.write(0xFF1A, 0x00);
        core::array::from_fn(|n| console.read(0xFF30 + n as u16))
    };
    let intact = [0x00, 0x11, 0x22, 0x33];
    // The read that comes next is of the byte with samples 2 and 3, then of that with 10 and 11.
    assert_eq!(ram_after(Model::Dmg, 6), [0x11, 0x11, 0x22, 0x33]);
    assert_eq!(ram_after(Model::Dmg, 22), [0x44, 0x55, 0x66, 0x77]);
    assert_eq!(ram_after(Model::Dmg, 7), intact);
    assert_eq!(ram_after(Model::Cgb, 6), intact);
}

#[test]
fn noise_repeats_after_127_steps_in_narrow_mode() {
    let mut console = Console::new(Model::Cgb);
    // Divisor 2 cycles, the counter's lowest bit: a step every 4 cycles.
    console.write(0xFF22, 0x08);
    start(&mut console, Channel::Noise, 0);
    console.run(64 * 16);
    let mut record = || -> std::vec::Vec<u8> {
        (0..127)
            .map(|_| {
                console.run(16);
                console.read(0xFF77)
            })
            .collect()
    };
    let first = record();
    assert_eq!(first, record());
    assert!(first.contains(&0xF0) && first.contains(&0x00));
}

#[test]
fn double_speed_lets_envelopes_act_a_cycle_late() {
    let volume_after = |double_speed: bool, cycles: u64| -> u8 {
        let mut console = Console::new(Model::Cgb);
        console.apu.set_double_speed(double_speed, crate::time::Ticks(0));
        console.write(0xFF12, 0xF1);
        console.write(0xFF14, 0x80);
        console.run(8 * DIV_APU + cycles * 4);
        console.apu.pulse1.envelope.volume()
    };
    assert_eq!(volume_after(false, 0), 14);
    assert_eq!(volume_after(true, 0), 15);
    assert_eq!(volume_after(true, 1), 14);
}

#[test]
fn switching_on_while_the_div_bit_is_set_loses_an_event() {
    for (wait, events) in [(0, 1), (DIV_APU / 2, 2)] {
        let mut console = Console::new(Model::Cgb);
        console.write(0xFF26, 0x00);
        console.run(wait);
        console.write(0xFF26, 0x80);
        console.write(0xFF16, 62);
        // The lost event leaves the sequencer as if it had clocked the length.
        start(&mut console, Channel::Pulse2, 0);
        console.write(0xFF19, 0x40);
        console.events(events);
        assert_eq!(console.is_on(Channel::Pulse2), wait == 0);
    }
}

#[test]
fn noise_of_the_dmg_waits_for_its_clock() {
    for (misaligned, delay) in [(false, 0), (true, 6)] {
        for model in [Model::Dmg, Model::Cgb] {
            let mut console = Console::new(model);
            console.run(if misaligned { M_CYCLE } else { 2 * M_CYCLE });
            start(&mut console, Channel::Noise, 0);
            assert_eq!(console.is_on(Channel::Noise), model.is_cgb() || !misaligned);
            console.run(delay * 4);
            assert!(console.is_on(Channel::Noise));
        }
    }
}
