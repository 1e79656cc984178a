; The title: the lettering over the city, which a river mirrors.

SECTION "Title", ROM0

DEF LINE_WATER EQU 104
DEF ROW_LOGO   EQU 1
DEF ROW_CITY   EQU 9
DEF TITLE_FRAMES EQU 300        ; until the game plays by itself

; Shows the title. Carry: nobody pressed a button for a while.
TitleScene:
    call LcdOff
    call StartWhite
    call LoadShared
    ld hl, LogoTiles
    ld a, T_LOGO
    ld c, LOGO_COUNT
    call LoadTiles
    ld hl, $9800
    ld d, T_STARS
    ld e, PAL_SKY
    call ClearMap
    ld hl, TitleStars
    call PutStars
    ; The moon rises behind the houses: it shows where the skyline is empty.
    ld a, T_MOON
    ldh [hTemp], a
    ld hl, MoonMap
    ld de, $9800 + 7 * 32 + 12
    ld b, 5
    ld c, 5
    call LoadMap
    ; The city is turned by four columns, so that low houses stand before the moon.
    ld hl, SkylineMap
    ld de, $9800 + ROW_CITY * 32 + 28
    ld bc, 32 * 4
.city
    ld a, [hl+]
    push bc
    add T_SKYLINE
    cp T_SKYLINE                ; its first tile is empty
    jr z, .empty
    ld [de], a
.empty
    ld a, e                     ; the next column, around the row's end
    inc a
    and 31
    ld b, a
    ld a, e
    and %11100000
    or b
    ld e, a
    pop bc
    dec bc
    ld a, c
    and 31
    jr nz, .city
    ld a, e
    add 32
    ld e, a
    jr nc, .sameRow
    inc d
.sameRow
    ld a, b
    or c
    jr nz, .city
    ld a, T_LOGO
    ldh [hTemp], a
    ld hl, LogoMap
    ld de, $9800 + ROW_LOGO * 32
    ld b, 20
    ld c, 5
    call LoadMap
    ld hl, $9800
    ld b, 6
    ld d, PAL_LOGO
    call PaintRows
    ld hl, TitleRaster
    call SetRaster
    ld hl, ColoursTitle
    call SetColours
    ld hl, Song_hour
    call StartSong
    ld a, LOW(512 - TITLE_FRAMES)
    ld [wTimer], a
    ld a, HIGH(512 - TITLE_FRAMES)
    ld [wTimer + 1], a
    xor a
    ldh [hOamPos], a
    ldh [hNear + 1], a
    ldh [hColumn + 1], a
    ldh [hRow + 1], a
    call HideRest
    call hDma
    call LcdOn
.frame
    call WaitFrame
    call MirrorCity
    call DrawTitle
    ldh a, [hPressed]
    and %10010000               ; START or A
    jr nz, .start
    ld hl, wTimer
    inc [hl]
    jr nz, .frame
    inc hl
    inc [hl]
    ld a, [hl]
    cp HIGH(512)
    jr nz, .frame
    call FadeOut
    scf
    ret
.start
    ld a, SFX_START
    call PlayEffect
    ; The seed is the time that the player took.
    ldh a, [hFrame]
    ld [wRandom], a
    ldh a, [rDIV]
    or 1
    ld [wRandom + 1], a
    ld b, 24
.flash
    push bc
    call WaitFrame
    call MirrorCity
    call DrawTitle
    pop bc
    dec b
    jr nz, .flash
    call FadeOut
    or a
    ret

; Puts stars on the map: rows, columns and kinds from [hl] to $FF.
PutStars:
    ld a, [hl+]
    cp $FF
    ret z
    ld e, a
    ld d, 0
    ld a, [hl+]
    push af
    ld a, e
    ld b, a
    swap a
    and $F0
    add a
    ld e, a
    ld a, b
    rrca
    rrca
    rrca
    and 3
    add $98
    ld d, a
    pop af
    add e
    ld e, a
    ld a, [hl+]
    add T_STARS
    ld [de], a
    jr PutStars

; The bands below the waterline show the lines above it, upside down and swaying.
MirrorCity:
    ld hl, wRaster + TITLE_WATER_BAND * 8
    ld b, 0                     ; lines below the waterline
.band
    ldh a, [hFrame]
    rrca
    and $7F
    add b
    add b
    and 31
    ld e, a
    ld d, 0
    push hl
    ld hl, Sway
    add hl, de
    ld a, [hl]
    pop hl
    ld c, a
    ld a, b
    cp 14
    jr nc, .wide
    sra c                       ; calmer near the bank
