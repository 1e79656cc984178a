; One machine blinks with its infrared light, and another with this ROM measures how long.
;
; Whoever starts with A held blinks: 16 times, for 1 to 16 units on and as long off, after it has looked
; whether it sees its own light (C100 is FC then, and FE without).
; The other counts how often it sees light in each blink, at C000; C100 is 1 when all are there.

DEF rP1 EQU $FF00
DEF rRP EQU $FF56

DEF BLINKS EQU 16

SECTION "Header", ROM0[$100]
    nop
    jp Start
    ds $143 - @, 0
    db $80 ; CGB features
    ds $150 - @, 0

SECTION "Code", ROM0[$150]
Start:
    di
    ld sp, $D000
    ld hl, $C000
    ld a, $10
    ldh [rP1], a
    ldh a, [rP1]
    ldh a, [rP1]
    rra
    ld a, $C0
    ldh [rRP], a
    ld b, BLINKS
    jr c, Measure

    ldh a, [rRP]
    ld [$C101], a
    ld c, 1
Blink:
    ld a, $C1
    ldh [rRP], a
    ldh a, [rRP]
    ld [$C100], a
    call Wait
    ld a, $C0
    ldh [rRP], a
    call Wait
    inc c
    dec b
    jr nz, Blink
    jr @

; For C units.
Wait:
    ld e, c
.unit
    ld d, 25
.part
    dec d
    jr nz, .part
    dec e
    jr nz, .unit
    ret

Measure:
    ld d, 0
.dark
    ldh a, [rRP]
    bit 1, a
    jr nz, .dark
.light
    inc d
    ldh a, [rRP]
    bit 1, a
    jr z, .light
    ld a, d
    ld [hl+], a
    dec b
    jr nz, Measure
    ld a, 1
    ld [$C100], a
    jr @
