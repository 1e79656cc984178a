; Score in BCD, and the high score in battery RAM.

SECTION "Score", ROM0

; Adds bc (BCD) to the score.
AddScore:
    ld a, [wScore + 2]
    add c
    daa
    ld [wScore + 2], a
    ld a, [wScore + 1]
    adc b
    daa
    ld [wScore + 1], a
    ld a, [wScore]
    adc 0
    daa
    jr nc, .fits
    ld a, $99
    ld [wScore + 1], a
    ld [wScore + 2], a
.fits
    ld [wScore], a
    ld a, 1
    ld [wHudDirty], a
    ret

; Loads the high score; if the save is not whole, it starts anew.
LoadScore:
    call OpenSave
    ld hl, sMagic
    ld de, Magic
    ld b, 4
.magic
    ld a, [de]
    inc de
    cp [hl]
    jr nz, .anew
    inc hl
    dec b
    jr nz, .magic
    call SaveChecksum
    ld hl, sCheck
    cp [hl]
    jr nz, .anew
    ld hl, sHigh
    ld de, wHigh
    ld bc, 3
    call Copy
    jr CloseSave
.anew
    xor a
    ld [wHigh], a
    ld [wHigh + 2], a
    ld a, $10                   ; 1000 points to beat
    ld [wHigh + 1], a
    ; falls through

; Writes the high score with a checksum.
SaveScore:
    call OpenSave
    ld hl, Magic
    ld de, sMagic
    ld bc, 4
    call Copy
    ld hl, wHigh
    ld de, sHigh
    ld bc, 3
    call Copy
    call SaveChecksum
    ld [sCheck], a
    ; falls through
CloseSave:
    xor a
    ld [$0000], a
    ret

OpenSave:
    ld a, $0A
    ld [$0000], a
    xor a
    ld [$4000], a
    ret

SaveChecksum:
    ld hl, sHigh
    ld a, $5A
REPT 3
    xor [hl]
    inc hl
    rlca
ENDR
    ret

Magic:
    db "EDGE"

; If the score beats the high score, keeps and saves it; carry if so.
NoteHighScore:
    ld hl, wScore
    ld de, wHigh
    ld b, 3
.compare
    ld a, [de]
    cp [hl]
    jr c, .higher
    jr nz, .lower
    inc hl
    inc de
    dec b
    jr nz, .compare
.lower
    or a
    ret
.higher
    ld hl, wScore
    ld de, wHigh
    ld bc, 3
    call Copy
    call SaveScore
    scf
    ret
