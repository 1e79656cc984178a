; Of several interrupts the one with the lowest bit goes first, and only its bit of IF is cleared. Dispatch pushes
; the program counter, high byte first, and looks at IE and IF again before the low byte: a push that goes to IE
; itself can change which interrupt it is, or cancel it, and then execution goes on at address 0.
; Pan Docs, "Interrupts"; mooneye-test-suite acceptance/interrupts/ie_push.
DEF HAS_INTERRUPTED EQU 1
INCLUDE "test.inc"

DEF hResume EQU hFree           ; where the next interrupt goes on

Interrupted:
    ldh [hVector], a
    ld sp, STACK
    ldh a, [hResume]
    ld l, a
    ldh a, [hResume + 1]
    ld h, a
    jp hl

MACRO RESUME_AT
    ld a, LOW(\1)
    ldh [hResume], a
    ld a, HIGH(\1)
    ldh [hResume + 1], a
ENDM

; Requests everything, with VBlank alone enabled.
MACRO REQUEST_ALL
    ld a, $1F
    ldh [rIF], a
    ld a, VBLANK
    ldh [rIE], a
ENDM

; Takes one interrupt of those in IF and IE, which must be the one with this vector and leave this in IF.
MACRO TAKE
    RESUME_AT .taken\@
    ei
    nop
    jp Fail
.taken\@
    ldh a, [hVector]
    EXPECT \1
    ldh a, [rIF]
    EXPECT $E0 | \2
ENDM

Test:
    ldh a, [rIF]
    and $E0
    EXPECT $E0                  ; the bits that do not exist read as 1
    call LcdOff                 ; nothing else requests an interrupt
    ld a, $1F
    ldh [rIF], a
    ldh [rIE], a
    TAKE $40, %11110
    TAKE $48, %11100
    TAKE $50, %11000
    TAKE $58, %10000
    TAKE $60, %00000

    ; Without its bit in IE an interrupt waits.
    ld a, VBLANK | SERIAL
    ldh [rIF], a
    ld a, SERIAL
    ldh [rIE], a
    TAKE $58, VBLANK

    ; With SP at 0 the high byte of the program counter goes to IE. Here it is $10, which leaves only the joypad's
    ; interrupt.
    REQUEST_ALL
    RESUME_AT .joypad
    ld sp, $0000
    jp AtPage10
.joypad
    ldh a, [hVector]
    EXPECT $60
    ldh a, [rIF]
    EXPECT $EF

    ; $20 enables nothing: dispatch is cancelled, and no bit of IF is cleared.
    REQUEST_ALL
    RESUME_AT Fail
    ld sp, $0000
    ei
    jp Slide

AtZero:
    ld sp, STACK
    ldh a, [rIF]
    EXPECT $FF
    ldh a, [rIE]
    EXPECT HIGH(Slide)

    ; The low byte is pushed after the decision, so that to write IE with it comes too late.
    REQUEST_ALL
    RESUME_AT .too_late
    ld sp, $0001                ; the high byte goes to ROM, the low byte to IE
    ei
    jp Slide
.too_late
    ldh a, [hVector]
    EXPECT $40
    ldh a, [rIE]
    EXPECT LOW(Slide)
    ld sp, STACK
    jp Pass

SECTION "Page 10", ROM0[$1000]
AtPage10:
    ei
    nop
    jp Fail
