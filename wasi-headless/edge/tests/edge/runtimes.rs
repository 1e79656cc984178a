//! One module, many runtimes: the same guest gives the same bytes under each. The table in
//! docs/edge.md has a row for each test here.

use std::process::Command;

use crate::common::{LIMITS, rom};
use edgeboy_api::call::{Answer, Call};
use edgeboy_edge::sandbox::Cancel;
use wasmi::{Caller, Engine, Extern, Func, Linker, Module, Store, Val};

const ARGS: [&str; 6] =
    ["render", "rom.gb", "--frames=30", "--input=5:START", "--png=png", "--gif=gif"];

fn call() -> Call {
    Call::new(ARGS).with_file("rom.gb", rom())
}

/// What the native program gives.
fn native() -> Answer {
    let answer = edgeboy_headless::door::call(call());
    assert_eq!((answer.exit, answer.files.len()), (0, 2), "{}", answer.stderr);
    answer
}

#[test]
fn wasmtime() {
    assert!(crate::common::sandbox().call(call(), LIMITS, Cancel::default()).unwrap() == native());
}

#[test]
fn node() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("rom.gb"), rom()).unwrap();
    let runner = concat!(env!("CARGO_MANIFEST_DIR"), "/../run-in-node.mjs");
    let node = Command::new("node")
        .current_dir(folder.path())
        .arg(runner)
        .arg(crate::common::guest_path())
        .args(ARGS)
        .output()
        .expect("Node.js is needed for this test");
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    for (name, expected) in native().files {
        assert!(std::fs::read(folder.path().join(&name)).unwrap() == expected, "{name}");
    }
}

/// An interpreter, with a host of these few lines: the environment is empty, and all else that the
/// guest imports refuses.
#[test]
fn wasmi() {
    let engine = Engine::default();
    let module = Module::new(&engine, crate::common::guest()).unwrap();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    for import in module.imports() {
        let kind = import.ty().func().expect("a function").clone();
        let is_environment = import.name() == "environ_sizes_get";
        // 8 is "bad descriptor", by which a program knows that there are no folders; 76 is "not
        // capable".
        let refusal = match import.name() {
            "environ_sizes_get" => 0,
            name if name.starts_with("fd_") => 8,
            _ => 76,
        };
        let refuse = move |mut caller: Caller<'_, ()>, at: &[Val], results: &mut [Val]| {
            results.fill(Val::I32(refusal));
            if is_environment {
                let memory = caller.get_export("memory").and_then(Extern::into_memory).unwrap();
                for address in at.iter().filter_map(Val::i32) {
                    memory.write(&mut caller, address as usize, &[0; 4]).unwrap();
                }
            }
            Ok(())
        };
        let refuse = Func::new(&mut store, kind, refuse);
        linker.define(import.module(), import.name(), refuse).unwrap();
    }
    let instance = linker.instantiate_and_start(&mut store, &module).unwrap();
    let memory = instance.get_export(&store, "memory").and_then(Extern::into_memory).unwrap();
    let input = instance.get_typed_func::<u32, u32>(&store, "edgeboy_input").unwrap();
    for block in call().into_blocks() {
        let address = input.call(&mut store, block.len() as u32).unwrap();
        memory.write(&mut store, address as usize, &block).unwrap();
    }
    instance
        .get_typed_func::<(), ()>(&store, "edgeboy_call")
        .unwrap()
        .call(&mut store, ())
        .unwrap();
    let address = instance.get_typed_func::<u32, u32>(&store, "edgeboy_output").unwrap();
    let bytes = instance.get_typed_func::<u32, i32>(&store, "edgeboy_output_bytes").unwrap();
    let mut blocks = Vec::new();
    for index in 0.. {
        let Ok(bytes) = usize::try_from(bytes.call(&mut store, index).unwrap()) else { break };
        let mut block = vec![0; bytes];
        let address = address.call(&mut store, index).unwrap() as usize;
        memory.read(&store, address, &mut block).unwrap();
        blocks.push(block);
    }
    assert!(Answer::from_blocks(blocks).unwrap() == native());
}
