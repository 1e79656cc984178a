; P1 shows two rows of four buttons, each selected by a 0 in bit 4 or 5. A button that is not held reads as 1, as do
; the bits that do not exist, and so does a row that is not selected. Selecting rows with nothing held requests
; no interrupt, and the lower bits cannot be written.
; Pan Docs, "Joypad Input".
INCLUDE "test.inc"

MACRO SELECT
    ld a, \1
    ldh [rP1], a
    WAIT 8                      ; the lines need some time on hardware
    ldh a, [rP1]
    EXPECT \2
ENDM

Test:
    call LcdOff
    xor a
    ldh [rIF], a
    SELECT %00110000, %11111111
    SELECT %00100000, %11101111
    SELECT %00010000, %11011111
    SELECT %00000000, %11001111
    SELECT %11001111, %11001111
    SELECT %00111111, %11111111
    ldh a, [rIF]
    and JOYPAD
    EXPECT 0
    ret
