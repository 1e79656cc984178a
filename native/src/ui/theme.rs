//! The colors: a city at dusk, and warm light in one window.

use tiny_skia::Color;

/// Behind the picture, `0x00RRGGBB`.
pub(crate) const STAGE: u32 = 0x000B_0617;

/// A color of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink(u32, u8);

impl Ink {
    pub(super) const STAGE: Ink = Ink(STAGE, 0xFF);
    pub(super) const SURFACE: Ink = Ink(0x1E1533, 0xFF);
    pub(super) const RAISED: Ink = Ink(0x2A1F45, 0xFF);
    pub(super) const LINE: Ink = Ink(0x382B59, 0xFF);
    pub(super) const EDGE: Ink = Ink(0x8474AB, 0xFF);
    pub(super) const TEXT: Ink = Ink(0xF5EFFC, 0xFF);
    pub(super) const MUTED: Ink = Ink(0xB9ACCF, 0xFF);
    pub(super) const ACCENT: Ink = Ink(0xFFB35C, 0xFF);
    pub(super) const ACCENT_TEXT: Ink = Ink(0xFFBE75, 0xFF);
    pub(super) const DANGER: Ink = Ink(0xFF9A93, 0xFF);
    pub(super) const GOOD: Ink = Ink(0x8EDBB6, 0xFF);

    /// The same, less opaque: 0 is clear, 1 opaque.
    pub(super) fn at(self, opacity: f32) -> Ink {
        Ink(self.0, (opacity * 255.0) as u8)
    }

    /// Red, green, blue and opacity.
    pub(super) fn rgba(self) -> [u8; 4] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue, self.1]
    }

    pub(super) fn color(self) -> Color {
        let [red, green, blue, alpha] = self.rgba();
        Color::from_rgba8(red, green, blue, alpha)
    }
}
