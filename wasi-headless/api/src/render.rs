//! What an HTTP request asks for, and the call that it becomes.
//!
//! The options are those of the command line, under the same names. The guest understands their
//! values; here it is only seen to it that no other option gets through, and that what decides how
//! long a run takes is within its limits.

mod format;

use form_urlencoded::parse;
use sha2::{Digest, Sha256};

use crate::call::{Answer, Call};
use crate::problem::{Kind, Problem};

pub use format::Format;

/// How much a request may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderLimits {
    /// The most frames.
    pub frames: u64,
    /// The most bytes of the answer.
    pub output: u64,
}

impl Default for RenderLimits {
    /// Five minutes of the machine's time, 16 MiB.
    fn default() -> RenderLimits {
        RenderLimits { frames: 17_919, output: 16 << 20 }
    }
}

/// The options of the command line that a request may set.
const OPTIONS: [&str; 12] = [
    "boot-buttons",
    "colors",
    "every",
    "frames",
    "input",
    "model",
    "palette",
    "peek",
    "rate",
    "rtc",
    "scale",
    "until-opcode",
];

/// How many frames are run if the command line or the request does not say.
pub const DEFAULT_FRAMES: u64 = 600;

/// The longest input script, in bytes.
const LONGEST_SCRIPT: usize = 64 << 10;

/// How often `peek` may be given.
const MOST_PEEKS: usize = 64;

/// What a request asks for, apart from the ROM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Render {
    /// What is to come of it.
    pub format: Format,
    /// Options of the command line, sorted, so that equal requests are equal.
    options: Vec<(String, String)>,
}

impl Render {
    /// Reads a query. A parameter that is in `others` is left to the caller.
    ///
    /// # Errors
    ///
    /// [`Problem`] if a parameter is not known, is given twice, or exceeds a limit.
    pub fn from_query(
        query: &str,
        format: Format,
        others: &[&str],
        limits: RenderLimits,
    ) -> Result<Render, Problem> {
        let pairs = parse(query.as_bytes()).filter(|(name, _)| !others.contains(&name.as_ref()));
        Render::new(
            pairs.map(|(name, value)| (name.into_owned(), value.into_owned())),
            format,
            limits,
        )
    }

    /// A request with these options.
    ///
    /// # Errors
    ///
    /// As [`Render::from_query`].
    pub fn new(
        options: impl IntoIterator<Item = (String, String)>,
        format: Format,
        limits: RenderLimits,
    ) -> Result<Render, Problem> {
        let mut options: Vec<(String, String)> = options.into_iter().collect();
        // The order of peeks is that of the report; that of different options means nothing.
        options.sort_by(|(a, _), (b, _)| a.cmp(b));
        let render = Render { format, options };
        render.check_names()?;
        render.check_limits(limits)?;
        Ok(render)
    }

