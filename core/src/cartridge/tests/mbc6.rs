//! MBC6, its windows and its flash memory.

use super::*;

const MILLISECOND: u64 = Ticks::PER_SECOND / 1000;
const SECTOR: usize = 128 * 1024;
const FLASH: usize = 1024 * 1024;

/// Each 8 KiB of ROM has its number in its third and fourth byte.
fn slot(rom_banks: usize) -> Slot {
    let mut rom = rom(0x20, rom_banks, 3);
    for (number, bank) in rom.chunks_exact_mut(0x2000).enumerate() {
        bank[2..4].copy_from_slice(&(number as u16).to_le_bytes());
    }
    Slot::with(rom)
}

impl Slot {
    /// The numbers of the 8 KiB in the four windows.
    fn halves(&self) -> [u16; 4] {
        [0x0002, 0x2002, 0x4002, 0x6002]
            .map(|at| u16::from_le_bytes([self.read(at), self.read(at + 1)]))
    }

    /// Flash memory in both windows, enabled.
    fn show_flash(&mut self) {
        self.write(0x0C00, 1);
        self.write(0x2800, 8);
        self.write(0x3800, 8);
    }

    /// Writes to the flash memory through the window at 6000 or 4000.
    fn flash_write(&mut self, at: usize, value: u8) {
        let in_b = at & 0x2000 == 0;
        self.write(if in_b { 0x3000 } else { 0x2000 }, (at >> 13) as u8);
        self.write((if in_b { 0x6000 } else { 0x4000 }) | (at & 0x1FFF) as u16, value);
    }

    fn flash_read(&mut self, at: usize) -> u8 {
        self.write(0x2000, (at >> 13) as u8);
        self.read(0x4000 | (at & 0x1FFF) as u16)
    }

    fn flash_command(&mut self, command: u8) {
        self.flash_write(0x5555, 0xAA);
        self.flash_write(0x2AAA, 0x55);
        self.flash_write(0x5555, command);
    }

    fn wait_for_flash(&mut self) {
        for _ in 0..20_000 {
            if self.flash_read(0) == 0x80 {
                self.flash_write(0, 0xF0);
                return;
            }
            assert_eq!(self.flash_read(0), 0x00);
            self.wait(MILLISECOND);
        }
        panic!("the flash memory stays busy");
    }

    fn erase(&mut self, at: usize) {
        self.flash_command(0x80);
        self.flash_write(0x5555, 0xAA);
        self.flash_write(0x2AAA, 0x55);
        self.flash_write(at, 0x30);
        self.wait_for_flash();
    }

    fn program(&mut self, start: usize, page: [u8; 128]) {
        self.flash_command(0xA0);
        for (at, value) in (start..).zip(page) {
            self.flash_write(at, value);
        }
        self.flash_write(start + 127, 0x00);
        self.wait_for_flash();
    }
}

#[test]
fn two_windows_of_rom_of_every_size() {
    for bits in 1..=6 {
        let rom_banks = 1usize << bits;
        let mut slot = slot(rom_banks);
        assert_eq!(slot.halves(), [0, 1, 2, 3]);
        let mask = 2 * rom_banks as u16 - 1;
        for bank in 0..=0xFF {
            slot.write(0x27FF, bank);
            slot.write(0x3000, bank ^ 0x2A);
            let expected = [bank, bank ^ 0x2A].map(|bank| u16::from(bank & 0x7F) & mask);
            assert_eq!(slot.halves(), [0, 1, expected[0], expected[1]]);
        }
    }
    // 5 banks of 16 KiB are filled up to 8.
    let mut slot = slot(5);
    slot.write(0x2000, 9);
    slot.write(0x3000, 10);
    assert_eq!(slot.halves(), [0, 1, 9, 0xFFFF]);
    slot.write(0x3000, 16);
    assert_eq!(slot.through_a_state().halves(), [0, 1, 9, 0]);
}

