//! The Pocket Camera.

use super::*;
use crate::cartridge::{CAMERA_HEIGHT, CAMERA_WIDTH};

/// Ticks of the clock that drives the sensor.
const CLOCK: u64 = 8;
/// The camera's own exposure for a picture of full contrast: black is 112, white a little more
/// than 255.
const EXPOSURE: u16 = 0x0E00;

type Scene = [u8; CAMERA_WIDTH * CAMERA_HEIGHT];

fn scene(grey: impl Fn(usize, usize) -> u8) -> Scene {
    core::array::from_fn(|place| grey(place % CAMERA_WIDTH, place / CAMERA_WIDTH))
}

impl Slot {
    fn camera() -> Slot {
        Slot::new(0xFC, 64, 4)
    }

    /// Sets all registers but the first, with the same three thresholds everywhere.
    fn set_up(&mut self, sensor: [u8; 5], thresholds: [u8; 3]) {
        self.write(0x4000, 0x10);
        for (place, value) in (0xA001..).zip(sensor) {
            self.write(place, value);
        }
        for place in 0..48u16 {
            self.write(0xA006 + place, thresholds[usize::from(place % 3)]);
        }
    }

    /// Takes a picture and waits for it.
    fn take_picture(&mut self, trigger: u8) {
        self.write(0x4000, 0x10);
        self.write(0xA000, trigger);
        self.wait(2 * Ticks::PER_SECOND);
        assert_eq!(self.read(0xA000), trigger & 0x06);
    }

    /// The color of a pixel of the picture in RAM.
    fn color(&mut self, x: u16, y: u16) -> u8 {
        self.write(0x4000, 0x00);
        let at = 0xA100 + (y / 8 * 16 + x / 8) * 16 + y % 8 * 2;
        let planes = [self.read(at), self.read(at + 1)].map(|plane| plane >> (7 - x % 8) & 1);
        planes[0] | planes[1] << 1
    }
}

/// No filter, and an exposure.
fn plain(exposure: u16) -> [u8; 5] {
    let [high, low] = exposure.to_be_bytes();
    [0x00, high, low, 0x00, 0x00]
}

/// The trigger that leaves the picture as it is where there is no other filter.
const POSITIVE: u8 = 0x03;

#[test]
fn ram_can_always_be_read_and_is_written_when_open() {
    let mut slot = Slot::camera();
    slot.enable_ram();
    for bank in 0..16 {
        slot.write(0x4000, bank);
        slot.write(0xA000, bank);
    }
    slot.write(0x0000, 0x00);
    for bank in 0..16 {
        slot.write(0x4000, bank);
        assert_eq!(slot.read(0xA000), bank);
        slot.write(0xA000, 0x42);
        assert_eq!(slot.read(0xA000), bank);
    }
    assert_eq!(slot.battery().unwrap().len(), 0x20000);
}

#[test]
fn registers_repeat_and_only_the_first_can_be_read() {
    let mut slot = Slot::camera();
    for bank in [0x10, 0x15, 0xFF] {
        slot.write(0x4000, bank);
        for address in 0xA000..0xC000u16 {
            slot.write(address, 0xFE);
        }
        for address in 0xA000..0xC000u16 {
            let expected = if address & 0x7F == 0 { 0x06 } else { 0x00 };
            assert_eq!(slot.read(address), expected, "{address:04X}");
        }
    }
}

#[test]
fn a_picture_takes_its_time() {
    for (edge, exposure, clocks) in [
        (0x80, 0, 32_446),
        (0x00, 0, 32_958),
        (0x80, 0x1234, 32_446 + 16 * 0x1234),
        (0, 0xFFFF, 32_958 + 16 * 0xFFFF),
    ] {
        let mut slot = Slot::camera();
        let mut sensor = plain(exposure);
        sensor[0] = edge;
        slot.set_up(sensor, [0; 3]);
        slot.write(0xA080, 0x05);
        slot.wait(clocks * CLOCK - 1);
        assert_eq!(slot.read(0xA000), 0x05);
        // RAM is dark meanwhile, and takes nothing.
        slot.enable_ram();
        slot.write(0x4000, 3);
        slot.write(0xA000, 0x42);
        assert_eq!(slot.read(0xA000), 0x00);
        slot = slot.through_a_state();
        slot.wait(1);
        assert_eq!(slot.read(0xA000), 0xFF);
        slot.write(0x4000, 0x10);
        assert_eq!(slot.read(0xA000), 0x04);
    }
}

#[test]
fn it_can_be_stopped_and_goes_on() {
    let mut slot = Slot::camera();
    slot.set_up(plain(0x0100), [0; 3]);
    slot.write(0xA000, 0x03);
    slot.wait(10_000 * CLOCK);
    slot.write(0xA000, 0x02);
    assert_eq!(slot.read(0xA000), 0x02);
    slot.wait(Ticks::PER_SECOND);
    // The parameters are the old ones.
    slot.write(0xA002, 0xFF);
    let mut slot = slot.through_a_state();
    slot.write(0xA000, 0x03);
    slot.wait((32_958 + 0x1000 - 10_000) * CLOCK - 1);
    assert_eq!(slot.read(0xA000), 0x03);
    slot.wait(1);
    assert_eq!(slot.read(0xA000), 0x02);
}

