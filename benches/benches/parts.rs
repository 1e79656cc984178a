//! How long single parts of the machine take: `cargo bench -p benches --bench parts`.
//!
//! The PPU at work is the raster ROM of `frames`; what is left of that without the CPU's share tells what it takes.

use std::hint::black_box;

use benches::{APU, CPU, FRAMES, SAMPLE_RATE, WORKS, machine, run, run_frame};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use edgeboy_core::Model;

/// Ten seconds of a program that uses one part, with and without sound being made of it.
fn programs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parts");
    group.throughput(Throughput::Elements(FRAMES.into())).sample_size(10);
    for (name, rom, rate) in [
        ("CPU without display and sound", CPU, SAMPLE_RATE),
        ("four channels", APU, SAMPLE_RATE),
        ("four channels, no sound taken", APU, 0),
    ] {
        let mut machine = machine(rom, Model::Dmg);
        machine.set_sample_rate(rate);
        group.bench_function(name, |bencher| {
            bencher.iter_batched(|| machine.clone(), run, BatchSize::LargeInput);
        });
    }
    group.finish();
}

/// What rewinding and saving cost: states of a machine in the middle of the raster ROM.
fn states(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("states");
    let [.., work] = &WORKS;
    let mut machine = work.machine();
    (0..FRAMES).for_each(|_| run_frame(&mut machine));
    let state = machine.save_state();
    group.throughput(Throughput::Bytes(state.len() as u64));
    group.bench_function("save", |bencher| bencher.iter(|| black_box(machine.save_state())));
    group.bench_function("load", |bencher| {
        let mut other = work.machine();
        bencher.iter(|| other.load_state(&state).expect("it is a state of this ROM"));
        assert_eq!(other.state_hash(), machine.state_hash(), "the state is back");
    });
    group.bench_function("hash", |bencher| bencher.iter(|| black_box(machine.state_hash())));
    group.finish();
}

criterion_group!(parts, programs, states);
criterion_main!(parts);
