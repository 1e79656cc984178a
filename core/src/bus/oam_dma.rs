//! OAM DMA (FF46): 160 bytes in 160 M-cycles, during which the CPU shares its buses.
//!
//! Sources: Pan Docs, "OAM DMA Transfer"; mooneye-test-suite `acceptance/oam_dma*`.

use serde::{Deserialize, Serialize};

use super::Bus;
use crate::ppu::OamDmaView;
use crate::sync_policy::SyncPolicy;

/// `next` while the transfer starts up.
const STARTING: u8 = 0xFF;
/// `next` for the M-cycle after the last byte.
const ENDING: u8 = 0xA0;
/// `next` when no transfer is under way.
const IDLE: u8 = 0xA1;

/// The state of OAM DMA.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct OamDma {
    /// FF46 as it reads.
    register: u8,
    /// The place in OAM that is written next, or one of the constants above.
    next: u8,
    /// The address that is read next.
    source: u16,
    /// T-cycles since the last byte.
    phase: u8,
    /// The transfer began while another was under way, and OAM stays locked in between.
    restarted: bool,
}

/// The memories that can be busy at the same time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wires {
    /// The cartridge's; on the DMG, WRAM hangs on them too.
    External,
    /// The CGB's WRAM.
    Wram,
    Vram,
}

impl OamDma {
    pub(super) fn new() -> OamDma {
        OamDma { register: 0xFF, next: IDLE, source: 0, phase: 0, restarted: false }
    }

    #[inline]
    pub(super) fn is_active(&self) -> bool {
        self.next != IDLE
    }

    pub(super) fn read_register(&self) -> u8 {
        self.register
    }

    pub(super) fn set_register(&mut self, value: u8) {
        self.register = value;
    }

    /// Whether this is what a save state can hold.
    pub(super) fn is_valid(&self) -> bool {
        self.phase < 4 && (self.next <= IDLE || self.next == STARTING)
    }

    fn begin(&mut self, value: u8) {
        self.restarted = self.next != IDLE && self.next != ENDING;
        self.register = value;
        self.next = STARTING;
        self.source = u16::from(value) << 8;
        self.phase = 2;
    }

    fn view(&self) -> OamDmaView {
        OamDmaView {
            active: self.is_active(),
            writing: (1..=ENDING).contains(&self.next).then_some(self.next),
            locks_oam: self.is_active() && (self.next != 0 || self.restarted),
            held_byte: None,
        }
    }
}

impl Bus {
    fn wires(&self, address: u16) -> Wires {
        match address {
            0x8000..=0x9FFF => Wires::Vram,
            0xC000..=0xFFFF if self.model.is_cgb() => Wires::Wram,
            _ => Wires::External,
        }
    }

    /// Writes FF46: a transfer begins, two M-cycles later its first byte is written.
    pub(super) fn begin_oam_dma(&mut self, value: u8) {
        self.sync_oam_dma();
        self.sync_ppu();
        self.oam_dma.begin(value);
        self.oam_dma_at = self.now;
        self.tell_of_oam_dma(self.oam_dma.view());
    }

    fn tell_of_oam_dma(&mut self, view: OamDmaView) {
        if self.ppu.oam_dma.active != view.active {
            self.show_plain_memory();
        }
        self.ppu.oam_dma_changed(view, &mut self.interrupts);
    }

    /// The T-cycles in which a transfer under way concerns nobody: the PPU does not look at OAM, and who uses
    /// the same wires brings the transfer up to date first. 0 if there are none.
    pub(super) fn quiet_t_cycles_of_oam_dma(&self) -> u32 {
        let left = u32::from(ENDING.saturating_sub(self.oam_dma.next));
        let t_cycles = (4 * left).saturating_sub(self.oam_dma.phase.into());
        let is_seen = self.oam_dma.next == STARTING
            || self.low_power.cpu_waits()
            || self.sync_policy == SyncPolicy::Eager
            || self.ppu.looks_at_oam_before(self.now + self.ticks(t_cycles));
        if is_seen { 0 } else { t_cycles }
    }

    /// Brings a transfer up to the present moment. Since it was last, nobody was concerned.
    #[inline]
    pub(super) fn sync_oam_dma(&mut self) {
        if self.oam_dma.is_active() {
            self.catch_up_oam_dma();
        }
    }

    fn catch_up_oam_dma(&mut self) {
        let t_cycles = (self.now - self.oam_dma_at).0 >> u8::from(!self.double_speed);
        self.oam_dma_at = self.now;
        if t_cycles == 0 {
            return;
        }
        let t_cycles = t_cycles + u64::from(self.oam_dma.phase);
        self.oam_dma.phase = t_cycles as u8 & 3;
        for _ in 0..t_cycles / 4 {
            self.copy_oam_dma_byte();
        }
        self.ppu.oam_dma_changed(self.oam_dma.view(), &mut self.interrupts);
    }

