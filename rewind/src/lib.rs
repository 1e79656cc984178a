//! Going back in time, frame by frame, at nearly no cost while one plays.
//!
//! A machine with the same buttons does the same again, so a moment of the past is a snapshot from
//! before it and the buttons held since:
//!
//! ```text
//!   long ago                                       a second ago            now
//!   [· · · · · · · · · ·] [· · · · · · · · · ·] …  [· · · ·][· · · ·] … [· ·
//!   ↑ snapshot            ↑ snapshot               ↑        ↑           ↑
//! ```
//!
//! * **Playing**, a snapshot is taken every four frames. When one is about a second old it is dropped,
//!   unless it begins a stretch of 64 frames.
//! * **Going back** a frame runs the few frames between the snapshot before it and it.
//! * Meanwhile the newest long stretch is run through once, a frame or two at a time, and gets its
//!   dense snapshots back before they are needed. So no step takes long.
//!
//! Snapshots are plain copies of the machine. Copying one takes 4 to 8 µs, less than a hundredth of
//! a frame; to serialise and compress it (LZ4) took 50 times as long and left a fifth of its 100 to
//! 300 kB, which is too little for a second of play each.
//!
//! ```
//! use edgeboy_core::{Buttons, Cartridge, GameBoy, Model};
//! use edgeboy_rewind::Rewind;
//!
//! let cartridge = Cartridge::from_bytes(edgeboy_demo::ROM.to_vec())?;
//! let mut game_boy = GameBoy::new(cartridge, Model::Cgb);
//! let mut rewind = Rewind::new(60);
//!
//! rewind.run_frame(&mut game_boy, Buttons::NONE);
//! let hash = game_boy.state_hash();
//! rewind.run_frame(&mut game_boy, Buttons::START);
//!
//! assert!(rewind.step_back(&mut game_boy));
//! assert_eq!(game_boy.state_hash(), hash);
//! assert_eq!(rewind.frames(), 1);
//! # Ok::<(), edgeboy_core::CartridgeError>(())
//! ```

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod refine;
mod rewind;
mod stretch;

pub use rewind::{MAX_SECONDS, Rewind};

/// Frames from one snapshot to the next in the last second or so: the most that a step back runs
/// to reach its frame. Fewer would cost more while playing.
const RECENT_LENGTH: usize = 4;
/// Frames from one snapshot to the next before that, a little more than a second.
const OLD_LENGTH: usize = 64;
