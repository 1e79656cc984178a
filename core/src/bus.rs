//! The bus: owns every component, and is where they meet.
//!
//! A component never holds another. What touches two of them - OAM DMA, HDMA, the divider that
//! clocks the APU and the serial port, the speed switch - is a method here.
//!
//! An access of the CPU happens at a moment, and the rest of its M-cycle is `pending` until the
//! next access or the end of the instruction. That way an access can still be moved by a T-cycle or
//! two, as the races between CPU and PPU demand.
//!
//! * `passing` lets time pass;
//! * `memory_map` finds what answers at an address, `io` does so for FF00 to FF7F;
//! * `write_conflict` tells when a write to a register that the PPU is using takes effect;
//! * `oam_dma` and `hdma` are the two DMAs;
//! * `low_power` is HALT, STOP and the speed switch.

mod hdma;
mod io;
mod low_power;
mod memory_map;
mod oam_dma;
mod passing;
mod write_conflict;

use alloc::boxed::Box;
use alloc::vec;

use serde::{Deserialize, Serialize};
use serde_big_array::BigArray;
use serde_bytes::ByteBuf;

use crate::apu::Apu;
use crate::boot_rom::BootRom;
use crate::cartridge::Cartridge;
use crate::cpu::{CpuBus, Stop};
use crate::interrupts::Interrupts;
use crate::joypad::Joypad;
use crate::model::Model;
use crate::ppu::Ppu;
use crate::serial::Serial;
use crate::sgb::Sgb;
use crate::sync_policy::SyncPolicy;
use crate::time::Ticks;
use crate::timer::Timer;
use hdma::Hdma;
use low_power::LowPower;
use oam_dma::OamDma;

/// The size of a WRAM bank in bytes.
const WRAM_BANK: usize = 0x1000;

/// Where a page of WRAM begins that cannot be read just so: no place in it is inside of WRAM.
const HIDDEN: usize = usize::MAX - (WRAM_BANK - 1);

/// The end of time, 17,000 years from the start. No state is later, so that there is no overflow.
const LATEST: Ticks = Ticks(1 << 62);

/// Everything but the CPU.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Bus {
    pub(crate) model: Model,
    pub(crate) now: Ticks,
    /// T-cycles that the CPU has spent since `now`.
    pending: u32,
    /// While fewer T-cycles than these are pending, nothing happens but that they are counted, unless
    /// somebody writes to a register. 0 where this has to be found out.
    #[serde(skip)]
    quiet: u32,
    /// The moment up to which the timer has been brought.
    #[serde(skip)]
    timer_at: Ticks,
    /// The moment up to which an OAM DMA has been brought.
    #[serde(skip)]
    oam_dma_at: Ticks,
    /// The run ends here: a waiting CPU must not be taken past it.
    #[serde(skip)]
    pub(crate) deadline: Ticks,
    #[serde(skip)]
    pub(crate) sync_policy: SyncPolicy,
    double_speed: bool,
    low_power: LowPower,
    pub(crate) interrupts: Interrupts,
    pub(crate) ppu: Ppu,
    pub(crate) apu: Apu,
    pub(crate) timer: Timer,
    pub(crate) serial: Serial,
    pub(crate) joypad: Joypad,
    oam_dma: OamDma,
    hdma: Hdma,
    pub(crate) cartridge: Cartridge,
    pub(crate) boot_rom: BootRom,
    /// The Super NES, where the model is in one. In states it comes behind all else.
    #[serde(skip)]
    pub(crate) sgb: Option<Box<Sgb>>,
    wram: ByteBuf,
    wram_bank: u8,
    /// For each 4 KiB of C000-FFFF, what an address there and its place in `wram` differ by; while others use the
    /// wires, no sum of both is in `wram`.
    #[serde(skip)]
    wram_offsets: [usize; 4],
    #[serde(with = "BigArray")]
    hram: [u8; 127],
    io: io::Leftovers,
}

