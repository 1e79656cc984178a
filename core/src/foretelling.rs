//! Tests of what the machine's laziness rests upon: what a component foretells is never late.

use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use crate::interrupts::Interrupts;
use crate::model::Model;
use crate::ppu::{News, Ppu};
use crate::time::Ticks;
use crate::timer::Timer;

/// Registers, VRAM, being in HBlank, HBlank's beginning, IF.
type Seen = (Vec<Option<u8>>, u8, bool, News, u8);

/// What others see of the PPU.
fn seen(ppu: &mut Ppu, interrupts: &Interrupts) -> Seen {
    let registers = (0xFF40..=0xFF4B).chain(0xFF68..=0xFF6B).map(|at| ppu.read_register(at));
    let registers = registers.collect();
    let news = ppu.take_news();
    (registers, ppu.read_vram(0x8000), ppu.is_in_hblank(), news, interrupts.requested)
}

/// Writes to the PPU's registers and the ticks before each. LCDC mostly has the LCD on.
fn writes() -> impl Strategy<Value = Vec<(u64, u16, u8)>> {
    let register = prop_oneof![
        (0x41u16..=0x4B).prop_map(|low| 0xFF00 | low),
        Just(0xFF40),
        Just(0xFF4A),
        Just(0xFF45),
    ];
    let wait = prop_oneof![0u64..100, 0u64..2000, 0u64..200_000];
    prop::collection::vec((wait, register, any::<u8>()), 1..12)
}

/// What the bus does to the PPU.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Write(u16, u8),
    TileSelGlitch(bool),
    WxJustWritten(bool),
}

/// Deeds and the M-cycles before each: mostly few, so that many fall into one line.
fn deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let register = prop_oneof![
        4 => (0x42u16..=0x4B).prop_map(|low| 0xFF00 | low),
        2 => 0xFF68u16..=0xFF6B,
        1 => Just(0xFF41),
    ];
    // Windows that begin in the line, at its edges, and never.
    let wx = prop_oneof![any::<u8>(), 0u8..16, 160u8..=170, Just(0)];
    let deed = prop_oneof![
        6 => (register, any::<u8>()).prop_map(|(at, value)| Deed::Write(at, value)),
        2 => any::<u8>().prop_map(|value| Deed::Write(0xFF40, value | 0x80)),
        2 => wx.prop_map(|value| Deed::Write(0xFF4B, value)),
        1 => (0u8..40).prop_map(|value| Deed::Write(0xFF4A, value)),
        1 => any::<bool>().prop_map(Deed::TileSelGlitch),
        1 => any::<bool>().prop_map(Deed::WxJustWritten),
    ];
    let wait = prop_oneof![3 => 0u64..20, 2 => 0u64..120, 1 => 0u64..3000];
    prop::collection::vec((wait, deed), 10..60)
}

