; A tune of all four channels, a note every eight frames.

StartSound:
    ld a, $80
    ldh [rNR52], a
    ld a, $77
    ldh [rNR50], a
    ld a, $DB                   ; the two pulses at the sides
    ldh [rNR51], a
    xor a
    ldh [rNR10], a
    ldh [rNR30], a
    ld hl, WaveForm
    ld c, LOW(rWAVE)
.byte
    ld a, [hl+]
    ldh [c], a
    inc c
    bit 6, c
    jr z, .byte
    ld a, $80
    ldh [rNR30], a
    ret

; A frame of the tune.
Play:
    ldh a, [hFrame]
    and 7
    ret nz
    ldh a, [hNote]
    inc a
    and 31
    ldh [hNote], a
    ld b, a
    add a
    ld hl, Melody
    add l
    ld l, a
    ld a, $80
    ldh [rNR11], a
    ld a, $83
    ldh [rNR12], a
    ld a, [hl+]
    ldh [rNR13], a
    ld a, [hl]
    ldh [rNR14], a
    ld a, b
    and 1
    jr nz, .noise
    ; With every second note, the same on the second pulse, and an octave deeper on the wave channel.
    ld a, $40
    ldh [rNR21], a
    ld a, $57
    ldh [rNR22], a
    dec l
    ld a, [hl+]
    ldh [rNR23], a
    ld a, [hl]
    ldh [rNR24], a
    ld a, $40
    ldh [rNR32], a
    dec l
    ld a, [hl+]
    ldh [rNR33], a
    ld a, [hl]
    ldh [rNR34], a
    ret
.noise
    ld a, $41
    ldh [rNR42], a
    ld a, $21
    ldh [rNR43], a
    ld a, $80
    ldh [rNR44], a
    ret

WaveForm:
    db $01, $23, $45, $67, $89, $AB, $CD, $EF, $FE, $DC, $BA, $98, $76, $54, $32, $10

; Frequencies as the registers take them, with the bit that starts a note; no page boundary lies in between.
SECTION "Melody", ROM0, ALIGN[6]
DEF E4 EQU $8000 + 1650
DEF G4 EQU $8000 + 1714
DEF A4 EQU $8000 + 1750
DEF B4 EQU $8000 + 1783
DEF D5 EQU $8000 + 1825
DEF E5 EQU $8000 + 1849
DEF G5 EQU $8000 + 1881
Melody:
    dw E4, G4, B4, E5, D5, B4, G4, B4
    dw A4, B4, D5, G5, E5, D5, B4, A4
    dw G4, A4, B4, D5, E5, D5, B4, G4
    dw A4, G4, E4, G4, B4, A4, G4, E4
