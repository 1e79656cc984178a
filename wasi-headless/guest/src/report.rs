//! What a run gives besides its files. As JSON this is what `--json` prints; `docs/headless.md`
//! describes each field.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use edgeboy_core::cartridge::CgbSupport;
use edgeboy_core::{Cartridge, GameBoy, Registers};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// An xxh3-64 hash: 16 hexadecimal digits in text and in JSON, whose numbers are not good for
/// 64 bits everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Hash(pub u64);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(xxh3_64(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Hash {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Hash, ParseIntError> {
        u64::from_str_radix(text, 16).map(Hash)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        hash.to_string()
    }
}

impl TryFrom<String> for Hash {
    type Error = ParseIntError;

    fn try_from(text: String) -> Result<Hash, ParseIntError> {
        text.parse()
    }
}

/// What a run came to. Two runs of the same inputs differ in [`wall_time`](Report::wall_time)
/// only, on whatever they ran.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The model's short name.
    pub model: String,
    /// What the ROM says about itself.
    pub cartridge: CartridgeInfo,
    /// Whole frames that were run.
    pub frames: u64,
    /// The machine's clock at the end, in ticks of 8,388,608 Hz since power-on.
    pub ticks: u64,
    /// The hash of the last picture's RGB888 bytes, in the default palette and raw
    /// colours.
    pub frame_hash: Hash,
    /// The hash of the machine's state.
    pub state_hash: Hash,
    /// The hash of the run's sound as 16-bit little-endian stereo samples, left first; `None` if
    /// no sound was asked for.
    pub audio_hash: Option<Hash>,
    /// Samples per second of that sound.
    pub sample_rate: Option<u32>,
    /// Instructions since power-on.
    pub instructions: u64,
    /// Seconds that the run took, to the microsecond; `None` where there is no clock.
    pub wall_time: Option<f64>,
    /// The CPU's registers at the end.
    pub registers: Registers,
    /// Whether the opcode was reached, if one was asked for.
    pub until_opcode: Option<OpcodeReport>,
    /// The memory that was asked for, in that order.
    pub peeks: Vec<Peeked>,
}

/// What the ROM says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartridgeInfo {
    /// The title in the header.
    pub title: String,
    /// The SHA-256 of the ROM, in hexadecimal.
    pub sha256: String,
    /// What switches the cartridge's banks.
    pub mapper: String,
    /// The header's cartridge type (0147).
    pub cartridge_type: u8,
    /// The size of the ROM in bytes.
    pub rom_bytes: usize,
    /// The size of the cartridge's RAM in bytes.
    pub ram_bytes: usize,
    /// Whether a battery keeps the RAM.
    pub battery: bool,
    /// Whether there is a clock.
    pub rtc: bool,
    /// Whether there is a rumble motor.
    pub rumble: bool,
    /// What the game does with a CGB: `none`, `enhanced`, or `only` if it runs on nothing else.
    pub cgb: String,
    /// Whether the game uses Super Game Boy functions.
    pub sgb: bool,
    /// Whether the header's checksum is right.
    pub header_checksum_valid: bool,
    /// Whether the ROM's checksum is right, at which no hardware looks.
    pub global_checksum_valid: bool,
}

impl CartridgeInfo {
    /// Describes a cartridge.
    pub fn new(cartridge: &Cartridge) -> CartridgeInfo {
        let header = cartridge.header();
        let cgb = match header.cgb {
            CgbSupport::None => "none",
            CgbSupport::Enhanced => "enhanced",
            CgbSupport::Only => "only",
        };
        CartridgeInfo {
            title: header.title.clone(),
            sha256: cartridge.rom_sha256().map(|byte| format!("{byte:02x}")).concat(),
            mapper: cartridge.mapper_name().to_owned(),
            cartridge_type: header.cartridge_type,
            rom_bytes: cartridge.rom().len(),
            ram_bytes: header.ram_size,
            battery: cartridge.has_battery(),
            rtc: cartridge.has_rtc(),
            rumble: cartridge.has_rumble(),
            cgb: cgb.to_owned(),
            sgb: header.sgb,
            header_checksum_valid: header.header_checksum_valid,
            global_checksum_valid: header.global_checksum_valid,
        }
    }
}

