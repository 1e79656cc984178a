; A Super Game Boy gives the shades colors: palette 0 has red for the darkest and palette 1 blue. A picture that is dark all
; over becomes red, but for a block with palette 1, and a row of palette 2, which has green.
; Pan Docs, "Palette Commands", "Color Attribute Commands".
DEF SGB_FLAG EQU 3
INCLUDE "test.inc"
INCLUDE "sgb.inc"

Test:
    call LcdOff
    ld hl, $8000
    ld bc, 16
    ld a, $FF
    call Fill
    ld hl, $9800
    ld bc, 32 * 32
    xor a
    call Fill
    ld a, %11100100
    ldh [rBGP], a
    ld a, %10010001
    ldh [rLCDC], a

    ld hl, Red_Blue
    call SendPacket
    ld hl, Green
    call SendPacket
    ld hl, Block
    call SendPacket
    ld hl, Row
    call SendPacket
    ld b, 2
    jp WaitFrames

Red_Blue:
    db $00 << 3 | 1             ; PAL01
    dw $7FFF, 0, 0, $001F, 0, 0, $7C00
    db 0
Green:
    db $01 << 3 | 1             ; PAL23
    dw $7FFF, 0, 0, $03E0, 0, 0, 0
    db 0
Block:
    db $04 << 3 | 1, 1          ; ATTR_BLK
    db %011, %0101, 5, 4, 14, 13
    ds 8, 0
Row:
    db $05 << 3 | 1, 1          ; ATTR_LIN
    db $80 | 2 << 5 | 16
    ds 13, 0
