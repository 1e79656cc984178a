; Fills all memory with the display off.

Load:
.wait
    ldh a, [rLY]
    cp 145
    jr nz, .wait
    xor a
    ldh [rLCDC], a
    ldh [rIF], a
    ldh [rWY], a
    ldh [hFrame], a
    ldh [hNote], a
    ld a, %00100000             ; STAT interrupts in mode 2
    ldh [rSTAT], a
    ld a, %00000010
    ldh [rIE], a

    ld hl, Contours
    ld de, $8000
    ld bc, Contours.end - Contours
    call Copy
    ld hl, Curtain
    ld de, $8800
    ld bc, ObjectTiles.end - Curtain
    call Copy
    ld hl, Clouds
    ld de, $9000
    ld bc, Clouds.end - Clouds
    call Copy
IF IS_CGB
    ld a, 1
    ldh [rVBK], a
    ld hl, $9800                ; the sky's palette is 0
    xor a
    call FillMap
    ld a, 1
    call FillMap
    xor a
    ldh [rVBK], a
    call LoadColors
ENDC
    ; The texture is 16 tiles by 8, the curtain 8 by 8.
    ld hl, $9800
.map
    call TextureTile
    ld [hl+], a
    bit 2, h
    jr z, .map
.window
    call CurtainTile
    ld [hl+], a
    bit 5, h
    jr z, .window

    ld hl, Objects
    ld de, wOam
    ld bc, 160
    call Copy
    ld hl, DmaRoutine
    ld de, hDma
    ld bc, DmaRoutine.end - DmaRoutine
    ; falls through

; Copies bc bytes from hl to de.
Copy:
    ld a, [hl+]
    ld [de], a
    inc de
    dec bc
    ld a, b
    or c
    jr nz, Copy
    ret

IF IS_CGB
; Fills the map at hl with a.
FillMap:
    ld bc, 4                    ; four times 256 bytes
.next
    ld [hl+], a
    dec b
    jr nz, .next
    dec c
    jr nz, .next
    ret

LoadColors:
    ld a, $80
    ldh [rBCPS], a
    ldh [rOCPS], a
    ld hl, BgColors
    ld bc, (BgColors.end - BgColors) << 8 | LOW(rBCPD)
    call .send
    ld bc, (ObjectColors.end - ObjectColors) << 8 | LOW(rOCPD)
.send
    ld a, [hl+]
    ldh [c], a
    dec b
    jr nz, .send
    ret
ENDC

; The tile at address hl of a map: 16 * (row % 8) + column % 16. A row has 32 bytes.
TextureTile:
    ld a, l
    and $E0
    srl a
    ld b, a                     ; row % 8 * 16
    ld a, l
    and $0F
    or b
    ret

; The same for the curtain: 8 * (row % 8) + column % 8.
CurtainTile:
    ld a, l
    and $E0
    srl a
    srl a
    ld b, a
    ld a, l
    and $07
    or b
    add FIRST_CURTAIN
    ret

; Runs in HRAM, since the CPU sees nothing else during OAM DMA.
DmaRoutine:
    ld a, HIGH(wOam)
    ldh [rDMA], a
    ld a, 40
.wait
    dec a
    jr nz, .wait
    ret
.end
