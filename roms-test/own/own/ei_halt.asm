; EI takes effect after the instruction that follows it, and DI at once. HALT ends when an enabled interrupt is
; requested, also with IME=0, and then nothing is dispatched. If one is pending already when HALT begins with IME=0,
; the byte after HALT is read twice: the halt bug. After EI such a HALT is interrupted, and the handler returns to
; the HALT itself.
; Pan Docs, "Interrupts" (IME) and "halt"; blargg halt_bug; mooneye-test-suite acceptance/ei_sequence, di_timing.
INCLUDE "test.inc"

; What the interrupt leaves on the way back goes to this label.
MACRO INTERRUPT_GOES_TO
    ld sp, STACK
    ld de, \1
    push de
    xor a
    ldh [hVector], a
    ld a, TIMER
    ldh [rIF], a
ENDM

Test:
    call LcdOff
    ld a, TIMER
    ldh [rIE], a

    ; One instruction after EI is executed.
    INTERRUPT_GOES_TO .after_ei
    ei
    inc b
.next
    jp Fail
.after_ei
    EXPECT_HL .next

    ; A second EI does not postpone the first one.
    INTERRUPT_GOES_TO .after_two
    ei
    ei
.third
    jp Fail
.after_two
    EXPECT_HL .third

    ; DI right after EI leaves no time for an interrupt.
    INTERRUPT_GOES_TO Fail
    ei
    di
    nop
    nop
    ldh a, [rIF]
    and TIMER
    EXPECT TIMER

    ; HALT with IME=0 and an interrupt pending: INC A is executed twice.
    INTERRUPT_GOES_TO Fail
    xor a
    halt
    inc a
    EXPECT 2

    ; The same with nothing pending: HALT waits for the timer, nothing is dispatched, and INC A is executed once.
    xor a
    ldh [rTAC], a
    ldh [rTIMA], a
    ldh [rDIV], a
    ld a, %101
    ldh [rTAC], a
    xor a
    ldh [rIF], a
    halt
    inc a
    EXPECT 1
    ldh a, [rTIMA]              ; the overflow was a few M-cycles ago
    EXPECT_RANGE 0, 3
    xor a
    ldh [rTAC], a
    ldh a, [hVector]
    EXPECT 0

    ; EI, HALT with an interrupt pending: the handler returns to HALT.
    INTERRUPT_GOES_TO .after_halt
    ei
.halt
    halt
    nop
    jp Fail
.after_halt
    EXPECT_HL .halt
    jp Pass
