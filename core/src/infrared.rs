//! The CGB's infrared port: RP (FF56).
//!
//! The sensor sees a light for as long as it shines. On hardware it gets used to one after some
//! milliseconds, sooner or later with the distance.
//!
//! Source: Pan Docs, "CGB Registers" (RP).

use serde::{Deserialize, Serialize};

use crate::model::Model;

/// The light is on.
const LIGHT: u8 = 0x01;
/// In what is read: the sensor does not see any light.
const DARK: u8 = 0x02;
/// Both bits that let the sensor be read.
const READ_ENABLE: u8 = 0xC0;
/// In the port itself: the sensor sees the light of another.
const SEES_LIGHT: u8 = 0x02;

impl Model {
    /// Whether there is an infrared port behind RP. The AGB has the register alone.
    pub(crate) fn has_infrared(self) -> bool {
        self.is_cgb() && self != Model::Agb
    }
}

/// A light and a sensor for light: the bits of RP that can be written, and [`SEES_LIGHT`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct InfraredPort(u8);

impl InfraredPort {
    /// Reads RP, behind which there is a port or not.
    pub(crate) fn read(&self, is_there: bool) -> u8 {
        let dark = 0x3C | DARK | self.0;
        // The own light shines into the sensor, too.
        let sees = self.0 & (SEES_LIGHT | LIGHT) != 0;
        if is_there && self.is_read() && sees { dark & !DARK } else { dark }
    }

    pub(crate) fn write(&mut self, value: u8) {
        self.0 = self.0 & SEES_LIGHT | value & (READ_ENABLE | LIGHT);
    }

    /// Tells whether the light of another shines into the sensor.
    pub(crate) fn set_sees_light(&mut self, sees_light: bool) {
        self.0 = self.0 & !SEES_LIGHT | if sees_light { SEES_LIGHT } else { 0 };
    }

    pub(crate) fn light(&self) -> bool {
        self.0 & LIGHT != 0
    }

    /// Whether the program can see the sensor.
    pub(crate) fn is_read(&self) -> bool {
        self.0 & READ_ENABLE == READ_ENABLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_is_seen_where_reading_is_enabled() {
        let mut port = InfraredPort::default();
        assert_eq!(port.read(true), 0x3E);
        port.set_sees_light(true);
        for (value, read) in [(0x00, 0x3E), (0x40, 0x7E), (0x80, 0xBE), (0xFE, 0xFC)] {
            port.write(value);
            assert_eq!(port.read(true), read);
        }
        assert_eq!(port.read(false), 0xFE, "an AGB has no sensor");
        port.set_sees_light(false);
        assert_eq!(port.read(true), 0xFE);
        port.write(0xC1);
        assert!(port.light());
        assert_eq!(port.read(true), 0xFD, "its own light");
    }
}
