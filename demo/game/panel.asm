; The panel: the window below the roofs, which slides up for the pause and the end.

SETCHARMAP panel

SECTION "Panel", ROM0

; Moves the panel towards its goal; the raster hides the objects where it begins.
SlidePanel:
    ldh a, [rWY]
    ld b, a
    ld a, [wPanelGoal]
    cp b
    ret z
    ld a, b
    jr c, .up
    add 8
.up
    sub 4
    ldh [rWY], a
    dec a
    ld [wRaster + GAME_BANDS * 8 + 5], a
    ret

; Writes a prepared row into the map; the display is off.
PutRow:
    ld a, [hl+]
    ld e, a
    ld a, [hl+]
    ld d, a
    ld b, 20
.character
    ld a, [hl+]
    ld [de], a
    inc e
    dec b
    jr nz, .character
    ret

; Sends the next row of the panel for the end, one in each frame.
OverRows:
    ldh a, [hRow + 1]
    or a
    ret nz
    ld a, [wRowJob]
    cp 4
    ret z
    inc a
    ld [wRowJob], a
    dec a
    ld hl, OverText
    ld de, 22
.find
    or a
    jr z, .found
    add hl, de
    dec a
    jr .find
.found
    ld a, [hl+]
    ld c, a
    ld a, [hl+]
    ld b, a
    push bc
    ld de, wRow
    ld bc, 20
    call Copy
    ld a, [wRowJob]
    ld hl, wRow + 12
    ld de, wScore
    cp 2
    call z, Digits
    ld a, [wRowJob]
    ld de, wHigh
    cp 3
    call z, Digits
    ld a, [wRowJob]
    cp 1
    jr nz, .send
    ld a, [wNewHigh]
    or a
    jr z, .send
    ld hl, RecordText
    ld de, wRow
    ld bc, 20
    call Copy
.send
    pop bc
    ld a, c
    ldh [hRow], a
    ld a, b
    ldh [hRow + 1], a
    ret

; Writes three BCD bytes from de as six digits to hl.
Digits:
    ld b, 3
DigitsOf:
.byte
    ld a, [de]
    swap a
    and $0F
    add "0"
    ld [hl+], a
    ld a, [de]
    inc de
    and $0F
    add "0"
    ld [hl+], a
    dec b
    jr nz, .byte
    ret

; Builds the panel's row when something on it changed and the way to VRAM is free.
UpdateHud:
    ldh a, [hRow + 1]
    ld b, a
    ldh a, [hColumn + 1]
    or b
    ret nz
    ld a, [wHudDirty]
    or a
    ret z
    xor a
    ld [wHudDirty], a
    ld hl, wRow
    ld a, [wHearts]
    ld c, a
    ld b, 3
.heart
    ld a, c
    or a
    ld a, T_TILES + TILES_icon_empty
    jr z, .empty
    dec c
    ld a, T_TILES + TILES_icon_heart
.empty
    ld [hl+], a
    dec b
    jr nz, .heart
    xor a
    ld [hl+], a
    ld a, T_TILES + TILES_icon_letter
    ld [hl+], a
    ld de, wLetters
    ld b, 1
    call DigitsOf
    xor a
    ld [hl+], a
    ld de, wScore
    call Digits
    xor a
    ld [hl+], a
    ld de, wMeters
    ld b, 2
    call DigitsOf
    ld [hl], "M"
    ld a, LOW($9C20)
    ldh [hRow], a
    ld a, HIGH($9C20)
    ldh [hRow + 1], a
    ret

PauseRows:
    dw $9C00 + 3 * 32
    db "       PAUSED       "
    dw $9C00 + 5 * 32
    db "  SELECT: GIVE UP   "

OverText:
    dw $9C00 + 3 * 32
    db "     GAME OVER      "
    dw $9C00 + 5 * 32
    db "     SCORE          "
    dw $9C00 + 6 * 32
    db "     BEST           "
    dw $9C00 + 7 * 32
    db "    A: ONCE MORE    "
RecordText:
    db "    A NEW BEST!     "

SETCHARMAP main
