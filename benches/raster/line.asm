; One line after the other, from line 0's mode 2 on, in 114 M-cycles each.
;
; HL and DE point into tables of 256 bytes (H and D choose which) at two positions that move with the frames, BC into
; one by line. The comments count M-cycles from the start of the line; mode 3 begins at 20 and ends between 63 and 88.

; So many M-cycles have passed.
DEF CYCLES = 0
MACRO takes
    DEF CYCLES += \1
ENDM

; Writes a byte of a table to a register: put REGISTER, TABLE, high half of the pointer, pointer.
MACRO put
    ld \3, HIGH(\2)
    ld a, [\4]
    ldh [\1], a
    takes 7
ENDM

; Writes another byte of the table that the pointer is in.
MACRO again
    ld a, [\2]
    ldh [\1], a
    takes 5
ENDM

MACRO set_to
    ld a, \2
    ldh [\1], a
    takes 5
ENDM

; What a line needs before it begins; B is the half of Control.
MACRO prepare_line
    put rSCY, Swell, d, de
    put rSCX, Wave, h, hl
    again rLCDC, bc
IF IS_CGB
    set_to rBCPS, $80               ; color 0 of BG palette 0, and soon color 1 of object palette 0
    put rBCPD, DuskLow, h, hl
    inc h                           ; DuskHigh
    again rBCPD, hl
    takes 1
    set_to rOCPS, $82
ELSE
    put rBGP, Shades, d, de
    put rOBP1, Glow, d, de
ENDC
ENDM

    ld b, HIGH(Control)
    prepare_line
    ; An interrupt request of mode 2 ends HALT at the start of line 0; none is served.
    xor a
    ldh [rIF], a
    halt
    nop
DEF CYCLES = 0
Lines:
IF IS_CGB
    ; What is left of the time in which palettes can be written.
    put rOCPD, TintLow, d, de       ; 0
    inc d                           ; TintHigh
    again rOCPD, de
    takes 1
    set_to rWX, 200                 ; 13: no curtain until the line is half drawn
ELSE
    put rOBP0, Glow, h, hl          ; 0
    set_to rWX, 200                 ; 7: no curtain until the line is half drawn
    put rBGP, Shades, d, de         ; 12
ENDC
    put rSCX, Wave, d, de           ; 19, on a CGB 18
    ld b, HIGH(Control)             ; 26, 25: the other texture
    ld a, [bc]
    or AREA_BIT
    ldh [rLCDC], a
    takes 9
    put rWX, Edge, h, hl            ; 35, 34: where the curtain begins, further right
IF IS_CGB
    put rSCX, Wave, h, hl           ; 41
    put rSCY, Swell, d, de          ; 48
ELSE
    put rBGP, Shades, h, hl         ; 42
    put rSCY, Swell, h, hl          ; 49
ENDC
    ld a, [bc]                      ; 56, 55: the first texture, and no objects before the curtain
    res 1, a
    ldh [rLCDC], a
    takes 7
IF !IS_CGB
    put rSCX, Wave, h, hl           ; 63
ENDC
    inc l
    inc e
    inc c
    takes 3
    prepare_line                    ; 73, 65
    ds 108 - CYCLES, 0              ; NOP
    ld a, c
    cp 144
    jr nz, Lines                    ; 114