impl Bus {
    /// Everything at power-on, before a boot ROM has run.
    pub(crate) fn new(cartridge: Cartridge, model: Model) -> Bus {
        let asks_for_sgb = cartridge.header().sgb;
        let mut bus = Bus {
            model,
            now: Ticks(0),
            pending: 0,
            quiet: 0,
            timer_at: Ticks(0),
            oam_dma_at: Ticks(0),
            deadline: Ticks(0),
            sync_policy: SyncPolicy::Lazy,
            double_speed: false,
            low_power: LowPower::default(),
            interrupts: Interrupts::default(),
            ppu: Ppu::new(model),
            apu: Apu::new(model),
            timer: Timer::at_power_on(),
            serial: Serial::new(),
            joypad: Joypad::default(),
            oam_dma: OamDma::new(),
            hdma: Hdma::new(),
            cartridge,
            boot_rom: BootRom::none(),
            sgb: model.is_sgb().then(|| Box::new(Sgb::new(asks_for_sgb))),
            wram: ByteBuf::from(vec![0; 8 * WRAM_BANK]),
            wram_bank: 1,
            wram_offsets: [HIDDEN; 4],
            hram: [0; 127],
            io: io::Leftovers::default(),
        };
        bus.fill_ram_with_noise();
        bus.update_watched_divider_bits();
        bus.show_plain_memory();
        bus
    }

    /// RAM holds no particular bytes at power-on. They are the same ones here each time.
    fn fill_ram_with_noise(&mut self) {
        let mut noise = 0x2545_F491_4F6C_DD1D_u64;
        for byte in self.wram.iter_mut().chain(&mut self.hram) {
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            *byte = (noise >> 32) as u8;
        }
    }

    /// Whether CGB features are on: on a CGB, unless it runs a DMG game.
    #[inline]
    pub(crate) fn cgb_mode(&self) -> bool {
        self.ppu.cgb_mode
    }

    /// Whether every index and size is one that the bus itself could have produced.
    pub(crate) fn is_valid(&self) -> bool {
        self.wram.len() == 8 * WRAM_BANK
            && (1..8).contains(&self.wram_bank)
            && self.pending <= 8
            && self.now < LATEST
            && self.timer.is_valid(self.serial.clock_bit() | self.div_apu_bit())
            && self.serial.is_valid()
            && self.oam_dma.is_valid()
            && self.ppu.is_valid(self.model, self.now)
            && self.apu.is_valid(self.model)
    }
}

impl CpuBus for Bus {
    #[inline(never)]
    fn read(&mut self, address: u16) -> u8 {
        if self.is_quiet()
            && let Some(byte) = self.plain_byte(address)
        {
            self.pending += 4;
            return byte;
        }
        self.read_at_its_moment(address)
    }

    #[inline]
    fn read_code(&mut self, address: u16) -> u8 {
        match self.quiet_rom_byte(address) {
            Some(byte) => byte,
            None => self.read(address),
        }
    }

    #[inline(never)]
    fn write(&mut self, address: u16, value: u8) {
        if self.is_quiet()
            && let Some(byte) = self.plain_byte_mut(address)
        {
            *byte = value;
            self.pending += 4;
            return;
        }
        self.write_at_its_moment(address, value);
    }

    #[inline]
    fn idle(&mut self) {
        if self.is_quiet() {
            self.pending += 4;
        } else {
            self.begin_access();
        }
    }

    #[inline]
    fn idle_on(&mut self, address: u16) {
        if self.is_quiet() && address & 0xFF00 != 0xFE00 {
            self.pending += 4;
        } else {
            self.idle_on_at_its_moment(address);
        }
    }

    #[inline]
    fn fetch_quietly(&mut self, address: u16) -> Option<u8> {
        match self.quiet_rom_byte(address) {
            None if address >= 0x8000 => self.fetch_quietly_from_ram(address),
            byte => byte,
        }
    }

    fn fetch(&mut self, address: u16) -> u8 {
        let opcode = self.read_code(address);
        if self.hdma.is_due() {
            self.run_hdma();
        }
        opcode
    }

    fn goes_on(&mut self) -> bool {
        self.look_ahead();
        self.flush();
        self.look_ahead();
        self.now < self.deadline && !self.serial.waits_for_peer()
    }

    fn look_up(&mut self) {
        self.flush_up_to_last_access();
        self.expect_anything();
    }

