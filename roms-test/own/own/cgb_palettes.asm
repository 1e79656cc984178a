; BCPS and OCPS hold an index into 64 bytes of palettes, which a write to BCPD or OCPD increments if bit 7 is set, from
; 63 to 0; a read does not. In mode 3 palettes read as FF and writes are lost, but the index goes on.
; Pan Docs, "Palettes" (LCD Color Palettes).
DEF CGB_FLAG EQU $C0
INCLUDE "test.inc"

; The same for BG (\1: BCPS, \2: BCPD) and objects.
MACRO CHECK_PALETTES
    call LcdOff
    ld hl, \2
    ld a, $80 | 62
    ldh [\1], a
    ld [hl], $12
    ldh a, [\1]
    EXPECT $C0 | 63             ; bit 6 reads as 1
    ld [hl], $34
    ldh a, [\1]
    EXPECT $C0
    ld [hl], $56

    ; Without bit 7 the index stays, as it does after reading.
    ld a, 62
    ldh [\1], a
    ld a, [hl]
    EXPECT $12
    ldh a, [\1]
    EXPECT $40 | 62
    ld [hl], $21
    ld a, [hl]
    EXPECT $21
    ld a, $80 | 63
    ldh [\1], a
    ld a, [hl]
    EXPECT $34
    ldh a, [\1]
    EXPECT $C0 | 63
    ld a, $80
    ldh [\1], a
    ld a, [hl]
    EXPECT $56

    ; Mode 3 of line 32.
    ld a, %10000001
    ldh [rLCDC], a
    call WaitVBlank
    ld hl, \2
    ld c, $77
    ld b, 32
    call SyncLine
    WAIT 20
    ld b, [hl]                  ; FF
    ld [hl], c                  ; lost
    ldh a, [\1]
    ld c, a
    call WaitVBlank
    ld a, b
    EXPECT $FF
    ld a, c
    EXPECT $C1
    ld a, $80
    ldh [\1], a
    ld a, [hl]
    EXPECT $56
ENDM

Test:
    CHECK_PALETTES rBCPS, rBCPD
    CHECK_PALETTES rOCPS, rOCPD
    ret
