//! The palettes that the Game Boy Color's boot ROM chooses for games that know nothing of colour.
//!
//! Such games run in compatibility mode, where BGP, OBP0 and OBP1 index one BG palette and two
//! OBJ palettes. The boot ROM recognises titles published by Nintendo by a checksum and gives the
//! rest a default. See Pan Docs, [Power-Up Sequence, "Compatibility palettes"][pandocs].
//!
//! The numbers here are those in the boot ROM, taken from its disassembly (`src/cgb.asm` in
//! ISSOtm/gb-bootroms) and compared with `BootROMs/cgb_boot.asm` in LIJI32/SameBoy. The boot ROM
//! stores each choice as a row of three palettes and three bits that say which of them serve
//! twice; the choices are spelled out here instead.
//!
//! [pandocs]: https://gbdev.io/pandocs/Power_Up_Sequence.html#compatibility-palettes

use crate::joypad::Buttons;

/// The palettes of compatibility mode, RGB555 (red in bits 0-4, green 5-9, blue 10-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CompatibilityPalettes {
    pub(crate) bg: [u16; 4],
    pub(crate) obj0: [u16; 4],
    pub(crate) obj1: [u16; 4],
}

impl CompatibilityPalettes {
    fn from_indices([bg, obj0, obj1]: Choice) -> CompatibilityPalettes {
        CompatibilityPalettes { bg: PALETTES[bg], obj0: PALETTES[obj0], obj1: PALETTES[obj1] }
    }
}

/// The palettes for a game whose header, the 80 bytes at 0x0100-0x014F, is `header`.
///
/// A shorter slice gets the default palettes.
pub(crate) fn choose(header: &[u8]) -> CompatibilityPalettes {
    let fourth_letter = header.get(FOURTH_LETTER).copied().unwrap_or(0);
    CompatibilityPalettes::from_indices(choice(title_checksum(header), fourth_letter))
}

/// The palettes that a player chooses by holding a direction, alone or with A or B, while the boot
/// ROM runs; `None` for any other buttons.
pub(crate) fn chosen_by(held: Buttons) -> Option<CompatibilityPalettes> {
    const UP: u8 = Buttons::UP.bits();
    const LEFT: u8 = Buttons::LEFT.bits();
    const DOWN: u8 = Buttons::DOWN.bits();
    const RIGHT: u8 = Buttons::RIGHT.bits();
    const A: u8 = Buttons::A.bits();
    const B: u8 = Buttons::B.bits();
    let direction = held.bits() & 0x0F;
    let button = held.bits() & 0xF0;
    let choice = match (direction, button) {
        (UP, 0) => [0, 0, 0],
        (UP, A) => [4, 3, 28],
        (UP, B) => [1, 0, 0],
        (LEFT, 0) => [28, 4, 3],
        (LEFT, A) => [2, 4, 0],
        (LEFT, B) => [5, 5, 5],
        (DOWN, 0) => [12, 12, 12],
        (DOWN, A) => [24, 24, 24],
        (DOWN, B) => [6, 28, 3],
        (RIGHT, 0) => [18, 18, 18],
        (RIGHT, A) => [29, 4, 4],
        (RIGHT, B) => [27, 27, 27],
        _ => return None,
    };
    Some(CompatibilityPalettes::from_indices(choice))
}

/// The sum of the title's bytes modulo 256 if Nintendo published the game, otherwise 0.
///
/// The boot ROM leaves it in register B. `header` is as for [`choose`].
pub(crate) fn title_checksum(header: &[u8]) -> u8 {
    let Some(header) = header.first_chunk::<HEADER_SIZE>() else { return 0 };
    let by_nintendo = match header[OLD_LICENSEE] {
        USE_NEW_LICENSEE => header[NEW_LICENSEE] == *b"01",
        old => old == 0x01,
    };
    if by_nintendo { header[TITLE].iter().fold(0, |sum, &byte| sum.wrapping_add(byte)) } else { 0 }
}

