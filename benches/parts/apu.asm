; The APU alone: the display is off, and all four channels play so high that their outputs change most often.
INCLUDE "header.inc"
Start:
    call Off
    ld a, $80
    ldh [rNR52], a
    ld a, $77
    ldh [rNR50], a
    ld a, $FF
    ldh [rNR51], a
    ld a, $F0                   ; full volume that stays
    ldh [rNR12], a
    ldh [rNR22], a
    ldh [rNR42], a
    ld a, $80
    ldh [rNR11], a
    ldh [rNR21], a
    ldh [rNR30], a
    ld a, $20
    ldh [rNR32], a
    ld a, $C0                   ; a few kilohertz, each another
    ldh [rNR13], a
    ld a, $D5
    ldh [rNR23], a
    ld a, $A1
    ldh [rNR33], a
    xor a
    ldh [rNR43], a
    ld a, $87
    ldh [rNR14], a
    ldh [rNR24], a
    ldh [rNR34], a
    ldh [rNR44], a
.wait
    jr .wait
