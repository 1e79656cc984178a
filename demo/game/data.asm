; Pictures and colours.

SECTION "Pictures", ROMX, BANK[1]
SpriteTiles:
    INCBIN "sprites.2bpp"
SpriteTilesEnd:
FontTiles:
    INCBIN "font.2bpp"
SingleTiles:
    INCBIN "tiles.2bpp"
MoonTiles:
    INCBIN "moon.2bpp"
MoonMap:
    INCBIN "moon.map"
SkylineTiles:
    INCBIN "skyline.2bpp"
SkylineMap:
    INCBIN "skyline.map"
CloudTiles:
    INCBIN "clouds.2bpp"
CloudMap:
    INCBIN "clouds.map"
LogoTiles:
    INCBIN "logo.2bpp"
LogoMap:
    INCBIN "logo.map"

; 32 shifts of 128 bytes.
SECTION "Near city", ROM0
NearTiles:
    INCBIN "near.bin"

INCLUDE "palettes.asm"
