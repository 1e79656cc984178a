//! Runs the headless program in a WebAssembly sandbox: from the shell, and behind HTTP.
//!
//! The machine is never linked in. What runs is the compiled guest of `wasi-headless/guest`, in a
//! fresh instance for every call, which can reach nothing but the memory that it is handed.
//!
//! | module | what it does |
//! |---|---|
//! | [`sandbox`] | compiles the guest once, and runs calls under limits |
//! | [`server`] | the sandbox behind HTTP |
//! | [`config`] | how much a request may use, and where the server listens |
//! | [`cli`] | the command line |

pub mod cli;
pub mod config;
mod run;
pub mod sandbox;
pub mod server;
