//! Labels, sections, expressions, macros, text and files.

use std::fmt::Write;

use edgeboy_asm::{BOOT_LOGO, HeaderFix, assemble, assemble_all, assemble_file, fix_header};

/// Assembles `body` behind an open section at $200 and gives its first bytes.
fn bytes(body: &str, length: usize) -> Vec<u8> {
    let source = format!("SECTION \"code\", ROM0[$200]\n{body}\n");
    let files = |path: &str| match path {
        "main.asm" => Some(source.clone().into_bytes()),
        "other.inc" => Some(b"db $77\n".to_vec()),
        "data.bin" => Some(vec![1, 2, 3, 4, 5]),
        _ => None,
    };
    let rom = assemble(&files, "main.asm").unwrap_or_else(|e| panic!("{e}\n{body}"));
    rom[0x200..0x200 + length].to_vec()
}

#[test]
fn expressions_follow_precedence_and_floor_division() {
    for (expression, value) in [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 ** 3 ** 2 >> 4", 32),
        ("-7 / 2", -4),
        ("-7 % 2", 1),
        ("~0 & $0F", 15),
        ("1 << 3 | 1", 9),
        ("10 > 9 && 1 != 2", 1),
        ("!5 || 0", 0),
        ("%1010 + 10 % 4", 12),
        ("HIGH($1234) - LOW($1234)", -0x22),
        ("\"A\" + 1", 0x42),
        ("STRLEN(\"four\")", 4),
        ("-2 ** 2", -4),
        ("`12300000 >> 8", 0x60),
        ("`12300000 & $FF", 0xA0),
        ("$12_34 & $FF", 0x34),
    ] {
        let expected = vec![value as u8];
        assert_eq!(bytes(&format!("db {expression}"), 1), expected, "{expression}");
    }
}

#[test]
fn labels_local_global_and_anonymous() {
    let body = "
First:
.loop
    jr .loop
Second::
.loop:
    jr First.loop
:   jr :-
    jr :+
    nop
:   dw First, .loop, @
";
    let expected =
        [0x18, 0xFE, 0x18, 0xFC, 0x18, 0xFE, 0x18, 0x01, 0x00, 0x00, 0x02, 0x02, 0x02, 0x09, 0x02];
    assert_eq!(bytes(body, 15), expected);
}

