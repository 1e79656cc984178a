//! Files that are often given in place of a ROM, known by their first bytes.

/// What a file that begins with `bytes` probably is, with its article, if not a ROM.
pub(crate) fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(usize, &[u8], &str)] = &[
        (0, b"PK\x03\x04", "a zip archive"),
        (0, b"PK\x05\x06", "an empty zip archive"),
        (0, b"\x1F\x8B\x08", "a gzip file"),
        (0, b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
        (0, b"Rar!\x1A\x07", "a rar archive"),
        (0, b"\xFD7zXZ\0", "an xz file"),
        (0, b"BZh", "a bzip2 file"),
        (0, b"\x28\xB5\x2F\xFD", "a zstd file"),
        (0, b"\x89PNG\r\n\x1A\n", "a PNG picture"),
        (0, b"GIF8", "a GIF picture"),
        (0, b"\xFF\xD8\xFF", "a JPEG picture"),
        (0, b"%PDF-", "a PDF document"),
        (0, b"\x7FELF", "an ELF executable"),
        (0, b"MZ", "a Windows executable"),
        (0, b"\0asm", "a WebAssembly module"),
        (0, b"NES\x1A", "a NES ROM"),
        (0, b"PATCH", "an IPS patch"),
        (0, b"BPS1", "a BPS patch"),
        (0, b"UPS1", "a UPS patch"),
        (0, b"<!DOCTYPE", "an HTML page"),
        (0, b"<!doctype", "an HTML page"),
        (0, b"<html", "an HTML page"),
        (4, b"\x24\xFF\xAE\x51\x69\x9A\xA2\x21", "a Game Boy Advance ROM"),
    ];
    SIGNATURES
        .iter()
        .find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)))
        .map(|(_, _, name)| *name)
}
