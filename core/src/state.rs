//! Save states: a header that says what the state belongs to, then the machine as plain data.
//!
//! | bytes | content |
//! |------:|---------|
//! | 8     | `EDGEBOY` and a zero |
//! | 2     | version, little-endian |
//! | 1     | model |
//! | 32    | SHA-256 of the ROM |
//! | rest  | CPU, bus, instruction count, and the Super NES of an SGB, in `postcard` form |
//!
//! Version 1 knew the DMG, the MGB and the CGB only. What an SGB has more comes behind all that these
//! have, and a model is its place in a list that only ever becomes longer: so their states have stayed
//! what they were.
//!
//! Loading is total: any bytes give a machine or an error. A state is decoded into a machine of its
//! own, checked, given the ROMs, and only then put in the place of the running one.

mod encoding;

use alloc::vec::Vec;
use core::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_64;

use crate::bus::Bus;
use crate::cpu::Cpu;
use crate::gameboy::GameBoy;
use crate::model::Model;
use crate::sgb::Sgb;

const MAGIC: &[u8; 8] = b"EDGEBOY\0";
/// Raised whenever the data behind the header changes.
const VERSION: u16 = 1;
const HEADER: usize = 8 + 2 + 1 + 32;

/// Why a state cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateError {
    /// These bytes are not a save state.
    NotAState,
    /// It ends too early.
    Truncated,
    /// It was made by another version.
    Version {
        /// The version of the state.
        found: u16,
        /// The version that can be loaded.
        supported: u16,
    },
    /// It is of another model.
    Model {
        /// The model of the state, if it is one that is known here.
        found: Option<Model>,
        /// The model of the machine.
        expected: Model,
    },
    /// It is of another game.
    WrongRom,
    /// Its content makes no sense.
    Invalid(&'static str),
}

impl fmt::Display for StateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StateError::NotAState => write!(f, "this is not a save state of EdgeBoy"),
            StateError::Truncated => write!(f, "the save state is cut off"),
            StateError::Version { found, supported } => {
                write!(f, "the save state has version {found}; this program loads {supported}")
            }
            StateError::Model { found: Some(found), expected } => write!(
                f,
                "the save state is of model {}, the machine is a {}",
                found.name(),
                expected.name()
            ),
            StateError::Model { found: None, expected } => write!(
                f,
                "the save state is of a model unknown here, the machine is a {}",
                expected.name()
            ),
            StateError::WrongRom => write!(f, "the save state belongs to another game"),
            StateError::Invalid(what) => write!(f, "the save state is damaged: {what}"),
        }
    }
}

impl core::error::Error for StateError {}

#[derive(Serialize)]
struct Outgoing<'a> {
    cpu: &'a Cpu,
    bus: &'a Bus,
    instructions: u64,
}

#[derive(Deserialize)]
struct Incoming {
    cpu: Cpu,
    bus: Bus,
    instructions: u64,
}

/// The models in the order in which states came to know them.
const MODELS: [Model; Model::ALL.len()] = [
    Model::Dmg,
    Model::Mgb,
    Model::Cgb,
    Model::Dmg0,
    Model::Sgb,
    Model::Sgb2,
    Model::Cgb0,
    Model::CgbB,
    Model::CgbC,
    Model::CgbD,
    Model::Agb,
];

/// A model's place in the list, which stands for it in the data.
fn place(model: Model) -> u8 {
    MODELS.iter().take_while(|&&known| known != model).count() as u8
}

/// What stands for a model in the header: its place, counted from 1.
fn model_code(model: Model) -> u8 {
    place(model) + 1
}

impl Serialize for Model {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(place(*self))
    }
}

impl<'de> Deserialize<'de> for Model {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Model, D::Error> {
        let place = u8::deserialize(deserializer)?;
        let model = MODELS.get(usize::from(place)).copied();
        model.ok_or_else(|| D::Error::custom("there is no such model"))
    }
}

pub(crate) fn save(gb: &GameBoy) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256 * 1024);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.push(model_code(gb.bus.model));
    bytes.extend_from_slice(&gb.bus.cartridge.rom_sha256());
    let machine = Outgoing { cpu: &gb.cpu, bus: &gb.bus, instructions: gb.instructions };
    let bytes = encoding::append(&machine, bytes);
    match &gb.bus.sgb {
        Some(sgb) => encoding::append(sgb, bytes),
        None => bytes,
    }
}

pub(crate) fn hash(gb: &GameBoy) -> u64 {
    xxh3_64(&save(gb))
}

pub(crate) fn load(gb: &mut GameBoy, bytes: &[u8]) -> Result<(), StateError> {
    let Some((magic, rest)) = bytes.split_at_checked(MAGIC.len()) else {
        return Err(StateError::NotAState);
    };
    if magic != MAGIC {
        return Err(StateError::NotAState);
    }
    if bytes.len() < HEADER {
        return Err(StateError::Truncated);
    }
    let found = u16::from_le_bytes([rest[0], rest[1]]);
    if found != VERSION {
        return Err(StateError::Version { found, supported: VERSION });
    }
    let expected = gb.bus.model;
    if rest[2] != model_code(expected) {
        let found = MODELS.into_iter().find(|&model| model_code(model) == rest[2]);
        return Err(StateError::Model { found, expected });
    }
    if rest[3..35] != gb.bus.cartridge.rom_sha256() {
        return Err(StateError::WrongRom);
    }

    let (mut incoming, mut behind): (Incoming, &[u8]) = decode(&bytes[HEADER..])?;
    if expected.is_sgb() {
        let sgb: Sgb;
        (sgb, behind) = decode(behind)?;
        if !sgb.is_valid() {
            return Err(StateError::Invalid("a value of the Super NES is out of range"));
        }
        incoming.bus.adopt_sgb(sgb);
    }
    if !behind.is_empty() {
        return Err(StateError::Invalid("there is something behind its end"));
    }
    if incoming.bus.model != expected {
        return Err(StateError::Invalid("its header and its data name different models"));
    }
    if !incoming.bus.is_valid() || incoming.instructions > incoming.bus.now.0 {
        return Err(StateError::Invalid("a value is out of range"));
    }
    incoming.bus.cartridge.adopt_rom(&gb.bus.cartridge).map_err(StateError::Invalid)?;
    incoming.bus.boot_rom.adopt_bytes(&gb.bus.boot_rom).map_err(StateError::Invalid)?;
    incoming.bus.show_plain_memory();
    incoming.bus.adopt_host_settings(&mut gb.bus);
    incoming.bus.adopt_present();
    *gb = GameBoy { cpu: incoming.cpu, bus: incoming.bus, instructions: incoming.instructions };
    Ok(())
}

/// Decodes what the bytes begin with. Returns the others as well.
fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<(T, &'a [u8]), StateError> {
    postcard::take_from_bytes(bytes).map_err(|error| match error {
        postcard::Error::DeserializeUnexpectedEnd => StateError::Truncated,
        _ => StateError::Invalid("its data cannot be decoded"),
    })
}
