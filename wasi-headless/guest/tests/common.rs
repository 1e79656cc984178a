//! What the integration tests share.

#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of this")]

pub mod program;
pub mod rom;
