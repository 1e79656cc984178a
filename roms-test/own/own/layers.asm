; A picture of all layers, which must be as layers.txt has it:
; - the BG, scrolled by SCX=3 and SCY=5, with tile 1, 2 or 0 where column plus row of the map are 0, 1 or 2 modulo 3;
; - the window from line 72 and column 80 on, tiles 3 and 1 by turns; it is moved off the screen for lines 96 to 100, and
;   goes on afterwards where it stopped, because its line counter counts only lines that show it;
; - objects: unflipped, flipped in X, in Y and in both, behind the BG, overlapping (the one further left wins on a DMG),
;   eleven on a line of which the last one in OAM is not shown, cut off by the left, right and lower edges, and behind the
;   window, with either palette.
; Pan Docs, "Rendering Overview", "Scrolling", "Window Internal Line Counter", "OAM".
INCLUDE "test.inc"

Test:
    call LcdOff
    ld hl, $8000
    ld de, Tiles
    ld b, Tiles.end - Tiles
    call Copy
    ld hl, $FE00
    ld bc, 160
    xor a
    call Fill
    ld hl, $FE00
    ld de, Objects
    ld b, Objects.end - Objects
    call Copy

    ; The BG's map, row by row: E is column plus row modulo 3 at the row's begin, D within it.
    ld hl, $9800
    ld e, 0
    ld c, 32
.row
    ld d, e
    ld b, 32
.column
    ld a, d
    inc a
    cp 3                        ; 0, 1, 2 become tiles 1, 2, 0
    jr nz, .tile
    xor a
.tile
    ld [hl+], a
    ld d, a                     ; and 1, 2, 0 is also the next sum
    dec b
    jr nz, .column
    ld a, e
    inc a
    cp 3
    jr nz, .next
    xor a
.next
    ld e, a
    dec c
    jr nz, .row

    ; The window's map.
    ld hl, $9C00
.pair
    ld a, 3
    ld [hl+], a
    ld a, 1
    ld [hl+], a
    ld a, h
    cp $A0
    jr nz, .pair

    ld a, 3
    ldh [rSCX], a
    ld a, 5
    ldh [rSCY], a
    ld a, 72
    ldh [rWY], a
    ld a, %11100100
    ldh [rBGP], a
    ldh [rOBP1], a
    ld a, %00011000             ; colours 1, 2, 3 in the shades 2, 1, 0
    ldh [rOBP0], a
    ld a, 7 + 80
    ldh [rWX], a
    ld a, %11110011             ; everything on, tiles from $8000, the window's map at $9C00
    ldh [rLCDC], a

    ld d, 4                     ; frames; the first one after the LCD is switched on is not shown
.frame
    ld b, 95
    call WaitHBlank
    ld a, 200
    ldh [rWX], a
    ld b, 100
    call WaitHBlank
    ld a, 7 + 80
    ldh [rWX], a
    call WaitVBlank
    dec d
    jr nz, .frame
    ret

; Waits for HBlank of line B.
WaitHBlank:
    ldh a, [rLY]
    cp b
    jr nz, WaitHBlank
.mode_3
    ldh a, [rSTAT]
    and %11
    cp 3
    jr nz, .mode_3
.mode_0
    ldh a, [rSTAT]
    and %11
    jr nz, .mode_0
    ret

; Copies B bytes from DE to HL.
Copy:
    ld a, [de]
    ld [hl+], a
    inc de
    dec b
    jr nz, Copy
    ret

Tiles:
    dw `00000000
    dw `00000000
    dw `00000000
    dw `00000000
    dw `00000000
    dw `00000000
    dw `00000000
    dw `00000000

    dw `33333330
    dw `30000000
    dw `30222000
    dw `33333000
    dw `30011000
    dw `30000000
    dw `30000000
    dw `10000002

    dw `12121212
    dw `21212121
    dw `12121212
    dw `21212121
    dw `12121212
    dw `21212121
    dw `12121212
    dw `21212121

    dw `00000003
    dw `11111113
    dw `22222223
    dw `33333333
    dw `00000003
    dw `11111113
    dw `22222223
    dw `33333333
.end

; Y, X, tile, attributes: $80 behind the BG, $40 flipped in Y, $20 in X, $10 palette OBP1.
Objects:
    db 40, 28, 1, $00
    db 40, 44, 1, $20
    db 40, 60, 1, $40
    db 40, 76, 1, $70
    db 40, 92, 1, $80
    db 40, 112, 1, $00
    db 42, 108, 1, $10
    db 66, 16, 2, $00
    db 66, 28, 2, $00
    db 66, 40, 2, $00
    db 66, 52, 2, $00
    db 66, 64, 2, $00
    db 66, 76, 2, $00
    db 66, 88, 2, $00
    db 66, 100, 2, $00
    db 66, 112, 2, $00
    db 66, 124, 2, $00
    db 66, 136, 2, $00
    db 136, 4, 1, $00
    db 154, 164, 1, $10
    db 106, 92, 1, $90
.end
