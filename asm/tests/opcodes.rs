//! Every opcode: the bytes are decoded by the bit fields of the opcode, independently of the encoder's tables, and the
//! text that comes out must assemble to the bytes that went in.

use edgeboy_asm::assemble;

const R: [&str; 8] = ["b", "c", "d", "e", "h", "l", "[hl]", "a"];
const RP: [&str; 4] = ["bc", "de", "hl", "sp"];
const RP2: [&str; 4] = ["bc", "de", "hl", "af"];
const CC: [&str; 4] = ["nz", "z", "nc", "c"];
const ALU: [&str; 8] =
    ["add a,", "adc a,", "sub a,", "sbc a,", "and a,", "xor a,", "or a,", "cp a,"];
const ROT: [&str; 8] = ["rlc", "rrc", "rl", "rr", "sla", "sra", "swap", "srl"];

/// The text of an opcode and the bytes behind it; `None` for the eleven that do not exist.
fn decode(opcode: u8) -> Option<(String, Vec<u8>)> {
    let (x, y, z) = (opcode >> 6, usize::from(opcode >> 3 & 7), usize::from(opcode & 7));
    let (p, q) = (y >> 1, y & 1);
    let none = |text: &str| Some((text.to_string(), vec![]));
    let n = |text: String| Some((text, vec![0x5A]));
    let nn = |text: String| Some((text, vec![0x34, 0x12]));
    match (x, z) {
        (0, 0) => match y {
            0 => none("nop"),
            1 => nn("ld [$1234], sp".into()),
            2 => Some(("stop".into(), vec![0])),
            3 => n("jr @ + 2 + $5A".into()),
            _ => n(format!("jr {}, @ + 2 + $5A", CC[y - 4])),
        },
        (0, 1) if q == 0 => nn(format!("ld {}, $1234", RP[p])),
        (0, 1) => none(&format!("add hl, {}", RP[p])),
        (0, 2) => {
            let memory = ["[bc]", "[de]", "[hl+]", "[hl-]"][p];
            none(&if q == 0 { format!("ld {memory}, a") } else { format!("ld a, {memory}") })
        }
        (0, 3) => none(&format!("{} {}", ["inc", "dec"][q], RP[p])),
        (0, 4) => none(&format!("inc {}", R[y])),
        (0, 5) => none(&format!("dec {}", R[y])),
        (0, 6) => n(format!("ld {}, $5A", R[y])),
        (0, _) => none(["rlca", "rrca", "rla", "rra", "daa", "cpl", "scf", "ccf"][y]),
        (1, _) if opcode == 0x76 => none("halt"),
        (1, _) => none(&format!("ld {}, {}", R[y], R[z])),
        (2, _) => none(&format!("{} {}", ALU[y], R[z])),
        (_, 0) => match y {
            0..=3 => none(&format!("ret {}", CC[y])),
            4 => n("ldh [$FF5A], a".into()),
            5 => n("add sp, $5A".into()),
            6 => n("ldh a, [$FF5A]".into()),
            _ => n("ld hl, sp + $5A".into()),
        },
        (_, 1) if q == 0 => none(&format!("pop {}", RP2[p])),
        (_, 1) => none(["ret", "reti", "jp hl", "ld sp, hl"][p]),
        (_, 2) => match y {
            0..=3 => nn(format!("jp {}, $1234", CC[y])),
            4 => none("ldh [c], a"),
            5 => nn("ld [$1234], a".into()),
            6 => none("ldh a, [c]"),
            _ => nn("ld a, [$1234]".into()),
        },
        (_, 3) => match y {
            0 => nn("jp $1234".into()),
            6 => none("di"),
            7 => none("ei"),
            _ => None,
        },
        (_, 4) if y < 4 => nn(format!("call {}, $1234", CC[y])),
        (_, 5) if q == 0 => none(&format!("push {}", RP2[p])),
        (_, 5) if p == 0 => nn("call $1234".into()),
        (_, 4 | 5) => None,
        (_, 6) => n(format!("{} $5A", ALU[y])),
        (_, _) => none(&format!("rst ${:02X}", y * 8)),
    }
}

fn decode_cb(opcode: u8) -> String {
    let (y, r) = (opcode >> 3 & 7, R[usize::from(opcode & 7)]);
    match opcode >> 6 {
        0 => format!("{} {r}", ROT[usize::from(y)]),
        1 => format!("bit {y}, {r}"),
        2 => format!("res {y}, {r}"),
        _ => format!("set {y}, {r}"),
    }
}

fn assembled(code: &str, length: usize) -> Vec<u8> {
    let source = format!("SECTION \"code\", ROM0[$200]\n    {code}\n");
    let files = |_: &str| Some(source.clone().into_bytes());
    let rom = assemble(&files, "code.asm").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(rom[0x200 + length], 0xFF, "`{code}` is longer than {length} bytes");
    rom[0x200..0x200 + length].to_vec()
}

#[test]
fn all_five_hundred_opcodes_assemble_to_themselves() {
    let mut count = 0;
    for opcode in 0..=255_u8 {
        if opcode != 0xCB
            && let Some((text, rest)) = decode(opcode)
        {
            let bytes = [vec![opcode], rest].concat();
            assert_eq!(assembled(&text, bytes.len()), bytes, "{text}");
            count += 1;
        }
        let text = decode_cb(opcode);
        assert_eq!(assembled(&text, 2), [0xCB, opcode], "{text}");
        count += 1;
    }
    assert_eq!(count, 500);
}

#[test]
fn other_spellings_mean_the_same() {
    for (spelling, bytes) in [
        ("ld a, [hli]", &[0x2A_u8][..]),
        ("ld [hld], a", &[0x32]),
        ("ldi a, [hl]", &[0x2A]),
        ("ldd [hl], a", &[0x32]),
        ("LD A, [$FF00 + C]", &[0xF2]),
        ("ldh [$40], a", &[0xE0, 0x40]),
        ("add b", &[0x80]),
        ("xor a", &[0xAF]),
        ("sub 3", &[0xD6, 3]),
        ("jp [hl]", &[0xE9]),
        ("ld hl, sp - 2", &[0xF8, 0xFE]),
        ("add sp, -4", &[0xE8, 0xFC]),
        ("stop 1", &[0x10, 1]),
    ] {
        assert_eq!(assembled(spelling, bytes.len()), bytes, "{spelling}");
    }
}
