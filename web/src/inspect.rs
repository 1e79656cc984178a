//! Looking into the machine without disturbing it.

use edgeboy_core::Registers;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Machine;

#[wasm_bindgen]
impl Machine {
    /// The bytes that reads of `address` and those after it would give, without side effects and
    /// whatever is locked. Those beyond FFFF are left out.
    pub fn peek(&self, address: u32, length: u32) -> Vec<u8> {
        let end = address.saturating_add(length).min(1 << 16);
        (address..end).map(|address| self.game_boy.peek(address as u16)).collect()
    }

    /// The CPU's registers: A, F, B, C, D, E, H, L, SP, PC.
    pub fn registers(&self) -> Vec<u16> {
        let Registers { a, f, b, c, d, e, h, l, sp, pc } = self.game_boy.registers();
        [a, f, b, c, d, e, h, l].map(u16::from).into_iter().chain([sp, pc]).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::machine::tests::demo;

    #[test]
    fn memory_ends_at_ffff() {
        let machine = demo(None);
        assert_eq!(machine.peek(0x100, 0x50), edgeboy_demo::ROM[0x100..0x150]);
        assert_eq!(machine.peek(0xFFFE, 9).len(), 2);
        assert_eq!(machine.peek(0x10000, 1), []);
        assert_eq!(machine.peek(0xFFFF, u32::MAX).len(), 1);
        assert_eq!(machine.peek(0, u32::MAX).len(), 0x10000);
        assert_eq!(machine.peek(u32::MAX, u32::MAX), []);
    }

    #[test]
    fn registers_are_those_that_the_boot_rom_of_a_cgb_leaves() {
        let expected = [0x11, 0x80, 0x00, 0x00, 0xFF, 0x56, 0x00, 0x0D, 0xFFFE, 0x0100];
        assert_eq!(demo(Some("cgb")).registers(), expected);
    }
}
