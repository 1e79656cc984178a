; The objects: a row of letters that sways, and two rings of lanterns that turn.

DEF LETTERS  EQU 14
DEF LANTERNS EQU 13

; A letter: its Y from the table at de, whose position moves on by 16.
MACRO letter
    ld a, [de]
    ld [hl+], a
    inc l
    inc l
    inc l
    ld a, e
    add 16
    ld e, a
ENDM

; A lantern: its Y from the table at de, its X from the table at bc; both go on by a thirteenth of the ring.
MACRO lantern
    ld a, [de]
    ld [hl+], a
    ld a, [bc]
    ld [hl+], a
    inc l
    inc l
    ld a, e
    add 20
    ld e, a
    ld a, c
    add 20
    ld c, a
ENDM

; Moves all objects; less than 800 M-cycles, so that it is done within VBlank.
MoveObjects:
    ld hl, wOam
    ldh a, [hFrame]
    add a
    ld e, a
    ld d, HIGH(LetterY)
REPT LETTERS
    letter
ENDR
    ldh a, [hFrame]
    ld e, a
    ld c, a
    ld d, HIGH(FarRingY)
    ld b, HIGH(RingX)
REPT LANTERNS
    lantern
ENDR
    ldh a, [hFrame]
    cpl
    ld e, a
    ld c, a
    ld d, HIGH(NearRingY)
REPT LANTERNS
    lantern
ENDR
    ret

; Adds letters to the table below, 9 pixels apart.
DEF LETTER_X = 11
MACRO place_letters
    REPT _NARG
    db 0, LETTER_X, \1, 0
    DEF LETTER_X += 9
    SHIFT
    ENDR
ENDM

; Y, X, tile and attributes of each as they are at the start.
Objects:
    place_letters "E", "D", "G", "E", "B", "O", "Y", "*", "R", "A", "S", "T", "E", "R"
REPT LANTERNS
    db 0, 0, LANTERN_TILE, 1            ; palette 1 on a CGB, OBP0 on a DMG
ENDR
REPT LANTERNS
    db 0, 0, LANTERN_TILE, $12          ; palette 2, OBP1
ENDR
