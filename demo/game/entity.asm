; Everything that moves besides the robot: 24 entities of 8 bytes.
;
; Bytes: kind, x (pixels on the screen + 32), y (as in OAM: pixels + 16), vx and vy (1/16 pixels per frame, signed), timer,
; and the fractions of x and y.

RSRESET
DEF ENTITY_NONE    RB 1
DEF ENTITY_LETTER  RB 1
DEF ENTITY_DRONE   RB 1
DEF ENTITY_MAILBOX RB 1
DEF ENTITY_EMPTIED RB 1         ; a mailbox that has its letters
DEF ENTITY_BIRD    RB 1
DEF ENTITY_FLYING  RB 1         ; a bird that was scared
DEF ENTITY_DUST    RB 1
DEF ENTITY_SPARK   RB 1
DEF ENTITY_WRECK   RB 1         ; a drone that was stomped
DEF ENTITY_POINTS  RB 1
DEF ENTITY_HEART   RB 1
DEF ENTITY_CAT     RB 1
DEF ENTITY_CHIMNEY RB 1
DEF ENTITY_ANTENNA RB 1

DEF ENTITIES   EQU 24
DEF FIRST_LATE EQU 16           ; from here on: dust, sparks and points

SECTION "Entity", ROM0

; Spawns kind a at (b, c) in the first free place; hl is the entity and carry set, unless there is none.
Spawn:
    ld hl, wEntities
    ld d, FIRST_LATE
    jr SpawnFrom

; The same among the last places, for what may be missed.
SpawnLate:
    ld hl, wEntities + FIRST_LATE * 8
    ld d, ENTITIES - FIRST_LATE
SpawnFrom:
    ld e, a
.look
    ld a, [hl]
    or a
    jr z, .found
    ld a, l
    add 8
    ld l, a
    dec d
    jr nz, .look
    or a
    ret
.found
    push hl
    ld [hl], e
    inc l
    ld [hl], b
    inc l
    ld [hl], c
    inc l
    xor a
    ld [hl+], a
    ld [hl+], a
    ld [hl+], a
    ld [hl+], a
    ld [hl], a
    pop hl
    scf
    ret

UpdateEntities:
    ldh a, [hFrame]
    or a
    call z, ShootingStar
    ld hl, wEntities
    ld a, ENTITIES
.next
    push af
    ld a, [hl]
    or a
    jr z, .empty
    push hl
    call UpdateEntity
    pop hl
.empty
    ld a, l
    add 8
    ld l, a
    pop af
    dec a
    jr nz, .next
    ret

UpdateEntity:
    push hl
    ld a, [hl+]
    ldh [hKind], a
    ; x
    ld d, h
    ld a, l
    add 2
    ld e, a                     ; de: vx
    ld b, h
    add 3
    ld c, a                     ; bc: fraction of x
    call Advance
    ld b, a
    ld a, [wDelta]
    ld e, a
    ld a, b
    sub e
    ld [hl+], a
    jr c, .gone
    cp 250
    jr nc, .gone
    ld b, a
    push bc
    ld d, h
    ld a, l
    add 2
    ld e, a                     ; de: vy
    ld b, h
    add 3
    ld c, a
    call Advance
    pop bc
    ld c, a                     ; (b, c): place
    cp 164
    jr nc, .below
.inside
    pop hl
    ld a, b
    sub 24
    jr nc, .draw
    ; Left of the screen's edge: the right half of a wide object may still be seen.
    cp 240
    ret c
.draw
    ld d, h
    ld e, l                     ; de: the entity
    ld h, c
    ld c, a
    ld b, h                     ; (c, b): its place in OAM
    ldh a, [hKind]
    add a
    ld hl, Kinds - 2
    add l
    ld l, a
    jr nc, .same
    inc h
.same
    ld a, [hl+]
    ld h, [hl]
    ld l, a
    jp hl
.below
    cp 220
    jr nc, .inside              ; above the screen
.gone
    pop hl
    ld [hl], 0
    ret

; Adds the speed at de to the pixel at hl with the fraction at bc; the new pixel in a.
Advance:
    ld a, [de]
    swap a
    and $F0
    push hl
    ld h, b
    ld l, c
    add [hl]
    ld [hl], a
    pop hl
    push af                     ; the carry
    ld a, [de]
    sra a
    sra a
    sra a
    sra a
    ld b, a
    pop af
    ld a, b
    adc [hl]
    ld [hl], a
    ret

Kinds:
    dw Letter, Drone, Mailbox, Emptied, Bird, Flying, DustCloud, Spark, Wreck, Points, Heart, Cat, Chimney, Antenna

; Whether the robot is within \1 pixels sideways and \2 up and down of (c, b); carry if so. Keeps bc and de.
MACRO touching
    ld h, \1
    ld l, \2
    call Touching
ENDM

Touching:
    ld a, [wRescue]
    or a
    jr nz, .no
    ld a, [wPlayerX]
    add 8
    sub c
    jr nc, .right
    cpl
    inc a
.right
    cp h
    ret nc
    ld a, [wPlayerY + 1]
    sub Y_OFFSET
    sub b
    jr nc, .below
    cpl
    inc a
.below
    cp l
    ret
.no
    or a
    ret

; Every 256 frames a star falls.
ShootingStar:
    ld b, 190
    ld c, 16
    ld a, ENTITY_SPARK
    call SpawnLate
    ret nc
    inc l
    inc l
    inc l
    ld [hl], -64
    inc l
    ld [hl], 4
    ret