    fn pending_interrupts(&mut self) -> u8 {
        self.flush();
        self.interrupts.pending()
    }

    fn interrupt_enable(&self) -> u8 {
        self.interrupts.enabled
    }

    fn push_in_dispatch(&mut self, address: u16, value: u8) -> u8 {
        if address == 0xFF0F {
            self.begin_access();
            return core::mem::replace(&mut self.interrupts.requested, value & 0x1F);
        }
        self.write(address, value);
        self.interrupts.requested
    }

    fn acknowledge(&mut self, mask: u8) {
        // The flag is cleared in the middle of the M-cycle.
        let rest = self.pending.min(2);
        self.pending -= rest;
        self.flush();
        self.pending = rest;
        self.interrupts.requested &= !mask;
    }

    fn halt(&mut self) {
        self.enter_halt();
    }

    fn halted_cycle(&mut self, first: bool) -> u8 {
        self.flush();
        loop {
            let can_skip = !first && !self.low_power.is_special();
            if can_skip && self.interrupts.pending() == 0 {
                self.look_ahead();
                self.skip_quiet_m_cycles();
            }
            let pending = self.pass_halted_m_cycle(first);
            if !can_skip || pending != 0 || self.now >= self.deadline {
                self.expect_anything();
                return pending;
            }
        }
    }

    fn wake(&mut self) {
        self.leave_halt();
    }

    fn stop(&mut self, next: u16, interrupt_pending: bool) -> Stop {
        self.execute_stop(next, interrupt_pending)
    }

    fn stopped_cycle(&mut self) -> bool {
        self.pass_stopped_cycle()
    }

    fn pause_is_over(&mut self) -> bool {
        self.low_power.take_pause_end()
    }
}

impl Bus {
    /// Reads a byte of an instruction, if it lies in ROM and nothing happens.
    #[inline]
    fn quiet_rom_byte(&mut self, address: u16) -> Option<u8> {
        if !self.is_quiet() || address >= 0x8000 {
            return None;
        }
        let byte = self.cartridge.rom_byte(address)?;
        self.pending += 4;
        Some(byte)
    }

    /// The same for an opcode in RAM, where few programs run.
    #[inline(never)]
    fn fetch_quietly_from_ram(&mut self, address: u16) -> Option<u8> {
        if !self.is_quiet() {
            return None;
        }
        let opcode = self.plain_byte(address)?;
        self.pending += 4;
        Some(opcode)
    }

    /// Lets the last access's M-cycle pass, and begins that of the next.
    #[inline(never)]
    fn begin_access(&mut self) {
        self.flush();
        self.pending = 4;
        self.sync_oam_dma();
    }

    #[inline(never)]
    fn read_at_its_moment(&mut self, address: u16) -> u8 {
        self.begin_access();
        match self.address_during_oam_dma(address) {
            Some(address) => self.read_memory(address),
            None => 0xFF,
        }
    }

    #[inline(never)]
    fn write_at_its_moment(&mut self, address: u16, value: u8) {
        if address & 0xFF80 == 0xFF00 {
            self.write_io_in_its_time(address, value);
            return;
        }
        self.begin_access();
        if !self.oam_dma.is_active() {
            self.write_memory(address, value);
        } else if let Some(address) = self.write_during_oam_dma(address, value) {
            self.write_memory(address, value);
        }
    }

    #[inline(never)]
    fn idle_on_at_its_moment(&mut self, address: u16) {
        self.begin_access();
        if address & 0xFF00 == 0xFE00 {
            self.sync_ppu();
            self.ppu.disturb_oam(address);
        }
    }

    /// Returns the interrupts that are pending when the CPU looks for them: on a DMG in the middle of
    /// the M-cycle, but for the first one.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "most M-cycles of most games are halted ones")]
    fn pass_halted_m_cycle(&mut self, first: bool) -> u8 {
        let before = if self.model.is_cgb() || first { 0 } else { 2 };
        if before > 0 {
            self.pass_time(before);
        }
        let pending = self.interrupts.pending();
        self.pass_time(4 - before);
        pending
    }
}
