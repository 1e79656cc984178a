; A Super Game Boy tells whose buttons are read while none are selected: F for the first player, E for the second, and so
; on. With several players P15 that was low makes it the next one's turn as soon as both lines are high; P14 does not, and
; P15 going low a second time takes it back. A command for one player leaves the first.
; Pan Docs, "Multiplayer Command".
DEF SGB_FLAG EQU 3
INCLUDE "test.inc"
INCLUDE "sgb.inc"

; Sets P1, and with it whose turn it is.
MACRO SELECT
    ld a, \1
    ldh [rP1], a
    WAIT 8
ENDM

MACRO EXPECT_PLAYER
    SELECT %00110000
    ldh a, [rP1]
    EXPECT $FF - \1
ENDM

MACRO NEXT_PLAYER
    SELECT %00010000
ENDM

Test:
    SELECT %00110000
    EXPECT_PLAYER 0
    NEXT_PLAYER
    EXPECT_PLAYER 0

    ld hl, TwoPlayers
    call SendPacket
    EXPECT_PLAYER 0
    NEXT_PLAYER
    EXPECT_PLAYER 1
    NEXT_PLAYER
    EXPECT_PLAYER 0

    ld hl, OnePlayer
    call SendPacket
    ld hl, FourPlayers
    call SendPacket
    EXPECT_PLAYER 0
    NEXT_PLAYER
    EXPECT_PLAYER 1
    NEXT_PLAYER
    EXPECT_PLAYER 2
    SELECT %00100000            ; P14 alone
    EXPECT_PLAYER 2
    NEXT_PLAYER
    SELECT %00100000
    NEXT_PLAYER                 ; the second time
    EXPECT_PLAYER 2
    NEXT_PLAYER
    EXPECT_PLAYER 3
    NEXT_PLAYER
    EXPECT_PLAYER 0
    NEXT_PLAYER
    EXPECT_PLAYER 1

    ld hl, OnePlayer
    call SendPacket
    EXPECT_PLAYER 0
    NEXT_PLAYER
    EXPECT_PLAYER 0
    ret

OnePlayer:
    db $11 << 3 | 1, 0
    ds 14, 0
TwoPlayers:
    db $11 << 3 | 1, 1
    ds 14, 0
FourPlayers:
    db $11 << 3 | 1, 3
    ds 14, 0
