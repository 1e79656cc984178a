//! What is wrong is said with file, line, text and reason, and no source panics or hangs.

use edgeboy_asm::{assemble, assemble_all};

fn error(body: &str) -> String {
    let source = format!("SECTION \"code\", ROM0[$200]\n{body}\n");
    let files = |path: &str| match path {
        "main.asm" => Some(source.clone().into_bytes()),
        "self.inc" => Some(b"INCLUDE \"self.inc\"".to_vec()),
        _ => None,
    };
    match assemble(&files, "main.asm") {
        Ok(_) => panic!("assembled:\n{body}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn mistakes_are_named() {
    for (body, message) in [
        ("  ld a, Missing", "`Missing` is not defined"),
        ("  ld b, 256", "a byte is -128 to 255, found 256 ($100)"),
        ("  dw 65536", "a word is -32768 to 65535"),
        ("  ld [hl], [hl]", "`ld` has no form with these operands"),
        ("  ld bc, hl", "`ld` has no form"),
        ("  jr @ + 200", "`jr` reaches -128 to 127 bytes, the target is 198 away"),
        ("  bit 8, a", "a bit is 0 to 7"),
        ("  rst 3", "a restart vector"),
        ("  ldh a, [$1234]", "`ldh` reaches $FF00"),
        ("  add sp, 128", "an offset is -128 to 127"),
        ("  frob 3", "`FROB` is no instruction, directive or macro"),
        ("X: nop\nX: nop", "`X` is already defined"),
        (".x nop", "before any global label"),
        ("  db 1 / 0", "division by zero"),
        ("  db 1 << 32", "a shift is by 0 to 31"),
        ("  db \"open", "string without its closing quote"),
        ("  db (1", "expected `)`, found the end of the line"),
        ("  db 1 2", "unexpected number 2 after the end"),
        ("  db 12ab", "no digit of a number in base 10"),
        ("  db $1_0000_0000", "does not fit in 32 bits"),
        ("IF 1\n nop", "IF without its ENDC"),
        ("IF 0\n nop", "IF without its ENDC"),
        ("ENDC", "no IF is open here"),
        ("REPT 2\n nop", "REPT without its ENDR"),
        ("MACRO m\n nop", "MACRO without its ENDM"),
        ("MACRO m\n db \\2\nENDM\n m 1", "macro argument \\2 is missing, there are 1"),
        ("MACRO m\n m\nENDM\n m", "inside one another"),
        ("MACRO m\n m \\1\\1, x\nENDM\n m aaaaaaaaaaaaaaaa", "the line grows beyond"),
        ("INCLUDE \"none.asm\"", "cannot read the file \"none.asm\""),
        ("INCLUDE \"self.inc\"", "inside one another"),
        ("SECTION \"code\", WRAM0", "already defined elsewhere"),
        ("SECTION \"r\", WRAM0\n db 1", "is RAM (WRAM0)"),
        ("SECTION \"r\", ROM0[$8000]", "ROM0 is $0000 to $3FFF, found $8000"),
        ("SECTION \"r\", ROMX, BANK[512]", "has banks 1 to 511"),
        ("SECTION \"h\", HRAM\n ds 128", "grows beyond its 127 bytes"),
        ("  ds 1000000000", "grows beyond"),
        ("  ds -1", "DS reserves 0 or more"),
        ("REPT 1000000\nREPT 1000000\nENDR\nENDR", "more than 4000000 lines"),
        ("REPT 2000000\nENDR", "1000000 times at most"),
        ("DEF n EQU Later\nLater:", "`Later` is not defined"),
        ("IF @ & 1\nENDC\nIF HIGH(Missing)\nENDC", "`Missing` is not defined"),
        ("ASSERT 1 == 2, \"sums\"", "assertion failed: sums"),
        ("FAIL \"stop here\"", "stop here"),
        ("  db {nope}", "`nope` is not defined"),
        ("  jr :+", "no such anonymous label"),
        ("SETCHARMAP nope", "no character map `nope`"),
    ] {
        let text = error(body);
        assert!(text.contains(message), "{body:?} gave {text}");
    }
    let deep = format!("  db {}1", "-".repeat(60_000));
    assert!(error(&deep).contains("operators at most"));
    let wide = format!("  db 1{}", " + X".repeat(5000));
    assert!(error(&wide).contains("operators at most"));
}

#[test]
fn sections_that_collide_or_do_not_fit_are_named() {
    let overlap = error(" ds 4\nSECTION \"other\", ROM0[$202]\n nop");
    assert!(overlap.contains("section \"other\" at $0202 overlaps section \"code\" in ROM0"));
    let full = error("SECTION \"a\", ROM0\n ds $3000\nSECTION \"b\", ROM0\n ds $1000");
    assert!(full.contains("no room in ROM0 for section \"b\" of 4096 bytes"), "{full}");
}

#[test]
fn the_place_and_the_way_there_are_shown() {
    let text = error("MACRO load\n    ld b, \\1\nENDM\n    load 999");
    assert_eq!(
        text,
        "main.asm(3): error: a byte is -128 to 255, found 999 ($3E7)\n    ld b, 999\n    from main.asm(5)"
    );
}

#[test]
fn warnings_do_not_stop() {
    let source = b"SECTION \"x\", ROM0\nWARN \"old\"\n";
    let warnings = assemble_all(&|_| Some(source.to_vec()), "x.asm").unwrap().warnings;
    assert_eq!(warnings[0].to_string(), "x.asm(2): warning: old\n    WARN \"old\"");
}

#[test]
fn noise_never_panics() {
    let words = [
        "ld", "a", "[", "]", ",", "hl", "+", "1", "\"s\"", "SECTION", "ROM0", "\n", "\n", "x:",
        ".y", "db", "MACRO", "ENDM", "REPT", "ENDR", "IF", "ENDC", "ELSE", "\\1", "{x}", "=",
        "DEF", "(", ")", "FOR", "@",
    ];
    let mut seed = 1_u32;
    for _ in 0..20_000 {
        let mut source = String::from("SECTION \"x\", ROM0\n");
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            source += words[(seed >> 16) as usize % words.len()];
            source.push(' ');
        }
        // Either outcome is right; what counts is that there is one.
        let _ = assemble(&|_| Some(source.clone().into_bytes()), "x");
    }
}