/// A PPU whose memory is full of objects and tiles, before its first line.
fn busy_ppu(model: Model, mut noise: u64, cgb_mode: bool, double_speed: bool) -> Ppu {
    let mut ppu = Ppu::new(model);
    ppu.cgb_mode &= cgb_mode;
    ppu.double_speed = double_speed && model.is_cgb();
    let mut next = || {
        noise = noise.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        (noise >> 56) as u8
    };
    ppu.vram.fill_with(&mut next);
    for (place, byte) in ppu.oam.iter_mut().enumerate() {
        // Y and X such that objects meet on a line and on the LCD.
        *byte = if place % 4 == 0 { next() % 64 } else { next() };
    }
    ppu
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// The one PPU is brought to each tick, and so does everything dot by dot. The other one lags
    /// behind as long as the bus lets it, and so scans and draws at once what it can.
    #[test]
    fn a_ppu_that_lags_behind_does_what_one_does_dot_by_dot(
        model in prop::sample::select(Model::ALL.to_vec()),
        noise: u64,
        cgb_mode: bool,
        double_speed: bool,
        deeds in deeds(),
    ) {
        let mut eager = busy_ppu(model, noise, cgb_mode, double_speed);
        let mut lazy = eager.clone();
        let m_cycle = if double_speed { 4 } else { 8 };
        let (mut seen_by_eager, mut seen_by_lazy) = (Interrupts::default(), Interrupts::default());
        let mut now = Ticks(0);
        for ppu in [&mut eager, &mut lazy] {
            ppu.write_register(0xFF40, 0xF3, now, &mut Interrupts::default());
        }
        for (wait, deed) in deeds {
            for _ in 0..wait {
                for _ in 0..m_cycle {
                    now += Ticks(1);
                    eager.sync(now, &mut seen_by_eager);
                }
                if lazy.is_due(now) {
                    lazy.sync(now, &mut seen_by_lazy);
                }
                prop_assert_eq!(seen_by_lazy.requested, seen_by_eager.requested, "at {:?}", now);
            }
            lazy.sync(now, &mut seen_by_lazy);
            let bytes = |ppu: &Ppu| postcard::to_allocvec(ppu).unwrap();
            prop_assert!(bytes(&lazy) == bytes(&eager), "they differ at {:?}", now);
            for (ppu, interrupts) in
                [(&mut eager, &mut seen_by_eager), (&mut lazy, &mut seen_by_lazy)]
            {
                interrupts.requested = 0;
                match deed {
                    Deed::Write(at, value) => ppu.write_register(at, value, now, interrupts),
                    Deed::TileSelGlitch(glitch) => ppu.set_tile_sel_glitch(glitch),
                    Deed::WxJustWritten(just) => ppu.set_wx_just_written(just),
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn the_ppu_does_nothing_before_its_next_event(
        model in prop::sample::select(Model::ALL.to_vec()),
        oam in prop::collection::vec(any::<u8>(), 160),
        writes in writes(),
    ) {
        let mut interrupts = Interrupts::default();
        let mut ppu = Ppu::new(model);
        ppu.oam.copy_from_slice(&oam);
        ppu.vram[0] = 0x5A;
        let mut now = Ticks(0);
        ppu.write_register(0xFF40, 0xF3, now, &mut interrupts);
        for (wait, address, value) in writes {
            let until = now + Ticks(wait);
            while now < until {
                let event = ppu.next_event().min(until);
                if event.0 > now.0 + 1 {
                    // News are told once.
                    ppu.take_news();
                    let before = seen(&mut ppu, &interrupts);
                    now = Ticks(event.0 - 1);
                    ppu.sync(now, &mut interrupts);
                    prop_assert_eq!(seen(&mut ppu, &interrupts), before, "before {:?}", event);
                }
                now += Ticks(1);
                ppu.sync(now, &mut interrupts);
                interrupts.requested = 0;
                ppu.pace_blank_frames(now);
            }
            let value = if address == 0xFF40 && wait % 8 != 0 { value | 0x80 } else { value };
            ppu.write_register(address, value, now, &mut interrupts);
        }
    }

    #[test]
    fn the_timer_does_nothing_in_its_quiet_m_cycles(
        counter: u16,
        watched in prop::sample::select(vec![0x1080u16, 0x1004, 0x2080, 0x2004]),
        registers: [u8; 3],
    ) {
        let mut interrupts = Interrupts::default();
        let mut timer = Timer::default();
        timer.set_post_boot_counter(counter & !3);
        timer.watch_for_others(watched);
        for (address, value) in (0xFF05..).zip(registers) {
            timer.write(address, value);
        }
        for _ in 0..200 {
            let quiet = timer.quiet_m_cycles();
            let mut stepped = timer.clone();
            for _ in 0..quiet {
                stepped.pass(4);
                prop_assert_eq!(stepped.next_edges(&mut interrupts), None);
            }
            prop_assert_eq!(interrupts.requested, 0);
            timer.pass_quietly(quiet);
            let bytes = |timer: &Timer| postcard::to_allocvec(timer).unwrap();
            prop_assert_eq!(bytes(&timer), bytes(&stepped));
            let before = bytes(&timer);
            let mut at_once = timer.clone();
            stepped.pass(4);
            let is_quiet = stepped.next_edges(&mut Interrupts::default()).is_none();
            prop_assert_eq!(at_once.pass_if_quiet(4), is_quiet);
            let expected = if is_quiet { bytes(&stepped) } else { before };
            prop_assert_eq!(bytes(&at_once), expected);
            timer.pass(4);
            while timer.next_edges(&mut interrupts).is_some() {}
            interrupts.requested = 0;
        }
    }
}