#[test]
fn sections_float_into_free_places_and_banks() {
    let source = b"
SECTION \"fixed\", ROM0[$150]
    ds 8, 1
SECTION \"floating\", ROM0, ALIGN[8]
Floating: db BANK(Banked), HIGH(Banked), LOW(Banked)
SECTION \"banked\", ROMX[$4100], BANK[3]
Banked: db $99
SECTION \"ram\", WRAM0
Count: db
Table: ds 10
After: dw
SECTION \"high\", HRAM
hFlag: db
SECTION \"use\", ROM0[$160]
    dw Floating, After, hFlag, After - Count, SIZEOF(\"ram\"), STARTOF(\"banked\")
    ldh a, [hFlag]
";
    let assembly = assemble_all(&|_| Some(source.to_vec()), "x").unwrap();
    let rom = &assembly.rom;
    assert_eq!(rom.len(), 0x10000);
    assert_eq!(rom[3 * 0x4000 + 0x100], 0x99);
    assert_eq!(rom[0..3], [3, 0x41, 0x00], "aligned to the start of ROM0");
    assert_eq!(
        rom[0x160..0x16E],
        [0, 0, 0x0B, 0xC0, 0x80, 0xFF, 11, 0, 13, 0, 0x00, 0x41, 0xF0, 0x80]
    );
    assert!(assembly.symbol_file().contains("03:4100 Banked\n"));
}

#[test]
fn macros_repetitions_and_conditions() {
    let body = "
MACRO pair
    db \\1, \\2 + _NARG
.skip\\@
    dw .skip\\@
    IF _NARG > 2
        SHIFT
        SHIFT
        pair \\1, 9
    ENDC
ENDM
Here:
    pair 1, 2, (3)
DEF N = 0
REPT 3
DEF N += 2
    db N
ENDR
FOR i, 10, 4, -3
    db i
    IF i == 10
        db $A0
    ELIF i == 7
        db $A1
    ELSE
        db $A2
    ENDC
ENDR
    IF 0
        fail \"never\"
        IF 1
        ENDC
    ENDC
";
    let expected = [1, 5, 2, 2, 3, 11, 6, 2, 2, 4, 6, 10, 0xA0, 7, 0xA1];
    assert_eq!(bytes(body, expected.len()), expected);
}

#[test]
fn text_goes_through_the_character_map() {
    let body = r#"
CHARMAP "A", 1
CHARMAP "AB", 2
CHARMAP "<end>", 0
    db "ABA<end>", "z", "A" + 1
"#;
    assert_eq!(bytes(body, 5), [2, 1, 0, b'z', 2]);
}

#[test]
fn constants_structures_and_interpolation() {
    let body = r#"
RSRESET
DEF obj_x RB 1
DEF obj_p RW 2
DEF obj_size RB 0
DEF WHICH EQUS "obj_p"
N EQU 10
    db obj_x, {WHICH}, obj_size
Label{d:N}: db "{X:N}"
    dw Label10
"#;
    assert_eq!(bytes(body, 6), [0, 1, 5, b'A', 0x03, 0x02]);
}

#[test]
fn files_are_included_whole_and_in_parts() {
    let body = "INCLUDE \"other.inc\"\nINCBIN \"data.bin\", 1, 3\nINCBIN \"data.bin\", 4\n";
    assert_eq!(bytes(body, 5), [0x77, 2, 3, 4, 5]);
    let folder = std::env::temp_dir().join(format!("edgeboy-asm-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.asm"), "SECTION \"a\", ROM0[0]\nINCLUDE \"b.asm\"\n").unwrap();
    std::fs::write(folder.join("b.asm"), "db 5 /* five\nlines */, \\\n 6 ; and a comment\n")
        .unwrap();
    let rom = assemble_file(&folder.join("a.asm"));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(rom.unwrap()[..2], [5, 6]);
}

#[test]
fn the_header_is_fixed() {
    let source = b"SECTION \"h\", ROM0[$134]\n db \"TEST\"\nSECTION \"x\", ROMX, BANK[2]\n db 1\n";
    let mut rom = assemble(&|_| Some(source.to_vec()), "x").unwrap();
    assert_eq!(rom[0x104..0x134], BOOT_LOGO);
    assert_eq!((rom.len(), rom[0x148]), (0x10000, 1));
    let fix = HeaderFix {
        title: Some("NAME".into()),
        cgb_flag: Some(0x80),
        cartridge_type: Some(0x1B),
        ram_size: Some(2),
    };
    fix_header(&mut rom, &fix).unwrap();
    assert_eq!(rom[0x134..0x139], *b"NAME\0");
    assert_eq!((rom[0x143], rom[0x147], rom[0x149]), (0x80, 0x1B, 2));
    let sum = rom[0x134..=0x14C].iter().fold(0_u8, |s, b| s.wrapping_sub(*b).wrapping_sub(1));
    assert_eq!(rom[0x14D], sum);
    let global = rom.iter().map(|b| u32::from(*b)).sum::<u32>()
        - u32::from(rom[0x14E])
        - u32::from(rom[0x14F]);
    assert_eq!(u32::from(rom[0x14E]) << 8 | u32::from(rom[0x14F]), global & 0xFFFF);
    let long = HeaderFix { title: Some("A TITLE TOO LONG".into()), ..HeaderFix::default() };
    assert!(fix_header(&mut rom, &long).is_err());
    assert!(fix_header(&mut vec![0; 0x100], &HeaderFix::default()).is_err());
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let mut source = String::new();
    for i in 0..60 {
        let _ =
            write!(source, "SECTION \"s{i}\", ROM0\nL{i}: ds {}, {i}\n dw L{}\n", i % 7, 59 - i);
    }
    let files = |_: &str| Some(source.clone().into_bytes());
    assert_eq!(assemble_all(&files, "x").unwrap(), assemble_all(&files, "x").unwrap());
}
