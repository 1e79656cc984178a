; The roofs: built column by column, just beyond the screen's right edge.

DEF AHEAD EQU 22                ; columns from the screen's left edge to the one that is built

SECTION "World", ROM0

; Prepares the first screen; the display is off.
StartWorld:
    xor a
    ld hl, wCamera
    ld [hl+], a
    ld [hl+], a
    ld [hl], a
    ld [wDelta], a
    ld [wGenMap], a
    ld [wGenPieces], a
    ld [wGenColumn], a
    ld [wRamp], a
    ld hl, wEntities
    ld d, 0
    ld bc, 24 * 8
    call Fill
    call SetSpeed
    ld a, 1
    ld [wGenKind], a
    ld a, 20
    ld [wGenLeft], a
    ld [wGenWidth], a
    xor a
    ld [wGenStyle], a
    ld a, 3
    ld [wGenTop], a
    ; The rows below the strip, which the panel covers.
    ld hl, $9800 + 16 * 32
    ld d, T_TILES + TILES_solid
    ld bc, 64
    call Fill
.column
    call BuildColumn
    ldh a, [hColumn + 1]
    ld h, a
    ldh a, [hColumn]
    ld l, a
    push hl
    ld de, wColumn
    call CopyColumn
    pop hl
    ldh a, [hIsCgb]
    or a
    jr z, .next
    ld a, 1
    ldh [rVBK], a
    call CopyColumn
    xor a
    ldh [rVBK], a
.next
    ld a, [wGenMap]
    cp AHEAD
    jr nz, .column
    xor a
    ldh [hColumn + 1], a
    ret

; The speed of the present step of difficulty.
SetSpeed:
    ld a, [wRamp]
    ld c, a
    ld b, 0
    ld hl, Speeds
    add hl, bc
    add hl, bc
    ld a, [hl+]
    ld [wSpeed], a
    ld a, [hl]
    ld [wSpeed + 1], a
    ret

; 1/256 pixels per frame.
Speeds:
    dw $0180, $01A8, $01D0, $01F8, $0220, $0248, $0270, $0298
DEF RAMP_MAX EQU 7

; Moves the camera on, builds what comes into reach and shifts the near city.
MoveCamera:
    ld hl, wCamera
    ld a, [wSpeed]
    add [hl]
    ld [hl+], a
    ld a, [wSpeed + 1]
    ld b, [hl]
    adc b
    ld [hl+], a
    jr nc, .same
    inc [hl]
.same
    ld c, a
    sub b
    ld [wDelta], a
    ; A new column every 8 pixels.
    ld a, c
    xor b
    and %11111000
    jr z, .near
    call BuildColumn
    call CountMeters
.near
    ; The tiles show the near city at half the speed: they shift back by half of the camera's way.
    ld a, [wCamera + 2]
    rra
    ld a, [wCamera + 1]
    rra
    cpl
    inc a
    and 31
    ; NearTiles + 128 * shift
    rrca
    ld e, a
    and $80
    ld c, a
    ld a, e
    and $7F
    ld b, a
    ld hl, NearTiles
    add hl, bc
    ld a, l
    ldh [hNear], a
    ld a, h
    ldh [hNear + 1], a
    ret

; A metre per column; every 128 it grows faster, and every 256 a new district begins.
CountMeters:
    ld hl, wMeters + 1
    ld a, [hl]
    add 1
    daa
    ld [hl-], a
    ld a, [hl]
    adc 0
    daa
    ld [hl], a
    ld a, 1
    ld [wHudDirty], a
    ld a, [wMeters + 1]
    or a
    ret nz
    ; A hundred metres.
    ld a, [wRamp]
    cp RAMP_MAX
    jr z, .district
    inc a
    ld [wRamp], a
    call SetSpeed
.district
    ld a, [wDistrict]
    inc a
    and 3
    ld [wDistrict], a
    add a
    ld c, a
    ld b, 0
    ld hl, Districts
    add hl, bc
    ld a, [hl+]
    ld h, [hl]
    ld l, a
    jp SetColours