#[test]
fn two_windows_of_ram() {
    let mut slot = slot(4);
    slot.write(0x03FF, 0x0A);
    for bank in 0..8 {
        slot.write(0x0400, bank);
        slot.write(0xA000, bank + 0x10);
        slot.write(0xAFFF, bank + 0x20);
    }
    for bank in 0..=0xFF {
        slot.write(0x0800, bank);
        let bank = bank & 7;
        assert_eq!([slot.read(0xB000), slot.read(0xBFFF)], [bank + 0x10, bank + 0x20]);
        assert_eq!(slot.read(0xA000), 0x17);
    }
    assert_eq!(slot.battery().unwrap()[0x3000], 0x13);
    assert_eq!(slot.through_a_state().read(0xB000), 0x17);
    slot.write(0x0000, 0x00);
    assert_eq!([slot.read(0xA000), slot.read(0xB000)], [0xFF; 2]);
}

#[test]
fn flash_memory_is_there_when_it_is_chosen_and_enabled() {
    let mut slot = slot(4);
    slot.write(0x2800, 8);
    assert_eq!(slot.halves(), [0, 1, 0xFFFF, 3]);
    slot.flash_command(0x90);
    slot.show_flash();
    assert_eq!(slot.flash_read(0), 0xFF, "the command did not reach it");
    slot.flash_command(0x90);
    assert_eq!(
        [slot.flash_read(0), slot.flash_read(1), slot.flash_read(0x2000)],
        [0xC2, 0x81, 0xC2]
    );
    slot.write(0x0C00, 0);
    assert_eq!(slot.flash_read(0), 0xFF);
    slot.write(0x0C00, 1);
    slot.flash_write(0x1234, 0xF0);
    assert_eq!(slot.flash_read(0), 0xFF);
    slot.write(0x2800, 0);
    slot.write(0x2000, 2);
    assert_eq!(slot.halves()[2], 2);
}

#[test]
fn commands_that_are_not_complete_do_nothing() {
    let mut slot = slot(4);
    slot.show_flash();
    for (at, value) in [(0x5554, 0xAA), (0x5555, 0xAB)] {
        slot.flash_write(at, value);
        slot.flash_write(0x2AAA, 0x55);
        slot.flash_write(0x5555, 0x90);
        assert_eq!(slot.flash_read(0), 0xFF);
    }
    slot.flash_write(0x5555, 0xAA);
    slot.flash_write(0x2AAA, 0xF0);
    slot.flash_write(0x5555, 0x90);
    assert_eq!(slot.flash_read(0), 0xFF);
    slot.program(SECTOR, [0x12; 128]);
    slot.flash_command(0x80);
    slot.flash_write(0x5555, 0xAA);
    slot.flash_write(0x2AAA, 0x55);
    slot.flash_write(0x5554, 0x10);
    assert_eq!(slot.flash_read(SECTOR), 0x12);
    // A beginning counts also after a false one, and the upper address lines do not.
    slot.flash_write(0x5555, 0xAA);
    slot.flash_write(0xD555, 0xAA);
    slot.flash_write(0xAAAA, 0x55);
    slot.flash_write(0xF_D555, 0x90);
    assert_eq!(slot.flash_read(1), 0x81);
}

#[test]
fn pages_are_programmed_and_sectors_erased() {
    let mut slot = slot(4);
    slot.show_flash();
    let writes = slot.cartridge.battery_writes();
    let page = core::array::from_fn(|index| index as u8 ^ 0xF0);
    slot.program(3 * SECTOR + 0x780, page);
    slot.program(4 * SECTOR, page);
    assert_eq!(slot.cartridge.battery_writes(), writes + 2);
    for (index, byte) in page.into_iter().enumerate() {
        assert_eq!(slot.flash_read(3 * SECTOR + 0x780 + index), byte);
    }
    assert_eq!(slot.flash_read(3 * SECTOR + 0x77F), 0xFF);
    assert_eq!(slot.flash_read(3 * SECTOR + 0x800), 0xFF);

    // Ones do not come back but by erasing.
    slot.program(3 * SECTOR + 0x780, [0x0F; 128]);
    assert_eq!(slot.flash_read(3 * SECTOR + 0x782), 0x02);
    slot.erase(3 * SECTOR + 0x1_2345);
    assert_eq!(slot.flash_read(3 * SECTOR + 0x782), 0xFF);
    assert_eq!(slot.flash_read(4 * SECTOR + 2), page[2]);
}

