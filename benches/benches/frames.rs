//! How long ten seconds take, with picture and sound: `cargo bench -p benches --bench frames`.

use benches::{FRAMES, WORKS, run};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frames");
    // So the report also says how many frames a second that is.
    group.throughput(Throughput::Elements(FRAMES.into())).sample_size(10);
    for work in &WORKS {
        let machine = work.machine();
        group.bench_function(work.name, |bencher| {
            bencher.iter_batched(
                || machine.clone(),
                |machine| assert_eq!(run(machine), work.expected, "the last picture"),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
