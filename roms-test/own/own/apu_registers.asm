; Bits of the sound registers that cannot be read are 1. Switching the APU off clears all of them, and they cannot be
; written until it is on again; wave RAM is not touched. A channel is on after its trigger if its DAC is, and goes
; off with its DAC, or when its length counter, clocked 256 times a second, has counted 64 less the length that was
; written.
; Pan Docs, "Audio Registers" and "Audio Details"; blargg dmg_sound 01-registers, 02-len ctr.
INCLUDE "test.inc"

; What $FF10 to $FF26 read when all their bits are 0 (and the APU is on).
Masks:
    db $80, $3F, $00, $FF, $BF  ; NR10 to NR14
    db $FF, $3F, $00, $FF, $BF  ; NR21 to NR24
    db $7F, $FF, $9F, $FF, $BF  ; NR30 to NR34
    db $FF, $FF, $00, $00, $BF  ; NR41 to NR44
    db $00, $00, $F0            ; NR50, NR51, NR52
.end

; Expects each register to read as its mask.
CheckMasks:
    ld hl, Masks
    ld c, LOW(rNR10)
.next
    ld a, [c]
    cp [hl]
    jr nz, .different
    inc hl
    inc c
    ld a, c
    cp LOW(rNR52) + 1
    jr nz, .next
.different
    ld a, c
    EXPECT LOW(rNR52) + 1       ; or else the register that is different
    ret

; Writes A to NR10 to NR51.
WriteAll:
    ld c, LOW(rNR10)
    ld b, LOW(rNR52) - LOW(rNR10)
.next
    ld [c], a
    inc c
    dec b
    jr nz, .next
    ret

Test:
    xor a
    ldh [rNR52], a
    ldh a, [rNR52]
    EXPECT $70
    ld a, $80
    ldh [rNR52], a
    call CheckMasks

    ; Wave RAM keeps its bytes while the APU is off, and registers keep none that are written then. The length
    ; counters of a DMG can be written, but cannot be read.
    ld a, $5A
    ldh [rWAVE], a
    ldh [rWAVE + 15], a
    ld a, $FF
    call WriteAll
    xor a
    ldh [rNR52], a
    ldh a, [rNR50]
    EXPECT 0
    ld a, $77
    ldh [rNR50], a
    ldh [rNR51], a
    ldh [rNR12], a
    ld a, $80
    ldh [rNR52], a
    call CheckMasks
    ldh a, [rWAVE]
    EXPECT $5A
    ldh a, [rWAVE + 15]
    EXPECT $5A

    ; A trigger does nothing while the DAC is off.
    ld a, $80
    ldh [rNR24], a
    ldh a, [rNR52]
    EXPECT $F0
    ld a, $F0
    ldh [rNR22], a              ; the DAC is on now, the channel is not
    ldh a, [rNR52]
    EXPECT $F0
    ld a, $80
    ldh [rNR24], a
    ldh a, [rNR52]
    EXPECT $F2
    ld a, $07
    ldh [rNR22], a              ; the volume is 0 and falls: the DAC is off
    ldh a, [rNR52]
    EXPECT $F0
    ld a, $80
    ldh [rNR30], a              ; the wave channel has a bit for its DAC
    ldh [rNR34], a
    ldh a, [rNR52]
    EXPECT $F4
    xor a
    ldh [rNR30], a
    ldh a, [rNR52]
    EXPECT $F0

    ; The length counters are clocked by every other step of the frame sequencer, of which one is taken each 32
    ; steps of DIV. The first one after the APU is switched on clocks them, so that a length of 2 is over with the third.
    xor a
    ldh [rNR52], a
    ldh [rDIV], a
    ld a, $80
    ldh [rNR52], a
    ld a, $F0
    ldh [rNR22], a
    ld a, 64 - 2
    ldh [rNR21], a
    ld a, $C0                   ; trigger, with the length enabled
    ldh [rNR24], a
    ldh a, [rNR52]
    EXPECT $F2
.wait
    ldh a, [rNR52]
    and 2
    jr nz, .wait
    ldh a, [rDIV]
    EXPECT 3 * 32

    ; Without the length enabled the channel goes on.
    ld a, 63
    ldh [rNR21], a
    ld a, $80
    ldh [rNR24], a
    xor a
    ldh [rDIV], a
.longer
    ldh a, [rDIV]
    cp 250
    jr nz, .longer
    ldh a, [rNR52]
    EXPECT $F2
    ret
