; MBC5: the ROM bank number has nine bits in two registers, and 0 is bank 0. Bits that the cartridge has no use for
; are cut off. RAM is there while the RAM gate holds exactly $0A, and has up to 16 banks of 8 KiB.
; Pan Docs, "MBC5"; mooneye-test-suite emulator-only/mbc5.
DEF CARTRIDGE_TYPE EQU $1B      ; MBC5, RAM, battery
DEF RAM_SIZE EQU 3              ; 32 KiB
INCLUDE "test.inc"

; Writes \1 to the register at \2, and expects bank \3.
MACRO BANK_IS
    ld a, \1
    ld [\2], a
    ld a, [$4000]
    EXPECT \3
ENDM

MACRO GATE
    ld a, \1
    ld [$0000], a
    ld a, [hl]
    EXPECT \2
ENDM

Test:
    ld a, [$4000]
    EXPECT 1                    ; at power-on
    BANK_IS 3, $2000, 3
    BANK_IS 0, $2FFF, $C3       ; bank 0, whose first instruction is a jump
    BANK_IS 6, $2000, 2
    BANK_IS 1, $3000, 2         ; the ninth bit is cut off
    BANK_IS 0, $3FFF, 2

    ; Each of the four RAM banks keeps its own byte.
    ld a, $0A
    ld [$0000], a
    ld hl, $A000
FOR N, 0, 4
    ld a, N
    ld [$4000], a
    ld [hl], $C0 + N
ENDR
FOR N, 0, 4
    ld a, N
    ld [$5FFF], a
    ld a, [hl]
    EXPECT $C0 + N
ENDR
    ld a, 5                     ; is bank 1 here
    ld [$4000], a
    ld a, [hl]
    EXPECT $C1

    GATE $00, $FF
    GATE $1A, $FF               ; all eight bits count
    GATE $0A, $C1
    GATE $8A, $FF
    GATE $0A, $C1
    GATE $FF, $FF
    ret

FOR N, 1, 4
SECTION "Bank {d:N}", ROMX[$4000], BANK[N]
    db N
ENDR
