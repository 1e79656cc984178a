//! The SM83's instructions as bytes.
//!
//! Source: Pan Docs, "CPU Instruction Set", <https://gbdev.io/pandocs/CPU_Instruction_Set.html>. The opcode space is
//! regular: registers, conditions and register pairs stand in fixed bit fields, which the encoder fills in.

use crate::expression::Expr;
use crate::operand::Operand::{self, Af, Indirect, IoC, Memory, R8, R16, SpOffset, Value};

/// How an expression's value is put into bytes when all addresses are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patch {
    /// One byte, -128 to 255.
    Byte,
    /// One byte, -128 to 127.
    Signed,
    /// Two bytes, low byte first, -32768 to 65535.
    Word,
    /// The distance from behind this byte to the target.
    Relative,
    /// The low byte of an address in $FF00–$FFFF (or the byte itself).
    High,
    /// A bit number, 0 to 7, in bits 3 to 5 of the byte that is already there.
    Bit,
    /// A restart vector, $00 to $38, in the byte that is already there.
    Vector,
}

/// An instruction's bytes, with at most one hole.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(crate) bytes: Vec<u8>,
    /// Where the hole is, how it is filled and with what.
    pub(crate) patch: Option<(usize, Patch, Expr)>,
}

#[allow(clippy::unnecessary_wraps, reason = "each arm of the encoder stays one short line")]
fn plain(bytes: &[u8]) -> Option<Encoded> {
    Some(Encoded { bytes: bytes.to_vec(), patch: None })
}

#[allow(clippy::unnecessary_wraps, reason = "each arm of the encoder stays one short line")]
fn with(opcode: u8, patch: Patch, value: &Expr) -> Option<Encoded> {
    let bytes = if patch == Patch::Word { vec![opcode, 0, 0] } else { vec![opcode, 0] };
    Some(Encoded { bytes, patch: Some((1, patch, value.clone())) })
}

/// The arithmetic instructions in the order of their opcodes, $80 to $BF.
const ALU: [&str; 8] = ["add", "adc", "sub", "sbc", "and", "xor", "or", "cp"];
/// The rotations and shifts in the order of their opcodes, $CB00 to $CB3F.
const SHIFTS: [&str; 8] = ["rlc", "rrc", "rl", "rr", "sla", "sra", "swap", "srl"];

/// Instructions without operands.
const SIMPLE: [(&str, u8); 14] = [
    ("nop", 0x00),
    ("rlca", 0x07),
    ("rrca", 0x0F),
    ("rla", 0x17),
    ("rra", 0x1F),
    ("daa", 0x27),
    ("cpl", 0x2F),
    ("scf", 0x37),
    ("ccf", 0x3F),
    ("halt", 0x76),
    ("ret", 0xC9),
    ("reti", 0xD9),
    ("di", 0xF3),
    ("ei", 0xFB),
];

/// Whether `word` (in lower case) is an instruction.
pub(crate) fn is_mnemonic(word: &str) -> bool {
    const OTHERS: [&str; 16] = [
        "ld", "ldh", "ldi", "ldd", "inc", "dec", "push", "pop", "jp", "jr", "call", "rst", "bit",
        "res", "set", "stop",
    ];
    OTHERS.contains(&word)
        || ALU.contains(&word)
        || SHIFTS.contains(&word)
        || SIMPLE.iter().any(|(name, _)| *name == word)
}

/// The condition that an operand of a jump is: `nz z nc c`.
fn condition(operand: &Operand) -> Option<u8> {
    match operand {
        Operand::Condition(number) => Some(*number),
        R8(1) => Some(3),
        _ => None,
    }
}