// Offsets into the header, which starts at 0x0100.
const HEADER_SIZE: usize = 0x50;
const TITLE: core::ops::Range<usize> = 0x34..0x44;
const FOURTH_LETTER: usize = TITLE.start + 3;
const NEW_LICENSEE: core::ops::Range<usize> = 0x44..0x46;
const OLD_LICENSEE: usize = 0x4B;
/// The old licensee code that refers to the new one.
const USE_NEW_LICENSEE: u8 = 0x33;

/// Indices into [`PALETTES`] for BG, OBJ0 and OBJ1.
type Choice = [usize; 3];

/// The choice for games that are not recognised.
const DEFAULT: Choice = [29, 4, 4];

/// The choice for a title with this checksum and fourth letter.
///
/// Only checksums that several titles share are told apart by the letter. The comments name known
/// titles as their headers spell them. Titles that are recognised only to get the default (such as
/// TETRIS PLUS and KEN GRIFFEY JR) need no line.
fn choice(checksum: u8, fourth_letter: u8) -> Choice {
    match (checksum, fourth_letter) {
        (0x88, _) => [9, 9, 9], // ALLEY WAY
        // YAKUMAN, F1RACE, MARIO'S PICROSS, PICROSS 2, KIRAKIRA KIDS, MANSELL, GAME&WATCH,
        // STAR STACKER
        (0x16 | 0x92 | 0x35 | 0x75 | 0x99 | 0x0C | 0xB7 | 0x67, _) => [0, 0, 0],
        (0x36, _) => [15, 32, 4], // BASEBALL, Game and Watch 2
        // TENNIS, TOPRANKTENNIS, TOPRANKINGTENNIS, SOCCER
        (0xD1 | 0xF0 | 0xCE, _) | (0xBF, b'C') => [14, 32, 0],
        (0xDB | 0x15, _) => [24, 24, 24], // TETRIS, POKEMON YELLOW
        (0xF2 | 0x69, _) | (0x0D, b'R') => [24, 24, 22], // QIX, TETRIS FLASH, TETRIS2
        (0x3C, _) => [28, 28, 4],         // DR.MARIO
        (0x8C, _) => [8, 16, 8],          // RADARMISSION
        (0x3D, _) | (0x6A, b'I') => [18, 4, 4], // YOSSY NO TAMAGO, MARIO & YOSHI
        // HOSHINOKA-BI, KIRBY DREAM LAND, KIRBY2, KIRBY BLOCKBALL
        (0x5C | 0x49, _) | (0xB3 | 0x27, b'B') => [9, 19, 31],
        (0x58, _) => [5, 5, 5],                   // X
        (0xC9, _) => [10, 16, 28],                // MARIOLAND2
        (0x3E | 0xE0, _) => [20, 20, 22],         // YOSSY NO COOKIE, YOSHI'S COOKIE
        (0x70, _) => [4, 21, 28],                 // ZELDA
        (0x1D, _) => [9, 19, 19],                 // KIRBY'S PINBALL
        (0x59, _) | (0xC6, b'A') => [8, 16, 22],  // SUPERMARIOLAND3, GBWARS
        (0x19, _) => [20, 4, 4],                  // DONKEY KONG
        (0xA8 | 0x86, _) => [13, 17, 4],          // SUPERDONKEYKONG, DONKEYKONGLAND95
        (0x14, _) => [4, 3, 4],                   // POKEMON RED
        (0xAA, _) => [29, 4, 29],                 // POKEMON GREEN, JAMES  BOND  007
        (0x95, _) | (0xB3, b'R') => [18, 18, 22], // YOSSY NO PANEPON, TETRIS ATTACK
        // GAMEBOY GALLERY, GAMEBOY GALLERY2, G&W GALLERY
        (0x34, _) | (0x66, b'E') | (0xF4, b' ') => [7, 4, 4],
        (0x6F, _) => [26, 26, 26],              // POCKETCAMERA
        (0xFF | 0x71, _) => [20, 20, 20],       // BALLOON KID, TETRIS BLAST
        (0x97 | 0x39 | 0x43, _) => [0, 28, 28], // KINGOFTHEZOO, DYNABLASTER, THE CHESSMASTER
        // DMG FOOTBALL, WORLD CUP, ASTEROIDS/MISCMD, TOY STORY, GOLF
        (0x4B | 0x90 | 0x9A | 0xBD, _) | (0x28, b'F') => [3, 4, 4],
        // OTHELLO, MYSTIC QUEST, MAGNETIC SOCCER, VEGAS STAKES
        (0x17 | 0x8B, _) | (0x27, b'N') | (0x61, b'A') => [3, 4, 28],
        // SUPER RC PRO-AM, MEGAMAN, LOLO2, MEGA MAN 2, MEGAMAN3, STREET FIGHTER 2,
        // DEFENDER/JOUST, BA.TOSHINDEN, NETTOU KOF 95
        (0x10 | 0xF6 | 0x68 | 0x29 | 0x52 | 0x01 | 0x5D | 0x6D, _) => [0, 28, 3],
        (0xF7 | 0xA2, _) => [0, 3, 28], // BOY AND BLOB GB2, STAR WARS-NOA
        (0x4E, _) => [28, 4, 23],       // WAVERACE
        // SPACE INVADERS, SOLARSTRIKER, GALAGA&GALAXIAN
        (0xE8, _) | (0xA5 | 0x28, b'A') => [27, 27, 27],
        (0x9D, _) => [2, 4, 0],  // KILLERINSTINCT95
        (0x9C, _) => [2, 2, 17], // PINOCCHIO
        // DONKEYKONGLAND 3, DONKEYKONGLAND, DONKEYKONGLAND 2
        (0x6B, _) | (0x18 | 0x6A, b'K') => [2, 17, 22],
        (0x46, b'E') => [11, 30, 30], // SUPER MARIOLAND
        (0xD3, b'R') => [2, 4, 2],    // KAERUNOTAMENI
        (0x61, b'E') => [28, 4, 28],  // POKEMON BLUE
        (0xBF, b' ') => [2, 4, 4],    // KID ICARUS
        (0xF4, b'-') => [29, 4, 28],  // PAC-IN-TIME
        (0xB3, b'U') => [8, 16, 16],  // MOGURANYA
        (0x46, b'R') => [28, 25, 3],  // METROID2
        (0xA5, b'R') => [0, 3, 3],    // BT2RAGNAROKWORLD
        (0xD3, b'I') => [8, 0, 28],   // WARIOLAND2
        (0x0D, b'E') => [2, 17, 17],  // POKEBOM
        _ => DEFAULT,
    }
}