#[test]
fn light_and_thresholds_make_colors() {
    let mut slot = Slot::camera();
    slot.set_up(plain(EXPOSURE), [0x80, 0xA0, 0xE0]);
    // 112 + grey * 0xE00 / 0x1800 is 112, 128, 160 and 224 here.
    let shades = [0u8, 28, 83, 192];
    slot.cartridge.set_camera_picture(&scene(|x, y| shades[(x / 32 + y / 56) % 4]));
    let writes = slot.cartridge.battery_writes();
    slot.take_picture(POSITIVE);
    assert_eq!(slot.cartridge.battery_writes(), writes + 1);
    for (x, y, color) in
        [(0, 0, 3), (31, 55, 3), (32, 0, 2), (64, 8, 1), (127, 0, 0), (0, 56, 2), (127, 111, 3)]
    {
        assert_eq!(slot.color(x, y), color, "{x} {y}");
    }
    // Only the picture's place was written.
    let save = slot.battery().unwrap();
    assert!(save[..0x100].iter().chain(&save[0xF00..]).all(|byte| *byte == 0xFF));

    // Half the light, and the picture inverted.
    slot.set_up(plain(EXPOSURE / 2), [0x80, 0xA0, 0xE0]);
    slot.take_picture(POSITIVE);
    assert_eq!([slot.color(0, 0), slot.color(127, 0)], [3, 1]);
    let mut inverted = plain(EXPOSURE);
    inverted[3] = 0x08;
    slot.set_up(inverted, [0x30, 0x70, 0x80]);
    slot.take_picture(POSITIVE);
    assert_eq!([slot.color(0, 0), slot.color(127, 0)], [0, 3]);
}

#[test]
fn each_place_of_four_by_four_has_its_thresholds() {
    let mut slot = Slot::camera();
    slot.set_up(plain(EXPOSURE), [0xFF; 3]);
    slot.cartridge.set_camera_picture(&scene(|_, _| 83));
    for place in 0..16 {
        // The second and third are reached at this place only.
        slot.set_up(plain(EXPOSURE), [0xFF; 3]);
        slot.write(0xA006 + 3 * place, 0x10);
        slot.write(0xA007 + 3 * place, 0x20);
        slot.take_picture(POSITIVE);
        for (x, y) in (0..8).flat_map(|y| (0..8).map(move |x| (x + 24, y + 64))) {
            let expected = if x % 4 + y % 4 * 4 == place { 1 } else { 3 };
            assert_eq!(slot.color(x, y), expected, "{place}: {x} {y}");
        }
    }
}

/// A white line on black, and what each filter makes of it. The thresholds tell below, at and
/// above the level of black.
#[test]
fn filters() {
    let vertical = scene(|x, _| if x == 64 { 255 } else { 0 });
    let horizontal = scene(|_, y| if y == 50 { 255 } else { 0 });
    let check = |trigger: u8, edge: u8, ratio: u8, scene: &Scene, expected: [u8; 3]| {
        let mut slot = Slot::camera();
        let mut sensor = plain(EXPOSURE);
        sensor[0] = edge;
        sensor[3] = ratio;
        slot.set_up(sensor, [0x60, 0x78, 0xA0]);
        slot.cartridge.set_camera_picture(scene);
        slot.take_picture(trigger);
        let around = if scene[64] == 255 {
            [(62, 50), (63, 50), (64, 50)]
        } else {
            [(64, 48), (64, 49), (64, 50)]
        };
        let colors = around.map(|(x, y)| slot.color(x, y));
        assert_eq!(colors, expected, "trigger {trigger:02X}, edge {edge:02X}, ratio {ratio:02X}");
    };
    // Plain: black, black, white. The negative of black is 144.
    check(0x03, 0x00, 0x00, &vertical, [2, 2, 0]);
    check(0x01, 0x00, 0x00, &vertical, [1, 1, 3]);
    // The pixel less the one below it: 128 where they are equal.
    check(0x05, 0x00, 0x00, &vertical, [1, 1, 1]);
    check(0x05, 0x00, 0x00, &horizontal, [1, 3, 0]);
    check(0x07, 0x00, 0x00, &horizontal, [1, 3, 0]);
    // Horizontal enhancement darkens what is beside the line, and sees no horizontal line.
    check(0x03, 0x20, 0x00, &vertical, [2, 3, 0]);
    check(0x03, 0x20, 0x00, &horizontal, [2, 2, 0]);
    // Enhancement in both directions.
    check(0x03, 0xE0, 0x00, &vertical, [2, 3, 0]);
    check(0x03, 0xE0, 0x70, &horizontal, [2, 3, 0]);
    // One color.
    check(0x03, 0x00, 0x80, &vertical, [1, 1, 1]);
    // Others leave the picture as it is.
    check(0x03, 0xC0, 0x00, &vertical, [2, 2, 0]);
}

#[test]
fn without_a_picture_it_is_dark() {
    let mut slot = Slot::camera();
    slot.set_up(plain(0xFFFF), [0x71, 0x80, 0x90]);
    slot.take_picture(POSITIVE);
    assert_eq!([slot.color(0, 0), slot.color(127, 111)], [3, 3]);
    slot.cartridge.set_camera_picture(&[255; CAMERA_WIDTH * CAMERA_HEIGHT]);
    // What is before the lens is in a state; the picture in RAM is the old one.
    let mut restored = slot.through_a_state();
    assert_eq!(restored.color(0, 0), 3);
    restored.take_picture(POSITIVE);
    assert_eq!([restored.color(0, 0), restored.color(127, 111)], [0, 0]);
    // Where there is no camera, nothing happens.
    Slot::new(0x1B, 2, 0).cartridge.set_camera_picture(&[0; CAMERA_WIDTH * CAMERA_HEIGHT]);
}
