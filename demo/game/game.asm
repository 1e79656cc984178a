; A round: set-up, the frame loop, pause, the end, the panel.

DEF MODE_PLAY  EQU 0
DEF MODE_PAUSE EQU 1
DEF MODE_OVER  EQU 2

; The panel's line while it shows more than one row: below LINE_NEAR, so that its band stays the last.
DEF PANEL_UP   EQU LINE_NEAR + 4
DEF GAME_BANDS EQU 18           ; bands of sky; then come the roofs and the panel

SECTION "Game", ROM0

; Plays a round. Carry: play another one; otherwise back to the title.
GameScene:
    call LcdOff
    call StartWhite
    call LoadShared
    ld hl, FontTiles
    ld a, T_FONT
    ld c, FONT_COUNT
    call LoadTiles
    ld hl, SingleTiles
    ld a, T_TILES
    ld c, TILES_COUNT
    call LoadTiles
    ld hl, NearTiles
    ld a, T_NEAR
    ld c, 8
    call LoadTiles
    ld hl, $9800
    ld d, T_STARS
    ld e, PAL_SKY
    call ClearMap
    ld hl, $9C00
    ld d, 0                     ; a space
    ld e, PAL_PANEL
    call ClearMap
    ld hl, GameStars
    call PutStars
    ld a, T_MOON
    ldh [hTemp], a
    ld hl, MoonMap
    ld de, $9800 + 13
    ld b, 5
    ld c, 5
    call LoadMap
    ld a, T_CLOUDS
    ldh [hTemp], a
    ld hl, CloudMap
    ld de, $9800 + 3 * 32 + 2
    ld b, 8
    ld c, 2
    call LoadMap
    ld hl, CloudMap
    ld de, $9800 + 2 * 32 + 21
    ld b, 8
    ld c, 2
    call LoadMap
    ld a, T_SKYLINE
    ldh [hTemp], a
    ld hl, SkylineMap
    ld de, $9800 + 5 * 32
    ld b, 32
    ld c, 4
    call LoadMap
    ld hl, $9C00
    ld d, T_TILES + TILES_panel_edge
    ld bc, 20
    call Fill
    ld hl, PauseRows
    call PutRow
    call PutRow
    ldh a, [hIsCgb]
    or a
    jr z, .hearts
    ld a, 1
    ldh [rVBK], a
    ld hl, $9C20
    ld a, PAL_HEART
    ld [hl+], a
    ld [hl+], a
    ld [hl], a
    xor a
    ldh [rVBK], a
.hearts
    ; A new round.
    xor a
    ld hl, wScore
    ld [hl+], a
    ld [hl+], a
    ld [hl], a
    ld [wMeters], a
    ld [wMeters + 1], a
    ld [wLetters], a
    ld [wNewHigh], a
    ld [wDistrict], a
    ld [wMode], a
    ld [wTimer], a
    ld [wTimer + 1], a
    ld [wRowJob], a
    ldh [hNear + 1], a
    ldh [hColumn + 1], a
    ldh [hRow + 1], a
    ld a, 3
    ld [wHearts], a
    ld a, LINE_PANEL
    ldh [rWY], a
    ld [wPanelGoal], a
    ld a, 7
    ldh [rWX], a
    ld a, 1
    ld [wHudDirty], a
    ld a, [wAttract]
    or a
    jr z, .random
    ld a, $33                   ; always the same show
    ld [wRandom], a
    ld a, $DD
    ld [wRandom + 1], a
.random
    call StartWorld
    call StartPlayer
    ld hl, GameRaster
    call SetRaster
    ld hl, ColoursDusk
    call SetColours
    ld hl, Song_roofs
    call StartSong
    call HideRest
    call hDma
    call LcdOn

.frame
    call WaitFrame
    call ScrollBands
    call SlidePanel
    ld a, [wMode]
    or a
    jp nz, .still
    ld a, [wAttract]
    or a
    jr z, .player
    ldh a, [hPressed]
    and %10010000
    jp nz, .begin
    ld hl, wTimer
    inc [hl]
    jr nz, .show
    inc hl
    inc [hl]
    ld a, [hl]
    cp 8                        ; 2048 frames
    jp z, .title
.show
    call Pilot
    jr .move
.player
    ldh a, [hPressed]
    bit BUTTON_START, a
    jr z, .move
    ld a, MODE_PAUSE
    ld [wMode], a
    ld a, PANEL_UP
    ld [wPanelGoal], a
    ld a, SFX_PAUSE
    call PlayEffect
    jp .hold
.move
    call MoveCamera
    call UpdatePlayer
    call DrawPlayer
    call UpdateEntities
    ld a, [wAttract]
    or a
    jr z, .hud
    ldh a, [hFrame]
    and $20
    jr nz, .hud
    ld b, 38
    call DrawPressStart
