//! Tests of what the machine's laziness rests upon: what a component foretells is never late.

use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use crate::interrupts::Interrupts;
use crate::model::Model;
use crate::ppu::Ppu;
use crate::time::Ticks;
use crate::timer::Timer;

/// What the bus does to the PPU.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Write(u16, u8),
    /// Writes what is there already.
    Rewrite(u16),
    TileSelGlitch(bool),
    WxJustWritten(bool),
    AwaitHblank(bool),
    /// Reads what the CPU can read without changing anything.
    Look,
}

/// Deeds and the M-cycles before each: mostly few, so that many fall into one line.
fn deeds() -> impl Strategy<Value = Vec<(u64, Deed)>> {
    let register = prop_oneof![
        4 => (0x42u16..=0x4B).prop_map(|low| 0xFF00 | low),
        2 => 0xFF68u16..=0xFF6B,
        1 => Just(0xFF41),
    ];
    // Windows that begin in the line, at its edges, and never.
    let wx = prop_oneof![any::<u8>(), 0u8..16, 160u8..=170, 247u8..=255, Just(0)];
    let deed = prop_oneof![
        6 => (register.clone(), any::<u8>()).prop_map(|(at, value)| Deed::Write(at, value)),
        3 => prop_oneof![register, Just(0xFF40)].prop_map(Deed::Rewrite),
        4 => any::<u8>().prop_map(|value| Deed::Write(0xFF40, value | 0x80)),
        1 => any::<u8>().prop_map(|value| Deed::Write(0xFF40, value)),
        2 => wx.prop_map(|value| Deed::Write(0xFF4B, value)),
        2 => (0u8..154).prop_map(|value| Deed::Write(0xFF45, value)),
        1 => any::<bool>().prop_map(Deed::AwaitHblank),
        6 => Just(Deed::Look),
        1 => (0u8..40).prop_map(|value| Deed::Write(0xFF4A, value)),
        1 => any::<bool>().prop_map(Deed::TileSelGlitch),
        1 => any::<bool>().prop_map(Deed::WxJustWritten),
    ];
    let wait = prop_oneof![30 => 0u64..20, 20 => 0u64..120, 10 => 0u64..3000, 1 => 0u64..20000];
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

/// Moments in a picture, many of them near the end of mode 3.
fn moment() -> impl Strategy<Value = Ticks> {
    let dot = prop_oneof![1 => 0u64..456, 2 => 250u64..300, 1 => 89u64..260];
    (0u64..154, dot).prop_map(|(line, dot)| Ticks(2 * (456 * line + dot)))
}

/// Registers, and whether VRAM and OAM can be read.
fn what_is_read(ppu: &Ppu) -> Vec<u8> {
    let registers = (0xFF40..=0xFF6C).map(|address| ppu.read_register(address).unwrap_or(0xFF));
    registers.chain([ppu.read_vram(0x8000), ppu.clone().read_oam(0xFE00)]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    /// Much the same is done in each of some pictures, so that most lines are known ones; now and then a
    /// byte of VRAM or OAM changes.
    #[test]
    fn lines_that_are_known_show_and_leave_behind_what_drawing_them_does(
        model in prop::sample::select(Model::ALL.to_vec()),
        noise: u64,
        cgb_mode: bool,
        double_speed: bool,
        mut deeds in prop::collection::vec((moment(), any::<u8>(), deeds()), 1..30),
        changes in prop::collection::vec((any::<bool>(), 0u16..0x2000, any::<u8>()), 0..7),
    ) {
        deeds.sort_unstable_by_key(|deed| deed.0);
        let mut eager = busy_ppu(model, noise, cgb_mode, double_speed);
        let mut lazy = eager.clone();
        eager.dot_by_dot = true;
        let (mut seen_by_eager, mut seen_by_lazy) = (Interrupts::default(), Interrupts::default());
        for ppu in [&mut eager, &mut lazy] {
            ppu.write_register(0xFF40, 0xF3, Ticks(0), &mut Interrupts::default());
            ppu.write_register(0xFF47, 0xE4, Ticks(0), &mut Interrupts::default());
        }
        for picture in 0..8 {
            let start = Ticks(Ticks::FRAME.0 * picture);
            for &(moment, pictures, ref deeds) in &deeds {
                let now = start + moment;
                eager.sync(now, &mut seen_by_eager);
                if pictures >> picture & 1 == 0 {
                    lazy.sync_for_reader(now, &mut seen_by_lazy);
                    prop_assert_eq!(what_is_read(&lazy), what_is_read(&eager), "at {:?}", now);
                    continue;
                }
                if let Deed::Write(at, value) = deeds[0].1
                    && lazy.uses_before(at, value | if at == 0xFF40 { 0x80 } else { 0 }, now)
                {
                    lazy.sync(now, &mut seen_by_lazy);
                }
                for (ppu, interrupts) in
                    [(&mut eager, &mut seen_by_eager), (&mut lazy, &mut seen_by_lazy)]
                {
                    match deeds[0].1 {
                        // The LCD stays on.
                        Deed::Write(0xFF40, value) => {
                            ppu.write_register(0xFF40, value | 0x80, now, interrupts);
                        }
                        Deed::Write(at, value) => {
                            ppu.write_register(at, value, now, interrupts);
                        }
                        _ => {}
                    }
                }
            }
            let end = start + Ticks(Ticks::FRAME.0 - 8);
            for (ppu, interrupts) in
                [(&mut eager, &mut seen_by_eager), (&mut lazy, &mut seen_by_lazy)]
            {
                ppu.sync(end, interrupts);
                match changes.get(picture as usize) {
                    Some((true, at, value)) => ppu.write_vram(0x8000 | at, *value),
                    Some((false, at, value)) => ppu.oam[usize::from(at % 160)] ^= value & 0x13,
                    None => {}
                }
            }
            let bytes = |ppu: &Ppu| postcard::to_allocvec(ppu).unwrap();
            prop_assert!(bytes(&lazy) == bytes(&eager), "they differ after picture {}", picture);
            prop_assert_eq!(seen_by_lazy.requested, seen_by_eager.requested);
            (seen_by_lazy.requested, seen_by_eager.requested) = (0, 0);
        }
    }
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
        eager.dot_by_dot = true;
        let m_cycle = if double_speed { 4 } else { 8 };
        let (mut seen_by_eager, mut seen_by_lazy) = (Interrupts::default(), Interrupts::default());
        let mut now = Ticks(0);
        let mut hblank_is_awaited = false;
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
                    lazy.sync_for_reader(now, &mut seen_by_lazy);
                }
                prop_assert_eq!(seen_by_lazy.requested, seen_by_eager.requested, "at {:?}", now);
                if hblank_is_awaited {
                    let began = [&mut lazy, &mut eager].map(|ppu| ppu.take_news().hblank_began());
                    prop_assert_eq!(began[0], began[1], "HBlank at {:?}", now);
                }
            }
            if let Deed::Look = deed {
                lazy.sync_for_reader(now, &mut seen_by_lazy);
                prop_assert_eq!(what_is_read(&lazy), what_is_read(&eager), "at {:?}", now);
                continue;
            }
            let deed = match deed {
                Deed::Rewrite(at) => {
                    let value = eager.read_register(at).unwrap_or(0);
                    // The bits of STAT that only report.
                    Deed::Write(at, if at == 0xFF41 { value & 0x78 } else { value })
                }
                deed => deed,
            };
            if !matches!(deed, Deed::Write(at, value) if !lazy.uses_before(at, value, now)) {
                lazy.sync(now, &mut seen_by_lazy);
                let bytes = |ppu: &Ppu| postcard::to_allocvec(ppu).unwrap();
                prop_assert!(bytes(&lazy) == bytes(&eager), "they differ at {:?}", now);
            }
            for (ppu, interrupts) in
                [(&mut eager, &mut seen_by_eager), (&mut lazy, &mut seen_by_lazy)]
            {
                interrupts.requested = 0;
                match deed {
                    Deed::Write(at, value) => {
                        ppu.write_register(at, value, now, interrupts);
                    }
                    Deed::TileSelGlitch(glitch) => ppu.set_tile_sel_glitch(glitch),
                    Deed::WxJustWritten(just) => ppu.set_wx_just_written(just),
                    Deed::AwaitHblank(awaited) => {
                        hblank_is_awaited = awaited;
                        ppu.take_news();
                        ppu.set_hblank_awaited(awaited);
                    }
                    Deed::Look | Deed::Rewrite(_) => {}
                }
            }
        }
        now += Ticks(1);
        eager.sync(now, &mut seen_by_eager);
        lazy.sync(now, &mut seen_by_lazy);
        let bytes = |ppu: &Ppu| postcard::to_allocvec(ppu).unwrap();
        prop_assert!(bytes(&lazy) == bytes(&eager), "they differ at the end, at {:?}", now);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    /// The one timer goes M-cycle by M-cycle; the other one is left alone where nothing happens.
    #[test]
    fn a_timer_that_is_left_alone_counts_as_one_that_is_watched(
        counter: u16,
        counted in prop::sample::select(vec![0u16, 0x80, 0x04]),
        registers: [u8; 3],
        writes in prop::collection::vec((0u32..3000, 0xFF05u16..=0xFF07, any::<u8>()), 1..20),
    ) {
        let mut watched = Timer::default();
        watched.set_post_boot_counter(counter & !3);
        watched.watch_for_others(0x1000 | counted);
        for (address, value) in (0xFF05..).zip(registers) {
            watched.write(address, value);
        }
        let mut alone = watched.clone();
        let (mut seen, mut heard) = (Interrupts::default(), Interrupts::default());
        for (mut t_cycles, address, value) in writes {
            while t_cycles > 0 {
                let quiet = (alone.quiet_t_cycles(counted) - 1).min(t_cycles);
                let run = alone.pass_quietly(quiet);
                let mut falls = 0;
                for _ in 0..quiet {
                    watched.pass(1);
                    while let Some(edges) = watched.next_edges(&mut seen) {
                        prop_assert_eq!((edges.fell | edges.rose) & 0x1000, 0);
                        falls += u32::from(edges.fell & counted != 0);
                    }
                }
                if counted != 0 {
                    prop_assert_eq!(run.falls(counted), falls);
                }
                t_cycles -= quiet;
                let step = t_cycles.min(1);
                t_cycles -= step;
                for (timer, interrupts) in [(&mut watched, &mut seen), (&mut alone, &mut heard)] {
                    timer.pass(step as u8);
                    while timer.next_edges(interrupts).is_some() {}
                }
                prop_assert_eq!(seen.requested, heard.requested);
                let bytes = |timer: &Timer| postcard::to_allocvec(timer).unwrap();
                prop_assert_eq!(bytes(&alone), bytes(&watched));
            }
            seen.requested = 0;
            heard.requested = 0;
            for timer in [&mut watched, &mut alone] {
                timer.write(address, value);
            }
        }
    }
}
