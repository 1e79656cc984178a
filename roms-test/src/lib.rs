//! Runs published Game Boy test ROM suites on every target and says which tests pass.
//!
//! A suite is a JSON file beside a folder of ROMs and pictures ([`suite`]). Each test on each model
//! that it names is a [`trial`]; an [`executor`] runs it natively or as WebAssembly, and the
//! [`verdict`] compares registers, memory and screen with what the suite says. The collections'
//! mistakes are [`errata`], and what the machine is known to get wrong are [`known`] failures. The
//! CPU's test vectors ([`sm83`]) are a suite of their own, and so are ROMs of [ours](own), which need no
//! data.
//!
//! `README.md` in this package describes the command line.

pub mod compare;
pub mod download;
pub mod errata;
pub mod executor;
pub mod find;
pub mod known;
pub mod lockstep;
pub mod model;
pub mod own;
pub mod parallel;
pub mod picture;
pub mod pins;
pub mod report;
pub mod runner;
pub mod scoreboard;
pub mod sm83;
pub mod suite;
pub mod trial;
pub mod verdict;
