; The sound engine: songs on four channels, and effects that borrow channel 1 and channel 4.
; https://gbdev.io/pandocs/Audio_Registers.html

; A track, 16 bytes.
RSRESET
DEF TRACK_ORDER      RW 1       ; the next pattern in its order
DEF TRACK_PATTERN    RW 1       ; the next byte of its pattern; high byte 0: the track has ended
DEF TRACK_STEPS      RB 1       ; steps until the next note
DEF TRACK_INSTRUMENT RB 1
DEF TRACK_NOTE       RB 1
DEF TRACK_AGE        RB 1       ; frames since the note began
DEF TRACK_ON         RB 1       ; whether a note sounds

; An effect slot, 4 bytes.
RSRESET
DEF EFFECT_LEFT      RB 1       ; frames of this part, 0: the slot is free
DEF EFFECT_DATA      RW 1
DEF EFFECT_PRIORITY  RB 1

DEF REST EQU $60

SECTION "Sound", ROM0

InitSound:
    ld a, $80
    ldh [rNR52], a
    ld a, $77
    ldh [rNR50], a
    ld a, $FF                   ; every channel on both sides
    ldh [rNR51], a
    ld [wWave], a               ; no wave is loaded yet
    ; falls through

StopSong:
    xor a
    ld [wSong], a
    ld hl, wTracks + TRACK_PATTERN + 1
    ld de, 16
    ld b, 4
.track
    ld [hl], a
    add hl, de
    dec b
    jr nz, .track
    ldh [rNR10], a
    ldh [rNR32], a
    call SilencePulse1
    call SilencePulse2
    jp SilenceNoise

SilencePulse1:
    ld a, $08                   ; volume 0 with the DAC on makes no click
    ldh [rNR12], a
    ld a, $80
    ldh [rNR14], a
    ret

SilencePulse2:
    ld a, $08
    ldh [rNR22], a
    ld a, $80
    ldh [rNR24], a
    ret

SilenceNoise:
    ld a, $08
    ldh [rNR42], a
    ld a, $80
    ldh [rNR44], a
    ret

; Starts the song at hl.
StartSong:
    push hl
    call StopSong
    pop hl
    ld a, 1
    ld [wSong], a
    ld [wSongWait], a
    ld a, [hl+]
    ld [wSongSpeed], a
    ld de, wTracks
    ld b, 4
.track
    ld a, [hl+]                 ; the order
    ld [de], a
    inc e
    ld a, [hl+]
    ld [de], a
    inc e
    ld a, LOW(EmptyPattern)
    ld [de], a
    inc e
    ld a, HIGH(EmptyPattern)
    ld [de], a
    inc e
    ld a, 1
    ld [de], a                  ; the first step reads the first note
    inc e
    xor a
    ld [de], a
    ld a, e
    add 11
    ld e, a
    jr nc, .same
    inc d
.same
    dec b
    jr nz, .track
    ret

EmptyPattern:
    db $FF

; Once a frame.
UpdateSound:
    call UpdateEffects
    ld a, [wSong]
    or a
    ret z
    ld hl, wSongWait
    dec [hl]
    jr nz, .modulate
    ld a, [wSongSpeed]
    ld [hl], a
    ld c, 0
    ld hl, wTracks
.step
    push hl
    push bc
    call StepTrack
    pop bc
    pop hl
    ld de, 16
    add hl, de
    inc c
    ld a, c
    cp 4
    jr nz, .step
.modulate
    ld c, 0
    ld hl, wTracks
.track
    push hl
    push bc
    call Modulate
    pop bc
    pop hl
    ld de, 16
    add hl, de
    inc c
    ld a, c
    cp 4
    jr nz, .track
    ret

; Field \1 of the track at bc as hl; keeps bc.
MACRO field
    ld hl, \1
    add hl, bc
ENDM

; One step of track hl on channel c (0 to 3).
StepTrack:
    ld a, c
    ldh [hTemp2], a
    ld b, h
    ld c, l                     ; bc: the track
    field TRACK_PATTERN + 1
    ld a, [hl]
    or a
    ret z
    field TRACK_STEPS
    dec [hl]
    ret nz
    field TRACK_PATTERN
    ld a, [hl+]
    ld d, [hl]
    ld e, a                     ; de: the next byte
.read
    ld a, [de]
    inc de
    cp $FF
    jr z, .nextPattern
    bit 7, a
    jr z, .note
    and $7F
    field TRACK_INSTRUMENT
    ld [hl], a
    jr .read
.nextPattern
    field TRACK_ORDER
    ld a, [hl+]
    ld h, [hl]
    ld l, a
    ld a, [hl+]
    ld e, a
    ld a, [hl+]
    ld d, a
    or e
    jr nz, .pattern
    ld a, [hl+]                 ; the order's end: where it goes on
    ld h, [hl]
    ld l, a
    or h
    jr z, .end
    ld a, [hl+]
    ld e, a
    ld a, [hl+]
    ld d, a
.pattern
    push de
    ld d, h
    ld e, l
    field TRACK_ORDER
    ld a, e
    ld [hl+], a
    ld [hl], d
    pop de
    jr .read
.end
    field TRACK_PATTERN + 1
    ld [hl], 0
    jr .off
.note
    push af
    ld a, [de]
    inc de
    field TRACK_STEPS
    ld [hl], a
    field TRACK_PATTERN
    ld a, e
    ld [hl+], a
    ld [hl], d
    pop af
    cp REST
    jr z, .off
    field TRACK_NOTE
    ld [hl], a
    field TRACK_AGE
    ld [hl], 0
    field TRACK_ON
    ld [hl], 1
    field TRACK_INSTRUMENT
    ld a, [hl]
    call InstrumentAt
    ldh a, [hTemp2]
    or a
    jr z, TriggerPulse1
    dec a
    jr z, TriggerPulse2
    dec a
    jp z, TriggerWave
    jp TriggerNoise
