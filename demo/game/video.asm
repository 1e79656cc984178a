; The display: what happens in VBlank, what happens between lines, and loading while the display is off.

SECTION "Video", ROM0

; Turns the display off, which is safe only in VBlank.
LcdOff:
    ldh a, [rLCDC]
    add a
    ret nc
    ldh a, [rIE]
    push af
    xor a
    ldh [rIE], a
.wait
    ldh a, [rLY]
    cp 145
    jr nz, .wait
    ldh a, [rLCDC]
    res 7, a
    ldh [rLCDC], a
    xor a
    ldh [rIF], a
    pop af
    ldh [rIE], a
    ret

; Turns the display on with the raster's first band.
LcdOn:
    xor a
    ldh [rIF], a
    ldh a, [rLYC]
    call FirstBand
    ld a, [wRaster + 4]
    ldh [rLCDC], a
    ld a, %01000000             ; STAT interrupts on LYC
    ldh [rSTAT], a
    xor a
    ldh [rIF], a
    ld a, %00000011
    ldh [rIE], a
    ei
    ret

InstallDma:
    ld hl, DmaRoutine
    ld bc, hDma - $FF00 + $0A00
.copy
    ld a, [hl+]
    ldh [c], a
    inc c
    dec b
    jr nz, .copy
    ret

; Runs in HRAM, since the CPU sees nothing else during OAM DMA.
DmaRoutine:
    ld a, HIGH(wOam)
    ldh [rDMA], a
    ld a, 40
.wait
    dec a
    jr nz, .wait
    ret

VBlank:
    push af
    push bc
    push de
    push hl
    ldh a, [hReady]
    or a
    jp z, .raster               ; the frame is late: show the last one again
    call hDma
    ldh a, [hNear + 1]
    or a
    jp z, .column
    ; The near city: 128 bytes by way of the stack pointer, which is the fastest copy there is.
    ld h, a
    ldh a, [hNear]
    ld l, a
    ld [wSaveSp], sp
    ld sp, hl
    ld hl, $9000 + T_NEAR * 16
REPT 64
    pop de
    ld a, e
    ld [hl+], a
    ld a, d
    ld [hl+], a
ENDR
    ld hl, wSaveSp
    ld a, [hl+]
    ld h, [hl]
    ld l, a
    ld sp, hl
.column
    ldh a, [hColumn + 1]
    or a
    jr z, .row
    ld h, a
    ldh a, [hColumn]
    ld l, a
    push hl
    ld de, wColumn
    call CopyColumn
    pop hl
    ldh a, [hIsCgb]
    or a
    jr z, .columnDone
    ld a, 1
    ldh [rVBK], a
    call CopyColumn             ; goes on in wColumnAttributes
    xor a
    ldh [rVBK], a
.columnDone
    xor a
    ldh [hColumn + 1], a
    jr .colours                 ; at most one of column and row, so that VBlank suffices
.row
    ldh a, [hRow + 1]
    or a
    jr z, .colours
    ld h, a
    ldh a, [hRow]
    ld l, a
    ld de, wRow
REPT 20
    ld a, [de]
    inc e
    ld [hl+], a
ENDR
    xor a
    ldh [hRow + 1], a
.colours
    ldh a, [hColours]
    or a
    call nz, SendColours
.raster
    call FirstBand
    xor a
    ldh [hReady], a
    pop hl
    pop de
    pop bc
    pop af
    reti

; Copies a column of the strip from [de] to the map at [hl].
CopyColumn:
    ld bc, 32
REPT ROWS_NEAR
    ld a, [de]
    inc e
    ld [hl], a
    add hl, bc
ENDR
    ret

; Sets up the first band of lines and the interrupt for the second.
FirstBand:
    ld hl, wRaster
    ld a, [hl+]
    ldh [rSCX], a
    ldh a, [hIsCgb]
    or a
    ld a, [hl+]
    jr z, .monochrome
    ldh [rBCPS], a
    ld a, [hl+]
    ldh [rBCPD], a
    ld a, [hl+]
    ldh [rBCPD], a
    jr .control
.monochrome
    ldh [rBGP], a
    inc l
    inc l
    ldh a, [hObp0]
    ldh [rOBP0], a
    ldh a, [hObp1]
    ldh [rOBP1], a
