; TIMA counts every 4, 16, 64 or 256 M-cycles, as the two low bits of TAC say, and requests an interrupt when it
; overflows.
; Pan Docs, "Timer and Divider Registers".
INCLUDE "test.inc"

; How many M-cycles pass until TIMA, which begins with $FE at DIV=0, overflows.
MACRO MEASURE
    xor a
    ldh [rTAC], a
    ldh [rIF], a
    ld a, TIMER
    ldh [rIE], a
    ld a, $FE
    ldh [rTIMA], a
    ld a, %100 | \1
    ldh [rDIV], a
    ldh [rTAC], a
    AWAIT_INTERRUPT
    ldh a, [hVector]
    EXPECT $50
ENDM

Test:
    MEASURE 2                   ; 2 × 16 M-cycles
    push hl
    MEASURE 3                   ; 2 × 64 M-cycles
    pop de
    push hl
    call Subtract
    EXPECT_HL 2 * (64 - 16)
    MEASURE 0                   ; 2 × 256 M-cycles
    pop de
    call Subtract
    EXPECT_HL 2 * (256 - 64)

    ; At the fastest rate all of the 256 steps from $00 fit.
    xor a
    ldh [rTAC], a
    ldh [rIF], a
    ldh [rTIMA], a
    ld a, %101
    ldh [rDIV], a
    ldh [rTAC], a
    AWAIT_INTERRUPT
    ld a, h
    EXPECT 3
    ld a, l
    EXPECT_RANGE $F0, $FF       ; 1024 but for the instructions around it

    ; A timer that is off does not count.
    xor a
    ldh [rTAC], a
    ld a, $FF
    ldh [rTIMA], a
    WAIT 300
    ldh a, [rTIMA]
    EXPECT $FF
    ret
