; EdgeBoy: a small robot carries letters across the roofs of a city at night.
INCLUDE "hardware.inc"
INCLUDE "layout.inc"
INCLUDE "memory.asm"

SECTION "VBlank", ROM0[$40]
    jp VBlank
SECTION "STAT", ROM0[$48]
    jp Raster

SECTION "Header", ROM0[$100]
    nop
    jp Start
    ds $134 - @, 0              ; the logo, which the assembler fills in
    db "EDGEBOY"
    ds $143 - @, 0
    db $80                      ; uses colour, runs without
    db "EB"                     ; licensee
    db 0                        ; no SGB functions
    db $1B                      ; MBC5, RAM, battery
    db 0                        ; 32 KiB
    db 2                        ; 8 KiB of RAM
    db 1                        ; not only for Japan
    db $33                      ; see the new licensee code
    db 0                        ; first version
    ds $150 - @, 0              ; checksums, which the assembler fills in

SECTION "Start", ROM0[$150]
Start:
    di
    ld sp, STACK_TOP
    ld b, a                     ; $11 on a CGB
    call LcdOff
    ld hl, $C000                ; nothing may depend on what RAM held at power-on
    ld de, $2000
.wram
    xor a
    ld [hl+], a
    dec de
    ld a, d
    or e
    jr nz, .wram
    ld hl, $FF80
    ld c, $7F
    xor a
.hram
    ld [hl+], a
    dec c
    jr nz, .hram
    ld a, b
    cp $11
    jr nz, .monochrome
    ld a, 1
    ldh [hIsCgb], a
    ldh a, [rKEY1]
    add a                       ; bit 7: the double speed is on already
    jr c, .monochrome
    ld a, $30                   ; STOP switches the speed when no button is selected
    ldh [rP1], a
    ld a, 1
    ldh [rKEY1], a
    stop
.monochrome
    ld sp, STACK_TOP
    call InstallDma
    call InitSound
    call LoadScore
    ld a, $AC
    ld [wRandom], a
    ld a, 1
    ld [wRandom + 1], a
    ld a, %00000001             ; VBlank; scenes add STAT
    ldh [rIE], a
.title
    call TitleScene             ; carry: nobody came, show how it is played
    ld a, 0
    adc 0
    ld [wAttract], a
.play
    call GameScene              ; carry: play (again)
    jr nc, .title
    xor a
    ld [wAttract], a
    jr .play

; Ends a frame: shows what was drawn and waits for the next one.
WaitFrame:
    call HideRest
    ld a, 1
    ldh [hReady], a
.wait
    halt
    nop
    ldh a, [hReady]
    or a
    jr nz, .wait
    ldh a, [hFrame]
    inc a
    ldh [hFrame], a
    call ReadButtons
    call UpdateSound
    jp StepColours

; Buttons: hHeld, and in hPressed those that went down in this frame.
ReadButtons:
    ld a, $20
    ldh [rP1], a
    ldh a, [rP1]
    ldh a, [rP1]
    cpl
    and $0F
    ld b, a
    ld a, $10
    ldh [rP1], a
    ldh a, [rP1]
    ldh a, [rP1]
    ldh a, [rP1]
    ldh a, [rP1]
    cpl
    and $0F
    swap a
    or b
    ld b, a
    ld a, $30
    ldh [rP1], a
    bit BUTTON_B, b             ; B does what A does
    jr z, .store
    set BUTTON_A, b
.store
    ldh a, [hHeld]
    xor b
    and b
    ldh [hPressed], a
    ld a, b
    ldh [hHeld], a
    ret

; A random number in a, by a Galois LFSR of 16 bits; keeps bc, de, hl.
Random:
    push hl
    push bc
    ld b, 5
    ld a, [wRandom]
    ld l, a
    ld a, [wRandom + 1]
    ld h, a
.step
    srl h
    rr l
    jr nc, .next
    ld a, h
    xor $B4
    ld h, a
.next
    dec b
    jr nz, .step
    ld a, h
    ld [wRandom + 1], a
    ld a, l
    ld [wRandom], a
    xor h
    pop bc
    pop hl
    ret

INCLUDE "video.asm"
INCLUDE "loading.asm"
INCLUDE "colour.asm"
INCLUDE "sound.asm"
INCLUDE "effects.asm"
INCLUDE "score.asm"
INCLUDE "title.asm"
INCLUDE "game.asm"
INCLUDE "panel.asm"
INCLUDE "world.asm"
INCLUDE "populate.asm"
INCLUDE "player.asm"
INCLUDE "pilot.asm"
INCLUDE "entity.asm"
INCLUDE "kinds.asm"
INCLUDE "data.asm"