.hud
    call UpdateHud
    ld a, [wMode]
    cp MODE_OVER
    jr nz, .frame
    ; The round has just ended.
    ld a, [wAttract]
    or a
    jp nz, .title
    call NoteHighScore
    jr nc, .noRecord
    ld a, 1
    ld [wNewHigh], a
.noRecord
    ld hl, Song_over
    call StartSong
    ld a, PANEL_UP
    ld [wPanelGoal], a
    xor a
    ld [wTimer], a
    ld [wTimer + 1], a
    ld [wRowJob], a
    jp .frame

.still
    cp MODE_OVER
    jr z, .over
    ldh a, [hPressed]
    bit BUTTON_SELECT, a
    jr nz, .title
    and %10010000
    jr z, .hold
    xor a                       ; go on
    ld [wMode], a
    ld a, LINE_PANEL
    ld [wPanelGoal], a
    ld a, SFX_PAUSE
    call PlayEffect
.hold
    ld a, 160                   ; the objects stay as they are
    ldh [hOamPos], a
    jp .frame

.over
    call UpdateHud
    call OverRows
    ld hl, wTimer
    inc [hl]
    jr nz, .wait
    inc hl
    inc [hl]
    ld a, [hl]
    cp 3                        ; 768 frames
    jr z, .title
.wait
    ld a, [wTimer + 1]
    or a
    jr nz, .ready
    ld a, [wTimer]
    cp 40                       ; not by the press that was meant for a jump
    jr c, .hold
.ready
    ldh a, [hPressed]
    bit BUTTON_SELECT, a
    jr nz, .title
    and %10010000
    jr z, .hold
.begin
    ld a, SFX_START
    call PlayEffect
    call .fade
    scf
    ret
.title
    call .fade
    or a
    ret
.fade
    call FadeToWhite
.fadeFrame
    ld a, 160
    ldh [hOamPos], a
    call WaitFrame
    call ScrollBands
    ld a, [wFadeLeft]
    or a
    jr nz, .fadeFrame
    jp LcdOff

; Gives the bands their scroll: the sky a sixteenth, the far city a quarter, the roofs all of the camera's way.
ScrollBands:
    ld a, [wCamera + 1]
    ld l, a
    ld a, [wCamera + 2]
    ld h, a
    srl h
    rr l
    srl h
    rr l
    ld c, l                     ; a quarter
    srl h
    rr l
    srl h
    rr l
    ld b, l                     ; a sixteenth
    ld hl, wRaster
    ld de, 8
    ld a, LINE_FAR / 4
.sky
    ld [hl], b
    add hl, de
    dec a
    jr nz, .sky
    ld a, GAME_BANDS - LINE_FAR / 4
.far
    ld [hl], c
    add hl, de
    dec a
    jr nz, .far
    ld a, [wCamera + 1]
    ld [hl], a
    ret

; Row, column, kind.
GameStars:
    db 0, 2, 2,  0, 7, 1,  1, 4, 3,  1, 10, 2,  0, 19, 3,  2, 0, 1,  2, 11, 1,  1, 21, 1,  0, 25, 2
    db 1, 29, 3,  4, 12, 3,  4, 22, 1,  3, 19, 2,  4, 30, 1,  2, 31, 2
    db $FF

; Line, BGP, LCDC, sky colour, palette whose colour 0 it is. Moon and stars are white on a monochrome screen, and the sky
; brightens towards the houses.
GameRaster:
DEF SKY_DARK   EQU %00100111
DEF SKY_MIDDLE EQU %00100110
DEF SKY_LIGHT  EQU %00111001
    db 0, SKY_DARK, LCDC_GAME, 0, $80
    db 4, SKY_DARK, LCDC_GAME, 1, $80
    db 8, SKY_DARK, LCDC_GAME, 2, $80
    db 12, SKY_DARK, LCDC_GAME, 3, $80
    db 16, SKY_DARK, LCDC_GAME, 5, $80
    db 20, SKY_DARK, LCDC_GAME, 6, $80
    db 24, SKY_MIDDLE, LCDC_GAME, 7, $80
    db 28, SKY_DARK, LCDC_GAME, 9, $80
    db 32, SKY_MIDDLE, LCDC_GAME, 10, $80
    db 36, SKY_MIDDLE, LCDC_GAME, 11, $80
    db 40, SKY_LIGHT, LCDC_GAME, 13, $80
    db 44, SKY_LIGHT, LCDC_GAME, 14, $80
    db 48, SKY_LIGHT, LCDC_GAME, 15, $80
    db 52, SKY_LIGHT, LCDC_GAME, 17, $80
    db 56, SKY_LIGHT & $FC, LCDC_GAME, 18, $80
    db 60, SKY_LIGHT & $FC, LCDC_GAME, 20, $80
    db 64, SKY_LIGHT & $FC, LCDC_GAME, 22, $80
    db 68, SKY_LIGHT & $FC, LCDC_GAME, 23, $80
    db LINE_NEAR, %11100100, LCDC_GAME, 23, $80
    db LINE_PANEL, %11100100, LCDC_PANEL, 23, $80
    db $FF
