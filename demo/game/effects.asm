; Sound effects: they borrow channel 1 (slot 0) and channel 4 (slot 1) from the song.

SECTION "Effects", ROM0

; Plays effect a, unless a more important one sounds on its channel.
PlayEffect:
    push hl
    push de
    push bc
    ld c, a
    ld b, 0
    ld hl, Effects
    add hl, bc
    add hl, bc
    ld a, [hl+]
    ld h, [hl]
    ld l, a
    ld a, [hl+]                 ; slot
    ld de, wEffect
    add a
    add a
    add e
    ld e, a
    jr nc, .same
    inc d
.same
    ld a, [de]
    or a
    jr z, .free
    inc de
    inc de
    inc de
    ld a, [de]
    dec de
    dec de
    dec de
    cp [hl]
    jr z, .free
    jr nc, .done
.free
    ld a, [hl+]                 ; priority
    ld c, a
    ld a, 1
    ld [de], a                  ; the first part begins with the next frame
    inc de
    ld a, l
    ld [de], a
    inc de
    ld a, h
    ld [de], a
    inc de
    ld a, c
    ld [de], a
.done
    pop bc
    pop de
    pop hl
    ret

UpdateEffects:
    ld hl, wEffect
    ld a, [hl]
    or a
    jr z, .noise
    dec [hl]
    jr nz, .noise
    inc hl
    ld a, [hl+]
    ld d, [hl]
    ld e, a
    ld a, [de]
    ld [wEffect], a
    or a
    jr nz, .part1
    ldh [rNR10], a
    call SilencePulse1
    jr .noise
.part1
    inc de
    ld c, LOW(rNR10)
    ld b, 5
.register
    ld a, [de]
    inc de
    ldh [c], a
    inc c
    dec b
    jr nz, .register
    ld a, d
    ld [hl-], a
    ld [hl], e
.noise
    ld hl, wEffect + 4
    ld a, [hl]
    or a
    ret z
    dec [hl]
    ret nz
    inc hl
    ld a, [hl+]
    ld d, [hl]
    ld e, a
    ld a, [de]
    ld [wEffect + 4], a
    or a
    jp z, SilenceNoise
    inc de
    ld a, [de]
    inc de
    ldh [rNR42], a
    ld a, [de]
    inc de
    ldh [rNR43], a
    ld a, $80
    ldh [rNR44], a
    ld a, d
    ld [hl-], a
    ld [hl], e
    ret
