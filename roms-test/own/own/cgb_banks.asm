; A CGB has eight banks of WRAM, of which SVBK selects one at $D000 (0 is 1, too), and two of VRAM, selected by VBK.
; Pan Docs, "CGB Registers" (SVBK, VBK).
DEF CGB_FLAG EQU $C0
INCLUDE "test.inc"

Test:
    ld sp, $CFF0                ; the stack must not be switched away
    ld hl, $D123
FOR N, 1, 8
    ld a, N
    ldh [rSVBK], a
    ld [hl], $E0 + N
ENDR
FOR N, 1, 8
    ld a, N
    ldh [rSVBK], a
    ld a, [hl]
    EXPECT $E0 + N
    ldh a, [rSVBK]
    EXPECT $F8 + N
ENDR
    xor a
    ldh [rSVBK], a
    ldh a, [rSVBK]
    EXPECT $F8
    ld a, [hl]
    EXPECT $E1
    ld a, [$F123]               ; echo RAM shows the same bank
    EXPECT $E1
    ld a, $5C                   ; $C000 to $CFFF is always bank 0
    ld [$C123], a
    ld a, 3
    ldh [rSVBK], a
    ld a, [$C123]
    EXPECT $5C

    call LcdOff
    ld hl, $8123
    ldh a, [rVBK]
    EXPECT $FE
    ld [hl], $11
    ld a, 1
    ldh [rVBK], a
    ldh a, [rVBK]
    EXPECT $FF
    ld [hl], $22
    ld a, $FE                   ; the other bits do not matter
    ldh [rVBK], a
    ld a, [hl]
    EXPECT $11
    ld a, $FF
    ldh [rVBK], a
    ld a, [hl]
    EXPECT $22
    jp Pass
