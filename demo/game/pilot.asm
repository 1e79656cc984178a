; The autopilot that plays while nobody else does: it presses the buttons that a player would.

SECTION "Pilot", ROM0

Pilot:
    ld a, [wPilotHold]
    or a
    jr z, .free
    dec a
    ld [wPilotHold], a
    ld a, 1 << BUTTON_A
.free
    ldh [hHeld], a
    xor a
    ldh [hPressed], a
    ld a, [wPlayerY + 1]
    sub Y_OFFSET
    ld c, a                     ; the feet
    ld a, [wGround]
    or a
    jr z, .air
    ; On a roof: jump at its end, before a step and before a drone.
    ld a, [wPlayerX]
    add 18
    call RoofAt
    inc a
    ld b, 22
    jr z, .press
    ld a, [wPlayerX]
    add 34
    call RoofAt
    add 5
    jr c, .drones               ; a gap, but not yet
    cp c
    ld b, 26
    jr c, .press
.drones
    ld hl, wEntities
    ld d, 24
.drone
    ld a, [hl]
    cp ENTITY_DRONE
    jr nz, .next
    inc l
    ld a, [wPlayerX]
    add 32
    ld e, a
    ld a, [hl]
    dec l
    sub e
    cp 20
    jr c, .next
    cp 46
    ld b, 14
    jr c, .press
.next
    ld a, l
    add 8
    ld l, a
    dec d
    jr nz, .drone
    ret
.air
    ld a, [wPlayerVy + 1]
    bit 7, a
    ret nz
    ; Falling: is there a roof to land on?
    ld a, [wPlayerX]
    add 8
    call RoofAt
    ld d, a
    ld a, [wPlayerX]
    add 22
    call RoofAt
    ld e, a
    cp c
    jr c, .again                ; it is above the feet
    and d
    inc a
    ret nz
    ; Nothing below: glide, and jump again when low.
    ld a, 1 << BUTTON_A
    ldh [hHeld], a
    ld a, [wPlayerY + 1]
    cp Y_OFFSET + 84
    ret c
.again
    ld a, [wAirJumps]
    or a
    ret z
    ld b, 20
.press
    ld a, b
    ld [wPilotHold], a
    ld a, 1 << BUTTON_A
    ldh [hPressed], a
    ldh [hHeld], a
    ret
