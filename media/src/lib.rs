//! What `EdgeBoy`'s frontends share and the machine itself does not need.
//!
//! | module | what it does |
//! |---|---|
//! | [`input`] | input scripts: which buttons are held in which frame |
//! | [`palette`] | the four colours in which a DMG or MGB picture is shown |
//! | [`color`] | from the core's pixels to RGB888 |
//! | [`picture`] | an RGB888 picture, and whole-number scaling |
//! | [`png`], [`gif`], [`wav`] | files that other programs open |
//! | [`printer`] | the Game Boy Printer |
//!
//! Everything here takes bytes and gives bytes: there is no file, clock or thread, so the crate
//! compiles for the desktop, for browsers and for WASI, and the same input gives the same bytes
//! on each of them.

#![forbid(unsafe_code)]

pub mod color;
pub mod gif;
mod indexed;
pub mod input;
pub mod palette;
pub mod picture;
pub mod png;
pub mod printer;
pub mod wav;
