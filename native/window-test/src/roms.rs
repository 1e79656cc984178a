//! Games for the trials, made here.

use anyhow::{Result, anyhow};

/// Writes a number, one more in each frame, all over the first 256 bytes of its battery's memory, in the
/// middle of the frame: at a frame's end they are all of one number. It begins with the number that it finds.
const COUNTING: &str = r#"
SECTION "Header", ROM0[$100]
    nop
    jp Start
    ds $147 - @, 0
    db 3        ; MBC1 with RAM and battery
    db 0
    db 2        ; 8 KiB
    ds $150 - @, 0
SECTION "Code", ROM0[$150]
Start:
    ld a, $0A
    ld [$0000], a
    ld hl, $A000
    ld a, [hl+]
    ld e, a
    ld d, [hl]
.frame
    ldh a, [$FF44]
    cp 16
    jr nz, .frame
    inc de
    ld hl, $A000
    ld b, 128
.number
    ld a, e
    ld [hl+], a
    ld a, d
    ld [hl+], a
    dec b
    jr nz, .number
    jr .frame
"#;

/// The ROM.
pub(crate) fn counting() -> Result<Vec<u8>> {
    let files = |path: &str| (path == "main.asm").then(|| COUNTING.as_bytes().to_vec());
    edgeboy_asm::assemble(&files, "main.asm").map_err(|error| anyhow!("{error}"))
}

/// The number in a save of it; `None` if the save is not whole.
pub(crate) fn counted(save: &[u8]) -> Option<u16> {
    let number = [*save.first()?, *save.get(1)?];
    let is_whole =
        save.len() == 0x2000 && save[..256].as_chunks::<2>().0.iter().all(|n| *n == number);
    is_whole.then_some(u16::from_le_bytes(number))
}
