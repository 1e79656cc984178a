; MBC1: the ROM bank register has five bits and turns 0 into 1 before the cartridge's size cuts off bits that it has
; no use for, so that with four banks a 4 selects bank 0 and a 5 bank 1. RAM is there while the low four bits of the
; RAM gate are $A.
; Pan Docs, "MBC1"; mooneye-test-suite emulator-only/mbc1.
DEF CARTRIDGE_TYPE EQU 3        ; MBC1, RAM, battery
DEF RAM_SIZE EQU 2              ; 8 KiB
INCLUDE "test.inc"

; Writes \1 to the bank register at \3, and expects \2 at $4000, where banks 1 to 3 have their number.
MACRO BANK_IS
    ld a, \1
    ld [\3], a
    ld a, [$4000]
    EXPECT \2
ENDM

Test:
    ld a, [$4000]
    EXPECT 1                    ; at power-on
    BANK_IS 2, 2, $2000
    BANK_IS 3, 3, $3FFF
    BANK_IS 1, 1, $2000
    BANK_IS 0, 1, $2000
    BANK_IS 4, $C3, $2000       ; not 0 in five bits; bank 0 begins with a jump
    BANK_IS 5, 1, $2000
    BANK_IS $1F, 3, $2000
    BANK_IS $20, 1, $2000       ; 0 in five bits
    BANK_IS $E2, 2, $2000

    ; In mode 1 the second register selects RAM banks and the ROM bank at 0, of which there is one each here.
    ld a, 1
    ld [$6000], a
    ld a, 3
    ld [$4000], a
    ld a, [$4000]
    EXPECT 2
    ld a, [$0000]
    EXPECT $C3
    xor a
    ld [$4000], a
    ld [$6000], a

    ; RAM reads as FF and loses writes while it is off.
    ld hl, $A000
    ld a, [hl]
    EXPECT $FF
    ld a, $0A
    ld [$0000], a
    ld [hl], $12
    ld a, [hl]
    EXPECT $12
    xor a
    ld [$0000], a
    ld a, [hl]
    EXPECT $FF
    ld [hl], $34
    ld a, $3A                   ; the high bits do not matter
    ld [$1FFF], a
    ld a, [hl]
    EXPECT $12                  ; it has been kept
    ld a, $0B
    ld [$0000], a
    ld a, [hl]
    EXPECT $FF
    ret

FOR N, 1, 4
SECTION "Bank {d:N}", ROMX[$4000], BANK[N]
    db N
ENDR
