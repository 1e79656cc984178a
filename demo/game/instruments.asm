; The engine's tables.

; Pulse: duty, envelope, chord (3 minor, 6 major, $FF vibrato), 0.
; Wave: wave, level, frames until it is cut (0: never), 0.
; Noise: envelope, first pitch, pitch after two frames, 0.
Instruments:
    db $80, $B5, $FF, 0         ; lead
    db $40, $72, 0, 0           ; echo
    db $40, $73, 3, 0           ; min
    db $40, $73, 6, 0           ; maj
    db $80, $92, 0, 0           ; bass
    db 0, $40, 11, 0            ; wbass
    db 1, $40, 0, 0             ; melody
    db 1, $40, 0, 0             ; soft
    db $C1, $37, $67, 0         ; kick
    db $A1, $33, $41, 0         ; snare
    db $41, $11, $11, 0         ; hat
    db $53, $12, $12, 0         ; open

Chords:
    db 0, 3, 7
    db 0, 4, 7

Vibrato:
    db 0, 1, 2, 1, 0, -1, -2, -1

; 32 samples each.
Waves:
    db $02, $46, $8A, $CE, $FF, $FE, $DC, $BA, $98, $76, $54, $32, $10, $00, $00, $00
    db $57, $9B, $DE, $FF, $FE, $DB, $97, $53, $45, $79, $A9, $85, $42, $10, $01, $24

; Effects: slot (0: channel 1, 1: channel 4), priority, then parts.
; Channel 1: frames, NR10 to NR14. Channel 4: frames, NR42, NR43. 0 ends.
MACRO tone
    db \1, \2, \3, \4, LOW(\5), HIGH(\5) | $80
ENDM

RSRESET
DEF SFX_JUMP    RB 1
DEF SFX_FLIP    RB 1
DEF SFX_LETTER  RB 1
DEF SFX_DELIVER RB 1
DEF SFX_STOMP   RB 1
DEF SFX_HURT    RB 1
DEF SFX_FALL    RB 1
DEF SFX_LAND    RB 1
DEF SFX_PAUSE   RB 1
DEF SFX_START   RB 1
DEF SFX_WING    RB 1
DEF SFX_BOOM    RB 1

Effects:
    dw .jump, .flip, .letter, .deliver, .stomp, .hurt, .fall, .land, .pause, .start, .wing, .boom
.jump
    db 0, 2
    tone 9, $16, $80, $91, 1500
    db 0
.flip
    db 0, 2
    tone 4, $15, $40, $91, 1650
    tone 8, $15, $40, $91, 1780
    db 0
.letter
    db 0, 3
    tone 3, 0, $80, $A1, 1923
    tone 9, 0, $80, $A1, 1954
    db 0
.deliver
    db 0, 6
    tone 4, 0, $80, $B1, 1798
    tone 4, 0, $80, $B1, 1849
    tone 4, 0, $80, $B1, 1881
    tone 4, 0, $80, $B1, 1923
    tone 14, 0, $80, $B2, 1949
    db 0
.stomp
    db 0, 4
    tone 10, $1D, $40, $C1, 1700
    db 0
.hurt
    db 0, 7
    tone 6, $2C, $00, $D1, 1400
    tone 14, $2C, $00, $D2, 1100
    db 0
.fall
    db 0, 7
    tone 34, $4D, $80, $C4, 1850
    db 0
.land
    db 1, 1
    db 3, $51, $44
    db 0
.pause
    db 0, 8
    tone 4, 0, $80, $A1, 1797
    tone 4, 0, $80, $A1, 1881
    tone 8, 0, $80, $A1, 1797
    db 0
.start
    db 0, 8
    tone 5, 0, $80, $C1, 1798
    tone 5, 0, $80, $C1, 1881
    tone 20, 0, $80, $C2, 1923
    db 0
.wing
    db 1, 1
    db 2, $31, $22
    db 2, $01, $22
    db 2, $31, $22
    db 0
.boom
    db 1, 5
    db 3, $D1, $35
    db 20, $B3, $57
    db 0

; Periods of the notes from C2 on: 2048 - 131072 / frequency.
Periods:
    dw 44, 157, 263, 363, 457, 547, 631, 711, 786, 856, 923, 986
    dw 1046, 1102, 1155, 1205, 1253, 1297, 1339, 1379, 1417, 1452, 1486, 1517
    dw 1547, 1575, 1602, 1627, 1650, 1673, 1694, 1714, 1732, 1750, 1767, 1783
    dw 1798, 1812, 1825, 1837, 1849, 1860, 1871, 1881, 1890, 1899, 1907, 1915
    dw 1923, 1930, 1936, 1943, 1949, 1954, 1959, 1964, 1969, 1974, 1978, 1982
    dw 1985, 1989, 1992, 1995, 1998, 2001, 2004, 2006, 2009, 2011, 2013, 2015
    dw 2017, 2018, 2020, 2022, 2023, 2025, 2026, 2027, 2028, 2029, 2030, 2031
    dw 2032

INCLUDE "songs.asm"
