//! The door of the compiled guest: what a host can call instead of `_start`, as
//! `edgeboy_api::call` describes it.
#![expect(unsafe_code, reason = "a name that is exported could clash with another; these do not")]

use std::sync::{Mutex, PoisonError};

use edgeboy_api::call::{Answer, Call};
use edgeboy_headless::door;

/// The blocks on their way in and out. There is one thread, and a panic ends the instance.
static INPUTS: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
static OUTPUTS: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

#[unsafe(no_mangle)]
extern "C" fn edgeboy_input(bytes: usize) -> *mut u8 {
    let mut block = vec![0; bytes];
    // The address stays good while the list moves the block.
    let address = block.as_mut_ptr();
    INPUTS.lock().unwrap_or_else(PoisonError::into_inner).push(block);
    address
}

#[unsafe(no_mangle)]
extern "C" fn edgeboy_call() {
    let answer = Call::from_blocks(take_inputs()).map_or_else(refusal, door::call);
    keep(answer.into_blocks());
}

#[unsafe(no_mangle)]
extern "C" fn edgeboy_inputs() {
    let names = Call::from_blocks(take_inputs()).map(|call| door::inputs(call.args));
    keep(vec![serde_json::to_vec(&names.unwrap_or_default()).unwrap_or_default()]);
}

#[unsafe(no_mangle)]
extern "C" fn edgeboy_output(index: usize) -> *const u8 {
    let outputs = OUTPUTS.lock().unwrap_or_else(PoisonError::into_inner);
    outputs.get(index).map_or(std::ptr::null(), |block| block.as_ptr())
}

#[unsafe(no_mangle)]
extern "C" fn edgeboy_output_bytes(index: usize) -> isize {
    let outputs = OUTPUTS.lock().unwrap_or_else(PoisonError::into_inner);
    outputs.get(index).map_or(-1, |block| block.len() as isize)
}

fn take_inputs() -> Vec<Vec<u8>> {
    std::mem::take(&mut INPUTS.lock().unwrap_or_else(PoisonError::into_inner))
}

fn keep(blocks: Vec<Vec<u8>>) {
    *OUTPUTS.lock().unwrap_or_else(PoisonError::into_inner) = blocks;
}

#[expect(clippy::needless_pass_by_value, reason = "map_or_else gives the error away")]
fn refusal(error: edgeboy_api::call::Malformed) -> Answer {
    Answer { exit: 2, stderr: format!("edgeboy-headless: {error}\n"), ..Answer::default() }
}
