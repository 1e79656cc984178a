; With the internal clock a byte is sent at 8,192 bits a second: eight bits of 128 M-cycles, after which bit 7 of SC is
; 0 and an interrupt is requested. With nothing at the other end ones come in. With the external clock nothing happens as long as nobody sends one.
; Pan Docs, "Serial Data Transfer".
INCLUDE "test.inc"

; Sends a byte and counts M-cycles until the interrupt.
MACRO SEND
    xor a
    ldh [rIF], a
    ldh [rSB], a
    ld a, SERIAL
    ldh [rIE], a
    ld a, \1
    ldh [rDIV], a               ; whose bits clock the transfer
    ldh [rSC], a
    AWAIT_INTERRUPT
    ldh a, [hVector]
    EXPECT $58
    ldh a, [rSB]
    EXPECT $FF
ENDM

Test:
    ldh a, [rSC]
    or %00000011                ; SC.1 is a CGB's
    EXPECT %01111111            ; the bits that do not exist read as 1

    SEND %10000001
    ld a, h
    EXPECT 3
    ld a, l
    EXPECT_RANGE $E0, $FF       ; 1024 but for the instructions around it
    ldh a, [rSC]
    and %10000001
    EXPECT %00000001

    ; After half of the byte SB holds four of the bits that came in and four of those still to be sent.
    ld a, $5A
    ldh [rSB], a
    ld a, %10000001
    ldh [rDIV], a
    ldh [rSC], a
    WAIT 4 * 128
    ldh a, [rSB]
    EXPECT $AF

    ; The external clock.
    WAIT 1024
    xor a
    ldh [rIF], a
    ldh [rSB], a
    ld a, %10000000
    ldh [rSC], a
    WAIT 1024
    ldh a, [rSB]
    EXPECT 0
    ldh a, [rSC]
    and %10000001
    EXPECT %10000000
    ldh a, [rIF]
    and SERIAL
    EXPECT 0
    ret