    /// What an option was set to.
    fn get(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(option, _)| option == name).map(|(_, value)| value.as_str())
    }

    fn check_names(&self) -> Result<(), Problem> {
        for (index, (name, _)) in self.options.iter().enumerate() {
            if !OPTIONS.contains(&name.as_str()) {
                let known = OPTIONS.join(", ");
                return Err(bad_option(format!("there is no option `{name}`; there are {known}")));
            }
            if name != "peek" && index > 0 && self.options[index - 1].0 == *name {
                return Err(bad_option(format!("`{name}` is given twice")));
            }
        }
        if let Some(input) = self.get("input").filter(|input| !is_script(input)) {
            return Err(bad_option(format!("input: expected a script, found `{input}`")));
        }
        Ok(())
    }

    fn check_limits(&self, limits: RenderLimits) -> Result<(), Problem> {
        let within = |what: &'static str, value: u64, maximum: u64, unit: &'static str| {
            if value <= maximum {
                return Ok(());
            }
            let detail = format!("{what} is {value} {unit}, and at most {maximum} are allowed");
            Err(Problem::new(Kind::Limit, detail).with_limit(what, maximum, unit))
        };
        let frames = self.number("frames")?.unwrap_or(DEFAULT_FRAMES);
        within("frames", frames, limits.frames, "frames")?;
        let script = self.get("input").map_or(0, str::len) as u64;
        within("input", script, LONGEST_SCRIPT as u64, "bytes")?;
        let peeks = self.options.iter().filter(|(name, _)| name == "peek").count() as u64;
        within("peek", peeks, MOST_PEEKS as u64, "ranges")?;
        // How large an animation gets shows only when it is made; raw pictures and sound do not
        // have to be made to know.
        let size = match self.format {
            Format::Raw => {
                let pictures = self.number("every")?.map_or(1, |every| frames / every.max(1));
                pictures.saturating_mul(160 * 144 * 3)
            }
            // 59.7275 frames a second, of 4 bytes a sample.
            Format::Wav => {
                let rate = self.number("rate")?.unwrap_or(48_000).min(192_000);
                frames.saturating_mul(rate * 4) / 59
            }
            Format::Png | Format::Gif | Format::Json => 0,
        };
        within("output", size, limits.output, "bytes")
    }

    /// An option that is a whole number.
    fn number(&self, name: &str) -> Result<Option<u64>, Problem> {
        let Some(text) = self.get(name) else { return Ok(None) };
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad_option(format!("{name}: expected a whole number, found `{text}`")));
        }
        // One with too many digits exceeds every limit, too.
        Ok(Some(text.parse().unwrap_or(u64::MAX)))
    }

    /// The call that this is with a ROM.
    pub fn call(&self, rom: Vec<u8>) -> Call {
        self.call_with(rom, &[])
    }

    /// The call with further arguments.
    pub fn call_with(&self, rom: Vec<u8>, further: &[&str]) -> Call {
        let mut call = Call::new(["render", ROM]).with_file(ROM, rom);
        for (name, value) in &self.options {
            call.args.push(format!("--{name}={value}"));
        }
        call.args.push(match self.format {
            Format::Json => "--json".to_owned(),
            format => format!("--{}={OUTPUT}", format.name()),
        });
        call.args.extend(further.iter().map(ToString::to_string));
        call
    }

    /// What the answer to the call comes to.
    ///
    /// # Errors
    ///
    /// [`Problem`] if the guest refused an option or an input.
    pub fn result(&self, mut answer: Answer) -> Result<Vec<u8>, Problem> {
        check_exit(&answer)?;
        let output = match self.format {
            Format::Json => Some(answer.stdout),
            _ => answer.take(OUTPUT),
        };
        output.ok_or_else(|| Problem::new(Kind::Internal, "the guest wrote no file"))
    }

    /// A name for the answer, which is equal only if the answer is: a hash of the program, of the
    /// options and of the ROM.
    pub fn etag(&self, program: &[u8], rom: &[u8; 32]) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        };
        add(program);
        add(rom);
        add(self.format.name().as_bytes());
        for (name, value) in &self.options {
            add(name.as_bytes());
            add(value.as_bytes());
        }
        let hash = hash.finalize();
        let digits: Vec<String> = hash[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        format!("\"{}\"", digits.concat())
    }
}

/// Why the guest refused, if it did.
///
/// # Errors
///
/// [`Problem`] if the exit code is not 0.
pub fn check_exit(answer: &Answer) -> Result<(), Problem> {
    let message = answer.stderr.trim_end();
    let message = message.strip_prefix("edgeboy-headless: ").unwrap_or(message);
    match answer.exit {
        0 => Ok(()),
        1 => Err(Problem::new(Kind::BadRom, message)),
        // What follows the first paragraph tells of the command line, of which HTTP knows nothing.
        _ => Err(bad_option(message.split("\n\n").next().unwrap_or_default())),
    }
}

/// The names that the guest knows the ROM and the output by.
const ROM: &str = "rom";
const OUTPUT: &str = "output";

fn bad_option(detail: impl Into<String>) -> Problem {
    Problem::new(Kind::BadOption, detail)
}

/// Whether the guest takes it for a script, and not for the name of a file.
fn is_script(input: &str) -> bool {
    let text = input.trim_start();
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.is_empty() || after.len() < text.len() && after.trim_start().starts_with(':')
}

#[cfg(test)]
mod tests;
