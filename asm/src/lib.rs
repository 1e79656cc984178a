//! An SM83 assembler: source text in, a finished Game Boy ROM out.
//!
//! The syntax is that of RGBDS, so that Game Boy developers feel at home, without its rarer parts (unions, `LOAD` blocks, fixed-point
//! numbers). One call reads the sources, places the sections, fills in all values and fixes the cartridge header, and the same
//! sources always give the same bytes.
//!
//! What there is:
//!
//! * labels: `Global:`, `Global::`, `.local`, `Global.local`, and anonymous `:` with `:+` and `:-`;
//! * `SECTION "name", ROM0[$150]`, `ROMX`, `VRAM`, `SRAM`, `WRAM0`, `WRAMX`, `OAM`, `HRAM`, with `BANK[n]` and `ALIGN[bits]`;
//!   a section without an address is placed where there is room; `PUSHS` and `POPS`;
//! * `DB`, `DW`, `DS`, `DS ALIGN[bits]`, `INCBIN`, `INCLUDE`, `CHARMAP`, `NEWCHARMAP`, `SETCHARMAP`;
//! * `DEF name EQU value`, `DEF name = value` (also `SET`, `+=`…), `DEF name EQUS "text"` with `{name}` and `{x:name}`,
//!   `RSRESET`, `RSSET`, `RB`, `RW`, `REDEF`, `PURGE`;
//! * `MACRO`…`ENDM` with `\1` to `\9`, `\#`, `\@`, `_NARG` and `SHIFT`; `REPT`, `FOR`, `BREAK`, `ENDR`; `IF`, `ELIF`, `ELSE`, `ENDC`;
//!   `ASSERT`, `WARN`, `FAIL`;
//! * expressions in 32 bits with `|| && == != < > <= >= + - & | ^ << >> >>> * / % ** ! ~`, `HIGH()`, `LOW()`, `BANK()`, `SIZEOF()`,
//!   `STARTOF()`, `DEF()`, `STRLEN()`, `CHARLEN()`, numbers as `10`, `$0A`, `%1010`, `` `00112233 `` (pixels) and `"A"`.
//!
//! ```
//! let source = br#"
//! SECTION "Header", ROM0[$100]
//!     nop
//!     jp Start
//!     ds $150 - @, 0
//! SECTION "Code", ROM0
//! Start::
//!     ld a, HIGH(Table)
//! .wait
//!     halt
//!     jr .wait
//! Table: db 1, 2, 3
//! "#;
//! let files = |path: &str| (path == "main.asm").then(|| source.to_vec());
//! let rom = edgeboy_asm::assemble(&files, "main.asm")?;
//! assert_eq!(rom.len(), 0x8000);
//! assert_eq!(rom[0x100..0x104], [0x00, 0xC3, 0x00, 0x00], "placed where there is room");
//! # Ok::<(), edgeboy_asm::Error>(())
//! ```
#![forbid(unsafe_code)]

mod assembler;
mod charmap;
mod directive;
mod error;
mod expression;
mod header;
mod instruction;
mod lexer;
mod link;
mod operand;
mod section;
mod source;

pub use error::{Error, Location, Warning};
pub use header::{BOOT_LOGO, HeaderFix, fix_header};

use assembler::Assembler;
use std::path::Path;

/// What an assembly gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembly {
    /// The ROM: a power of two of at least 32 KiB, header fixed.
    pub rom: Vec<u8>,
    /// The labels as (name, bank, address), by address.
    pub labels: Vec<(String, u16, u16)>,
    /// What looked suspicious.
    pub warnings: Vec<Warning>,
}

impl Assembly {
    /// The labels as the `.sym` file that debuggers read.
    pub fn symbol_file(&self) -> String {
        let line = |(name, bank, address): &(String, u16, u16)| {
            format!("{bank:02x}:{address:04x} {name}\n")
        };
        self.labels.iter().map(line).collect()
    }
}

/// Assembles `main`; `sources` gives the bytes of every file that is asked for, by the name in the source.
///
/// # Errors
///
/// The first mistake, with file, line and the offending text.
pub fn assemble(sources: &dyn Fn(&str) -> Option<Vec<u8>>, main: &str) -> Result<Vec<u8>, Error> {
    assemble_all(sources, main).map(|assembly| assembly.rom)
}

/// As [`assemble`], with labels and warnings.
///
/// # Errors
///
/// The first mistake, with file, line and the offending text.
pub fn assemble_all(
    sources: &dyn Fn(&str) -> Option<Vec<u8>>,
    main: &str,
) -> Result<Assembly, Error> {
    let mut assembler = Assembler::new(sources);
    assembler.run(main)?;
    let mut rom = assembler.link()?;
    fix_header(&mut rom, &HeaderFix::default())?;
    let labels = assembler.labels_placed();
    Ok(Assembly { rom, labels, warnings: assembler.warnings })
}

/// Assembles the file at `path`; files that it names are looked for beside it.
///
/// # Errors
///
/// A file that cannot be read, or the first mistake, with file, line and the offending text.
pub fn assemble_file(path: &Path) -> Result<Vec<u8>, Error> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| Error::general(format!("{} is no file's name in UTF-8", path.display())))?;
    assemble(&|file| std::fs::read(folder.join(file)).ok(), name)
}
