; Lanterns over a bay at night, and hard work for whatever draws them.
;
; Every visible line changes SCX, SCY, WX and LCDC several times while it is drawn, and palettes with them (DMG) or
; between two lines (CGB), at moments that are counted in M-cycles. There are 40 objects, ten of them on many lines.
; All moves in every frame, and a tune plays. Nothing here waits for long, so a core has to work for it: the CPU
; halts once in a frame, for less than a tenth of it, to fall into step with the display.
INCLUDE "hardware.inc"

; Tiles 0 to 127 are clouds, or their contours where LCDC.4 is set; those from here on are the same for both.
DEF FIRST_CURTAIN EQU 128
DEF FIRST_OBJECT  EQU 192

; LCDC: display, window map $9C00, window, tiles from $8800, BG map $9800, objects of 8x16, objects, BG.
DEF LCDC_SKY   EQU %11100111
; The water is made of the curtain's tiles (BG map $9C00), and the lanterns' tassels are under it (objects of 8x8).
DEF LCDC_WATER EQU %11101011
DEF WATER_LINE EQU 112
DEF AREA_BIT   EQU %00010000

SECTION "Header", ROM0[$100]
    nop
    jp Start
    ds $134 - @, 0              ; the logo, which the assembler fills in
IF IS_CGB
    db "RASTER CGB"
    ds $143 - @, 0
    db $C0                      ; for the CGB alone
ELSE
    db "RASTER DMG"
    ds $143 - @, 0
    db 0
ENDC
    db "EB", 0, 0, 0, 0, 1, $33, 0
    ds $150 - @, 0              ; checksums, which the assembler fills in

SECTION "Variables", HRAM
hDma:   ds 10
hFrame: ds 1
hNote:  ds 1

SECTION "Objects in RAM", WRAM0[$C100]
wOam: ds 160

SECTION "Start", ROM0[$150]
Start:
    di
    ld sp, $DFFF
    call Load
    call StartSound
    ld a, LCDC_SKY
    ldh [rLCDC], a
Frame:
    call hDma
    call MoveObjects
    call Play
    ldh a, [hFrame]
    inc a
    ldh [hFrame], a
    ; Three positions in the tables: one wanders down, one up, and one is the line.
    ld l, a
    cpl
    add a
    ld e, a
    ld c, 0
    INCLUDE "line.asm"
    jp Frame

INCLUDE "data.asm"
INCLUDE "load.asm"
INCLUDE "objects.asm"
INCLUDE "sound.asm"
