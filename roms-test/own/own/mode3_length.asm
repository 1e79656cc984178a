; Mode 3 takes 172 dots, and longer with SCX modulo 8 above 0, with objects on the line, and where the window begins.
; Measured in M-cycles from the mode 2 to the mode 0 interrupt.
; Pan Docs, "Rendering Overview" (mode 3 length); mooneye-test-suite ppu/intr_2_mode0_timing,
; ppu/intr_2_mode0_timing_sprites, ppu/hblank_ly_scx_timing-GS.
INCLUDE "test.inc"

; Waits for mode 2 of line $20 and then counts M-cycles to HBlank, into A.
Measure:
    call WaitVBlank
    ld b, $1F
    call SyncLine
    ld a, %00100000             ; mode 2
    ldh [rSTAT], a
    WAIT 75                     ; past mode 2 of line $1F, until HBlank
    xor a
    ldh [rIF], a
    halt
    nop
    ld a, %00001000             ; mode 0
    ldh [rSTAT], a
    xor a
    ldh [rIF], a
    AWAIT_INTERRUPT
    ld a, l
    ret

; How much longer mode 3 is than it was at first.
MACRO MEASURE
    call Measure
    ld hl, hFree
    sub [hl]
ENDM

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
    OBJECTS 1, 200              ; beyond the right edge
    call Measure
    ldh [hFree], a
    EXPECT_RANGE 30, 63

    ldh a, [hModel]
    cp CGB
    jp z, .objects              ; whose HBlank interrupt has another phase
FOR N, 1, 8
    ld a, N
    ldh [rSCX], a
    MEASURE
    EXPECT (N + 3) / 4
ENDR
    xor a
    ldh [rSCX], a

.objects
    ; An object takes 6 to 11 dots, by its position in the tile, and those in the same tile 6 each.
    OBJECTS 1, 8
    MEASURE
    EXPECT 2
    OBJECTS 1, 8 + 3
    MEASURE
    EXPECT 2
    OBJECTS 1, 8 + 4
    MEASURE
    EXPECT 1
    OBJECTS 1, 8 + 7
    MEASURE
    EXPECT 1
    OBJECTS 2, 8
    MEASURE
    EXPECT 4
    OBJECTS 10, 8
    MEASURE
    EXPECT 16

    ; The window takes 6 more.
    OBJECTS 1, 200
    xor a
    ldh [rWY], a
    ld a, 7 + 80
    ldh [rWX], a
    ld a, %10100011             ; the window as well
    ldh [rLCDC], a
    MEASURE
    EXPECT_RANGE 1, 2
    ret
