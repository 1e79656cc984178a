//! What the values of options mean.

use edgeboy_core::{Buttons, Model, SyncPolicy};
use edgeboy_media::input::parse_buttons;

use crate::report::Peek;

/// The `--model` option.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ModelChoice(pub(crate) Option<Model>);

pub(super) fn model(text: &str) -> Result<ModelChoice, String> {
    if text.eq_ignore_ascii_case("auto") {
        return Ok(ModelChoice(None));
    }
    let expected = || {
        let names: Vec<&str> = Model::ALL.iter().map(|model| model.name()).collect();
        format!("expected auto, {}", names.join(", "))
    };
    Model::from_name(text).map(|model| ModelChoice(Some(model))).ok_or_else(expected)
}

pub(super) fn sync(text: &str) -> Result<SyncPolicy, &'static str> {
    match text {
        "lazy" => Ok(SyncPolicy::Lazy),
        "eager" => Ok(SyncPolicy::Eager),
        _ => Err("expected lazy or eager"),
    }
}

pub(super) fn boot_buttons(text: &str) -> Result<Buttons, String> {
    parse_buttons(text).map_err(|error| error.to_string())
}

pub(super) fn seconds(text: &str) -> Result<f64, String> {
    // Ten years; what is beyond is not a plan but a slip.
    const LONGEST: f64 = 315_360_000.0;
    let seconds = text.parse().ok().filter(|seconds| (0.0..=LONGEST).contains(seconds));
    seconds.ok_or_else(|| format!("expected a number of seconds from 0 to {LONGEST}"))
}

pub(super) fn opcode(text: &str) -> Result<u8, String> {
    hexadecimal(text)
        .and_then(|opcode| u8::try_from(opcode).ok())
        .ok_or_else(|| "expected an opcode from 00 to FF".to_owned())
}

pub(super) fn peek(text: &str) -> Result<Peek, String> {
    let (address, length) = text.split_once(':').unwrap_or((text, "1"));
    let address = hexadecimal(address)
        .and_then(|address| u16::try_from(address).ok())
        .ok_or_else(|| format!("expected an address from 0000 to FFFF, found `{address}`"))?;
    let room = 0x1_0000 - u32::from(address);
    let length =
        length.parse().ok().filter(|length| (1..=room).contains(length)).ok_or_else(|| {
            format!("expected a number of bytes from 1 to {room}, found `{length}`")
        })?;
    Ok(Peek { address, length })
}

/// A number such as `C000`, `0xC000` or `$C000`.
fn hexadecimal(text: &str) -> Option<u32> {
    let prefixes = ["0x", "0X", "$"];
    let digits = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    // `from_str_radix` alone would also take a sign.
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if plain { u32::from_str_radix(digits, 16).ok() } else { None }
}

pub(super) fn scale() -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..=16)
}

pub(super) fn rate() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(8_000..=192_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_hexadecimal() {
        assert_eq!(opcode("40"), Ok(0x40));
        assert_eq!(opcode("0xED"), Ok(0xED));
        for bad in ["", "100", "-1", "+1", "0x", "LD B,B"] {
            assert!(opcode(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn peeks_stay_within_memory() {
        assert_eq!(peek("$C000"), Ok(Peek { address: 0xC000, length: 1 }));
        assert_eq!(peek("FF80:127"), Ok(Peek { address: 0xFF80, length: 127 }));
        assert_eq!(
            peek("FFFF:2").unwrap_err(),
            "expected a number of bytes from 1 to 1, found `2`"
        );
        for bad in ["10000", "C000:0", "C000:", ":1", "C000:-1", "x"] {
            assert!(peek(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn seconds_are_not_negative_and_not_without_end() {
        assert_eq!(seconds("0.5"), Ok(0.5));
        for bad in ["-1", "NaN", "inf", "1e30", ""] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
    }
}
