; The CPU alone: display and sound are off, and a checksum is worked out for ever. Loads, arithmetic, bits, stack and
; jumps come in about the proportion in which games have them.
INCLUDE "header.inc"
Start:
    call Off
    ld sp, $DFFF
Again:
    ld hl, $C000
    ld de, Start
    ld bc, $1000
.byte
    ld a, [de]
    xor [hl]
    rrca
    add c
    ld [hl+], a
    push bc
    call Mix
    pop bc
    inc de
    bit 6, d
    jr z, .inRom
    ld de, Start
.inRom
    dec bc
    ld a, b
    or c
    jr nz, .byte
    jr Again

Mix:
    swap a
    ld b, a
    srl b
    sbc b
    cp $80
    ret c
    cpl
    ldh [$FF80], a
    ret
