//! ROMs in `.zip` archives.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use edgeboy_core::cartridge::MAX_ROM_SIZE;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// Why an archive gives no ROM.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ArchiveError {
    #[error("the archive has no Game Boy game in it (no .gb or .gbc file)")]
    NoGame,
    #[error("the archive has a password; unpack it, and open the game itself")]
    Encrypted,
    #[error("{0} in the archive is too large for a Game Boy game")]
    TooLarge(String),
    #[error("the archive is damaged ({0}); download it again")]
    Damaged(String),
}

/// Whether these bytes begin as a zip archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The first ROM in an archive.
pub(super) fn first_rom(bytes: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(reason)?;
    // A name that is no text is not that of a game.
    let names = archive.file_names().map(|name| name.map(Cow::into_owned).unwrap_or_default());
    let names: Vec<String> = names.collect();
    let number = names.iter().position(|name| is_rom(name)).ok_or(ArchiveError::NoGame)?;
    unpack(&names[number], archive.by_index(number).map_err(reason)?)
}

fn unpack<R: Read>(name: &str, file: ZipFile<'_, R>) -> Result<Vec<u8>, ArchiveError> {
    let largest = MAX_ROM_SIZE as u64;
    if file.size() > largest {
        return Err(ArchiveError::TooLarge(name.to_owned()));
    }
    let mut rom = Vec::new();
    // What an archive says of its sizes need not be true.
    let read = file.take(largest + 1).read_to_end(&mut rom);
    read.map_err(|error| ArchiveError::Damaged(error.to_string()))?;
    if rom.len() as u64 > largest { Err(ArchiveError::TooLarge(name.to_owned())) } else { Ok(rom) }
}

/// Whether a file in an archive is a game, and not one of those that macOS puts beside it.
fn is_rom(name: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let is_known = extension.is_some_and(|e| ["gb", "gbc", "cgb", "sgb"].contains(&e.as_str()));
    is_known && !name.split('/').any(is_hidden)
}

fn reason(error: ZipError) -> ArchiveError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ArchiveError::Encrypted,
        other => ArchiveError::Damaged(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_first_rom_is_taken() {
        let files: [(&str, &[u8]); 4] =
            [("a.txt", b"no"), ("__MACOSX/a.gb", b"no"), ("x/Game.GBC", b"rom"), ("z.gb", b"no")];
        let bytes = archive(&files);
        assert!(is_archive(&bytes));
        assert_eq!(first_rom(&bytes).unwrap(), b"rom");
    }

    #[test]
    fn an_archive_without_one_is_told() {
        let error = first_rom(&archive(&[("a.txt", b"")])).unwrap_err();
        assert!(matches!(error, ArchiveError::NoGame));
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        let zeros = vec![0; MAX_ROM_SIZE + 1];
        let error = first_rom(&archive(&[("a.gb", &zeros)])).unwrap_err();
        assert!(matches!(error, ArchiveError::TooLarge(_)), "{error}");
    }

    #[test]
    fn any_damage_is_an_error_or_harmless() {
        let good = archive(&[("a.gb", &[7; 4096])]);
        for place in 0..good.len() {
            let mut bytes = good.clone();
            bytes[place] ^= 0x55;
            if let Ok(rom) = first_rom(&bytes) {
                assert_eq!(rom, [7; 4096], "byte {place}");
            }
            let _ = first_rom(&good[..place]);
        }
    }
}
