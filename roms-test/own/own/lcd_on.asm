; The first line after the LCD is switched on has no mode 2: STAT says mode 0 for some 80 dots, then mode 3, and OAM
; can be read meanwhile. The second line is as always.
; Pan Docs, "LCD Control" (LCDC.7); mooneye-test-suite acceptance/ppu/lcdon_timing-GS; gbmicrotest poweron and line_0.
INCLUDE "test.inc"

; Switches the LCD on, and after so many M-cycles from the write reads a register.
MACRO READ_AFTER
    call LcdOff
    ld a, $FF
    ldh [rLYC], a
    ld a, %10000001
    ldh [rLCDC], a
    WAIT \2 - 4
    ld a, [\1]
ENDM

MACRO EXPECT_MODE
    READ_AFTER rSTAT, \1
    and %11
    EXPECT \2
ENDM

Test:
    call LcdOff
    xor a
    ldh [rSTAT], a
    ldh a, [rLY]
    EXPECT 0                    ; as long as the LCD is off
    ldh a, [rSTAT]
    and %11
    EXPECT 0

    EXPECT_MODE 4, 0
    EXPECT_MODE 12, 0
    EXPECT_MODE 30, 3
    EXPECT_MODE 50, 3
    EXPECT_MODE 70, 0
    EXPECT_MODE 100, 0
    EXPECT_MODE 120, 2
    EXPECT_MODE 140, 3
    EXPECT_MODE 180, 0
    EXPECT_MODE 234, 2
    READ_AFTER rLY, 105
    EXPECT 0
    READ_AFTER rLY, 120
    EXPECT 1
    READ_AFTER rLY, 230
    EXPECT 2

    ; OAM is not locked where mode 2 is missing, and is from mode 3 on.
    call LcdOff
    ld a, $12
    ld [$FE00], a
    READ_AFTER $FE00, 12
    EXPECT $12
    READ_AFTER $FE00, 40
    EXPECT $FF
    ret