    /// Lets `t_cycles` pass for a transfer under way and for the PPU beside it. The PPU is brought
    /// to each moment at which a byte moves, because it looks at OAM and VRAM as well.
    #[inline(never)]
    pub(super) fn pass_time_with_oam_dma(&mut self, mut t_cycles: u32) {
        while t_cycles > 0 {
            let step = t_cycles.min(4 - u32::from(self.oam_dma.phase.min(3)));
            t_cycles -= step;
            self.now += self.ticks(step);
            self.sync_ppu();
            self.oam_dma.phase += step as u8;
            if self.oam_dma.phase >= 4 {
                self.oam_dma.phase = 0;
                self.move_oam_dma_byte();
            }
        }
    }

    /// HALT lets a transfer rest, with a byte on its way.
    pub(super) fn suspend_oam_dma(&mut self) {
        self.sync_oam_dma();
        if self.oam_dma.next < ENDING {
            self.sync_ppu();
            let held_byte = Some(self.read_for_oam_dma(self.oam_dma.source));
            let view = OamDmaView { held_byte, ..self.oam_dma.view() };
            self.tell_of_oam_dma(view);
        }
    }

    /// HALT is over: one step of the transfer is made up for.
    pub(super) fn catch_up_oam_dma_after_halt(&mut self) {
        if self.oam_dma.is_active() {
            self.move_oam_dma_byte();
        }
    }

    fn move_oam_dma_byte(&mut self) {
        self.sync_ppu();
        let next = self.oam_dma.next;
        match next {
            IDLE => return,
            STARTING => self.oam_dma.next = 0,
            ENDING => self.oam_dma.next = IDLE,
            _ => self.copy_oam_dma_byte(),
        }
        self.tell_of_oam_dma(self.oam_dma.view());
    }

    fn copy_oam_dma_byte(&mut self) {
        let byte = self.read_for_oam_dma(self.oam_dma.source);
        self.ppu.oam.set(self.oam_dma.next.into(), byte);
        self.oam_dma.next += 1;
        self.oam_dma.source = self.oam_dma.source.wrapping_add(1);
    }

    /// Sources from E000 on are WRAM on the DMG, and nothing at all on the CGB.
    fn read_for_oam_dma(&mut self, source: u16) -> u8 {
        match source {
            0xE000.. if self.model.is_cgb() => 0xFF,
            0xE000.. => self.read_memory(source & !0x2000),
            0x8000..=0x9FFF => self.ppu.peek_vram(source),
            _ => self.read_memory(source),
        }
    }

    /// Where an access of the CPU to `address` ends up while a transfer is under way: where the
    /// transfer uses the same wires, its address wins. `None`: nothing answers.
    #[inline]
    pub(super) fn address_during_oam_dma(&self, address: u16) -> Option<u16> {
        if !self.oam_dma.is_active() || address >= 0xFE00 {
            return Some(address);
        }
        self.contended_address(address)
    }

    fn contended_address(&self, address: u16) -> Option<u16> {
        let next = self.oam_dma.next;
        if next == STARTING || next == 0 {
            return Some(address);
        }
        let source = self.oam_dma.source.wrapping_sub(1);
        let in_echo = self.oam_dma.source >= 0xE000;
        let wires = self.wires(address);
        let source_wires = self.wires(self.oam_dma.source);
        if !self.model.is_cgb() {
            let contends = wires == source_wires;
            return Some(if contends { source } else { address });
        }
        if address >= 0xC000 {
            // WRAM's bank select follows the transfer's address.
            let contends = source_wires != Wires::Vram;
            let mixed = source & 0x1000 | address & 0x0FFF | 0xC000;
            return Some(match (contends, source_wires == Wires::Wram && !in_echo) {
                (false, _) => address,
                (true, true) => source,
                (true, false) => mixed,
            });
        }
        if in_echo && wires == Wires::External {
            return None;
        }
        Some(if wires == source_wires { source } else { address })
    }

    /// The CPU writes `value` while a transfer is under way. Returns the address that takes it, or
    /// `None` if the byte went into OAM or nowhere.
    pub(super) fn write_during_oam_dma(&mut self, address: u16, value: u8) -> Option<u16> {
        let target = self.address_during_oam_dma(address)?;
        if target == address {
            return Some(address);
        }
        if self.model.is_cgb() && target >= 0xC000 && target != self.oam_dma.source.wrapping_sub(1)
        {
            return Some(target);
        }
        let last = usize::from(self.oam_dma.next.wrapping_sub(1));
        if self.model.is_cgb() {
            if target < 0xA000 {
                self.ppu.oam.set(last, 0);
                return Some(target);
            }
        } else if target >= 0xA000 {
            if let Some(byte) = self.ppu.oam.get_mut(last) {
                *byte &= value;
            }
        } else {
            return Some(target);
        }
        None
    }
}
