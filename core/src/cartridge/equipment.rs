//! What a cartridge has beside memory, and what the world does to it.

use super::mapper::Mapper;
use super::{CAMERA_HEIGHT, CAMERA_WIDTH, Cartridge};

impl Cartridge {
    /// Whether anything is kept while power is off: RAM or a clock by a battery, or flash memory or
    /// an EEPROM without.
    pub fn has_battery(&self) -> bool {
        self.kind.battery
    }

    /// Whether there is a clock.
    pub fn has_rtc(&self) -> bool {
        self.kind.rtc
    }

    /// Whether there is a rumble motor.
    pub fn has_rumble(&self) -> bool {
        self.kind.rumble
    }

    /// Whether the rumble motor is on.
    pub fn rumble(&self) -> bool {
        self.mapper.rumble()
    }

    /// Whether there is a sensor for [`GameBoy::set_tilt`](crate::GameBoy::set_tilt).
    pub fn has_tilt(&self) -> bool {
        matches!(self.mapper, Mapper::Mbc7(_))
    }

    /// Whether there is a camera for
    /// [`GameBoy::set_camera_picture`](crate::GameBoy::set_camera_picture).
    pub fn has_camera(&self) -> bool {
        matches!(self.mapper, Mapper::Camera(_))
    }

    /// Whether there is an infrared port for
    /// [`GameBoy::set_cartridge_infrared`](crate::GameBoy::set_cartridge_infrared).
    pub fn has_infrared(&self) -> bool {
        self.mapper.infrared().is_some()
    }

    /// Whether the infrared port's light is on.
    pub fn infrared_light(&self) -> bool {
        self.mapper.infrared().is_some_and(|port| port.led)
    }

    pub(crate) fn set_tilt(&mut self, x: f32, y: f32) {
        if let Mapper::Mbc7(mbc) = &mut self.mapper {
            mbc.set_tilt(x, y);
        }
    }

    pub(crate) fn set_camera_picture(&mut self, grey: &[u8; CAMERA_WIDTH * CAMERA_HEIGHT]) {
        if let Mapper::Camera(camera) = &mut self.mapper {
            camera.set_scene(grey);
        }
    }

    pub(crate) fn set_infrared(&mut self, sees_light: bool) {
        if let Some(port) = self.mapper.infrared_mut() {
            port.sees_light = sees_light;
        }
    }
}
