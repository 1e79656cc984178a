; All sources of the STAT interrupt share one line, and only its rising edge requests an interrupt: a source that
; comes while another one holds the line up is not noticed. One that ends before the next begins is.
; Pan Docs, "LCD Status Registers" and "Interrupt Sources" (STAT blocking).
INCLUDE "test.inc"

; M-cycles from the beginning of line $50 to the next STAT interrupt with these sources.
MACRO MEASURE
    call WaitVBlank
    ld b, $50
    call SyncLine
    ld a, \1
    ldh [rSTAT], a
    xor a
    ldh [rIF], a
    AWAIT_INTERRUPT
    ld a, h
    EXPECT 0
ENDM

Test:
    ; HBlank alone: in the same line, after some 63 M-cycles less those of the instructions.
    MEASURE %00001000
    ld a, l
    EXPECT_RANGE 25, 63

    ; LY=LYC holds the line up until line $51, in which HBlank is the first edge.
    MEASURE %01001000
    ld a, l
    EXPECT_RANGE 114 + 25, 114 + 63

    ; With LYC in another line that does not happen.
    call WaitVBlank
    ld b, $50
    call SyncLine
    ld a, $70
    ldh [rLYC], a
    ld a, %01001000
    ldh [rSTAT], a
    xor a
    ldh [rIF], a
    AWAIT_INTERRUPT
    ld a, h
    EXPECT 0
    ld a, l
    EXPECT_RANGE 25, 63

    ; HBlank lasts until mode 2 of the next line: the two together are one edge for each line.
    call WaitVBlank
    ld b, $50
    call SyncLine
    ld a, %00101000
    ldh [rSTAT], a
    ld b, 0
    xor a
    ldh [rIF], a
.count
    ldh a, [rIF]
    and STAT
    jr z, .none
    inc b
    xor a
    ldh [rIF], a
.none
    ldh a, [rLY]
    cp $5A
    jr nz, .count
    ld a, b
    EXPECT_RANGE 10, 11         ; lines $50 to $59; that of $5A may have been seen or not
    ret