/// Whether the CPU came to an opcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpcodeReport {
    /// The opcode.
    pub opcode: u8,
    /// Whether the run ended because the CPU was about to execute it.
    pub reached: bool,
}

/// Memory to report at the end of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peek {
    /// The first address.
    pub address: u16,
    /// How many bytes; those beyond FFFF are left out.
    pub length: u32,
}

/// Memory as it was at the end of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peeked {
    /// The first address.
    pub address: u16,
    /// What a read of it and those after it gives.
    pub bytes: Vec<u8>,
}

impl Peek {
    /// Reads the memory without side effects.
    pub fn of(self, machine: &GameBoy) -> Peeked {
        let length = usize::try_from(self.length).unwrap_or(usize::MAX);
        let addresses = (self.address..=u16::MAX).take(length);
        let bytes = addresses.map(|address| machine.peek(address)).collect();
        Peeked { address: self.address, bytes }
    }
}

/// The report for people, a line for each field.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Registers { a, f: flags, b, c, d, e, h, l, sp, pc } = self.registers;
        write!(f, "{}", self.cartridge)?;
        writeln!(f, "model         {}", self.model)?;
        writeln!(f, "frames        {}", self.frames)?;
        writeln!(f, "ticks         {}", self.ticks)?;
        writeln!(f, "instructions  {}", self.instructions)?;
        writeln!(f, "frame hash    {}", self.frame_hash)?;
        writeln!(f, "state hash    {}", self.state_hash)?;
        if let Some(hash) = self.audio_hash {
            writeln!(f, "audio hash    {hash}")?;
        }
        write!(f, "registers     AF {a:02X}{flags:02X} BC {b:02X}{c:02X} DE {d:02X}{e:02X} ")?;
        writeln!(f, "HL {h:02X}{l:02X} SP {sp:04X} PC {pc:04X}")?;
        if let Some(OpcodeReport { opcode, reached }) = self.until_opcode {
            let reached = if reached { "reached" } else { "not reached" };
            writeln!(f, "opcode {opcode:02X}     {reached}")?;
        }
        for Peeked { address, bytes } in &self.peeks {
            let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            writeln!(f, "memory {address:04X}   {}", bytes.join(" "))?;
        }
        match self.wall_time {
            Some(seconds) => writeln!(f, "wall time     {seconds:.3} s"),
            None => Ok(()),
        }
    }
}

/// The cartridge for people, a line for each field.
impl fmt::Display for CartridgeInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has = [(self.battery, "battery"), (self.rtc, "clock"), (self.rumble, "rumble")];
        let has = has.into_iter().filter(|&(present, _)| present);
        let has: Vec<String> = has.map(|(_, name)| format!(" + {name}")).collect();
        let has = has.concat();
        let validity = |valid| if valid { "valid" } else { "wrong" };
        writeln!(f, "title         {}", self.title)?;
        writeln!(f, "cartridge     {:02X}, {}{has}", self.cartridge_type, self.mapper)?;
        writeln!(f, "ROM           {} bytes", self.rom_bytes)?;
        writeln!(f, "RAM           {} bytes", self.ram_bytes)?;
        writeln!(f, "CGB           {}", self.cgb)?;
        writeln!(f, "SGB           {}", if self.sgb { "yes" } else { "no" })?;
        let (header, rom) = (self.header_checksum_valid, self.global_checksum_valid);
        writeln!(f, "checksums     header {}, ROM {}", validity(header), validity(rom))?;
        writeln!(f, "SHA-256       {}", self.sha256)
    }
}
