//! The Super Game Boy: what the Super NES does with the picture, the buttons and the commands of the
//! DMG in its cartridge slot.
//!
//! * `packets` receives commands over P14 and P15, `commands` obeys them;
//! * `palettes` and `attributes` say which colours the four shades have, tile by tile;
//! * `transfer` reads data that the game shows as a picture;
//! * `border` is the picture around the LCD's.
//!
//! The Super NES itself is not here: its sound, and programs for its CPU, are accepted and ignored,
//! and there are no menus or fading borders.
//!
//! Source: Pan Docs, "SGB Functions" and the chapters behind it; where they are silent, `SameBoy`'s
//! `Core/sgb.c`.

mod attributes;
mod border;
mod commands;
mod packets;
mod palettes;
mod players;
#[cfg(test)]
mod tests;
mod transfer;

use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::joypad::Buttons;
use crate::ppu::{LCD_HEIGHT, LCD_WIDTH};
use attributes::Attributes;
use border::Border;
pub use border::{BORDER_HEIGHT, BORDER_WIDTH};
use packets::Receiver;
use palettes::Palettes;
use players::Players;
use transfer::Transfer;

const PIXELS: usize = LCD_WIDTH * LCD_HEIGHT;

/// What is shown instead of the game's picture (`MASK_EN`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Mask {
    #[default]
    None,
    Freeze,
    Black,
    Color0,
}

/// The Super NES's side of a Super Game Boy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sgb {
    /// Whether the game's header asks for SGB functions. Packets of others are ignored.
    obeys: bool,
    receiver: Receiver,
    players: Players,
    palettes: Palettes,
    attributes: Attributes,
    mask: Mask,
    transfer: Option<Transfer>,
    border: Border,
    /// The shades of the last picture that was not frozen.
    shades: ByteBuf,
    /// The same in colours, made anew whenever either changes.
    #[serde(skip)]
    picture: Vec<u16>,
}

impl Sgb {
    /// An SGB that has just been switched on with a game that asks for its functions, or does not.
    pub(crate) fn new(obeys: bool) -> Sgb {
        let mut sgb = Sgb {
            obeys,
            receiver: Receiver::default(),
            players: Players::default(),
            palettes: Palettes::default(),
            attributes: Attributes::default(),
            mask: Mask::None,
            transfer: None,
            border: Border::default(),
            shades: ByteBuf::from(vec![0; PIXELS]),
            picture: Vec::new(),
        };
        sgb.update_picture();
        sgb
    }

    /// The game writes P1.
    pub(crate) fn write_p1(&mut self, value: u8) {
        self.players.write_p1(value);
        if let Some(command) = self.receiver.write_p1(value)
            && self.obeys
        {
            self.execute(&command);
        }
    }

    /// The player whose buttons the game reads, 0 to 3.
    pub(crate) fn player(&self) -> u8 {
        self.players.current()
    }

    /// The buttons that a player holds; none if there is no such player.
    pub(crate) fn held(&self, player: usize) -> Buttons {
        self.players.held(player)
    }

    /// Sets which buttons a player holds down, if there is such a player.
    pub(crate) fn set_held(&mut self, player: usize, held: Buttons) {
        self.players.set_held(player, held);
    }

    /// Takes a picture that the PPU has just drawn, in shades.
    pub(crate) fn take_picture(&mut self, shades: &[u16]) {
        if let Some(transfer) = &mut self.transfer
            && transfer.is_complete_with_this_picture()
        {
            let target = transfer.target();
            self.transfer = None;
            self.receive(target, &transfer::read(shades));
        }
        if self.mask != Mask::Freeze {
            for (shown, &shade) in self.shades.iter_mut().zip(shades) {
                *shown = shade as u8;
            }
        }
        self.update_picture();
    }

    /// Colours the picture with the palettes as they are now.
    pub(crate) fn update_picture(&mut self) {
        let color = match self.mask {
            Mask::None | Mask::Freeze => None,
            Mask::Black => Some(0),
            Mask::Color0 => Some(self.palettes.backdrop()),
        };
        self.picture.clear();
        if let Some(color) = color {
            self.picture.resize(PIXELS, color);
            return;
        }
        for (y, row) in self.shades.chunks_exact(LCD_WIDTH).enumerate() {
            for (x, tile) in row.chunks_exact(8).enumerate() {
                let palette = self.palettes.shown(self.attributes.at(x, y / 8));
                self.picture.extend(tile.iter().map(|&shade| palette[usize::from(shade & 3)]));
            }
        }
    }

    /// The game's picture as it is shown, 160 by 144 pixels in RGB555.
    pub(crate) fn picture(&self) -> &[u16] {
        &self.picture
    }

    /// The same in its border, 256 by 224 pixels in RGB555.
    pub(crate) fn border_frame(&self) -> Vec<u16> {
        self.border.draw_around(&self.picture, self.palettes.backdrop())
    }

    /// Whether every size and number is one that the SGB itself could have produced.
    pub(crate) fn is_valid(&self) -> bool {
        self.receiver.is_valid()
            && self.players.is_valid()
            && self.palettes.is_valid()
            && self.attributes.is_valid()
            && self.border.is_valid()
            && self.shades.len() == PIXELS
            && self.shades.iter().all(|&shade| shade < 4)
    }
}
