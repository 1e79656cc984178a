//! What the headless guest, the host that runs it in a sandbox, and the HTTP component agree on.
//!
//! | module | what it is |
//! |---|---|
//! | [`call`] | how a host asks the guest for a run, and how the guest answers |
//! | [`files`] | files that are read whole and written whole |
//! | [`render`] | what an HTTP request asks for, and the call that it becomes |
//! | [`problem`] | what an HTTP request is told when it fails |

#![forbid(unsafe_code)]

pub mod call;
pub mod files;
pub mod problem;
pub mod render;
