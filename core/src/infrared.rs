//! The CGB's infrared port: RP (FF56).
//!
//! The sensor sees a light for as long as it shines. On hardware it gets used to one after some
//! milliseconds, sooner or later with the distance.
//!
//! Source: Pan Docs, "CGB Infrared".

use serde::{Deserialize, Serialize};

/// The light is on.
const LIGHT: u8 = 0x01;
/// The sensor does not see any light.
const DARK: u8 = 0x02;
/// Both bits that let the sensor be read.
const READ_ENABLE: u8 = 0xC0;

/// A light and a sensor for light.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct InfraredPort {
    /// The bits of RP that can be written.
    register: u8,
    /// Whether the sensor sees the light of another.
    pub(crate) sees_light: bool,
}

impl InfraredPort {
    pub(crate) fn read(&self) -> u8 {
        // The own light shines into the sensor, too.
        let sees = self.is_read() && (self.sees_light || self.light());
        0x3C | self.register | if sees { 0 } else { DARK }
    }

    pub(crate) fn write(&mut self, value: u8) {
        self.register = value & (READ_ENABLE | LIGHT);
    }

    pub(crate) fn light(&self) -> bool {
        self.register & LIGHT != 0
    }

    /// Whether the program can see the sensor.
    pub(crate) fn is_read(&self) -> bool {
        self.register & READ_ENABLE == READ_ENABLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_is_seen_where_reading_is_enabled() {
        let mut port = InfraredPort::default();
        assert_eq!(port.read(), 0x3E);
        port.sees_light = true;
        for (value, read) in [(0x00, 0x3E), (0x40, 0x7E), (0x80, 0xBE), (0xFE, 0xFC)] {
            port.write(value);
            assert_eq!(port.read(), read);
        }
        port.sees_light = false;
        assert_eq!(port.read(), 0xFE);
        port.write(0xC1);
        assert!(port.light());
        assert_eq!(port.read(), 0xFD, "its own light");
    }
}
