; Two machines with this ROM exchange bytes over the link cable, by turns with the clock of either.
;
; What is held at the start decides: A begins as the one that gives the clock, B takes the fast clock
; (CGB), and Select double speed (CGB).
;
; C000: the bytes that came, one for each round; C100 is 1 when all are there.

DEF rP1 EQU $FF00
DEF rSB EQU $FF01
DEF rSC EQU $FF02
DEF rIF EQU $FF0F
DEF rKEY1 EQU $FF4D
DEF rIE EQU $FFFF

DEF ROUNDS EQU 64
DEF SERIAL EQU $08

SECTION "Header", ROM0[$100]
    nop
    jp Start
    ds $143 - @, 0
    db $80 ; CGB features
    ds $150 - @, 0

SECTION "Variables", HRAM
hClock: ds 1

SECTION "Code", ROM0[$150]
Start:
    di
    ld sp, $D000
    ld a, $10
    ldh [rP1], a
    ldh a, [rP1]
    ldh a, [rP1]
    cpl
    ld e, a
    ld a, $30
    ldh [rP1], a

    bit 2, e
    jr z, .speed
    ld a, 1
    ldh [rKEY1], a
    stop
.speed
    ld a, $81
    bit 1, e
    jr z, .clock
    ld a, $83
.clock
    ldh [hClock], a
    ld a, SERIAL
    ldh [rIE], a

    ; A switch of speed takes longer than a transfer: let the other be ready before the first.
    bit 0, e
    jr z, .begin
    ld bc, $4000
.ready
    dec bc
    ld a, b
    or c
    jr nz, .ready
.begin
    ld hl, $C000
    ld c, ROUNDS
    ld a, e
    and 1
    ld d, a ; bit 0: this machine gives the clock
    ld b, $80
    jr z, Round
    ld b, $13
Round:
    xor a
    ldh [rIF], a
    ld a, b
    ldh [rSB], a
    bit 0, d
    jr z, .other
    ; The other needs a moment until it waits: longer and longer.
    ld a, 200
    sub c
.delay
    dec a
    jr nz, .delay
    ldh a, [hClock]
    ldh [rSC], a
.wait
    ldh a, [rSC]
    bit 7, a
    jr nz, .wait
    jr .came
.other
    ld a, $80
    ldh [rSC], a
    halt
    nop
.came
    ldh a, [rSB]
    ld [hl+], a
    add b
    rlca
    ld b, a
    inc d
    dec c
    jr nz, Round
    ld a, 1
    ld [$C100], a
    jr @
