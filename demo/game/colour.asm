; Colours: on a CGB, all of them walk towards a goal, which makes every fade; on a DMG, shades grow lighter and darker.

SECTION "Colour", ROM0

; Makes the set at hl (32 background, 32 object, 24 sky colours) the goal.
SetColours:
    ld de, wColoursGoal
    ld bc, 176
    call Copy
    xor a
    ld [wFadeGoal], a
    ld a, 32
    ld [wFadeLeft], a
    ret

; Makes white the goal.
FadeToWhite:
    ld hl, wColoursGoal
    ld b, 88
.colour
    ld a, $FF
    ld [hl+], a
    ld a, $7F
    ld [hl+], a
    dec b
    jr nz, .colour
    ld a, 3
    ld [wFadeGoal], a
    ld a, 32
    ld [wFadeLeft], a
    ret

; Fades to white, frame by frame, and turns the display off.
FadeOut:
    call FadeToWhite
.frame
    call WaitFrame
    ld a, [wFadeLeft]
    or a
    jr nz, .frame
    jp LcdOff

; Starts from white, at once.
StartWhite:
    call FadeToWhite
    ld hl, wColoursGoal
    ld de, wColoursNow
    ld bc, 176
    call Copy
    ld a, 3
    ld [wFade], a
    ld a, 1
    ldh [hColours], a
    jp ShadeObjects

; One step of all colours towards their goal.
StepColours:
    ld a, [wFadeLeft]
    or a
    ret z
    dec a
    ld [wFadeLeft], a
    ldh a, [hIsCgb]
    or a
    jr nz, .colour
    ; Monochrome: a shade every eight frames.
    ld a, [wFadeLeft]
    and 7
    ret nz
    ld a, [wFadeGoal]
    ld b, a
    ld a, [wFade]
    cp b
    ret z
    jr c, .lighter
    dec a
    dec a
.lighter
    inc a
    ld [wFade], a
    call ShadeObjects
    jp ColourRaster
.colour
    ld hl, wColoursNow
    ld c, 88
.next
    push bc
    push hl
    ld c, [hl]
    inc hl
    ld b, [hl]
    ld de, 175
    add hl, de
    ld e, [hl]
    inc hl
    ld d, [hl]                  ; bc now, de goal
    call Approach
    pop hl
    ld [hl], c
    inc hl
    ld [hl], b
    inc hl
    pop bc
    dec c
    jr nz, .next
    ld a, 1
    ldh [hColours], a
    jp ColourRaster

; Moves each part of the colour bc one step towards that of de.
Approach:
    ld a, e
    and $1F
    ld l, a
    ld a, c
    and $1F
    cp l
    jr z, .green
    jr c, .redUp
    dec c
    dec c
.redUp
    inc c
.green
    ld a, d
    and $03
    ld h, a
    ld a, e
    and $E0
    ld l, a                     ; hl: the goal's green
    ld a, b
    and $03
    cp h
    jr c, .greenUp
    jr nz, .greenDown
    ld a, c
    and $E0
    cp l
    jr z, .blue
    jr c, .greenUp
.greenDown
    ld a, c
    sub $20
    ld c, a
    jr nc, .blue
    dec b
    jr .blue
.greenUp
    ld a, c
    add $20
    ld c, a
    jr nc, .blue
    inc b
.blue
    ld a, d
    and $7C
    ld h, a
    ld a, b
    and $7C
    cp h
    ret z
    ld a, b
    jr c, .blueUp
    sub 4
    ld b, a
    ret
.blueUp
    add 4
    ld b, a
    ret

; Sends all palettes to the CGB, in VBlank.
SendColours:
    xor a
    ldh [hColours], a
    ldh a, [hIsCgb]
    or a
    ret z
    ld hl, wBgNow
    ld a, $80
    ldh [rBCPS], a
    ld bc, $4000 | LOW(rBCPD)
.background
    ld a, [hl+]
    ldh [c], a
    dec b
    jr nz, .background
    ld a, $80
    ldh [rOCPS], a
    ld bc, $4000 | LOW(rOCPD)
.objects
    ld a, [hl+]
    ldh [c], a
    dec b
    jr nz, .objects
    ret

; The monochrome objects' palettes.
ShadeObjects:
    ld a, %11100000             ; light, grey, black
    call FadeShades
    ldh [hObp0], a
    ld a, %11010000             ; light, light grey, black
    call FadeShades
    ldh [hObp1], a
    ret

; Makes the four shades in a lighter by wFade; keeps all else.
FadeShades:
    push bc
    push de
    ld b, a
    ld a, [wFade]
    ld e, a
    ld c, 4
.shade
    ld a, b
    and %11
    sub e
    jr nc, .positive
    xor a
.positive
    ld d, a
    ld a, b
    and %11111100
    or d
    rrca
    rrca
    ld b, a
    dec c
    jr nz, .shade
    pop de
    pop bc
    ret