#[test]
fn status_and_time() {
    let mut slot = slot(4);
    slot.show_flash();
    slot.flash_command(0xA0);
    for at in 0..128 {
        slot.flash_write(SECTOR + at, 0x00);
    }
    slot.flash_write(SECTOR + 127, 0x00);
    assert_eq!(slot.flash_read(0x3_0000), 0x00);
    slot.wait(MILLISECOND * 8 / 10);
    // Nothing reaches it meanwhile.
    slot.flash_write(0, 0xF0);
    assert_eq!(slot.flash_read(0x3_0000), 0x00);
    slot = slot.through_a_state();
    slot.wait(MILLISECOND / 5);
    assert_eq!(slot.flash_read(0x3_0000), 0x80);
    slot.flash_write(0, 0xF0);
    assert_eq!([slot.flash_read(SECTOR), slot.flash_read(0x3_0000)], [0x00, 0xFF]);
}

/// Two resets at one place get a chip out of filling a page, whatever was written to it.
#[test]
fn filling_a_page_can_be_given_up() {
    let mut slot = slot(4);
    slot.show_flash();
    slot.flash_command(0xA0);
    slot.flash_write(SECTOR, 0x12);
    let mut slot = slot.through_a_state();
    assert_eq!(slot.flash_read(SECTOR), 0x80);
    slot.flash_write(SECTOR + 1, 0xF0);
    assert_eq!(slot.flash_read(SECTOR), 0x80);
    slot.flash_write(SECTOR + 1, 0xF0);
    assert_eq!([slot.flash_read(SECTOR), slot.flash_read(SECTOR + 1)], [0xFF; 2]);
}

#[test]
fn sector_0_can_be_protected() {
    let mut slot = slot(4);
    slot.show_flash();
    slot.program(0, [0x12; 128]);
    assert_eq!(slot.flash_read(0), 0xFF);
    slot.write(0x1000, 1);
    slot.program(0, [0x12; 128]);
    slot.program(7 * SECTOR, [0x34; 128]);
    slot.write(0x1000, 0);
    slot.erase(0);
    assert_eq!([slot.flash_read(0), slot.flash_read(7 * SECTOR)], [0x12, 0x34]);

    let erase_chip = |slot: &mut Slot| {
        slot.flash_command(0x80);
        slot.flash_command(0x10);
        slot.wait_for_flash();
    };
    erase_chip(&mut slot);
    assert_eq!([slot.flash_read(0), slot.flash_read(7 * SECTOR)], [0x12, 0xFF]);
    slot.write(0x1000, 1);
    erase_chip(&mut slot);
    assert_eq!(slot.flash_read(0), 0xFF);
}

#[test]
fn the_save_has_the_flash_memory_behind_the_ram() {
    let mut slot = slot(4);
    slot.enable_ram();
    slot.write(0xA000, 0x77);
    slot.show_flash();
    slot.program(5 * SECTOR, [0x12; 128]);
    let save = slot.battery().unwrap();
    assert_eq!(save.len(), 0x8000 + FLASH);
    assert_eq!([save[0], save[0x8000 + 5 * SECTOR], save[0x8000]], [0x77, 0x12, 0xFF]);
    let mut later = slot.with_its_battery();
    later.show_flash();
    assert_eq!(later.flash_read(5 * SECTOR + 127), 0x12);

    // The RAM alone leaves the flash memory alone.
    later.cartridge.load_battery(&vec![0x11; 0x8000], later.now).unwrap();
    assert_eq!(later.flash_read(5 * SECTOR), 0x12);
    let error = later.cartridge.load_battery(&vec![0; 0x8001], later.now).unwrap_err();
    assert_eq!(
        alloc::string::ToString::to_string(&error),
        "the save is 32769 bytes long; this cartridge's has 32768 or 1081344 with the flash memory"
    );
}

#[test]
fn going_back_to_another_flash_memory_is_a_change() {
    let mut slot = slot(4);
    let before = slot.cartridge.clone();
    slot.show_flash();
    let mut same = slot.cartridge.clone();
    same.count_writes_from(&slot.cartridge);
    assert_eq!(same.battery_writes(), 0);
    slot.program(SECTOR, [0x12; 128]);
    let mut restored = before;
    restored.count_writes_from(&slot.cartridge);
    assert_eq!(restored.battery_writes(), 2);
}
