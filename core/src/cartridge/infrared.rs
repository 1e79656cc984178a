//! The infrared port that HuC1 and HuC3 have.

use serde::{Deserialize, Serialize};

/// A light and a sensor for light.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Infrared {
    /// Whether the light is on.
    pub(crate) led: bool,
    /// Whether the sensor sees the light of another.
    pub(crate) sees_light: bool,
}

impl Infrared {
    /// The port's register, in which only bit 0 means anything.
    pub(crate) fn read(&self) -> u8 {
        0xC0 | u8::from(self.sees_light)
    }

    pub(crate) fn write(&mut self, value: u8) {
        self.led = value & 1 != 0;
    }
}
