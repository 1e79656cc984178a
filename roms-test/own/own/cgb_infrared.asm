; The sensor of the CGB's infrared port can be read with bits 6 and 7 of RP set. It sees the port's own light; bit 1 is 0 then.
; Pan Docs, "CGB Registers" (RP). To be run in the dark.
DEF CGB_FLAG EQU $C0
DEF rRP EQU $FF56
INCLUDE "test.inc"

; What RP is after \1 has been written to it, without the bits that have no use.
MACRO EXPECT_RP
    ld a, \1
    ldh [rRP], a
    ldh a, [rRP]
    and $C3
    EXPECT \2
ENDM

Test:
    EXPECT_RP $00, $02
    EXPECT_RP $01, $03
    EXPECT_RP $41, $43
    EXPECT_RP $81, $83
    EXPECT_RP $C1, $C1
    EXPECT_RP $FF, $C1
    EXPECT_RP $C0, $C2
    EXPECT_RP $00, $02
    jp Pass
