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
Spawn::
    ld hl, wEntities
    ld d, FIRST_LATE
    jr SpawnFrom

; The same among the last places, for what may be missed.
SpawnLate::
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

Letter:
    push de
    touching 13, 14
    pop de
    jr c, .take
    ldh a, [hFrame]
    add c
    and 16
    jr z, .low
    dec b
.low
    call FrameLetter
    ld d, OBJ_PAL_GOLD
    jp Object
.take
    xor a
    ld [de], a
    ld a, [wLetters]
    cp $99
    jr z, .full
    add 1
    daa
    ld [wLetters], a
.full
    push bc
    ld bc, $0010
    call AddScore
    pop bc
    ld a, SFX_LETTER
    call PlayEffect
    ; A spark stays behind.
    ld a, c
    add 24
    ld d, b
    ld b, a
    ld c, d
    ld a, ENTITY_SPARK
    jp SpawnLate

Drone:
    ; It hovers up and down.
    push de
    ld a, [wPlayerVy + 1]
    add a
    jr c, .harm                 ; the robot rises
    ld a, [wGround]
    or a
    jr nz, .harm
    touching 15, 16
    jr nc, .away
    ld a, [wPlayerY + 1]
    sub Y_OFFSET
    cp b
    jr nc, .harm
    ; Stomped.
    pop de
    ld a, ENTITY_WRECK
    ld [de], a
    ld hl, 4
    add hl, de
    ld [hl], -24
    ld a, LOW(-$0330)
    ld [wPlayerVy], a
    ld a, HIGH(-$0330)
    ld [wPlayerVy + 1], a
    ld a, 1
    ld [wAirJumps], a
    ld a, 48
    ld [wFuel], a
    push bc
    ld bc, $0050
    call AddScore
    pop bc
    ld a, c
    add 24
    ld d, b
    ld b, a
    ld c, d
    push bc
    ld a, ENTITY_POINTS
    call SpawnLate
    pop bc
    call Burst
    ld a, SFX_STOMP
    call PlayEffect
    ld a, SFX_BOOM
    jp PlayEffect
.harm
    ld a, [wSafe]
    or a
    jr nz, .away
    touching 12, 12
    jr nc, .away
    ld a, 90
    ld [wSafe], a
    ld a, HIGH(-$0200)
    ld [wPlayerVy + 1], a
    xor a
    ld [wGround], a
    ld [wCoyote], a
    push bc
    call LoseHeart
    pop bc
    ld a, SFX_HURT
    call PlayEffect
.away
    pop de
    ldh a, [hFrame]
    add c
    and 32
    ld a, 3
    jr z, .rise
    ld a, -3
.rise
    ld hl, 4
    add hl, de
    ld [hl], a
    ldh a, [hFrame]
    and 2
    add a
    add OBJ_drone0
    ld d, OBJ_PAL_DRONE
    jp WideObject

Mailbox:
    push de
    touching 14, 20
    pop de
    jr nc, .shown
    ld a, [wLetters]
    or a
    jr z, .shown
    ld a, ENTITY_EMPTIED
    ld [de], a
    push bc
    ; Fifty points for each letter.
.letter
    ld bc, $0050
    call AddScore
    ld a, [wLetters]
    sub 1
    daa
    ld [wLetters], a
    jr nz, .letter
    pop bc
    ld a, SFX_DELIVER
    call PlayEffect
    push bc
    ld a, c
    add 24
    ld d, b
    ld b, a
    ld c, d
    call Burst
    pop bc
.shown
    ld a, OBJ_mailbox_closed
    ld d, OBJ_PAL_BOX
    jp WideObject

Emptied:
    ld a, OBJ_mailbox_open
    ld d, OBJ_PAL_BOX
    jp WideObject

Bird:
    ; It flies off when the robot comes near.
    ld a, [wPlayerX]
    add 54
    cp c
    jr c, .sit
    ld a, ENTITY_FLYING
    ld [de], a
    ld hl, 3
    add hl, de
    ld a, c
    and 7
    add 20
    ld [hl+], a
    cpl
    ld [hl], a
    ld a, SFX_WING
    call PlayEffect
