; What stands on the roofs and floats over the gaps.

SECTION "Populate", ROM0

; Puts letters, drones, mailboxes and birds where the new column is.
Populate:
    ; x of the column: its pixel on the map less the camera's, moved by 32.
    ld a, [wGenMap]
    add a
    add a
    add a
    ld b, a
    ld a, [wCamera + 1]
    ld c, a
    ld a, b
    sub c
    cp 160
    ret c                       ; only what lies beyond the screen's edge
    add 32
    ld b, a                     ; b: x
    ld a, [wGenTop]
    add a
    add a
    add a
    add LINE_NEAR + 1
    ld c, a                     ; c: an object's y that stands on the roof
    ld a, [wGenKind]
    or a
    jr z, .gap
    ld a, [wGenColumn]
    ld d, a
    cp 1
    jr z, .prop
    cp 7
    jr z, .cat
    ld a, [wGenArc]
    cp 2
    jp c, .row
    cp 4
    jp c, .mailbox
    cp 5
    jp z, .birds
    cp 7
    jp c, .drone
    jr .stack
.prop
    call Random
    and 3
    ret z
    dec a
    ret z
    dec a
    ld a, ENTITY_CHIMNEY
    jp z, Spawn
    ld a, ENTITY_ANTENNA
    jp Spawn
.cat
    call Random
    cp 70
    ret nc
    ld a, ENTITY_CAT
    jp Spawn
.gap
    ld a, [wGenArc]
    or a
    ret z
    ; An arc of letters over the gap.
    ld a, [wGenColumn]
    ld d, a
    ld a, [wGenWidth]
    sub d
    cp d
    jr c, .falling
    ld a, d
.falling
    add a
    add a
    ld d, a
    ld a, c
    sub 20
    sub d
    ld c, a
    ld a, ENTITY_LETTER
    jp Spawn
.row
    ld a, d
    cp 2
    ret c
    cp 7
    ret nc
    ld a, c
    sub 6
    ld c, a
    ld a, ENTITY_LETTER
    jp Spawn
.stack
    ld a, d
    cp 3
    ret c
    cp 6
    ret nc
    ld a, c
    sub 30
    ld c, a
    ; For who lost a heart, there may be one instead of the first letter.
    ld a, d
    cp 3
    jr nz, .letter
    ld a, [wHearts]
    cp 3
    jr nc, .letter
    ld a, ENTITY_HEART
    jp Spawn
.letter
    ld a, ENTITY_LETTER
    jp Spawn
.mailbox
    ld a, d
    cp 4
    ret nz
    ld a, ENTITY_MAILBOX
    jp Spawn
.drone
    ld a, d
    cp 5
    ret nz
    ld a, [wGenPieces]
    cp 2
    ret c
    ld a, c
    sub 12
    ld c, a
    ld a, ENTITY_DRONE
    jp Spawn
.birds
    ld a, d
    cp 3
    jr z, .bird
    cp 4
    jr z, .bird
    cp 6
    ret nz
.bird
    ld a, ENTITY_BIRD
    jp Spawn
