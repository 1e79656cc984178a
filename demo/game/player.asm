; The robot: running, jumping twice, gliding with its rotor, being hurt and rescued.

DEF PLAYER_LEFT  EQU 16
DEF PLAYER_RIGHT EQU 100
DEF Y_OFFSET     EQU 48         ; wPlayerY's high byte less this is the line of the feet

SECTION "Player", ROM0

StartPlayer:
    ld a, 40
    ld [wPlayerX], a
    xor a
    ld [wPlayerY], a
    ld [wPlayerVy], a
    ld [wPlayerVy + 1], a
    ld [wGround], a
    ld [wCoyote], a
    ld [wBuffer], a
    ld [wAirJumps], a
    ld [wRescue], a
    ld [wGliding], a
    ld [wPilotHold], a
    ld a, Y_OFFSET + 60
    ld [wPlayerY + 1], a
    ld a, 40
    ld [wSafe], a
    ld [wFuel], a
    ret

; The roof's line below pixel a of the screen, $FF over a gap; keeps bc and de.
RoofAt:
    ld hl, wCamera + 1
    add [hl]
    rrca
    rrca
    rrca
    and 31
    ld h, HIGH(wHeights)
    add LOW(wHeights)
    ld l, a
    ld a, [hl]
    ret

UpdatePlayer:
    ld hl, wSafe
    ld a, [hl]
    or a
    jr z, .vulnerable
    dec [hl]
.vulnerable
    ld a, [wRescue]
    or a
    jp nz, Rescue
    ; Left and right lean against the run.
    ldh a, [hHeld]
    ld b, a
    ld hl, wPlayerX
    bit BUTTON_RIGHT, b
    jr z, .notRight
    ld a, [hl]
    cp PLAYER_RIGHT
    jr nc, .notRight
    inc [hl]
.notRight
    bit BUTTON_LEFT, b
    jr z, .notLeft
    ld a, [hl]
    cp PLAYER_LEFT
    jr c, .notLeft
    dec [hl]
.notLeft
    ; A jump counts a little early (buffer) and a little late (coyote time).
    ldh a, [hPressed]
    bit BUTTON_A, a
    jr z, .noPress
    ld a, 7
    ld [wBuffer], a
.noPress
    ld a, [wGround]
    or a
    ld a, 6
    jr nz, .onRoof
    ld a, [wCoyote]
    or a
    jr z, .leftRoof
    dec a
.onRoof
    ld [wCoyote], a
.leftRoof
    ld a, [wBuffer]
    or a
    jr z, .noJump
    dec a
    ld [wBuffer], a
    ld a, [wCoyote]
    or a
    jr z, .second
    call Jump
    jr .noJump
.second
    ldh a, [hPressed]
    bit BUTTON_A, a
    call nz, Flip
.noJump
    ; Gravity: less while rising with the button held, so that a short press is a short jump.
    ld a, [wPlayerVy]
    ld e, a
    ld a, [wPlayerVy + 1]
    ld d, a
    xor a
    ld [wGliding], a
    ldh a, [hHeld]
    ld b, a
    bit 7, d
    jr z, .falling
    ld hl, $002A
    bit BUTTON_A, b
    jr nz, .gravity
    ld hl, $0060
    jr .gravity
.falling
    ld hl, $0038
    bit BUTTON_DOWN, b
    jr z, .glide
    ld hl, $0090
    jr .gravity
.glide
    bit BUTTON_A, b
    jr z, .gravity
    ld a, [wGround]
    or a
    jr nz, .gravity
    ld a, [wFuel]
    or a
    jr z, .gravity
    dec a
    ld [wFuel], a
    ld a, 1
    ld [wGliding], a
    ld hl, $000C
    ld a, d
    or a
    jr z, .gravity
    ld de, $00F0                ; the rotor holds the fall below a pixel per frame
.gravity
    add hl, de
    bit 7, h
    jr nz, .speed
    ld a, h
    cp 5
    jr c, .speed
    ld hl, $04C0
.speed
    ld a, l
    ld [wPlayerVy], a
    ld a, h
    ld [wPlayerVy + 1], a
    ld d, h
    ld e, l
    ld hl, wPlayerY
    ld a, [hl]
    add e
    ld [hl+], a
    ld a, [hl]
    adc d
    cp 30                       ; not far above the screen
    jr nc, .inside
    ld a, 30
.inside
    ld [hl], a
    ; Below the screen: a heart is lost.
    cp 150 + Y_OFFSET + 8
    jp nc, FallDown
    call Collide
    ret

Jump:
    ld a, LOW(-$0370)
    ld [wPlayerVy], a
    ld a, HIGH(-$0370)
    ld [wPlayerVy + 1], a
    xor a
    ld [wGround], a
    ld [wCoyote], a
    ld [wBuffer], a
    ld a, 1
    ld [wAirJumps], a
    call Dust
    ld a, SFX_JUMP
    jp PlayEffect

; The second jump, in the air.
Flip:
    ld a, [wAirJumps]
    or a
    ret z
    dec a
    ld [wAirJumps], a
    xor a
    ld [wBuffer], a
    ld a, LOW(-$0310)
    ld [wPlayerVy], a
    ld a, HIGH(-$0310)
    ld [wPlayerVy + 1], a
    call Dust
    ld a, SFX_FLIP
    jp PlayEffect

; Roofs and walls.
Collide:
    ld a, [wPlayerX]
    add 4
    call RoofAt
    ld b, a
    ld a, [wPlayerX]
    add 11
    call RoofAt
    ld c, a                     ; c: the roof ahead
    cp b
    jr nc, .higher
    ld b, a
