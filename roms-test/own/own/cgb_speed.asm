; In double speed the CPU, the divider and the timer run twice as fast, and LCD and APU as before: a line takes 228
; M-cycles. STOP switches if bit 0 of KEY1 is set, which it clears; bit 7 says which speed it is.
; Pan Docs, "CGB Registers" (KEY1).
DEF CGB_FLAG EQU $C0
INCLUDE "test.inc"

SwitchSpeed:
    ld a, $30                   ; no buttons are selected, which would end STOP
    ldh [rP1], a
    xor a
    ldh [rIE], a
    ldh [rIF], a
    inc a
    ldh [rKEY1], a
    stop
    ret

; M-cycles of a line, into HL.
MeasureLine:
    call WaitVBlank
    ld b, 10
    call SyncLine
    ld a, 12
    call .wait
    push hl
    call WaitVBlank
    ld b, 10
    call SyncLine
    ld a, 11
    call .wait
    pop de
    ld a, e                     ; HL = DE - HL
    sub l
    ld l, a
    ld a, d
    sbc h
    ld h, a
    ret
.wait
    ldh [rLYC], a
    xor a
    ldh [rIF], a
    AWAIT_INTERRUPT
    ret

; Steps of TIMA, one each 4 M-cycles, in two lines.
TicksOfTwoLines:
    call WaitVBlank
    ld b, 10
    call SyncLine
    ld a, 12
    ldh [rLYC], a
    ld a, %101
    ldh [rTAC], a
    xor a
    ldh [rTIMA], a
    ldh [rIF], a
    halt
    nop
    ldh a, [rTIMA]
    ret

Test:
    ldh a, [rKEY1]
    EXPECT $7E
    call MeasureLine
    EXPECT_HL 114
    call TicksOfTwoLines
    EXPECT_RANGE 50, 57

    ld a, 1
    ldh [rKEY1], a
    ldh a, [rKEY1]
    EXPECT $7F                  ; armed
    call SwitchSpeed
    ldh a, [rKEY1]
    EXPECT $FE
    call MeasureLine
    EXPECT_HL 228
    call TicksOfTwoLines
    EXPECT_RANGE 104, 114

    call SwitchSpeed
    ldh a, [rKEY1]
    EXPECT $7E
    call MeasureLine
    EXPECT_HL 114
    ret