.off
    field TRACK_ON
    ld [hl], 0
    ldh a, [hTemp2]
    or a
    jr z, .off1
    dec a
    jp z, SilencePulse2
    dec a
    jp nz, .off4
    ldh [rNR32], a
    ret
.off1
    ld a, [wEffect + EFFECT_LEFT]
    or a
    ret nz
    jp SilencePulse1
.off4
    ld a, [wEffect + 4 + EFFECT_LEFT]
    or a
    ret nz
    jp SilenceNoise

; Instrument a's four bytes at hl.
InstrumentAt:
    add a
    add a
    ld hl, Instruments
    add l
    ld l, a
    ret nc
    inc h
    ret

; The period of note a in de.
PeriodOf:
    ld hl, Periods
    add a
    add l
    ld l, a
    jr nc, .same
    inc h
.same
    ld a, [hl+]
    ld e, a
    ld d, [hl]
    ret

TriggerPulse1:
    ld a, [wEffect + EFFECT_LEFT]
    or a
    ret nz
    xor a
    ldh [rNR10], a
    ld a, [hl+]
    ldh [rNR11], a
    ld a, [hl]
    ldh [rNR12], a
    field TRACK_NOTE
    ld a, [hl]
    call PeriodOf
    ld a, e
    ldh [rNR13], a
    ld a, d
    or $80
    ldh [rNR14], a
    ret

TriggerPulse2:
    ld a, [hl+]
    ldh [rNR21], a
    ld a, [hl]
    ldh [rNR22], a
    field TRACK_NOTE
    ld a, [hl]
    call PeriodOf
    ld a, e
    ldh [rNR23], a
    ld a, d
    or $80
    ldh [rNR24], a
    ret

TriggerWave:
    ld a, [wWave]
    cp [hl]
    call nz, LoadWave
    inc hl
    ld a, [hl]
    ldh [rNR32], a
    ld a, $80
    ldh [rNR30], a
    field TRACK_NOTE
    ld a, [hl]
    add 12                      ; the wave's period is twice as long
    call PeriodOf
    ld a, e
    ldh [rNR33], a
    ld a, d
    or $80
    ldh [rNR34], a
    ret

; Loads the wave whose number is at hl; keeps hl and bc. Wave RAM is written with the channel off.
LoadWave:
    ld a, [hl]
    ld [wWave], a
    push hl
    push bc
    swap a
    ld hl, Waves
    add l
    ld l, a
    jr nc, .same
    inc h
.same
    xor a
    ldh [rNR30], a
    ld bc, $1000 | LOW(rWAVE)
.byte
    ld a, [hl+]
    ldh [c], a
    inc c
    dec b
    jr nz, .byte
    pop bc
    pop hl
    ret

TriggerNoise:
    ld a, [wEffect + 4 + EFFECT_LEFT]
    or a
    ret nz
    ld a, [hl+]
    ldh [rNR42], a
    ld a, [hl]
    ldh [rNR43], a
    ld a, $80
    ldh [rNR44], a
    ret

; What a note of track hl on channel c does while it sounds.
Modulate:
    ld a, c
    ldh [hTemp2], a
    ld b, h
    ld c, l
    field TRACK_ON
    ld a, [hl]
    or a
    ret z
    field TRACK_AGE
    ld a, [hl]
    inc a
    jr z, .old
    ld [hl], a
.old
    ld d, [hl]                  ; d: the age
    field TRACK_INSTRUMENT
    ld a, [hl]
    call InstrumentAt
    inc hl
    inc hl
    ldh a, [hTemp2]
    cp 2
    jr z, .wave
    jr nc, .noise
    ; Pulse channels: chords and vibrato.
    ld a, [hl]
    or a
    ret z
    cp $FF
    jr z, .vibrato
    ld l, a                     ; 3, 6: the place behind the chord's offsets
    ld h, 0
    ld a, d
    rrca
    and $7F
.third
    sub 3
    jr nc, .third
    add 3
    add l
    ld l, a
    ld de, Chords - 3
    add hl, de
    ld d, [hl]
    field TRACK_NOTE
    ld a, [hl]
    add d
    call PeriodOf
    jr .period
.vibrato
    ld a, d
    sub 14
    ret c
    rrca
    and 7
    ld hl, Vibrato
    add l
    ld l, a
    jr nc, .same
    inc h
.same
    ld a, [hl]
    push af
    field TRACK_NOTE
    ld a, [hl]
    call PeriodOf
    pop af
    ld l, a
    add a
    sbc a                       ; sign
    ld h, a
    add hl, de
    ld d, h
    ld e, l
.period
    ldh a, [hTemp2]
    or a
    jr nz, .pulse2
    ld a, [wEffect + EFFECT_LEFT]
    or a
    ret nz
    ld a, e
    ldh [rNR13], a
    ld a, d
    ldh [rNR14], a
    ret
.pulse2
    ld a, e
    ldh [rNR23], a
    ld a, d
    ldh [rNR24], a
    ret
.wave
    ld a, [hl]                  ; frames until it is cut, 0: never
    cp d
    ret nz
    xor a
    ldh [rNR32], a
    ret
.noise
    ; Drums change their pitch after two frames.
    ld a, d
    cp 2
    ret nz
    ld a, [wEffect + 4 + EFFECT_LEFT]
    or a
    ret nz
    ld a, [hl]
    ldh [rNR43], a
    ret

INCLUDE "instruments.asm"
