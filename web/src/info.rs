//! What the cartridge says about itself.

use edgeboy_core::cartridge::CgbSupport;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Machine;

#[wasm_bindgen]
impl Machine {
    /// The title in the header; a byte that is not printable ASCII is `?`. May be empty.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.game_boy.cartridge().header().title.clone()
    }

    /// The SHA-256 of the ROM file as 64 lower-case hexadecimal digits.
    #[wasm_bindgen(getter, js_name = romSha256)]
    pub fn rom_sha256(&self) -> String {
        self.game_boy.cartridge().rom_sha256().map(|byte| format!("{byte:02x}")).concat()
    }

    /// The name of the mapper chip, `ROM` if there is none.
    #[wasm_bindgen(getter)]
    pub fn mapper(&self) -> String {
        self.game_boy.cartridge().mapper_name().to_owned()
    }

    /// Whether a battery keeps RAM or a clock.
    #[wasm_bindgen(getter, js_name = hasBattery)]
    pub fn has_battery(&self) -> bool {
        self.game_boy.cartridge().has_battery()
    }

    /// Whether there is a clock.
    #[wasm_bindgen(getter, js_name = hasClock)]
    pub fn has_clock(&self) -> bool {
        self.game_boy.cartridge().has_rtc()
    }

    /// Whether there is a rumble motor.
    #[wasm_bindgen(getter, js_name = hasRumble)]
    pub fn has_rumble(&self) -> bool {
        self.game_boy.cartridge().has_rumble()
    }

    /// Whether the header says that the game knows of the Game Boy Color.
    #[wasm_bindgen(getter, js_name = isColor)]
    pub fn is_color(&self) -> bool {
        self.game_boy.cartridge().header().cgb != CgbSupport::None
    }

    /// The length of the ROM file in bytes.
    #[wasm_bindgen(getter, js_name = romBytes)]
    pub fn rom_bytes(&self) -> u32 {
        self.game_boy.cartridge().rom().len() as u32
    }

    /// The size of the cartridge's RAM in bytes; 0 if it has none.
    #[wasm_bindgen(getter, js_name = ramBytes)]
    pub fn ram_bytes(&self) -> u32 {
        self.game_boy.cartridge().header().ram_size as u32
    }

    /// Whether the header's checksum is right. A console does not start a game where it is not;
    /// this machine does, unless it has a boot ROM.
    #[wasm_bindgen(getter, js_name = headerChecksumValid)]
    pub fn header_checksum_valid(&self) -> bool {
        self.game_boy.cartridge().header().header_checksum_valid
    }

    /// Whether the cartridge's rumble motor runs at this moment.
    #[wasm_bindgen(getter)]
    pub fn rumble(&self) -> bool {
        self.game_boy.rumble()
    }
}

#[cfg(test)]
mod tests {
    use crate::machine::tests::demo;

    #[test]
    fn the_demo_describes_itself() {
        let demo = demo(None);
        assert_eq!(demo.rom_bytes(), 32 * 1024);
        assert_eq!(demo.ram_bytes(), 8 * 1024);
        assert_eq!(demo.mapper(), "MBC5");
        assert!(demo.has_battery() && demo.is_color() && demo.header_checksum_valid());
        assert!(!demo.has_clock() && !demo.has_rumble() && !demo.rumble());
        assert_eq!(demo.rom_sha256().len(), 64);
        let digits = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(demo.rom_sha256().chars().all(digits));
        assert!(!demo.title().is_empty());
    }
}
