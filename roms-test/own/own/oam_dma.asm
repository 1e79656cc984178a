; OAM DMA takes 160 M-cycles, from the second to the 161st after the write to DMA. While it goes on OAM reads as
; FF, and HRAM is unaffected. On a DMG and MGB cartridge and WRAM share one bus: a read of ROM gets the byte that a
; transfer from WRAM is at. A CGB has a bus for each.
; Pan Docs, "OAM DMA Transfer"; mooneye-test-suite acceptance/oam_dma/basic, oam_dma_timing, oam_dma_start.
INCLUDE "test.inc"

DEF CODE EQU $FFA0

; Copies the code at this label to HRAM, fills OAM with $11, and runs the copy with HL=$FE00, A=$C1 and C=LOW(rDMA).
MACRO RUN_IN_HRAM
    ld hl, \1
    ld de, CODE
    ld b, \2
    call Copy
    ld hl, $FE00
    ld bc, 160
    ld a, $11
    call Fill
    ld hl, $FE00
    ld c, LOW(rDMA)
    ld a, HIGH($C100)
    call CODE
ENDM

Copy:
    ld a, [hl+]
    ld [de], a
    inc e
    dec b
    jr nz, Copy
    ret

Test:
    call LcdOff
    ld hl, $C100                ; the source: $C100 holds 0, $C19F holds 159
    xor a
.source
    ld [hl+], a
    inc a
    cp 160
    jr nz, .source

    ; OAM can be read again from the 162nd M-cycle on, and 160 bytes have come.
    RUN_IN_HRAM Begin, Begin.end - Begin
    EXPECT $FF
    RUN_IN_HRAM Last, Last.end - Last
    EXPECT $FF
    RUN_IN_HRAM Over, Over.end - Over
    EXPECT $00
    ld hl, $FE00
    ld d, 0
.compare
    ld a, [hl+]
    cp d
    jr nz, .different
    inc d
    ld a, d
    cp 160
    jr nz, .compare
.different
    ld a, d
    EXPECT 160

    ; What the register reads is what was written.
    ldh a, [rDMA]
    EXPECT HIGH($C100)

    ; Reading ROM meanwhile.
    ld hl, $C100
    ld bc, 160
    ld a, $5A
    call Fill
    RUN_IN_HRAM Conflict, Conflict.end - Conflict
    ld b, a
    ldh a, [hModel]
    cp CGB
    ld a, b
    jr z, .separate
    EXPECT $5A
    ret
.separate
    EXPECT $C3
    ret

; What runs in HRAM. The write is the last M-cycle of `ld [c], a`, and the read that of `ld a, [hl]`.

; Waits for the transfer's end, because the stack is in WRAM.
MACRO FINISH
    ld d, a
    ld b, 42
.finish\@
    dec b
    jr nz, .finish\@
    ld a, d
    ret
ENDM

; Reads in the second M-cycle after the write.
Begin:
    ld [c], a
    ld a, [hl]
    FINISH
.end

; Reads in the 161st.
Last:
    ld [c], a
    ld b, 39                    ; 2 + 39 × 4 - 1 M-cycles
.wait
    dec b
    jr nz, .wait
    nop
    nop
    ld a, [hl]
    FINISH
.end

; Reads in the 162nd.
Over:
    ld [c], a
    ld b, 39
.wait
    dec b
    jr nz, .wait
    nop
    nop
    nop
    ld a, [hl]
    FINISH
.end

; Reads the byte at address 0 in the middle.
Conflict:
    ld hl, $0000
    ld [c], a
    WAIT 16
    ld a, [hl]
    FINISH
.end
