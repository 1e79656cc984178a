//! What a machine costs, early and late, alone and with others: `cargo bench -p benches --bench growth -- [ROM ...]`.
//!
//! Each row is a bar. The raster ROM for the CGB is measured if no ROM is named.

use std::path::Path;
use std::process::ExitCode;

use benches::bar::row;
use benches::{FRAMES, RASTER_CGB, cpu_seconds, machine, read_rom, run_frame};
use cap::Cap;
use edgeboy_core::{GameBoy, Model};

/// Counts what is allocated.
#[global_allocator]
static ALLOCATOR: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

/// Late in the life of a machine, about three hours.
const LATE: u32 = 600_000;

/// Frames after which the raster ROM repeats itself.
const PERIOD: u32 = 256;

/// Machines beside each other.
const MANY: usize = 16;

fn main() -> ExitCode {
    let paths: Vec<String> =
        std::env::args().skip(1).filter(|path| !path.starts_with("--")).collect();
    let mut all_met = true;
    if paths.is_empty() {
        all_met &= measure("raster_cgb", RASTER_CGB);
    }
    for path in &paths {
        let name = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
        all_met &= measure(&name, &read_rom(path));
    }
    if all_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether every bar was met.
fn measure(name: &str, rom: &[u8]) -> bool {
    println!("{name}, on a CGB with picture and sound:");
    let mut all = true;

    let before = ALLOCATOR.allocated();
    let mut machine = machine(rom, Model::Cgb);
    let bytes = |machine: &GameBoy| {
        // The cartridge has a copy of the ROM, filled up to a power of two.
        let rom = rom.len().next_power_of_two();
        ALLOCATOR.allocated() - before - rom + size_of_val(machine)
    };
    (0..FRAMES).for_each(|_| run_frame(&mut machine));
    let memory = bytes(&machine);
    let early = seconds_for_period(&mut machine);
    let shown = format!("{} KiB beside the ROM", memory >> 10);
    all &= row("memory at frame 600", shown, "below 1 MiB beside the ROM", memory < 1 << 20);

    let state = machine.save_state();
    let packed = miniz_oxide::deflate::compress_to_vec(&state, 6).len();
    let shown = format!("{} KiB, {} KiB with deflate", state.len() >> 10, packed.div_ceil(1024));
    drop(state);
    all &= row("save state", shown, "below 64 KiB with deflate", packed < 64 << 10);

    all &= many(rom, memory);

    let done = machine.frame_count() as u32;
    (done..LATE).for_each(|_| run_frame(&mut machine));
    let late = seconds_for_period(&mut machine);
    let shown = format!("{:.2} times the time", late / early);
    all &= row("frame 600,000", shown, "at most 1.1 times that of frame 600", late <= 1.1 * early);
    let grown = bytes(&machine).saturating_sub(memory);
    let shown = format!("{grown} bytes more");
    // The samples that wait are not always as many.
    all & row("memory at frame 600,000", shown, "that of frame 600", grown <= 8 << 10)
}

/// The CPU time of the frames in which the raster ROM comes back to where it was: the best of three times.
fn seconds_for_period(machine: &mut GameBoy) -> f64 {
    let seconds = (0..3).map(|_| {
        let before = cpu_seconds();
        (0..PERIOD).for_each(|_| run_frame(machine));
        cpu_seconds() - before
    });
    seconds.fold(f64::MAX, f64::min)
}

/// Many machines take as many times the memory and the time of one.
fn many(rom: &[u8], memory_of_one: usize) -> bool {
    let before = ALLOCATOR.allocated();
    let mut machines: Vec<_> = (0..MANY).map(|_| machine(rom, Model::Cgb)).collect();
    let mut seconds = [0.0; 2];
    for _ in 0..FRAMES {
        let start = cpu_seconds();
        run_frame(&mut machines[0]);
        let middle = cpu_seconds();
        machines[1..].iter_mut().for_each(run_frame);
        seconds[0] += middle - start;
        seconds[1] += cpu_seconds() - middle;
    }
    let memory = ALLOCATOR.allocated() - before - MANY * rom.len().next_power_of_two();
    let float = |number| f64::from(u32::try_from(number).expect("less than 4 GiB"));
    let memory = float(memory) / float(MANY * memory_of_one);
    let time = seconds[1] / seconds[0] / float(MANY - 1);
    let shown = format!("{memory:.2} times the memory of as many, {time:.2} times the time");
    row(&format!("{MANY} machines"), shown, "at most 1.1 times each", memory <= 1.1 && time <= 1.1)
}