.sit
    ld a, OBJ_bird_sit
    ld d, OBJ_PAL_BIRD
    jp Object

Flying:
    ldh a, [hFrame]
    rrca
    and 2
    add OBJ_bird_fly0
    ld d, OBJ_PAL_BIRD
    jp Object

DustCloud:
    ld hl, 5
    add hl, de
    inc [hl]
    ld a, [hl]
    cp 18
    jr nc, Expire
    ld l, OBJ_dust0
    cp 6
    jr c, .shown
    ld l, OBJ_dust1
    cp 12
    jr c, .shown
    ld l, OBJ_dust2
.shown
    ld a, l
    ld d, OBJ_PAL_WHITE
    jp Object

Expire:
    xor a
    ld [de], a
    ret

Spark:
    ld hl, 5
    add hl, de
    inc [hl]
    ld a, [hl]
    cp 20
    jr nc, Expire
    ld l, OBJ_spark0
    cp 8
    jr c, .shown
    ld l, OBJ_spark1
    cp 14
    jr c, .shown
    ld l, OBJ_spark2
.shown
    ld a, l
    ld d, OBJ_PAL_GOLD
    jp Object

Wreck:
    ld hl, 4
    add hl, de
    ld a, [hl]
    cp 60
    jr z, .fast
    add 3
    ld [hl], a
.fast
    ld a, OBJ_drone1
    ld d, OBJ_PAL_DRONE | $40   ; upside down
    jp WideObject

Points:
    ld hl, 4
    add hl, de
    ld [hl], -8
    inc l
    inc [hl]
    ld a, [hl]
    cp 30
    jr nc, Expire
    ld d, OBJ_PAL_WHITE
    ld a, OBJ_glyph_5
    call Object
    ld a, c
    add 8
    ld c, a
    ld a, OBJ_glyph_0
    jp Object

; Six sparks from (b, c) in entities' coordinates to all sides.
Burst:
    ld a, 6
.spark
    push af
    push bc
    ld a, ENTITY_SPARK
    call SpawnLate
    pop bc
    jr nc, .full
    pop af
    push af
    push bc
    add a
    ld c, a
    ld b, 0
    inc l
    inc l
    inc l
    ld d, h
    ld e, l
    ld hl, BurstSpeeds - 2
    add hl, bc
    ld a, [hl+]
    ld [de], a
    inc e
    ld a, [hl]
    ld [de], a
    pop bc
.full
    pop af
    dec a
    jr nz, .spark
    ret

BurstSpeeds:
    db 24, -16,  -24, -16,  12, -28,  -12, -28,  28, 4,  -28, 4

Heart:
    push de
    touching 13, 14
    pop de
    jr c, .take
    ldh a, [hFrame]
    and 16
    jr z, .low
    dec b
.low
    ld a, OBJ_heart
    ld d, OBJ_PAL_SCARF
    jp Object
.take
    xor a
    ld [de], a
    ld a, [wHearts]
    cp 3
    jr nc, .full
    inc a
    ld [wHearts], a
    ld a, 1
    ld [wHudDirty], a
.full
    ld a, SFX_DELIVER
    call PlayEffect
    ld a, c
    add 24
    ld d, b
    ld b, a
    ld c, d
    jp Burst

; Cats, chimneys and antennas are there to be looked at.
Cat:
    ldh a, [hFrame]
    and 32
    ld a, OBJ_cat0
    jr z, .shown
    ld a, OBJ_cat1
.shown
    ld d, OBJ_PAL_BIRD
    jp WideObject

Chimney:
    ldh a, [hFrame]
    and 31
    jr nz, .shown
    push bc
    ld a, c
    add 24
    ld d, b
    ld b, a
    ld a, d
    sub 12
    ld c, a
    ld a, ENTITY_DUST
    call SpawnLate
    pop bc
    jr nc, .shown
    inc l
    inc l
    inc l
    ld [hl], 4
    inc l
    ld [hl], -9
.shown
    ld a, OBJ_chimney
    ld d, OBJ_PAL_SCARF
    jp Object

Antenna:
    ld a, OBJ_antenna
    ld d, OBJ_PAL_BIRD
    jp Object
