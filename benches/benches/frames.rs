//! How long ten seconds of the demo take, with picture and sound: `cargo bench -p benches`.

use benches::{EXPECTED, FRAMES, demo, run};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frames");
    // So the report also says how many frames a second that is.
    group.throughput(Throughput::Elements(FRAMES.into())).sample_size(10);
    for (model, expected) in EXPECTED {
        group.bench_function(model.name(), |bencher| {
            let machine = demo(model);
            bencher.iter_batched(
                || machine.clone(),
                |machine| assert_eq!(run(machine), expected, "the demo's last picture"),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
