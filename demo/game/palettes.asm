; The colours of the four districts and the title. A colour has 5 bits each of red, green and blue.

MACRO rgb
REPT _NARG / 3
    dw (\1) | (\2) << 5 | (\3) << 10
    SHIFT
    SHIFT
    SHIFT
ENDR
ENDM

; \1 colours from (\2, \3, \4) towards (\5, \6, \7).
MACRO gradient
FOR step, \1
    rgb (\2) + ((\5) - (\2)) * step / (\1), (\3) + ((\6) - (\3)) * step / (\1), (\4) + ((\7) - (\4)) * step / (\1)
ENDR
ENDM

; Far wall, its shade, light; near wall, lit window: the palettes of the sky and of the near city.
MACRO distance
    rgb 31, 31, 31,  \1, \2, \3,  \4, \5, \6,  \7, \8, \9
ENDM

MACRO objects
    rgb 0, 0, 0,  31, 31, 31,  9, 23, 25,  2, 2, 8
    rgb 0, 0, 0,  31, 20, 18,  30, 5, 6,  10, 0, 4
    rgb 0, 0, 0,  31, 31, 26,  31, 21, 4,  12, 4, 2
    rgb 0, 0, 0,  31, 31, 31,  26, 7, 18,  6, 1, 9
    rgb 0, 0, 0,  31, 31, 31,  22, 26, 30,  5, 5, 12
    rgb 0, 0, 0,  29, 31, 22,  6, 22, 10,  1, 6, 5
    rgb 0, 0, 0,  31, 31, 31,  13, 13, 21,  3, 3, 9
    rgb 0, 0, 0,  27, 19, 16,  19, 8, 8,  7, 2, 6
ENDM

MACRO panel
    rgb 31, 31, 30,  25, 26, 30,  16, 12, 22,  4, 2, 9
ENDM

SECTION "Palettes", ROM0

ColoursDusk:
    distance 16, 7, 16, 12, 5, 14, 31, 28, 17
    rgb 31, 27, 12,  31, 24, 9,  16, 7, 16,  6, 2, 11
    rgb 31, 29, 19,  23, 10, 8,  15, 6, 9,  3, 1, 7
    rgb 31, 29, 19,  11, 17, 18,  7, 11, 15,  3, 1, 7
    rgb 31, 29, 19,  22, 15, 9,  15, 9, 9,  3, 1, 7
    panel
    rgb 31, 31, 31,  4, 1, 9,  31, 15, 5,  31, 30, 18
    rgb 31, 28, 28,  30, 7, 8,  18, 3, 8,  4, 2, 9
    objects
    gradient 6, 6, 4, 17, 14, 6, 20
    gradient 6, 14, 6, 20, 25, 10, 18
    gradient 6, 25, 10, 18, 31, 18, 13
    gradient 6, 31, 18, 13, 31, 26, 15

ColoursNight:
    distance 5, 8, 17, 3, 5, 13, 31, 30, 20
    rgb 31, 28, 14,  31, 26, 12,  5, 8, 17,  1, 2, 8
    rgb 31, 30, 18,  16, 7, 11,  10, 4, 10,  1, 0, 5
    rgb 31, 30, 18,  7, 13, 17,  4, 8, 13,  1, 0, 5
    rgb 31, 30, 18,  14, 11, 14,  9, 7, 11,  1, 0, 5
    panel
    rgb 31, 31, 31,  4, 1, 9,  31, 15, 5,  31, 30, 18
    rgb 31, 28, 28,  30, 7, 8,  18, 3, 8,  4, 2, 9
    objects
    gradient 6, 1, 1, 7, 2, 3, 12
    gradient 6, 2, 3, 12, 4, 8, 18
    gradient 6, 4, 8, 18, 9, 15, 23
    gradient 6, 9, 15, 23, 15, 22, 26

ColoursAurora:
    distance 4, 11, 16, 3, 7, 13, 29, 31, 21
    rgb 31, 30, 14,  29, 29, 12,  4, 11, 16,  2, 3, 8
    rgb 30, 31, 20,  18, 9, 15,  12, 5, 12,  1, 1, 6
    rgb 30, 31, 20,  6, 17, 15,  4, 11, 12,  1, 1, 6
    rgb 30, 31, 20,  17, 15, 11,  11, 10, 10,  1, 1, 6
    panel
    rgb 31, 31, 31,  4, 1, 9,  31, 15, 5,  31, 30, 18
    rgb 31, 28, 28,  30, 7, 8,  18, 3, 8,  4, 2, 9
    objects
    gradient 6, 2, 2, 10, 3, 8, 15
    gradient 6, 3, 8, 15, 6, 21, 18
    gradient 6, 6, 21, 18, 14, 28, 19
    gradient 6, 14, 28, 19, 9, 21, 22

ColoursDawn:
    distance 19, 14, 22, 15, 11, 19, 31, 31, 26
    rgb 31, 29, 20,  31, 27, 16,  19, 14, 22,  11, 7, 16
    rgb 31, 31, 25,  28, 15, 12,  20, 9, 11,  5, 2, 8
    rgb 31, 31, 25,  14, 22, 22,  9, 16, 18,  5, 2, 8
    rgb 31, 31, 25,  27, 20, 13,  19, 13, 11,  5, 2, 8
    panel
    rgb 31, 31, 31,  4, 1, 9,  31, 15, 5,  31, 30, 18
    rgb 31, 28, 28,  30, 7, 8,  18, 3, 8,  4, 2, 9
    objects
    gradient 6, 9, 12, 24, 16, 15, 26
    gradient 6, 16, 15, 26, 26, 19, 25
    gradient 6, 26, 19, 25, 31, 24, 21
    gradient 6, 31, 24, 21, 31, 30, 23

ColoursTitle:
    distance 14, 6, 15, 10, 4, 12, 31, 28, 17
    rgb 31, 27, 12,  31, 24, 9,  16, 7, 16,  6, 2, 11
    rgb 31, 29, 19,  23, 10, 8,  15, 6, 9,  3, 1, 7
    rgb 31, 29, 19,  11, 17, 18,  7, 11, 15,  3, 1, 7
    rgb 31, 29, 19,  22, 15, 9,  15, 9, 9,  3, 1, 7
    panel
    rgb 31, 31, 31,  3, 1, 9,  31, 14, 5,  31, 30, 17
    rgb 31, 28, 28,  30, 7, 8,  18, 3, 8,  4, 2, 9
    objects
    gradient 6, 3, 3, 14, 9, 4, 18
    gradient 6, 9, 4, 18, 20, 8, 19
    gradient 6, 20, 8, 19, 30, 15, 14
    gradient 6, 30, 15, 14, 31, 24, 14

Districts:
    dw ColoursDusk, ColoursNight, ColoursAurora, ColoursDawn
