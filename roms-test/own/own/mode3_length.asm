; Mode 3 takes 172 dots, and longer with SCX modulo 8 above 0, with objects on the line, and where the window begins.
; Measured in M-cycles: for objects and the window until STAT says mode 0, for SCX by the mode 0 interrupt.
; Pan Docs, "Rendering Overview" (mode 3 length); mooneye-test-suite ppu/intr_2_mode0_timing,
; ppu/intr_2_mode0_timing_sprites, ppu/hblank_ly_scx_timing-GS.
INCLUDE "test.inc"

DEF hBase EQU hFree

; Waits for mode 2 of line $20.
WaitMode2:
    call WaitVBlank
    ld b, $1F
    call SyncLine
    ld a, %00100000             ; an interrupt at mode 2
    ldh [rSTAT], a
    WAIT 75                     ; past mode 2 of line $1F, until HBlank
    xor a
    ldh [rIF], a
    halt
    nop
    ret

; Reads the mode E M-cycles after a fixed point in mode 2 of line $20.
ModeAfter:
    call WaitMode2
    ld hl, Delay.end
    ld d, 0
    call Subtract
    jp hl
Delay:
    ds 80, 0
.end
    ldh a, [rSTAT]
    and %11
    ret

; Mode 3 must end just so many M-cycles later than at first.
MACRO EXPECT_LONGER
    ldh a, [hBase]
    add \1 - 1
    ld e, a
    call ModeAfter
    EXPECT 3
    ldh a, [hBase]
    add \1
    ld e, a
    call ModeAfter
    EXPECT 0
ENDM

; M-cycles from the mode 0 interrupt in line $20 to LY=$21, into A.
HBlankLength:
    call WaitMode2
    ld a, $21
    ldh [rLYC], a
    ld a, %00001000             ; an interrupt at mode 0
    ldh [rSTAT], a
    xor a
    ldh [rIF], a
    halt
    nop
    ld a, %01000000             ; an interrupt at LY=LYC
    ldh [rSTAT], a
    xor a
    ldh [rIF], a
    AWAIT_INTERRUPT
    ld a, l
    ret

; Puts \1 objects on the line, all of them at X=\2, and the rest beside it.
MACRO OBJECTS
    call LcdOff
    ld hl, $FE00
    ld bc, 160
    xor a
    call Fill
    ld hl, $FE00
    ld b, \1
.next\@
    ld a, $20 + 16
    ld [hl+], a
    ld a, \2
    ld [hl+], a
    inc l
    inc l
    dec b
    jr nz, .next\@
    ld a, %10000011             ; the LCD, objects and BG are on
    ldh [rLCDC], a
ENDM

Test:
    xor a
    ldh [rSCX], a
    OBJECTS 1, 168              ; beyond the right edge
    xor a
.search
    ldh [hBase], a
    ld e, a
    call ModeAfter
    or a
    jr z, .found
    ldh a, [hBase]
    inc a
    cp 80
    jr nz, .search
.found
    ldh a, [hBase]
    EXPECT_RANGE 20, 63

    ; An object takes 6 to 11 dots by its position in the tile, and further ones in the same tile 6 each.
    OBJECTS 1, 8
    EXPECT_LONGER 2
    OBJECTS 1, 8 + 3
    EXPECT_LONGER 2
    OBJECTS 1, 8 + 4
    EXPECT_LONGER 1
    OBJECTS 1, 8 + 7
    EXPECT_LONGER 1
    OBJECTS 2, 8
    EXPECT_LONGER 4
    OBJECTS 10, 9
    EXPECT_LONGER 16
    OBJECTS 10, 10
    EXPECT_LONGER 15

    ; The window takes 6.
    OBJECTS 1, 168
    xor a
    ldh [rWY], a
    ld a, 7 + 80
    ldh [rWX], a
    ld a, %10100011             ; the window as well
    ldh [rLCDC], a
    EXPECT_LONGER 1
    ld a, %10000011
    ldh [rLCDC], a

    ; SCX takes 0 to 7, of which HBlank shows 1 M-cycle for 1 to 4 and 2 for 5 to 7; a CGB's has another phase.
    ldh a, [hModel]
    cp CGB
    ret z
    call HBlankLength
    ldh [hBase], a
FOR N, 1, 8
    ld a, N
    ldh [rSCX], a
    call HBlankLength
    ld b, a
    ldh a, [hBase]
    sub b
    EXPECT (N + 3) / 4
ENDR
    ret