/// Encodes one instruction; `None` if it has no form with these operands.
pub(crate) fn encode(mnemonic: &str, operands: &[Operand]) -> Option<Encoded> {
    if let Some(operation) = index(&ALU, mnemonic) {
        return alu(operation, operands);
    }
    if let (Some(operation), [R8(r)]) = (index(&SHIFTS, mnemonic), operands) {
        return plain(&[0xCB, operation << 3 | r]);
    }
    match (mnemonic, operands) {
        // STOP skips the byte behind it, which is 0 by custom.
        ("stop", []) => plain(&[0x10, 0x00]),
        ("stop", [Value(e)]) => with(0x10, Patch::Byte, e),
        (_, []) => {
            let (_, opcode) = SIMPLE.iter().find(|(name, _)| *name == mnemonic)?;
            plain(&[*opcode])
        }
        ("ld", [to, from]) => load(to, from),
        ("ldh", [to, from]) => load_high(to, from),
        ("ldi", [to, from]) => load_step(0x22, to, from),
        ("ldd", [to, from]) => load_step(0x32, to, from),
        ("inc", [R8(r)]) => plain(&[0x04 | r << 3]),
        ("dec", [R8(r)]) => plain(&[0x05 | r << 3]),
        ("inc", [R16(rr)]) => plain(&[0x03 | rr << 4]),
        ("dec", [R16(rr)]) => plain(&[0x0B | rr << 4]),
        ("push" | "pop", [operand]) => {
            let pair = match operand {
                R16(rr) if *rr < 3 => *rr,
                Af => 3,
                _ => return None,
            };
            plain(&[if mnemonic == "push" { 0xC5 } else { 0xC1 } | pair << 4])
        }
        ("jp", [R16(2) | R8(6)]) => plain(&[0xE9]),
        ("jp", [Value(e)]) => with(0xC3, Patch::Word, e),
        ("jp", [c, Value(e)]) => with(0xC2 | condition(c)? << 3, Patch::Word, e),
        ("jr", [Value(e)]) => with(0x18, Patch::Relative, e),
        ("jr", [c, Value(e)]) => with(0x20 | condition(c)? << 3, Patch::Relative, e),
        ("call", [Value(e)]) => with(0xCD, Patch::Word, e),
        ("call", [c, Value(e)]) => with(0xC4 | condition(c)? << 3, Patch::Word, e),
        ("ret", [c]) => plain(&[0xC0 | condition(c)? << 3]),
        ("rst", [Value(e)]) => {
            Some(Encoded { bytes: vec![0xC7], patch: Some((0, Patch::Vector, e.clone())) })
        }
        ("bit" | "res" | "set", [Value(e), R8(r)]) => {
            let group = match mnemonic {
                "bit" => 0x40,
                "res" => 0x80,
                _ => 0xC0,
            };
            let bytes = vec![0xCB, group | r];
            Some(Encoded { bytes, patch: Some((1, Patch::Bit, e.clone())) })
        }
        _ => None,
    }
}

fn index(names: &[&str], mnemonic: &str) -> Option<u8> {
    names.iter().position(|name| *name == mnemonic).map(|i| i as u8)
}

fn alu(operation: u8, operands: &[Operand]) -> Option<Encoded> {
    match operands {
        [R16(2), R16(rr)] if operation == 0 => plain(&[0x09 | rr << 4]),
        [R16(3), Value(e)] if operation == 0 => with(0xE8, Patch::Signed, e),
        [R8(7), R8(r)] | [R8(r)] => plain(&[0x80 | operation << 3 | r]),
        [R8(7), Value(e)] | [Value(e)] => with(0xC6 | operation << 3, Patch::Byte, e),
        _ => None,
    }
}

fn load(to: &Operand, from: &Operand) -> Option<Encoded> {
    match (to, from) {
        // The place of `ld [hl], [hl]` in the table is HALT's.
        (R8(6), R8(6)) => None,
        (R8(to), R8(from)) => plain(&[0x40 | to << 3 | from]),
        (R8(to), Value(e)) => with(0x06 | to << 3, Patch::Byte, e),
        (R8(7), Indirect(rr)) => plain(&[0x0A | rr << 4]),
        (Indirect(rr), R8(7)) => plain(&[0x02 | rr << 4]),
        (R8(7), IoC) => plain(&[0xF2]),
        (IoC, R8(7)) => plain(&[0xE2]),
        (R8(7), Memory(e)) => with(0xFA, Patch::Word, e),
        (Memory(e), R8(7)) => with(0xEA, Patch::Word, e),
        (Memory(e), R16(3)) => with(0x08, Patch::Word, e),
        (R16(3), R16(2)) => plain(&[0xF9]),
        (R16(2), SpOffset(e)) => with(0xF8, Patch::Signed, e),
        (R16(rr), Value(e)) => with(0x01 | rr << 4, Patch::Word, e),
        _ => None,
    }
}

fn load_high(to: &Operand, from: &Operand) -> Option<Encoded> {
    match (to, from) {
        (R8(7), Memory(e)) => with(0xF0, Patch::High, e),
        (Memory(e), R8(7)) => with(0xE0, Patch::High, e),
        (R8(7), IoC) => plain(&[0xF2]),
        (IoC, R8(7)) => plain(&[0xE2]),
        _ => None,
    }
}

/// `ldi` and `ldd`, the older names of `ld` with `[hl+]` and `[hl-]`.
fn load_step(store: u8, to: &Operand, from: &Operand) -> Option<Encoded> {
    match (to, from) {
        (R8(6), R8(7)) => plain(&[store]),
        (R8(7), R8(6)) => plain(&[store | 0x08]),
        _ => None,
    }
}