; Builds the next column of the map into wColumn and sends it on its way.
BuildColumn:
    ld a, [wGenLeft]
    or a
    call z, NextPiece
    ld hl, wGenLeft
    dec [hl]
    ; The near city everywhere, for a start.
    ld a, [wGenMap]
    and 3
    add T_NEAR
    ld hl, wColumn
    ld [hl+], a
    add 4
    ld b, ROWS_NEAR - 1
.near
    ld [hl+], a
    dec b
    jr nz, .near
    ld a, PAL_NEAR
    ld b, ROWS_NEAR
.palette
    ld [hl+], a
    dec b
    jr nz, .palette
    ld a, [wGenKind]
    or a
    ld a, $FF
    jr z, .height
    call House
.height
    ld b, a
    ld a, [wGenMap]
    ld c, a
    ld h, HIGH(wHeights)
    add LOW(wHeights)
    ld l, a
    ld [hl], b
    ld a, c
    add LOW($9800 + ROW_NEAR * 32)
    ldh [hColumn], a
    ld a, HIGH($9800 + ROW_NEAR * 32)
    ldh [hColumn + 1], a
    call Populate
    ld hl, wGenColumn
    inc [hl]
    ld hl, wGenMap
    ld a, [hl]
    inc a
    and 31
    ld [hl], a
    ret

; Puts a house's column into wColumn; the roof's line in a.
House:
    ; Edge: 0 left, 1 between, 2 right.
    ld c, 0
    ld a, [wGenColumn]
    or a
    jr z, .edge
    inc c
    ld a, [wGenLeft]
    or a
    jr nz, .edge
    inc c
.edge
    ld a, [wGenStyle]
    ld d, a
    add a
    add a
    add a
    add T_TILES + TILES_roof_a_left
    ld e, a                     ; e: the style's first tile
    ld a, [wGenTop]
    ld b, a
    add LOW(wColumn)
    ld l, a
    ld h, HIGH(wColumn)
    ld a, e
    add c
    ld [hl+], a                 ; the roof
    ld a, ROWS_NEAR - 1
    sub b
    ld b, a
    jr z, .paint
.wall
    ld a, e
    add 3
    add c
    push af
    ld a, c
    cp 1
    jr nz, .plain
    ; Windows in every other row and column, some of them lit.
    ld a, [wGenColumn]
    and 1
    jr z, .plain
    ld a, b
    and 1
    jr z, .plain
    call Random
    cp 110
    ld a, 6
    jr c, .lit
    inc a
.lit
    add e
    ld [hl], a
    pop af
    jr .next
.plain
    pop af
    ld [hl], a
.next
    inc l
    dec b
    jr nz, .wall
.paint
    ld a, [wGenTop]
    ld c, a
    add LOW(wColumnAttributes)
    ld l, a
    ld a, ROWS_NEAR
    sub c
    ld b, a
    ld a, d
    add PAL_HOUSE
.attribute
    ld [hl+], a
    dec b
    jr nz, .attribute
    ld a, c
    add a
    add a
    add a
    add LINE_NEAR + 1
    ret

; Chooses what comes next: after a house a gap, after a gap a house.
NextPiece:
    xor a
    ld [wGenColumn], a
    ld a, [wGenKind]
    xor 1
    ld [wGenKind], a
    jr nz, .house
    ; Gaps grow with the speed.
    call Random
    and 3
    ld b, a
    ld a, [wRamp]
    srl a
    add 3
    add b
    ld [wGenLeft], a
    ld [wGenWidth], a
    call Random
    and 1
    ld [wGenArc], a
    ret
.house
    ld hl, wGenPieces
    inc [hl]
    call Random
    and 7
    add 8
    ld [wGenLeft], a
    ld [wGenWidth], a
    ld a, [wGenTop]
    ld b, a
    ; Up three rows at most, down as far as one likes.
.top
    call Random
    and 7
    sub 3
    add b
    cp 6
    jr nc, .top
    or a
    jr z, .top
    ld [wGenTop], a
.style
    call Random
    and 3
    cp 3
    jr z, .style
    ld [wGenStyle], a
    call Random
    and 7
    ld [wGenArc], a
    ret
