; While the PPU reads OAM (modes 2 and 3) and VRAM (mode 3) the CPU reads FF there and its writes are lost. In modes 0
; and 1 it has both.
; Pan Docs, "Accessing VRAM and OAM"; mooneye-test-suite acceptance/ppu/intr_2_oam_ok_timing, intr_2_mode3_timing.
INCLUDE "test.inc"

DEF MODE_2 EQU 0                ; M-cycles after SyncLine
DEF MODE_3 EQU 25
DEF MODE_0 EQU 75

; Reads the byte at \1 in line $20, and puts $34 there.
MACRO ACCESS
    call WaitVBlank
    ld a, $12
    ld [\1], a
    ld hl, \1
    ld c, $34
    ld b, $20
    call SyncLine
    WAIT \2
    ld b, [hl]
    ld [hl], c
    call WaitVBlank
    ld a, b
    EXPECT \3
    ld a, [\1]
    EXPECT \4
ENDM

Test:
    ACCESS $8000, MODE_2, $12, $34
    ACCESS $8000, MODE_3, $FF, $12
    ACCESS $8000, MODE_0, $12, $34
    ACCESS $9FFF, MODE_3, $FF, $12
    ACCESS $FE00, MODE_2, $FF, $12
    ACCESS $FE00, MODE_3, $FF, $12
    ACCESS $FE00, MODE_0, $12, $34
    ACCESS $FE9F, MODE_2, $FF, $12

    ; With the LCD off nothing is locked.
    call LcdOff
    ld hl, $8000
    ld [hl], $56
    ld a, [hl]
    EXPECT $56
    ld hl, $FE00
    ld [hl], $78
    ld a, [hl]
    EXPECT $78
    ret