.control
    ld a, [hl+]
    ldh [rLCDC], a
    ld a, [hl+]
    ldh [rLYC], a
    ld a, [hl]
    ldh [rSCY], a
    ld a, 8
    ldh [hRasterPos], a
    ret

; LYC interrupt on the line before a band: waits for its HBlank and sets what the band needs.
Raster:
    push af
    push bc
    push hl
    ldh a, [hRasterPos]
    ld l, a
    add 8
    ldh [hRasterPos], a
    ld h, HIGH(wRaster)
    ld a, [hl+]
    ld b, a
    ld a, [hl+]
    ld c, a
.wait
    ldh a, [rSTAT]
    and %11
    jr nz, .wait
    ld a, b
    ldh [rSCX], a
    ldh a, [hIsCgb]
    or a
    ld a, c
    jr z, .monochrome
    ldh [rBCPS], a
    ld a, [hl+]
    ldh [rBCPD], a
    ld a, [hl+]
    ldh [rBCPD], a
    jr .control
.monochrome
    ldh [rBGP], a
    inc l
    inc l
.control
    ld a, [hl+]
    ldh [rLCDC], a
    ld a, [hl+]
    ldh [rLYC], a
    ld a, [hl]
    ldh [rSCY], a
    pop hl
    pop bc
    pop af
    reti

; Fills wRaster from the template at hl: line, BGP, LCDC, sky colour, palette whose colour 0 that is; $FF ends.
SetRaster:
    ld a, l
    ld [wRasterSource], a
    ld a, h
    ld [wRasterSource + 1], a
    ld de, wRaster
.band
    ld a, [hl+]                 ; the first line needs no interrupt
    cp $FF
    jr z, .done
    xor a
    ld [de], a
    inc e
    inc e
    inc e
    inc e
    inc hl
    ld a, [hl+]
    ld [de], a                  ; LCDC
    inc e
    inc hl
    inc hl
    ld a, [hl]                  ; the next band's line
    cp $FF
    jr z, .last
    dec a
.last
    ld [de], a
    inc e
    xor a
    ld [de], a                  ; SCY
    inc e
    inc e
    jr .band
.done
    ld a, e
    ld [wRasterUsed], a
    ; falls through

; Puts the present colours into the bands.
ColourRaster:
    ld hl, wRasterSource
    ld a, [hl+]
    ld h, [hl]
    ld l, a
    or h
    ret z
    ld de, wRaster
.band
    ld a, [hl+]
    cp $FF
    ret z
    ld a, [hl+]
    call FadeShades
    ld b, a
    inc hl
    ld a, [hl+]
    ld c, a
    ldh a, [hIsCgb]
    or a
    ld a, [hl+]
    jr nz, .second
    ld a, b
.second
    inc e
    ld [de], a
    inc e
    ld a, c
    push hl
    add a
    ld c, a
    ld b, 0
    ld hl, wSkyNow
    add hl, bc
    ld a, [hl+]
    ld [de], a
    inc e
    ld a, [hl]
    ld [de], a
    pop hl
    ld a, e
    add 5
    ld e, a
    jr .band

; Hides the objects that this frame does not use.
HideRest:
    ldh a, [hOamPos]
    cp 160
    jr nc, .done
    ld l, a
    ld h, HIGH(wOam)
    ld de, 4
.next
    ld [hl], 0
    add hl, de
    ld a, l
    cp 160
    jr c, .next
.done
    xor a
    ldh [hOamPos], a
    ret

; Draws one object: tile a, y b and x c in OAM's coordinates, attributes d. Keeps all but a.
Object:
    ldh [hTemp], a
    ldh a, [hOamPos]
    cp 160
    ret nc
    push hl
    ld l, a
    add 4
    ldh [hOamPos], a
    ld h, HIGH(wOam)
    ld [hl], b
    inc l
    ld [hl], c
    inc l
    ldh a, [hTemp]
    ld [hl+], a
    ld [hl], d
    pop hl
    ret

; Draws two objects side by side; what lies left or right of the screen is hidden by OAM itself.
WideObject:
    push af
    call Object
    ld a, c
    add 8
    ld c, a
    pop af
    add 2
    call Object
    ld a, c
    sub 8
    ld c, a
    ret
