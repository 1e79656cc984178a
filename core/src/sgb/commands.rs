//! The commands.
//!
//! Source: Pan Docs, "SGB Command Summary" and the chapters that it names.

use super::transfer::{DATA, Target, Transfer};
use super::{Mask, Sgb};

impl Sgb {
    /// Obeys a command, which is of one packet or more.
    pub(super) fn execute(&mut self, command: &[u8]) {
        // One that says that it has no packets means nothing.
        if command[0] & 7 == 0 {
            return;
        }
        match command[0] >> 3 {
            // PAL01, PAL23, PAL03, PAL12
            0x00 => self.palettes.set_two(command, [0, 1]),
            0x01 => self.palettes.set_two(command, [2, 3]),
            0x02 => self.palettes.set_two(command, [0, 3]),
            0x03 => self.palettes.set_two(command, [1, 2]),
            // ATTR_BLK, ATTR_LIN, ATTR_DIV, ATTR_CHR
            0x04 => self.attributes.set_blocks(command),
            0x05 => self.attributes.set_lines(command),
            0x06 => self.attributes.divide(command),
            0x07 => self.attributes.set_tiles(command),
            // PAL_SET
            0x0A => {
                self.palettes.choose(command);
                if command[9] & 0x80 != 0 {
                    self.attributes.load_file(command[9] & 0x3F);
                }
                self.unmask_if(command[9]);
            }
            // PAL_TRN
            0x0B => self.transfer = Some(Transfer::new(Target::Palettes)),
            // ICON_EN, of which one bit ends all obedience
            0x0E => self.obeys = command[1] & 0x04 == 0,
            // MLT_REQ
            0x11 => self.players.set_mode(command[1]),
            // CHR_TRN
            0x13 => {
                let target = Target::BorderTiles { upper: command[1] & 1 != 0 };
                self.transfer = Some(Transfer::new(target));
            }
            // PCT_TRN
            0x14 => self.transfer = Some(Transfer::new(Target::BorderPicture)),
            // ATTR_TRN
            0x15 => self.transfer = Some(Transfer::new(Target::AttributeFiles)),
            // ATTR_SET
            0x16 => {
                self.attributes.load_file(command[1] & 0x3F);
                self.unmask_if(command[1]);
            }
            // MASK_EN
            0x17 => {
                self.mask = match command[1] & 3 {
                    0 => Mask::None,
                    1 => Mask::Freeze,
                    2 => Mask::Black,
                    _ => Mask::Color0,
                };
            }
            // What only the Super NES could do: SOUND, SOU_TRN, DATA_SND, DATA_TRN, JUMP; what
            // concerns menus and screen savers: ATRC_EN, TEST_EN, PAL_PRI; OBJ_TRN, which does
            // nothing on some SGBs; and the boot ROM's packets.
            _ => {}
        }
        self.update_picture();
    }

    /// Bit 6 of the byte that chooses an attribute file takes the mask away.
    fn unmask_if(&mut self, file: u8) {
        if file & 0x40 != 0 {
            self.mask = Mask::None;
        }
    }

    /// Data that were transferred have arrived.
    pub(super) fn receive(&mut self, target: Target, data: &[u8; DATA]) {
        match target {
            Target::Palettes => self.palettes.store(data),
            Target::AttributeFiles => self.attributes.store_files(data),
            Target::BorderTiles { upper } => self.border.send_tiles(upper, data),
            Target::BorderPicture => self.border.show(data),
        }
    }
}
