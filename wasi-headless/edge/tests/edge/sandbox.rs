//! The sandbox: what a call gives, how a guest is stopped, and that nothing of it remains.

use std::thread;
use std::time::{Duration, Instant};

use crate::common::guests::{call, number};
use crate::common::{LIMITS, guests, rom, sandbox};
use edgeboy_api::call::Call;
use edgeboy_edge::sandbox::{Cancel, Failure, Limits, Sandbox};

#[test]
fn the_guest_renders() {
    let args = ["render", "a.gb", "--frames", "30", "--png", "a.png", "--gif", "a.gif", "--json"];
    let call = Call::new(args).with_file("a.gb", rom());
    let mut answer = sandbox().call(call, LIMITS, Cancel::default()).unwrap();
    assert_eq!((answer.exit, answer.stderr.as_str()), (0, ""));
    assert!(answer.take("a.png").unwrap().starts_with(b"\x89PNG"));
    assert!(answer.take("a.gif").unwrap().starts_with(b"GIF89a"));
    let report: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(report["frames"], 30);
    assert_eq!(report["wall_time"], serde_json::Value::Null);
}

#[test]
fn faults_of_a_call_are_those_of_the_program() {
    for (call, exit, stderr) in [
        (Call::new(["render", "a.gb"]), 1, "edgeboy-headless: a.gb: entity not found\n"),
        (
            Call::new(["render", "a.gb"]).with_file("a.gb", vec![0; 9]),
            1,
            "edgeboy-headless: a.gb: ",
        ),
        (Call::new(["render", "a.gb", "--frames", "x"]), 2, "error: invalid value 'x'"),
    ] {
        let answer = sandbox().call(call, LIMITS, Cancel::default()).unwrap();
        assert_eq!(answer.exit, exit, "{}", answer.stderr);
        assert!(answer.stderr.starts_with(stderr), "{}", answer.stderr);
    }
}

#[test]
fn the_guest_says_which_files_it_would_read() {
    let inputs = |args: &[&str]| {
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        sandbox().inputs(&args, LIMITS).unwrap()
    };
    assert_eq!(inputs(&["render", "a.gb", "--input", "5:A", "--png", "p"]), ["a.gb"]);
    assert_eq!(
        inputs(&["render", "-", "--input", "keys", "--sav-in=s", "--boot-rom", "b"]),
        ["-", "b", "s", "keys"]
    );
    assert_eq!(inputs(&["render", "--no-such-option"]), [""; 0]);
}

#[test]
fn nothing_survives_a_call() {
    let guest = guests::remembering();
    for _ in 0..100 {
        assert_eq!(number(&guest), 0x101);
    }
}

#[test]
fn a_guest_that_loops_is_stopped() {
    let guest = guests::looping();
    let limits = Limits { time: Duration::from_millis(50), ..LIMITS };
    let started = Instant::now();
    let failure = guest.call(Call::default(), limits, Cancel::default()).unwrap_err();
    assert!(matches!(failure, Failure::Time(time) if time == limits.time), "{failure}");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_guest_that_nobody_waits_for_is_stopped() {
    let cancel = Cancel::default();
    let from_outside = cancel.clone();
    let canceller = thread::spawn(move || {
        thread::sleep(Duration::from_millis(30));
        from_outside.cancel();
    });
    let failure = guests::looping().call(Call::default(), LIMITS, cancel).unwrap_err();
    assert!(matches!(failure, Failure::Cancelled), "{failure}");
    canceller.join().unwrap();
}

#[test]
fn a_guest_that_eats_memory_gets_no_more_than_its_limit() {
    let guest = guests::eating();
    for memory in [2 << 20, 16 << 20, 64 << 20] {
        let limits = Limits { memory, ..LIMITS };
        let failure = guest.call(Call::default(), limits, Cancel::default()).unwrap_err();
        assert!(matches!(failure, Failure::Memory(limit) if limit == memory), "{failure}");
    }
}

#[test]
fn a_guest_that_traps_or_recurses_says_so() {
    for (guest, trap) in
        [(guests::trapping(), "unreachable"), (guests::recursing(), "call stack exhausted")]
    {
        let failure = call(&guest).unwrap_err();
        assert!(matches!(failure, Failure::Trap { .. }), "{failure}");
        assert!(failure.to_string().contains(trap), "{failure}");
    }
}

#[test]
fn an_answer_that_is_too_large_is_refused() {
    let call = Call::new(["render", "a.gb", "--frames", "1", "--raw", "a.raw"]);
    let call = call.with_file("a.gb", rom());
    let limits = Limits { output: 160 * 144 * 3, ..LIMITS };
    let failure = sandbox().call(call, limits, Cancel::default()).unwrap_err();
    assert!(matches!(failure, Failure::Output(69_120)), "{failure}");
}

#[test]
fn answers_out_of_bounds_are_refused() {
    for (address, bytes) in [(-1, 16), (0, i32::MAX), (200_000, 1)] {
        let text = format!(
            r#"(module (memory (export "memory") 2)
                (func (export "edgeboy_input") (param i32) (result i32) (i32.const 0))
                (func (export "edgeboy_call"))
                (func (export "edgeboy_output") (param i32) (result i32) (i32.const {address}))
                (func (export "edgeboy_output_bytes") (param i32) (result i32) (i32.const {bytes})))"#
        );
        let guest =
            Sandbox::new(&wat::parse_str(text).unwrap(), None, crate::common::POOL).unwrap();
        let failure = call(&guest).unwrap_err();
        assert!(matches!(failure, Failure::Guest(_) | Failure::Output(_)), "{failure}");
    }
}

#[test]
fn a_module_without_a_door_is_no_guest() {
    let guest = Sandbox::new(b"(module)", None, crate::common::POOL);
    // Text is not compiled; the same module as bytes is, and has no memory.
    assert!(guest.is_err());
    let bytes = wat::parse_str("(module)").unwrap();
    let failure = call(&Sandbox::new(&bytes, None, crate::common::POOL).unwrap()).unwrap_err();
    assert!(matches!(failure, Failure::Guest(_)), "{failure}");
}

#[test]
fn neighbours_go_on_while_others_misbehave() {
    let bombs = [guests::looping(), guests::eating(), guests::trapping(), guests::recursing()];
    let limits = Limits { time: Duration::from_millis(20), memory: 8 << 20, ..LIMITS };
    let frames = Call::new(["render", "a.gb", "--frames", "60", "--json"]).with_file("a.gb", rom());
    let expected = sandbox().call(frames.clone(), LIMITS, Cancel::default()).unwrap();
    thread::scope(|scope| {
        for bomb in &bombs {
            scope.spawn(move || {
                for _ in 0..10 {
                    bomb.call(Call::default(), limits, Cancel::default()).unwrap_err();
                }
            });
        }
        for _ in 0..10 {
            let answer = sandbox().call(frames.clone(), LIMITS, Cancel::default());
            assert_eq!(answer.unwrap(), expected);
        }
    });
}

#[test]
fn a_pool_that_is_used_up_says_so() {
    let guest = guests::remembering();
    let all: Vec<_> = (0..crate::common::POOL.instances)
        .map(|_| guest.instantiate(LIMITS, Cancel::default()).unwrap())
        .collect();
    assert!(matches!(call(&guest), Err(Failure::Busy)));
    drop(all);
    assert_eq!(number(&guest), 0x101);
}