.wide
    ld [hl], c
    ld a, l
    add 6
    ld l, a
    ; Line 104 + b is to show line 103 - b: SCY = -1 - 2b.
    ld a, b
    cpl
    sub b
    ld [hl+], a
    inc l
    inc b
    inc b
    ld a, b
    cp 40
    jr nz, .band
    ret

; One wave of 32 steps.
Sway:
    db 0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 2, 2, 2, 1, 1, 0
    db 0, 0, -1, -1, -2, -2, -2, -3, -3, -3, -2, -2, -2, -1, -1, 0

DrawTitle:
    ; The robot circles over the roofs, its scarf behind it.
    ldh a, [hFrame]
    ld e, a
    ld d, 0
    ld hl, Sine
    add hl, de
    ld a, [hl]
    add 86
    ld b, a                     ; y
    ld a, [wTimer]
    ld c, a
    ld a, [wTimer + 1]
    rrca
    ld a, c
    rra                         ; half a pixel per frame
    add a
    ld c, a
    cp 200
    jr nc, .text
    push bc
    ldh a, [hFrame]
    rrca
    rrca
    and 3
    add a
    add OBJ_scarf0
    ld d, OBJ_PAL_SCARF
    push bc
    push af
    ld a, c
    sub 6
    ld c, a
    pop af
    call Object
    pop bc
    ldh a, [hFrame]
    and 2
    add a
    add OBJ_robot_fly0
    ld d, OBJ_PAL_ROBOT
    call WideObject
    pop bc
.text
    ; Two letters fly after it.
    ldh a, [hFrame]
    add 40
    ld e, a
    ld d, 0
    ld hl, Sine
    add hl, de
    ld a, [hl]
    add 84
    ld b, a
    ld a, c
    sub 30
    jr c, .press
    cp 176
    jr nc, .press
    ld c, a
    call FrameLetter
    ld d, OBJ_PAL_GOLD
    call Object
.press
    ldh a, [hFrame]
    and $20
    ret nz
    ld b, 130
    ; falls through

; "PRESS START" on line b - 16.
DrawPressStart:
    ld c, 42
    ld hl, PressStart
    ld d, OBJ_PAL_WHITE
.letter
    ld a, [hl+]
    cp $FF
    ret z
    cp $FE
    jr z, .space
    call Object
.space
    ld a, c
    add 8
    ld c, a
    jr .letter

PressStart:
    db OBJ_glyph_P, OBJ_glyph_R, OBJ_glyph_E, OBJ_glyph_S, OBJ_glyph_S, $FE
    db OBJ_glyph_S, OBJ_glyph_T, OBJ_glyph_A, OBJ_glyph_R, OBJ_glyph_T, $FF

; The present picture of a turning letter in a.
FrameLetter:
    ldh a, [hFrame]
    rrca
    rrca
    and 6
    add OBJ_letter0
    ret

; A slow wave of 64 steps, four times over, 8 pixels up and down.
Sine:
REPT 4
    db 0, 1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8
    db 8, 8, 8, 8, 7, 7, 7, 6, 6, 5, 4, 4, 3, 2, 2, 1
    db 0, -1, -2, -2, -3, -4, -4, -5, -6, -6, -7, -7, -7, -8, -8, -8
    db -8, -8, -8, -8, -7, -7, -7, -6, -6, -5, -4, -4, -3, -2, -2, -1
ENDR

; Row, column, kind.
TitleStars:
    db 0, 1, 1,  0, 6, 2,  0, 10, 3,  0, 15, 1,  0, 18, 2
    db 6, 2, 3,  6, 8, 1,  7, 5, 2,  6, 18, 1,  7, 10, 1,  7, 19, 3,  8, 1, 1
    db $FF

; Line, BGP, LCDC, sky colour, palette whose colour 0 it is.
TitleRaster:
    db 0, %00011011, LCDC_TITLE, 0, $80 + PAL_LOGO * 8
    db 16, %00011011, LCDC_TITLE, 3, $80 + PAL_LOGO * 8
    db 32, %00011011, LCDC_TITLE, 6, $80 + PAL_LOGO * 8
    db 48, %00011011, LCDC_TITLE, 8, $80
    db 54, %00011010, LCDC_TITLE, 10, $80
    db 58, %00011011, LCDC_TITLE, 11, $80
    db 60, %00011010, LCDC_TITLE, 12, $80
    db 72, %00111001, LCDC_TITLE, 14, $80
    db 78, %00111010, LCDC_TITLE, 16, $80
    db 80, %00111001, LCDC_TITLE, 18, $80
    db 92, %00111000, LCDC_TITLE, 20, $80
DEF TITLE_WATER_BAND EQU 11
FOR i, 20
    db LINE_WATER + i * 2, %00111001, LCDC_TITLE, 23 - i, $80
ENDR
    db $FF
