; Tables, textures and objects. Tables and textures are made by art.rs; each table has 256 bytes, so that a position in
; it comes back to the start by itself.

MACRO table
SECTION "\1", ROM0, ALIGN[8]
\1:
    INCBIN "\1.bin"
ENDM

    table Wave                  ; SCX
    table Swell                 ; SCY
    table Edge                  ; WX
    table LetterY
    table FarRingY
    table NearRingY
    table RingX
IF IS_CGB
    ; The halves of a color lie in neighboring tables.
SECTION "Gradients", ROM0, ALIGN[8]
DuskLow:  INCBIN "DuskLow.bin"
DuskHigh: INCBIN "DuskHigh.bin"
TintLow:  INCBIN "TintLow.bin"
TintHigh: INCBIN "TintHigh.bin"
ELSE
    table Shades                ; BGP
    table Glow                  ; OBP0, OBP1
ENDC

; LCDC by line.
SECTION "Control", ROM0, ALIGN[8]
Control:
    ds WATER_LINE, LCDC_SKY
    ds 144 - WATER_LINE, LCDC_WATER
    db LCDC_SKY                 ; taken for the next frame

SECTION "Textures", ROM0
Clouds:
    INCBIN "clouds.2bpp"
.end
Contours:
    INCBIN "contours.2bpp"
.end
; The curtain is followed by the objects, as in video memory.
Curtain:
    INCBIN "curtain.2bpp"

; Objects of 8x16: each tile is followed by its lower half.
ObjectTiles:
DEF NEXT_TILE = FIRST_OBJECT
MACRO lower_half
    ds 16, 0
    DEF NEXT_TILE += 2
ENDM
DEF LANTERN_TILE EQU FIRST_OBJECT
    dw `00022000
    dw `00333300
    dw `03222230
    dw `03211230
    dw `03211230
    dw `03222230
    dw `00333300
    dw `00022000
    ; Its tassel.
    dw `00022000
    dw `00030000
    dw `00003000
    dw `00030000
    dw `00003000
    dw `00000000
    dw `00000000
    dw `00000000
    DEF NEXT_TILE += 2
    CHARMAP "E", NEXT_TILE
    dw `33333330
    dw `31111130
    dw `31333330
    dw `31111300
    dw `31333330
    dw `31111130
    dw `33333330
    dw `00000000
    lower_half
    CHARMAP "D", NEXT_TILE
    dw `33333300
    dw `31111330
    dw `31333130
    dw `31303130
    dw `31333130
    dw `31111330
    dw `33333300
    dw `00000000
    lower_half
    CHARMAP "G", NEXT_TILE
    dw `03333330
    dw `33111130
    dw `31333330
    dw `31331130
    dw `31333130
    dw `33111130
    dw `03333330
    dw `00000000
    lower_half
    CHARMAP "B", NEXT_TILE
    dw `33333300
    dw `31111330
    dw `31333130
    dw `31111330
    dw `31333130
    dw `31111330
    dw `33333300
    dw `00000000
    lower_half
    CHARMAP "O", NEXT_TILE
    dw `03333300
    dw `33111330
    dw `31333130
    dw `31303130
    dw `31333130
    dw `33111330
    dw `03333300
    dw `00000000
    lower_half
    CHARMAP "Y", NEXT_TILE
    dw `33303330
    dw `31333130
    dw `33131330
    dw `03313300
    dw `00313000
    dw `00313000
    dw `00333000
    dw `00000000
    lower_half
    CHARMAP "*", NEXT_TILE
    dw `00333000
    dw `03313300
    dw `33111330
    dw `31111130
    dw `33111330
    dw `03313300
    dw `00333000
    dw `00000000
    lower_half
    CHARMAP "R", NEXT_TILE
    dw `33333300
    dw `31111330
    dw `31333130
    dw `31111330
    dw `31331330
    dw `31333130
    dw `33303330
    dw `00000000
    lower_half
    CHARMAP "A", NEXT_TILE
    dw `03333300
    dw `33111330
    dw `31333130
    dw `31111130
    dw `31333130
    dw `31303130
    dw `33303330
    dw `00000000
    lower_half
    CHARMAP "S", NEXT_TILE
    dw `03333330
    dw `33111130
    dw `31333330
    dw `33111330
    dw `33333130
    dw `31111330
    dw `33333300
    dw `00000000
    lower_half
    CHARMAP "T", NEXT_TILE
    dw `33333330
    dw `31111130
    dw `33313330
    dw `00313000
    dw `00313000
    dw `00313000
    dw `00333000
    dw `00000000
    lower_half
.end

IF IS_CGB
; The first palettes of background and objects; some colors change from line to line.
BgColors:
    INCBIN "background.pal"
.end
ObjectColors:
    INCBIN "objects.pal"
.end
ENDC

SECTION "Code", ROM0
