//! The machine for browsers: one class over the core, thin and without opinions.
//!
//! The page decides what to show and when; here bytes go in and come out. Every method also runs
//! natively, which is how they are tested.

mod error;
mod machine;

pub use error::MachineError;
pub use machine::Machine;
