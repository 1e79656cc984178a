//! The Game Boy Printer, at the other end of the link cable.
//!
//! It has no clock here, as nothing in this crate has: it is busy for as many answers as it prints
//! rows of tiles, and forgets no packet that takes long.
//!
//! Source: Pan Docs, "Game Boy Printer".

mod packet;
mod paper;

use edgeboy_core::SerialPeer;

use packet::{Packet, Received, Receiver};
use paper::{Look, Paper, TILE_ROW};
pub use paper::{PAPER_ROWS, PAPER_WIDTH};

/// What it answers so that a game sees that it is there.
const ALIVE: u8 = 0x81;
/// The memory for tiles, in bytes.
const MEMORY: usize = 0x2000;

const CHECKSUM_ERROR: u8 = 0x01;
const PRINTING: u8 = 0x02;
const FULL: u8 = 0x04;
const UNPROCESSED: u8 = 0x08;
const PACKET_ERROR: u8 = 0x10;
const PAPER_JAM: u8 = 0x20;

/// A Game Boy Printer with a roll of paper in it.
///
/// ```
/// use edgeboy_core::{Cartridge, GameBoy, Model, Ticks};
/// use edgeboy_media::printer::{PAPER_WIDTH, Printer};
///
/// # let mut gb = GameBoy::new(Cartridge::from_bytes(vec![0; 0x8000])?, Model::Dmg);
/// let mut printer = Printer::new();
/// gb.run_until_with_peer(Ticks::FRAME, &mut printer);
/// let rows = printer.paper().len() / PAPER_WIDTH;
/// # assert_eq!(rows, 0);
/// # Ok::<(), edgeboy_core::CartridgeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Printer {
    receiver: Receiver,
    /// Tiles that are to be printed.
    memory: Vec<u8>,
    /// An empty packet of data has said that there are no more tiles.
    is_ready: bool,
    /// An error of packets, or a jam, until the next initialization.
    error: u8,
    /// Answers until the print is done.
    busy: usize,
    /// Something has been printed since the last initialization.
    has_printed: bool,
    paper: Paper,
}

impl Printer {
    /// A printer that has just been switched on.
    pub fn new() -> Printer {
        Printer::default()
    }

    /// What has been printed: rows of [`PAPER_WIDTH`] pixels from the top, each from 0 for black to
    /// 255 for white. The roll ends after [`PAPER_ROWS`] rows; from then on, the printer reports a
    /// paper jam.
    pub fn paper(&self) -> &[u8] {
        self.paper.rows()
    }

    /// Takes what has been printed, as [`Printer::paper`] shows it, and puts a new roll in.
    pub fn tear_off(&mut self) -> Vec<u8> {
        self.paper.tear_off()
    }

    /// What it says of itself before it looks at the packet that has come.
    fn status(&self) -> u8 {
        let mut status = self.error;
        if self.busy > 0 {
            status |= PRINTING;
        }
        if self.has_printed || self.memory.len() == MEMORY {
            status |= FULL;
        }
        if !self.memory.is_empty() {
            status |= UNPROCESSED;
        }
        status
    }

    fn execute(&mut self, packet: &Packet) {
        self.busy = self.busy.saturating_sub(1);
        match packet.command {
            1 => self.initialize(),
            2 => self.print(&packet.data),
            4 => self.fill(packet),
            8 => self.busy = 0,
            // 15 asks for the status alone.
            _ => {}
        }
    }

    fn initialize(&mut self) {
        self.memory.clear();
        self.is_ready = false;
        self.error = 0;
        self.busy = 0;
        self.has_printed = false;
    }

    fn fill(&mut self, packet: &Packet) {
        self.has_printed = false;
        self.is_ready = packet.data.is_empty();
        packet.tiles(MEMORY, &mut self.memory);
    }

    /// Without a whole packet of settings, or the packet that says that all tiles are there, nothing
    /// is printed.
    fn print(&mut self, settings: &[u8]) {
        let &[sheets, margins, palette, exposure] = settings else { return };
        if !std::mem::take(&mut self.is_ready) {
            return;
        }
        let tiles = std::mem::take(&mut self.memory);
        let look = Look { palette, exposure: exposure & 0x7F };
        let mut has_paper = true;
        // No sheet at all is a feed.
        for _ in 0..sheets.max(1) {
            let tiles: &[u8] = if sheets == 0 { &[] } else { &tiles };
            has_paper = self.paper.feed(margins >> 4)
                && self.paper.print(tiles, look)
                && self.paper.feed(margins & 0x0F);
            self.busy += tiles.len().div_ceil(TILE_ROW).max(1);
            if !has_paper {
                break;
            }
        }
        if !has_paper {
            self.error |= PAPER_JAM;
        }
        self.has_printed = true;
    }
}

impl SerialPeer for Printer {
    fn exchange(&mut self, byte: u8) -> u8 {
        match self.receiver.take(byte) {
            Received::Part => 0x00,
            Received::All => ALIVE,
            Received::TooLong => {
                self.error |= PACKET_ERROR;
                0x00
            }
            Received::Packet(packet) if packet.is_intact => {
                let status = self.status();
                self.execute(&packet);
                status
            }
            Received::Packet(_) => self.status() | CHECKSUM_ERROR,
        }
    }
}

#[cfg(test)]
mod tests;
