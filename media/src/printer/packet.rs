//! What a game sends to the printer: packets, with tiles that may be compressed.

/// How each packet begins.
const MAGIC: [u8; 2] = [0x88, 0x33];
/// Magic bytes, command, compression and length.
const HEADER: usize = 6;
/// The longest data of a packet: two rows of tiles.
const LONGEST: usize = 0x280;

/// A whole packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Packet {
    pub(super) command: u8,
    is_compressed: bool,
    pub(super) data: Vec<u8>,
    /// The checksum is right.
    pub(super) is_intact: bool,
}

impl Packet {
    fn new(bytes: &[u8]) -> Packet {
        let (content, checksum) = bytes.split_at(bytes.len() - 2);
        let sum = content[MAGIC.len()..].iter().fold(0u16, |sum, &b| sum.wrapping_add(b.into()));
        Packet {
            command: content[2],
            is_compressed: content[3] & 1 != 0,
            data: content[HEADER..].to_vec(),
            is_intact: checksum == sum.to_le_bytes(),
        }
    }

    /// Puts the data into a memory of so many bytes, as far as there is room.
    pub(super) fn tiles(&self, size: usize, memory: &mut Vec<u8>) {
        let mut rest = self.data.as_slice();
        if !self.is_compressed {
            memory.extend_from_slice(rest);
            rest = &[];
        }
        // Runs of a byte, and bytes as they are, each behind a byte with their length.
        while let Some((&control, behind)) = rest.split_first() {
            let length = usize::from(control & 0x7F);
            if control & 0x80 == 0 {
                let (plain, behind) = behind.split_at((length + 1).min(behind.len()));
                memory.extend_from_slice(plain);
                rest = behind;
            } else if let Some((&byte, behind)) = behind.split_first() {
                memory.extend(std::iter::repeat_n(byte, length + 2));
                rest = behind;
            } else {
                break;
            }
        }
        memory.truncate(size);
    }
}

/// What has come with a byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Received {
    /// A part of a packet, or of nothing.
    Part,
    /// The first byte behind the checksum.
    All,
    /// The second byte behind the checksum, and so the end.
    Packet(Packet),
    /// A packet that says that it is longer than any can be.
    TooLong,
}

/// Finds packets in a stream of bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Receiver {
    /// The packet so far.
    bytes: Vec<u8>,
    /// How many bytes the whole packet has, once that is known.
    length: usize,
    /// One byte has come behind the checksum.
    is_answering: bool,
}

impl Receiver {
    pub(super) fn take(&mut self, byte: u8) -> Received {
        let length = self.bytes.len();
        if length >= HEADER && length == self.length {
            self.is_answering = !self.is_answering;
            if self.is_answering {
                return Received::All;
            }
            return Received::Packet(Packet::new(&std::mem::take(&mut self.bytes)));
        }
        if MAGIC.get(length).is_some_and(|&magic| magic != byte) {
            // What breaks off a beginning can itself be one.
            self.bytes.clear();
            if byte == MAGIC[0] {
                self.bytes.push(byte);
            }
            return Received::Part;
        }
        self.bytes.push(byte);
        if length + 1 == HEADER {
            let data = usize::from(u16::from_le_bytes([self.bytes[4], self.bytes[5]]));
            if data > LONGEST {
                self.bytes.clear();
                return Received::TooLong;
            }
            self.length = HEADER + data + 2;
        }
        Received::Part
    }
}
