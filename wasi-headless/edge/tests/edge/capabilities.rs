//! What a guest cannot reach: each function of WASI that could lead outside refuses.

use crate::common::guests::{self, call, number};
use edgeboy_edge::sandbox::{Failure, Sandbox};

/// WASI's numbers for "bad descriptor" and "capability insufficient".
const BAD_DESCRIPTOR: u32 = 8;
const NOT_CAPABLE: u32 = 76;

#[test]
fn there_is_no_folder() {
    // Folders that a host opens begin at descriptor 3.
    for descriptor in 3..8 {
        let arguments = format!("(i32.const {descriptor}) (i32.const 256)");
        let guest = guests::caller("fd_prestat_get", "(param i32 i32)", &arguments);
        assert_eq!(number(&guest), BAD_DESCRIPTOR);
    }
    let guest = guests::caller(
        "path_open",
        "(param i32 i32 i32 i32 i32 i64 i64 i32 i32)",
        "(i32.const 3) (i32.const 0) (i32.const 1024) (i32.const 1) (i32.const 1) (i64.const 2)
         (i64.const 2) (i32.const 0) (i32.const 256)",
    );
    assert_eq!(number(&guest), BAD_DESCRIPTOR);
}

#[test]
fn there_is_no_clock() {
    for clock in 0..4 {
        let arguments = format!("(i32.const {clock}) (i64.const 0) (i32.const 256)");
        let guest = guests::caller("clock_time_get", "(param i32 i64 i32)", &arguments);
        assert_eq!(number(&guest), NOT_CAPABLE);
        let arguments = format!("(i32.const {clock}) (i32.const 256)");
        let guest = guests::caller("clock_res_get", "(param i32 i32)", &arguments);
        assert_eq!(number(&guest), NOT_CAPABLE);
    }
    let guest = guests::caller(
        "poll_oneoff",
        "(param i32 i32 i32 i32)",
        "(i32.const 512) (i32.const 256) (i32.const 1) (i32.const 768)",
    );
    assert_eq!(number(&guest), NOT_CAPABLE);
}

#[test]
fn there_is_no_network() {
    for (function, parameters, arguments) in [
        ("sock_accept", "(param i32 i32 i32)", "(i32.const 3) (i32.const 0) (i32.const 256)"),
        ("sock_shutdown", "(param i32 i32)", "(i32.const 3) (i32.const 0)"),
        (
            "sock_recv",
            "(param i32 i32 i32 i32 i32 i32)",
            "(i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 256)
             (i32.const 260)",
        ),
        (
            "sock_send",
            "(param i32 i32 i32 i32 i32)",
            "(i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 256)",
        ),
    ] {
        // An answer of 0 would be a socket.
        match call(&guests::caller(function, parameters, arguments)) {
            Ok(answer) => assert_ne!(answer.stdout, [0; 4], "{function}"),
            Err(failure) => assert!(matches!(failure, Failure::Trap { .. }), "{failure}"),
        }
    }
    // What preview 1 does not have cannot be imported at all.
    let guest = |function| {
        let text = format!(r#"(module (import "wasi_snapshot_preview1" "{function}" (func)))"#);
        Sandbox::new(&wat::parse_str(text).unwrap(), None, crate::common::POOL)
    };
    for function in ["sock_open", "sock_connect", "sock_bind", "sock_listen"] {
        let error = guest(function).err().unwrap();
        assert!(format!("{error:#}").contains("unknown import"), "{error:#}");
    }
}

#[test]
fn there_are_no_variables_and_no_arguments() {
    for function in ["environ_sizes_get", "args_sizes_get"] {
        let guest = guests::guest(
            &format!(
                r#"(import "wasi_snapshot_preview1" "{function}"
                    (func $wasi (param i32 i32) (result i32)))"#
            ),
            // The error, the count and the size must all be 0.
            "(i64.store (i32.const 256) (i64.const -1))
             (i32.store (i32.const 0) (i32.or (call $wasi (i32.const 256) (i32.const 260))
                (i32.or (i32.load (i32.const 256)) (i32.load (i32.const 260)))))",
        );
        assert_eq!(number(&guest), 0, "{function}");
    }
}

#[test]
fn there_is_no_randomness() {
    let arguments = "(i32.const 256) (i32.const 8)";
    assert_eq!(number(&guests::caller("random_get", "(param i32 i32)", arguments)), NOT_CAPABLE);
}

#[test]
fn standard_input_is_at_its_end() {
    // One buffer of 64 bytes at 512; what is read is counted at 256.
    let guest = guests::guest(
        r#"(import "wasi_snapshot_preview1" "fd_read"
            (func $wasi (param i32 i32 i32 i32) (result i32)))"#,
        "(i32.store (i32.const 512) (i32.const 520)) (i32.store (i32.const 516) (i32.const 64))
         (i32.store (i32.const 0) (i32.or
            (call $wasi (i32.const 0) (i32.const 512) (i32.const 1) (i32.const 256))
            (i32.load (i32.const 256))))",
    );
    assert_eq!(number(&guest), 0);
}
