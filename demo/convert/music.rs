//! Readable notes into the bytes that the sound engine plays.
//!
//! A file is lines of:
//!
//! * `instruments lead bass …`: the instruments' names, in the order of the engine's tables;
//! * `song name speed`: a song, whose steps (sixteenths) last `speed` frames;
//! * `pattern name: notes…`: a run of notes, which may go on in further lines that start with `|`;
//! * `order channel: pattern pattern | pattern …`: what channel 1 to 4 plays; behind `|` stands what repeats for ever.
//!
//! A note is `c4.2`: name (with `#` for sharps), octave, and length in steps. `r.4` rests, `@lead` chooses an instrument.
//! On channel 4 an instrument is the drum, and the note is its pitch, so that `x.2` plays it.
//!
//! The bytes of a pattern: a note (0 is C2) and its length; `$60` and a length rests; `$80 + n` chooses instrument n; `$FF` ends.

use std::collections::BTreeMap;
use std::fmt::Write;

const REST: u8 = 0x60;
const INSTRUMENT: u8 = 0x80;
const END: u8 = 0xFF;

/// Compiles a file of songs into assembly source.
pub(crate) fn compile(text: &str) -> Result<String, String> {
    let mut instruments: Vec<String> = Vec::new();
    let mut patterns: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut songs: Vec<Song> = Vec::new();
    let mut open: Option<String> = None;
    for (index, line) in text.lines().enumerate() {
        let at = |message: String| format!("line {}: {message}", index + 1);
        let line = line.split(';').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            "instruments" => instruments = rest.split_whitespace().map(String::from).collect(),
            "song" => {
                let mut words = rest.split_whitespace();
                let name = words.next().ok_or_else(|| at("a song needs a name".into()))?;
                let speed = words
                    .next()
                    .and_then(|s| s.parse().ok())
                    .filter(|speed| (1..=30).contains(speed))
                    .ok_or_else(|| at("a song needs a speed of 1 to 30 frames".into()))?;
                songs.push(Song { name: name.into(), speed, orders: Default::default() });
            }
            "pattern" => {
                let (name, notes) =
                    rest.split_once(':').ok_or_else(|| at("`:` behind the name".into()))?;
                let bytes = notes_to_bytes(notes, &instruments).map_err(at)?;
                if patterns.insert(name.trim().into(), bytes).is_some() {
                    return Err(at(format!("pattern {} is there twice", name.trim())));
                }
                open = Some(name.trim().into());
            }
            "|" => {
                let pattern = open.as_ref().and_then(|name| patterns.get_mut(name));
                let pattern = pattern.ok_or_else(|| at("`|` before any pattern".into()))?;
                pattern.extend(notes_to_bytes(rest, &instruments).map_err(at)?);
            }
            "order" => {
                let song = songs.last_mut().ok_or_else(|| at("order before any song".into()))?;
                let (channel, names) =
                    rest.split_once(':').ok_or_else(|| at("`:` behind the channel".into()))?;
                let channel: usize = channel.trim().parse().unwrap_or(0);
                let order = channel
                    .checked_sub(1)
                    .and_then(|i| song.orders.get_mut(i))
                    .ok_or_else(|| at("a channel is 1 to 4".into()))?;
                *order = names.split_whitespace().map(String::from).collect();
            }
            other => return Err(at(format!("unknown line `{other}`"))),
        }
    }
    source(&songs, &patterns)
}

struct Song {
    name: String,
    speed: u8,
    orders: [Vec<String>; 4],
}

/// The steps that a pattern lasts.
fn steps(bytes: &[u8]) -> usize {
    let mut total = 0;
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if *byte < INSTRUMENT {
            total += rest.next().map_or(0, |length| usize::from(*length));
        }
    }
    total
}

fn source(songs: &[Song], patterns: &BTreeMap<String, Vec<u8>>) -> Result<String, String> {
    let mut out = String::new();
    for song in songs {
        // A song: its speed, then four orders, each a list of patterns that ends in 0 and the place to go on from.
        let _ = write!(out, "Song_{}::\n    db {}\n    dw ", song.name, song.speed);
        let names: Vec<String> = (1..=4).map(|c| format!("Song_{}.order{c}", song.name)).collect();
        let _ = writeln!(out, "{}", names.join(", "));
        let mut lengths = Vec::new();
        for (index, order) in song.orders.iter().enumerate() {
            let channel = index + 1;
            let _ = writeln!(out, ".order{channel}");
            let (mut length, mut looped) = (0, false);
            for name in order {
                if name == "|" {
                    let _ = writeln!(out, ".loop{channel}");
                    (length, looped) = (0, true);
                    continue;
                }
                let bytes = patterns
                    .get(name)
                    .ok_or_else(|| format!("song {}: no pattern {name}", song.name))?;
                length += steps(bytes);
                let _ = writeln!(out, "    dw Pattern_{name}");
            }
            let target = if looped { format!(".loop{channel}") } else { "0".into() };
            let _ = writeln!(out, "    dw 0, {target}");
            if looped {
                lengths.push(length);
            }
        }
        if lengths.windows(2).any(|pair| pair[0] != pair[1]) {
            return Err(format!("song {}: the channels' loops last {lengths:?} steps", song.name));
        }
    }
    for (name, bytes) in patterns {
        let _ = writeln!(out, "Pattern_{name}:");
        for line in bytes.chunks(16) {
            let bytes: Vec<String> = line.iter().map(|b| format!("${b:02X}")).collect();
            let _ = writeln!(out, "    db {}", bytes.join(", "));
        }
        let _ = writeln!(out, "    db ${END:02X}");
    }
    Ok(out)
}

fn notes_to_bytes(notes: &str, instruments: &[String]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    for word in notes.split_whitespace() {
        if let Some(name) = word.strip_prefix('@') {
            let index = instruments.iter().position(|i| i == name);
            bytes.push(INSTRUMENT + index.ok_or_else(|| format!("no instrument {name}"))? as u8);
            continue;
        }
        let (pitch, length) =
            word.split_once('.').ok_or_else(|| format!("`{word}` has no length"))?;
        let length: u8 = length
            .parse()
            .ok()
            .filter(|length| *length > 0)
            .ok_or_else(|| format!("`{word}`: a length is 1 to 255 steps"))?;
        bytes.push(match pitch {
            "r" => REST,
            "x" => 0,
            _ => note(pitch).ok_or_else(|| format!("`{pitch}` is no note from c2 to b7"))?,
        });
        bytes.push(length);
    }
    Ok(bytes)
}

/// The number of a note such as `f#4`, counted in semitones from C2.
fn note(text: &str) -> Option<u8> {
    let mut chars = text.chars();
    let name = "c.d.ef.g.a.b".find(chars.next().filter(|c| *c != '.')?)?;
    let mut next = chars.next()?;
    let sharp = u8::from(next == '#');
    if sharp == 1 {
        next = chars.next()?;
    }
    let octave = next.to_digit(10).filter(|o| (2..=7).contains(o))? as u8;
    if chars.next().is_some() {
        return None;
    }
    Some((octave - 2) * 12 + name as u8 + sharp)
}
