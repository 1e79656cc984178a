; Loading tiles and maps while the display is off.

SECTION "Loading", ROM0

; Copies bc bytes from [hl] to [de].
Copy:
    ld a, [hl+]
    ld [de], a
    inc de
    dec bc
    ld a, b
    or c
    jr nz, Copy
    ret

; Fills bc bytes at [hl] with d.
Fill:
    ld a, d
    ld [hl+], a
    dec bc
    ld a, b
    or c
    jr nz, Fill
    ret

; Copies background tiles: c tiles from [hl] to tile number a on. The display is off.
LoadTiles:
    ld b, a
.tile
    push bc
    ld a, b
    call TileAddress
    ld b, 16
.byte
    ld a, [hl+]
    ld [de], a
    inc de
    dec b
    jr nz, .byte
    pop bc
    inc b
    dec c
    jr nz, .tile
    ret

; The address of background tile a in de.
TileAddress:
    ld d, 0
    swap a
    ld e, a
    and $0F
    ld d, a
    ld a, e
    and $F0
    ld e, a
    ld a, d
    cp 8
    ld a, $90
    jr c, .low
    ld a, $80
.low
    add d
    ld d, a
    ret

; Copies a picture's map of b columns and c rows from [hl] to [de], adding hTemp to each number. The display is off.
LoadMap:
    push bc
    push de
.column
    ldh a, [hTemp]
    add [hl]
    inc hl
    ld [de], a
    inc e
    dec b
    jr nz, .column
    pop de
    ld a, e
    add 32
    ld e, a
    jr nc, .same
    inc d
.same
    pop bc
    dec c
    jr nz, LoadMap
    ret

; Fills the whole map at hl (1 KiB) with tile d and, on a CGB, palette e. The display is off.
ClearMap:
    push hl
    ld bc, $400
    call Fill
    pop hl
    ldh a, [hIsCgb]
    or a
    ret z
    ld a, 1
    ldh [rVBK], a
    ld d, e
    ld bc, $400
    call Fill
    xor a
    ldh [rVBK], a
    ret

; On a CGB, gives b rows of the map from [hl] on palette d. The display is off.
PaintRows:
    ldh a, [hIsCgb]
    or a
    ret z
    ld a, 1
    ldh [rVBK], a
.row
    push bc
    ld bc, 32
    call Fill
    pop bc
    dec b
    jr nz, .row
    xor a
    ldh [rVBK], a
    ret

; Tiles and palettes that title and game share. The display is off.
LoadShared:
    ld hl, SpriteTiles
    ld de, $8000
    ld bc, SpriteTilesEnd - SpriteTiles
    call Copy
    ld hl, MoonTiles
    ld a, T_MOON
    ld c, MOON_COUNT
    call LoadTiles
    ld hl, SkylineTiles
    ld a, T_SKYLINE
    ld c, SKYLINE_COUNT
    call LoadTiles
    ld hl, CloudTiles
    ld a, T_CLOUDS
    ld c, CLOUDS_COUNT
    call LoadTiles
    ld hl, SingleTiles + TILES_sky * 16
    ld a, T_STARS
    ld c, 4
    jp LoadTiles
