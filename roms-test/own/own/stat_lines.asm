; A line takes 114 M-cycles, and 154 lines are a frame. LY is 153 for a few dots only and 0 for the rest of that
; line, so that LYC=0 comes almost a line early.
; Pan Docs, "LCD Status Registers" (LY, LYC) and "Rendering Overview".
INCLUDE "test.inc"

; M-cycles from LY=LYC in line \1 to the same in line \2.
MACRO MEASURE
    ld b, \1
    call SyncLine
    ld a, \2
    ldh [rLYC], a
    xor a
    ldh [rIF], a
    AWAIT_INTERRUPT
ENDM

; The M-cycles from line \1 to \3 less those from \1 to \2.
MACRO DIFFERENCE
    call WaitVBlank
    MEASURE \1, \2
    push hl
    call WaitVBlank
    MEASURE \1, \3
    pop de
    call Subtract
ENDM

Test:
    DIFFERENCE 10, 11, 12
    EXPECT_HL 114
    DIFFERENCE 10, 11, 40
    EXPECT_HL 29 * 114
    DIFFERENCE 140, 141, 152    ; into VBlank
    EXPECT_HL 11 * 114
    DIFFERENCE 150, 151, 1      ; around the end of the frame
    EXPECT_HL 4 * 114
    DIFFERENCE 150, 152, 153
    ld a, h
    EXPECT 0
    ld a, l
    EXPECT_RANGE 113, 115
    DIFFERENCE 150, 153, 0
    ld a, h
    EXPECT 0
    ld a, l
    EXPECT_RANGE 1, 4
    ret