/// The boot ROM's 30 palettes in its order, then three more: some choices start one colour early,
/// so that they end one colour early too, and their first colour is the last of the palette before.
const PALETTES: [[u16; 4]; 33] = [
    [0x7FFF, 0x32BF, 0x00D0, 0x0000], // 0
    [0x639F, 0x4279, 0x15B0, 0x04CB], // 1
    [0x7FFF, 0x6E31, 0x454A, 0x0000], // 2
    [0x7FFF, 0x1BEF, 0x0200, 0x0000], // 3
    [0x7FFF, 0x421F, 0x1CF2, 0x0000], // 4
    [0x7FFF, 0x5294, 0x294A, 0x0000], // 5
    [0x7FFF, 0x03FF, 0x012F, 0x0000], // 6
    [0x7FFF, 0x03EF, 0x01D6, 0x0000], // 7
    [0x7FFF, 0x42B5, 0x3DC8, 0x0000], // 8
    [0x7E74, 0x03FF, 0x0180, 0x0000], // 9
    [0x67FF, 0x77AC, 0x1A13, 0x2D6B], // 10
    [0x7ED6, 0x4BFF, 0x2175, 0x0000], // 11
    [0x53FF, 0x4A5F, 0x7E52, 0x0000], // 12
    [0x4FFF, 0x7ED2, 0x3A4C, 0x1CE0], // 13
    [0x03ED, 0x7FFF, 0x255F, 0x0000], // 14
    [0x036A, 0x021F, 0x03FF, 0x7FFF], // 15
    [0x7FFF, 0x01DF, 0x0112, 0x0000], // 16
    [0x231F, 0x035F, 0x00F2, 0x0009], // 17
    [0x7FFF, 0x03EA, 0x011F, 0x0000], // 18
    [0x299F, 0x001A, 0x000C, 0x0000], // 19
    [0x7FFF, 0x027F, 0x001F, 0x0000], // 20
    [0x7FFF, 0x03E0, 0x0206, 0x0120], // 21
    [0x7FFF, 0x7EEB, 0x001F, 0x7C00], // 22
    [0x7FFF, 0x3FFF, 0x7E00, 0x001F], // 23
    [0x7FFF, 0x03FF, 0x001F, 0x0000], // 24
    [0x03FF, 0x001F, 0x000C, 0x0000], // 25
    [0x7FFF, 0x033F, 0x0193, 0x0000], // 26
    [0x0000, 0x4200, 0x037F, 0x7FFF], // 27
    [0x7FFF, 0x7E8C, 0x7C00, 0x0000], // 28
    [0x7FFF, 0x1BEF, 0x6180, 0x0000], // 29
    [0x0000, 0x7FFF, 0x421F, 0x1CF2], // 30: from the last colour of 3
    [0x7C00, 0x7FFF, 0x3FFF, 0x7E00], // 31: from the last colour of 22
    [0x7FFF, 0x7FFF, 0x7E8C, 0x7C00], // 32: from the last colour of 27
];

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::BTreeSet;

    /// A header with an old licensee code and a title padded with zeros.
    fn header(title: &str, old_licensee: u8) -> [u8; HEADER_SIZE] {
        let mut header = [0; HEADER_SIZE];
        header[TITLE][..title.len()].copy_from_slice(title.as_bytes());
        header[OLD_LICENSEE] = old_licensee;
        header
    }

    /// Four colours from the RGB888 that tables of the palettes are published in.
    fn rgb555(colours: [u32; 4]) -> [u16; 4] {
        colours.map(|rgb| {
            let channel = |shift: u32| (rgb >> shift & 0xFF) as u16 >> 3;
            channel(16) | channel(8) << 5 | channel(0) << 10
        })
    }

    const GREEN: [u32; 4] = [0xFFFFFF, 0x7BFF31, 0x008400, 0x000000];
    const RED: [u32; 4] = [0xFFFFFF, 0xFF8484, 0x943A3A, 0x000000];
    const BLUE: [u32; 4] = [0xFFFFFF, 0x63A5FF, 0x0000FF, 0x000000];

    fn check(actual: CompatibilityPalettes, [bg, obj0, obj1]: [[u32; 4]; 3], what: &str) {
        let expected = [bg, obj0, obj1].map(rgb555);
        assert_eq!([actual.bg, actual.obj0, actual.obj1], expected, "{what}");
    }

    /// BG, OBJ0 and OBJ1 as gambatte's list of palettes by title has them.
    #[test]
    fn known_games_get_their_published_colours() {
        let yellow = [0xFFFFFF, 0xFFFF00, 0xFF0000, 0x000000];
        let orange = [0xFFFFFF, 0xFF9C00, 0xFF0000, 0x000000];
        let mario = [0x000000, 0xFFFFFF, 0xFF8484, 0x943A3A];
        let purple = [0xFFFFFF, 0x8C8CDE, 0x52528C, 0x000000];
        for (title, colours) in [
            ("POKEMON RED", [RED, GREEN, RED]),
            ("POKEMON BLUE", [BLUE, RED, BLUE]),
            ("POKEMON YELLOW", [yellow; 3]),
            ("TETRIS", [yellow; 3]),
            ("DONKEY KONG", [orange, RED, RED]),
            ("SUPER MARIOLAND", [[0xB5B5FF, 0xFFFF94, 0xAD5A42, 0], mario, mario]),
            ("ZELDA", [RED, [0xFFFFFF, 0x00FF00, 0x318400, 0x004A00], BLUE]),
            ("METROID2", [BLUE, [0xFFFF00, 0xFF0000, 0x630000, 0], GREEN]),
            ("DR.MARIO", [BLUE, BLUE, RED]),
            ("KID ICARUS", [purple, RED, RED]),
            (
                "KIRBY DREAM LAND",
                [
                    [0xA59CFF, 0xFFFF00, 0x006300, 0x000000],
                    [0xFF6352, 0xD60000, 0x630000, 0x000000],
                    [0x0000FF, 0xFFFFFF, 0xFFFF7B, 0x0084FF],
                ],
            ),
            (
                "SOCCER",
                [
                    [0x6BFF00, 0xFFFFFF, 0xFF524A, 0x000000],
                    [0xFFFFFF, 0xFFFFFF, 0x63A5FF, 0x0000FF],
                    [0xFFFFFF, 0xFFAD63, 0x843100, 0x000000],
                ],
            ),
        ] {
            check(choose(&header(title, 0x01)), colours, title);
        }
    }

    const DEFAULT_COLOURS: [[u32; 4]; 3] = [[0xFFFFFF, 0x7BFF31, 0x0063C5, 0x000000], RED, RED];

    #[test]
    fn the_fourth_letter_decides_between_titles_with_one_checksum() {
        let [mario, metroid, neither] =
            ["SUPER MARIOLAND", "METROID2", "SUPMER ARIOLAND"].map(|title| header(title, 0x01));
        assert_eq!(title_checksum(&mario), 0x46);
        assert_eq!(title_checksum(&metroid), 0x46);
        assert_eq!(title_checksum(&neither), 0x46);
        assert_ne!(choose(&mario), choose(&metroid));
        check(choose(&neither), DEFAULT_COLOURS, "a letter that is not listed");
    }

    #[test]
    fn only_games_published_by_nintendo_are_recognised() {
        let nintendo = header("TETRIS", 0x01);
        let mut new_code = header("TETRIS", USE_NEW_LICENSEE);
        new_code[NEW_LICENSEE].copy_from_slice(b"01");
        assert_eq!(title_checksum(&new_code), 0xDB);
        assert_eq!(choose(&new_code), choose(&nintendo));

        let mut capcom = new_code;
        capcom[NEW_LICENSEE].copy_from_slice(b"08");
        for other in [capcom, header("TETRIS", 0x08), header("TETRIS", 0x00)] {
            assert_eq!(title_checksum(&other), 0);
            check(choose(&other), DEFAULT_COLOURS, "another publisher");
        }
        check(choose(&header("NOT LISTED", 0x01)), DEFAULT_COLOURS, "an unknown title");
    }

    #[test]
    fn a_short_header_gets_the_default() {
        let full = header("TETRIS", 0x01);
        for length in 0..HEADER_SIZE {
            check(choose(&full[..length]), DEFAULT_COLOURS, "a short header");
        }
    }

    /// The boot ROM's 94 entries make 45 different choices, the default among them.
    #[test]
    fn every_choice_names_palettes_that_exist() {
        let pairs = (0..=u8::MAX).flat_map(|sum| (0..=u8::MAX).map(move |letter| (sum, letter)));
        let choices: BTreeSet<Choice> = pairs.map(|(sum, letter)| choice(sum, letter)).collect();
        assert_eq!(choices.len(), 45);
        assert!(choices.iter().flatten().all(|&index| index < PALETTES.len()));
        assert!((0..=u8::MAX).all(|letter| choice(0, letter) == DEFAULT));
    }
}
