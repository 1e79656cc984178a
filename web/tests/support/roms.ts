/**
 * Two small ROMs of our own, for what no game shows as plainly. Their code lies at 0150.
 */

/**
 * Counts presses of A in battery RAM at A000, and shows the count's low two bits as the shade of the
 * whole background. The RAM of a new cartridge holds FF, so the first press makes it 0.
 */
export function countingRom(): Uint8Array {
  return rom("PRESSES OF A", [
    [0x3e, 0x0a], //       ld a, 0A
    [0xea, 0x00, 0x00], // ld [0000], a   RAM on
    [0x0e, 0x00], //       ld c, 0        A was not held
    [0x21, 0x00, 0xa0], // ld hl, A000
    // show:
    [0x7e], //             ld a, [hl]
    [0xe0, 0x47], //       ldh [BGP], a
    // wait:
    [0x3e, 0x10], //       ld a, 10
    [0xe0, 0x00], //       ldh [P1], a    the row of A, B, Select and Start
    [0xf0, 0x00], //       ldh a, [P1]
    [0xf0, 0x00], //       ldh a, [P1]    once more, when it has settled
    [0x2f], //             cpl
    [0xe6, 0x01], //       and 1          A
    [0xb9], //             cp c
    [0x28, 0xf2], //       jr z, wait     as before
    [0x4f], //             ld c, a
    [0xa7], //             and a
    [0x28, 0xee], //       jr z, wait     it was let go
    [0x34], //             inc [hl]
    [0x18, 0xe8], //       jr show
  ]);
}

/**
 * Writes which buttons are held to C000, again and again, one bit each from the lowest: right, left,
 * up, down, A, B, Select, Start.
 */
export function buttonsRom(): Uint8Array {
  return rom("BUTTONS", [
    // again:
    [0x3e, 0x20], //       ld a, 20
    [0xe0, 0x00], //       ldh [P1], a    the row of the d-pad
    [0xf0, 0x00], //       ldh a, [P1]
    [0xf0, 0x00], //       ldh a, [P1]
    [0x2f], //             cpl
    [0xe6, 0x0f], //       and 0F
    [0x47], //             ld b, a
    [0x3e, 0x10], //       ld a, 10
    [0xe0, 0x00], //       ldh [P1], a    the other row
    [0xf0, 0x00], //       ldh a, [P1]
    [0xf0, 0x00], //       ldh a, [P1]
    [0x2f], //             cpl
    [0xe6, 0x0f], //       and 0F
    [0xcb, 0x37], //       swap a
    [0xb0], //             or b
    [0xea, 0x00, 0xc0], // ld [C000], a
    [0x18, 0xe1], //       jr again
  ]);
}

function rom(title: string, code: number[][]): Uint8Array {
  const rom = new Uint8Array(0x8000);
  rom.set([0x00, 0xc3, 0x50, 0x01], 0x100); // nop; jp 0150
  rom.set(new TextEncoder().encode(title), 0x134);
  rom.set([0x1b, 0x00, 0x02], 0x147); // MBC5 with RAM and battery; 32 KiB ROM; 8 KiB RAM
  rom[0x14d] = rom.subarray(0x134, 0x14d).reduce((sum, byte) => (sum - byte - 1) & 0xff, 0);
  rom.set(code.flat(), 0x150);
  return rom;
}