.higher
    ld a, [wPlayerY + 1]
    sub Y_OFFSET
    ld d, a                     ; d: the feet
    ld a, b
    inc a
    jr z, .air                  ; nothing below
    ld a, [wPlayerVy + 1]
    bit 7, a
    jr nz, .wall
    ld a, d
    cp b
    jr c, .near
    sub b
    cp 11                       ; a missed edge is forgiven by 10 pixels
    jr c, .land
.wall
    ; A wall ahead pushes the robot back.
    ld a, c
    inc a
    jr z, .air
    ld a, d
    sub c
    jr c, .air
    cp 11
    jr c, .air
    ld a, [wDelta]
    ld e, a
    ld a, [wPlayerX]
    sub e
    jp c, FallDown
    cp 4
    jp c, FallDown
    ld [wPlayerX], a
    jr .air
.near
    ; Running down a step: within 3 pixels it stays on the roof.
    ld a, [wGround]
    or a
    jr z, .air
    ld a, b
    sub d
    cp 3
    jr nc, .air
.land
    ld a, b
    add Y_OFFSET
    ld [wPlayerY + 1], a
    xor a
    ld [wPlayerY], a
    ld a, [wPlayerVy + 1]
    ld c, a
    xor a
    ld [wPlayerVy], a
    ld [wPlayerVy + 1], a
    ld a, [wGround]
    or a
    ret nz
    ld a, 1
    ld [wGround], a
    ld [wAirJumps], a
    ld a, 48
    ld [wFuel], a
    ld a, c
    cp 2
    ret c
    call Dust
    ld a, SFX_LAND
    jp PlayEffect
.air
    xor a
    ld [wGround], a
    ret

; A heart is lost by falling; the rotor lifts the robot up again.
FallDown:
    ld a, SFX_FALL
    call PlayEffect
    call LoseHeart
    ld a, [wHearts]
    or a
    ret z
    ld a, 100
    ld [wRescue], a
    ld a, 220
    ld [wSafe], a
    ld a, Y_OFFSET
    ld [wPlayerY + 1], a
    ld a, 40
    ld [wPlayerX], a
    ret

LoseHeart:
    ld a, 1
    ld [wHudDirty], a
    ld hl, wHearts
    dec [hl]
    ret nz
    ld a, MODE_OVER
    ld [wMode], a
    ret

; Hovering until there is a roof below, or the player lets go.
Rescue:
    xor a
    ld [wPlayerVy], a
    ld [wPlayerVy + 1], a
    ld [wGround], a
    ld [wCoyote], a
    inc a
    ld [wGliding], a
    ld [wAirJumps], a
    ld a, 48
    ld [wFuel], a
    ld hl, wPlayerY + 1
    ld a, [hl]
    cp Y_OFFSET + 46
    jr nc, .high
    inc [hl]
.high
    ld hl, wRescue
    ld a, [hl]
    dec a
    jr z, .look
    ld [hl], a
    cp 50
    ret nc
    ldh a, [hPressed]
    bit BUTTON_A, a
    ret z
    ld [hl], 0
    ret
.look
    ld a, [wPlayerX]
    add 4
    call RoofAt
    inc a
    ret z
    ld a, [wPlayerX]
    add 50
    call RoofAt
    inc a
    ret z
    xor a
    ld [wRescue], a
    ret

; A puff of dust at the feet.
Dust:
    ld a, [wPlayerX]
    add 32
    ld b, a
    ld a, [wPlayerY + 1]
    sub Y_OFFSET - 4
    ld c, a
    ld a, ENTITY_DUST
    call SpawnLate
    ret nc
    inc l
    inc l
    inc l
    ld [hl], -10                ; vx
    inc l
    ld [hl], -4                 ; vy
    ld a, [wPlayerX]
    add 40
    ld b, a
    ld a, ENTITY_DUST
    call SpawnLate
    ret nc
    inc l
    inc l
    inc l
    ld [hl], 6
    inc l
    ld [hl], -3
    ret

DrawPlayer:
    ; While it cannot be harmed, it blinks.
    ld a, [wSafe]
    and 4
    ret nz
    ld a, [wPlayerY + 1]
    sub Y_OFFSET
    ld b, a
    ld a, [wPlayerX]
    add 8
    ld c, a
    ; The scarf flows behind the neck.
    push bc
    ld a, c
    sub 6
    ld c, a
    ldh a, [hFrame]
    rrca
    rrca
    and 3
    add a
    add OBJ_scarf0
    ld d, OBJ_PAL_SCARF
    push af
    ld a, [wPlayerVy + 1]
    add a
    jr c, .rising
    ld a, [wGround]
    or a
    jr nz, .rising
    dec b
    dec b
.rising
    pop af
    call Object
    pop bc
    ld d, OBJ_PAL_ROBOT
    ld a, [wGround]
    or a
    jr nz, .run
    ld a, [wGliding]
    or a
    jr nz, .fly
    ld a, [wSafe]
    cp 60
    jr nc, .hurt
    ld a, [wPlayerVy + 1]
    add a
    ld a, OBJ_robot_jump
    jp c, WideObject
    ld a, OBJ_robot_fly1
    jp WideObject
.hurt
    ld a, OBJ_robot_hurt
    jp WideObject
.fly
    ldh a, [hFrame]
    and 2
    add a
    add OBJ_robot_fly0
    jp WideObject
.run
    ld a, [wDelta]
    ld e, a
    ld a, [wRun]
    add e
    ld [wRun], a
    rrca
    and %1100
    add OBJ_robot_run0
    jp WideObject
