; TIMA counts when a bit of the divider falls that the timer is connected to, and the timer's enable bit is ANDed
; with it. So a write to DIV, which clears the divider, and one to TAC, which disconnects it, count too if the bit
; was 1.
; Pan Docs, "Timer Obscure Behaviour"; mooneye-test-suite timer/tim01_div_trigger, timer/rapid_toggle.
INCLUDE "test.inc"

; Clears TIMA and the divider and switches the timer on at 4 M-cycles a step, five M-cycles after the divider was
; cleared: bit 3 of the divider has fallen once then, while the timer was off. It rises at the sixth M-cycle and
; falls at the eighth.
MACRO BEGIN
    xor a
    ldh [rTAC], a
    ldh [rTIMA], a
    ldh [rDIV], a
    ld a, %101
    ldh [rTAC], a
ENDM

Test:
    ; The bit is 1 at the seventh M-cycle, when DIV is written.
    ld hl, rDIV
    BEGIN
    ld [hl], a
    ldh a, [rTIMA]
    EXPECT 1

    ; At the ninth it is 0 and has fallen by itself.
    BEGIN
    nop
    nop
    ld [hl], a
    ldh a, [rTIMA]
    EXPECT 1

    ; The timer is switched off while the bit is 1.
    ld hl, rTAC
    ld b, 0
    BEGIN
    ld [hl], b
    ldh a, [rTIMA]
    EXPECT 1

    ; The timer is switched off while the bit is 0.
    BEGIN
    nop
    nop
    ld [hl], b
    ldh a, [rTIMA]
    EXPECT 1

    ; While the timer is off a write to DIV changes nothing.
    xor a
    ldh [rTAC], a
    ldh [rTIMA], a
    ldh [rDIV], a
    nop
    ldh [rDIV], a
    ldh a, [rTIMA]
    EXPECT 0
    ret
