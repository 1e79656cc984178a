//! Guests written to misbehave, in WebAssembly text.

use edgeboy_api::call::{Answer, Call};
use edgeboy_edge::sandbox::{Cancel, Failure, Sandbox};

use super::{LIMITS, POOL};

/// Calls a guest without arguments.
pub(crate) fn call(guest: &Sandbox) -> Result<Answer, Failure> {
    guest.call(Call::default(), LIMITS, Cancel::default())
}

/// What a [`guest`] left at address 0.
pub(crate) fn number(guest: &Sandbox) -> u32 {
    u32::from_le_bytes(call(guest).unwrap().stdout.try_into().unwrap())
}

/// A guest whose call is this body; it answers with exit code 0 and the four bytes at 0 as
/// standard output.
pub(crate) fn guest(imports: &str, body: &str) -> Sandbox {
    let head = r#"{"exit":0,"stderr":"","files":[]}"#;
    let text = format!(
        r#"(module
            {imports}
            (memory (export "memory") 2)
            (data (i32.const 1024) "{escaped}")
            (func (export "edgeboy_input") (param i32) (result i32) (i32.const 4096))
            (func (export "edgeboy_inputs"))
            (func (export "edgeboy_call") {body})
            (func (export "edgeboy_output") (param i32) (result i32)
                (select (i32.const 0) (i32.const 1024) (local.get 0)))
            (func (export "edgeboy_output_bytes") (param i32) (result i32)
                (if (i32.eqz (local.get 0)) (then (return (i32.const {length}))))
                (if (i32.eq (local.get 0) (i32.const 1)) (then (return (i32.const 4))))
                (i32.const -1))
        )"#,
        escaped = head.replace('"', "\\\""),
        length = head.len(),
    );
    Sandbox::new(&wat::parse_str(text).unwrap(), None, POOL).unwrap()
}

/// A guest that calls a function of WASI and answers with the error number that it got.
pub(crate) fn caller(function: &str, parameters: &str, arguments: &str) -> Sandbox {
    guest(
        &format!(
            r#"(import "wasi_snapshot_preview1" "{function}"
                (func $wasi {parameters} (result i32)))"#
        ),
        &format!("(i32.store (i32.const 0) (call $wasi {arguments}))"),
    )
}

pub(crate) fn looping() -> Sandbox {
    guest("", "(loop (br 0))")
}

pub(crate) fn trapping() -> Sandbox {
    guest("", "(unreachable)")
}

/// Takes all the memory that it can get, touches it, and gives up when there is no more.
pub(crate) fn eating() -> Sandbox {
    guest(
        "",
        "(local $at i32)
         (loop
            (if (i32.eq (memory.grow (i32.const 16)) (i32.const -1)) (then (unreachable)))
            (local.set $at (i32.shl (i32.sub (memory.size) (i32.const 1)) (i32.const 16)))
            (i32.store (local.get $at) (i32.const 1))
            (br 0))",
    )
}

/// Calls itself without end.
pub(crate) fn recursing() -> Sandbox {
    guest("(func $again (call $again) (call $again))", "(call $again)")
}

/// Remembers in its memory and in a global that it has been called, and answers with how often.
pub(crate) fn remembering() -> Sandbox {
    guest(
        "(global $calls (mut i32) (i32.const 0))",
        "(global.set $calls (i32.add (global.get $calls) (i32.const 1)))
         (i32.store (i32.const 64) (i32.add (i32.load (i32.const 64)) (i32.const 1)))
         (i32.store (i32.const 0)
            (i32.add (i32.load (i32.const 64)) (i32.shl (global.get $calls) (i32.const 8))))",
    )
}
