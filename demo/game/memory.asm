; All variables.
DEF STACK_TOP EQU $E000

SECTION "Objects", WRAM0, ALIGN[8]
wOam:       ds 160
wRow:       ds 20               ; a row of the panel on its way to VRAM
wColumn:    ds ROWS_NEAR        ; a column of roofs on its way to VRAM
wColumnAttributes: ds ROWS_NEAR

; The picture by bands of lines, 8 bytes each: SCX, BGP (CGB: BCPS), colour 0 (two bytes), LCDC, next LYC, SCY, unused.
SECTION "Raster", WRAM0, ALIGN[8]
wRaster:    ds 256

; 24 entities of 8 bytes, see entity.asm.
SECTION "Entities", WRAM0, ALIGN[8]
wEntities:  ds 24 * 8

SECTION "Heights", WRAM0, ALIGN[8]
wHeights:   ds 32               ; the roof's line in each column of the map, $FF over a gap

SECTION "Variables", WRAM0
wRandom:    dw
wSaveSp:    dw
wAttract:   db
wRasterSource: dw
wRasterUsed: db                 ; bytes of wRaster in use

wColoursNow:                    ; 32 background, 32 object and 24 sky colours
wBgNow:     ds 64
wObjNow:    ds 64
wSkyNow:    ds 48
wColoursGoal: ds 176
wFadeLeft:  db                  ; steps that the colours still take to their goal
wFade:      db                  ; monochrome: how many shades lighter
wFadeGoal:  db

wScore:     ds 3                ; BCD, high digits first
wHigh:      ds 3
wMeters:    ds 2                ; BCD
wLetters:   db                  ; BCD
wHearts:    db
wNewHigh:   db

wCamera:    ds 3                ; 1/256 pixels, low byte first
wDelta:     db                  ; pixels that the camera moved in this frame
wSpeed:     dw                  ; 1/256 pixels per frame
wDistrict:  db
wRamp:      db
wGenLeft:   db                  ; columns left of the piece that is being built
wGenKind:   db                  ; 0 gap, 1 house
wGenWidth:  db
wGenTop:    db                  ; row of the roof in the strip, 0 to 6
wGenStyle:  db
wGenColumn: db                  ; column within the piece
wGenMap:    db                  ; column on the map that is built next
wGenPieces: db
wGenArc:    db

wPlayerX:   db                  ; pixels on the screen
wPlayerY:   dw                  ; 1/256 pixels, offset by 64 pixels
wPlayerVy:  dw                  ; 1/256 pixels per frame
wGround:    db                  ; 1 on a roof
wCoyote:    db                  ; frames in which a jump still counts as from the roof
wBuffer:    db                  ; frames in which a jump that was pressed early still counts
wAirJumps:  db
wFuel:      db                  ; frames of gliding left
wGliding:   db
wSafe:      db                  ; frames without harm
wRescue:    db                  ; frames of hovering after a fall
wRun:       db                  ; phase of the legs
wPilotHold: db                  ; the autopilot keeps the button pressed

wMode:      db                  ; 0 playing, 1 paused, 2 over
wTimer:     dw
wPanelGoal: db
wRowJob:    db
wHudDirty:  db

; Sound: four channels, see sound.asm.
wSong:      db
wSongSpeed: db
wSongWait:  db
wTracks:    ds 4 * 16
wEffect:    ds 2 * 4            ; per effect slot: left frames, pointer, priority
wWave:      db                  ; the wave that is loaded

SECTION "High memory", HRAM
hDma:       ds 10
hIsCgb:     db
hReady:     db
hFrame:     db
hHeld:      db
hPressed:   db
hRasterPos: db
hOamPos:    db
hNear:      dw                  ; the near city's tiles to show, 0: none
hColumn:    dw                  ; where wColumn goes, 0: nowhere
hRow:       dw                  ; where wRow goes, 0: nowhere
hColours:   db                  ; the palettes changed
hObp0:      db
hObp1:      db
hKind:      db
hTemp:      db
hTemp2:     db

SECTION "Save", SRAM[$A000]
sMagic:     ds 4
sHigh:      ds 3
sCheck:     db
