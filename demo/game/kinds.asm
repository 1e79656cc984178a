; What each kind of entity does in a frame and how it looks. On entry, de is the entity and (c, b) its place in OAM's
; coordinates.

SECTION "Kinds", ROM0

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
    ld d, OBJ_PAL_BRICK
    jp Object

Antenna:
    ld a, OBJ_antenna
    ld d, OBJ_PAL_BIRD
    jp Object
