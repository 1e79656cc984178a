; When TIMA overflows it reads 00 for one M-cycle; in the next it is loaded from TMA and the interrupt is requested.
; A write to TIMA in the first of the two prevents both. In the second one a write to TIMA is lost, and a write to
; TMA reaches TIMA too.
; Pan Docs, "Timer Obscure Behaviour", timer overflow behaviour; mooneye-test-suite timer/tima_reload,
; timer/tima_write_reloading, timer/tma_write_reloading.
INCLUDE "test.inc"

; Switches on a timer that overflows three M-cycles after the instruction's last one, with 5 in A.
MACRO BEGIN
    xor a
    ldh [rTAC], a
    ldh [rIF], a
    ld a, $80
    ldh [rTMA], a
    ld a, $FF
    ldh [rTIMA], a
    ldh [rDIV], a
    ld a, %101
    ldh [rTAC], a
ENDM

MACRO EXPECT_REQUEST
    ldh a, [rIF]
    and TIMER
    EXPECT \1
ENDM

Test:
    ; What TIMA reads before, at and after the overflow. `ld a, [c]` reads in its second M-cycle.
    ld c, LOW(rTIMA)
    BEGIN
    ld a, [c]
    EXPECT $FF
    BEGIN
    nop
    ld a, [c]
    EXPECT $00
    BEGIN
    nop
    nop
    ld a, [c]
    EXPECT $80
    EXPECT_REQUEST TIMER

    ; Writes in the same M-cycles.
    BEGIN
    ld [c], a
    ld a, [c]
    EXPECT 5 + 1                ; written before the step, which is none from $FF then
    EXPECT_REQUEST 0
    BEGIN
    nop
    ld [c], a
    ld a, [c]
    EXPECT 5
    EXPECT_REQUEST 0
    BEGIN
    nop
    nop
    ld [c], a
    ld a, [c]
    EXPECT $80
    EXPECT_REQUEST TIMER

    ld hl, rTIMA
    ld c, LOW(rTMA)
    BEGIN
    nop
    nop
    ld [c], a
    ld a, [hl]
    EXPECT 5
    EXPECT_REQUEST TIMER
    BEGIN
    nop
    nop
    nop
    ld [c], a                   ; too late for this time
    ld a, [hl]
    EXPECT $81                  ; and the next step has come
    ret
