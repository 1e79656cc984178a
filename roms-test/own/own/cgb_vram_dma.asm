; General-purpose DMA stops the CPU for 8 M-cycles for each 16 bytes, and leaves $FF in HDMA5. HBlank DMA copies 16 bytes
; in each HBlank; HDMA5 says how many blocks are left, less one. Writing 0 to bit 7 meanwhile stops it, and bit 7 of
; what is read says so.
; Pan Docs, "CGB Registers" (VRAM DMA); SameSuite dma/gdma_addr_mask, dma/hdma_lcd_off.
DEF CGB_FLAG EQU $C0
INCLUDE "test.inc"

; The source is $C000; the low four bits of the addresses do not count, nor do the high three of the target.
MACRO ADDRESSES
    ld a, HIGH($C000)
    ldh [rHDMA1], a
    ld a, LOW($C00F)
    ldh [rHDMA2], a
    ld a, HIGH(\1) | %11100000
    ldh [rHDMA3], a
    ld a, LOW(\1) | $F
    ldh [rHDMA4], a
ENDM

; Steps of TIMA, one each 4 M-cycles, while so many blocks are copied at once.
MACRO TICKS_OF
    ADDRESSES $8000
    ld a, %101
    ldh [rTAC], a
    ld a, \1 - 1
    ld hl, rTIMA
    ld [hl], 0
    ldh [rDIV], a
    ldh [rHDMA5], a
    ld a, [hl]
ENDM

; Waits for a line, without HALT, in which HBlank DMA would wait too.
MACRO WAIT_FOR_LINE
.wait\@
    ldh a, [rLY]
    cp \1
    jr nz, .wait\@
ENDM

; The byte at an address of VRAM.
MACRO EXPECT_VRAM
    ld a, [\1]
    EXPECT \2
ENDM

Test:
    call LcdOff
    ld hl, $C000
    xor a
.source
    ld [hl+], a
    inc a
    jr nz, .source
    ld hl, $8000
    ld bc, $2000
    ld a, $EE
    call Fill

    ; Two blocks.
    ADDRESSES $8120
    ld a, 2 - 1
    ldh [rHDMA5], a
    ldh a, [rHDMA5]
    EXPECT $FF
    EXPECT_VRAM $811F, $EE
    EXPECT_VRAM $8120, $00
    EXPECT_VRAM $813F, $1F
    EXPECT_VRAM $8140, $EE

    ; The addresses go on from there, but cannot be read.
    ldh a, [rHDMA1]
    EXPECT $FF
    ldh a, [rHDMA4]
    EXPECT $FF
    xor a
    ldh [rHDMA5], a
    EXPECT_VRAM $8140, $20
    EXPECT_VRAM $814F, $2F
    EXPECT_VRAM $8150, $EE

    ; 40 blocks take 32 × 8 M-cycles more than eight.
    TICKS_OF 8
    ldh [hFree], a
    TICKS_OF 40
    ld hl, hFree
    sub [hl]
    EXPECT 32 * 8 / 4

    ; One block in each HBlank.
    ld hl, $9000
    ld bc, $0100
    ld a, $EE
    call Fill
    ADDRESSES $9000
    ld a, %10000001
    ldh [rLCDC], a
    call WaitVBlank
    ld a, $80 | (4 - 1)
    ldh [rHDMA5], a
    ldh a, [rHDMA5]
    EXPECT 4 - 1                ; nothing happens in VBlank
    WAIT_FOR_LINE 2
    ldh a, [rHDMA5]
    EXPECT 4 - 1 - 2            ; the HBlanks of lines 0 and 1 have been

    ; Stopped with two blocks left.
    xor a
    ldh [rHDMA5], a
    ldh a, [rHDMA5]
    and $80                     ; sources disagree about the other bits
    EXPECT $80
    WAIT_FOR_LINE 9
    call LcdOff
    EXPECT_VRAM $9000, $00
    EXPECT_VRAM $901F, $1F
    EXPECT_VRAM $9020, $EE

    ; One that runs to its end.
    ADDRESSES $9000
    ld a, %10000001
    ldh [rLCDC], a
    call WaitVBlank
    ld a, $80 | (4 - 1)
    ldh [rHDMA5], a
    WAIT_FOR_LINE 9
    ldh a, [rHDMA5]
    EXPECT $FF
    call LcdOff
    EXPECT_VRAM $903F, $3F
    EXPECT_VRAM $9040, $EE
    ret
