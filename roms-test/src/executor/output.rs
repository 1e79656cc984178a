//! What the headless program leaves: a report as JSON and the last frame as RGB888.

use std::path::Path;

use edgeboy_core::{LCD_HEIGHT, LCD_WIDTH, Registers};
use serde::Deserialize;

use crate::executor::{Hashes, Outcome, RunError};
use crate::picture;

/// The parts of the report that are of use here; `docs/headless.md` describes all.
#[derive(Deserialize)]
struct Report {
    cartridge: Cartridge,
    frame_hash: String,
    state_hash: String,
    audio_hash: Option<String>,
    registers: Registers,
    peeks: Vec<Peek>,
}

#[derive(Deserialize)]
struct Cartridge {
    cgb: String,
}

#[derive(Deserialize)]
struct Peek {
    bytes: Vec<u8>,
}

/// Reads what the program left. `code` is its exit code, `None` if a signal ended it.
pub(super) fn read(
    code: Option<i32>,
    stdout: &[u8],
    stderr: &[u8],
    raw: &Path,
) -> Result<Outcome, RunError> {
    if code != Some(0) {
        let message = String::from_utf8_lossy(stderr).into_owned();
        return Err(RunError::Program { code, message });
    }
    let report: Report =
        serde_json::from_slice(stdout).map_err(|error| RunError::Output(error.to_string()))?;
    let frame = std::fs::read(raw)?;
    let picture = picture::from_rgb888(LCD_WIDTH, &frame)
        .filter(|picture| picture.height() == LCD_HEIGHT)
        .ok_or_else(|| RunError::Output(format!("a frame of {} bytes", frame.len())))?;
    Ok(Outcome {
        picture,
        registers: report.registers,
        peeks: report.peeks.into_iter().flat_map(|peek| peek.bytes).collect(),
        hashes: Hashes {
            frame: report.frame_hash,
            audio: report.audio_hash.unwrap_or_default(),
            state: report.state_hash,
        },
        colour_rom: report.cartridge.cgb != "none",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{"model": "cgb", "cartridge": {"title": "T", "cgb": "only"},
        "frame_hash": "f", "state_hash": "s", "audio_hash": "a", "wall_time": 0.1,
        "registers": {"a":1,"f":2,"b":3,"c":5,"d":8,"e":13,"h":21,"l":34,"sp":65534,"pc":256},
        "peeks": [{"address": 65410, "bytes": [1]}]}"#;

    #[test]
    fn reads_the_report_and_the_frame() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let raw = folder.path().join("frame");
        std::fs::write(&raw, vec![0xFF; LCD_WIDTH * LCD_HEIGHT * 3]).expect("the frame is written");
        let outcome = read(Some(0), REPORT.as_bytes(), b"", &raw).expect("a good run");
        assert_eq!((outcome.registers.b, outcome.registers.l), (3, 34));
        assert_eq!(outcome.peeks, [1]);
        assert_eq!(outcome.hashes.audio, "a");
        assert!(outcome.colour_rom);
        assert_eq!(outcome.picture.pixels().len(), LCD_WIDTH * LCD_HEIGHT);

        std::fs::write(&raw, b"short").expect("the frame is written");
        let error = read(Some(0), REPORT.as_bytes(), b"", &raw).expect_err("no whole frame");
        assert!(error.to_string().contains("5 bytes"), "{error}");
    }

    #[test]
    fn a_program_that_fails_says_why() {
        let error = read(Some(1), b"", b"no such ROM\n", Path::new("raw")).expect_err("it failed");
        assert_eq!(error.to_string(), "the headless program ended with 1: no such ROM");
        let error = read(None, b"", b"", Path::new("raw")).expect_err("it was killed");
        assert!(error.to_string().contains("killed"), "{error}");
        let error = read(Some(0), b"no JSON", b"", Path::new("raw")).expect_err("no report");
        assert!(matches!(error, RunError::Output(_)), "{error}");
    }
}
