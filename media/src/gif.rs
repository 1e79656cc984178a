//! Animated GIF files.
//!
//! A GIF counts time in hundredths of a second, and browsers show a picture that should last less
//! than two of them for ten. The machine's frames last 1.674 hundredths. So each picture begins
//! at the hundredth nearest to its own time (delays vary by one, and no error adds up), and where
//! two would begin less than two hundredths apart the newer one takes the older one's place.
//!
//! Files are small: a picture that equals the one before makes that one last longer, and otherwise
//! only the smallest rectangle that holds all changes is stored, the unchanged pixels in it as
//! transparent where that packs better. Colours are exact as long as no such rectangle has more
//! than 256, which holds for all but the CGB's high-colour tricks; those are reduced to 256 of
//! their own.

mod delta;

use std::fmt;
use std::time::Duration;

use gif::{Encoder, EncodingError, Frame, Repeat};

use crate::gif::delta::{Canvas, Region};
use crate::indexed::ColorTable;
use crate::picture::{Picture, Rgb};

/// The shortest time in hundredths of a second that browsers show a picture for.
const SHORTEST: u64 = 2;

/// Why no GIF could be made.
#[derive(Debug)]
pub enum Error {
    /// A side is longer than the 65,535 pixels that the format allows.
    TooLarge {
        /// Pixels in a row, scaled.
        width: usize,
        /// Rows, scaled.
        height: usize,
    },
    /// A picture is not of the size of the first.
    SizeChanged {
        /// Width and height of the first picture.
        expected: (usize, usize),
        /// Width and height of this one.
        found: (usize, usize),
    },
    /// No picture was given.
    NoPicture,
    /// The encoder failed.
    Encoding(EncodingError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::TooLarge { width, height } => {
                write!(f, "a GIF has at most 65535 pixels a side; this would be {width}x{height}")
            }
            Error::SizeChanged { expected, found } => write!(
                f,
                "pictures of one GIF have one size: expected {}x{}, found {}x{}",
                expected.0, expected.1, found.0, found.1
            ),
            Error::NoPicture => f.write_str("a GIF needs at least one picture"),
            Error::Encoding(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Encoding(error) => Some(error),
            _ => None,
        }
    }
}

impl From<EncodingError> for Error {
    fn from(error: EncodingError) -> Error {
        Error::Encoding(error)
    }
}

/// Takes pictures one after another and gives a GIF that repeats for ever.
///
/// Each picture is packed as soon as it is known how long it lasts, so that what is kept in memory
/// is little more than the file.
#[derive(Debug)]
pub struct Recorder {
    scale: u16,
    size: Option<(u16, u16)>,
    canvas: Canvas,
    /// The colours that most pictures share: the file's global table.
    table: ColorTable,
    /// An entry of `table` that no picture has as a colour.
    spare: Option<u8>,
    frames: Vec<TimedFrame>,
    pending: Option<(Picture, u64)>,
}

/// A packed picture and the hundredths of a second that it lasts.
#[derive(Debug)]
struct TimedFrame {
    frame: Frame<'static>,
    lasts: u64,
}

impl Recorder {
    /// A recorder that draws each pixel as a square of `scale` by `scale` (0 counts as 1).
    pub fn new(scale: u16) -> Recorder {
        Recorder {
            scale: scale.max(1),
            size: None,
            canvas: Canvas::default(),
            table: ColorTable::default(),
            spare: None,
            frames: Vec::new(),
            pending: None,
        }
    }

    /// Shows a picture from a moment on. Moments are counted from any beginning, and no picture's lies
    /// before that of the one before it; the first picture's is where the GIF begins.
    ///
    /// # Errors
    ///
    /// If the picture is not of the size of the first one, or too large.
    pub fn add(&mut self, picture: &Picture, at: Duration) -> Result<(), Error> {
        self.check_size(picture)?;
        let start = hundredths(at);
        match &mut self.pending {
            Some((shown, _)) if shown == picture => {}
            Some((shown, since)) if start < *since + SHORTEST => shown.clone_from(picture),
            _ => {
                self.flush(start);
                self.pending = Some((picture.clone(), start));
            }
        }
        Ok(())
    }

    /// The file; its last picture lasts until `end`.
    ///
    /// # Errors
    ///
    /// If there was no picture.
    pub fn finish(mut self, end: Duration) -> Result<Vec<u8>, Error> {
        self.flush(hundredths(end));
        let (width, height) = self.size.ok_or(Error::NoPicture)?;
        let mut encoder = Encoder::new(Vec::new(), width, height, self.table.bytes())?;
        encoder.set_repeat(Repeat::Infinite)?;
        for TimedFrame { mut frame, mut lasts } in self.frames {
            loop {
                frame.delay = u16::try_from(lasts).unwrap_or(u16::MAX);
                encoder.write_lzw_pre_encoded_frame(&frame)?;
                lasts -= u64::from(frame.delay);
                if lasts == 0 {
                    break;
                }
                frame = unchanged();
            }
        }
        Ok(encoder.into_inner()?)
    }

    fn check_size(&mut self, picture: &Picture) -> Result<(), Error> {
        let scale = usize::from(self.scale);
        let (width, height) = (picture.width() * scale, picture.height() * scale);
        let (Ok(w), Ok(h)) = (u16::try_from(width), u16::try_from(height)) else {
            return Err(Error::TooLarge { width, height });
        };
        let (expected_w, expected_h) = *self.size.get_or_insert((w, h));
        if (w, h) == (expected_w, expected_h) {
            return Ok(());
        }
        let unscaled = |side: u16| usize::from(side) / scale;
        Err(Error::SizeChanged {
            expected: (unscaled(expected_w), unscaled(expected_h)),
            found: (picture.width(), picture.height()),
        })
    }

    /// Packs the picture that is shown until `end`.
    fn flush(&mut self, end: u64) {
        let Some((picture, start)) = self.pending.take() else { return };
        let lasts = end.saturating_sub(start).max(SHORTEST);
        // Nothing has changed if the pictures between two equal ones were too short to be shown.
        match (self.canvas.draw(&picture), self.frames.last_mut()) {
            (Some(region), _) => {
                let frame = self.pack(&region);
                self.frames.push(TimedFrame { frame, lasts });
            }
            (None, Some(last)) => last.lasts += lasts,
            (None, None) => {}
        }
    }

    /// Packs a region in whichever way takes the fewest bytes.
    fn pack(&mut self, region: &Region) -> Frame<'static> {
        let opaque = self.opaque(region);
        let sparse = if region.is_all_changed() { None } else { self.sparse(region) };
        let candidates = [opaque, sparse].into_iter().flatten();
        candidates.min_by_key(frame_bytes).unwrap_or_else(|| {
            let Frame { buffer, palette, .. } = quantised(region);
            self.frame(region, &buffer, palette, None)
        })
    }

    /// The region with every pixel's colour.
    fn opaque(&mut self, region: &Region) -> Option<Frame<'static>> {
        let colors = || region.pixels.iter().map(|pixel| pixel.color);
        if let Some(indices) = self.table.insert_all(colors()) {
            return Some(self.frame(region, &indices, None, None));
        }
        let mut own = ColorTable::default();
        let indices = own.insert_all(colors())?;
        Some(self.frame(region, &indices, Some(own.bytes().to_vec()), None))
    }

    /// The region with the unchanged pixels transparent.
    fn sparse(&mut self, region: &Region) -> Option<Frame<'static>> {
        let changed = || region.pixels.iter().filter(|pixel| pixel.changed).map(|p| p.color);
        if let Some(indices) = self.table.insert_all(changed())
            && let Some(clear) = self.unused_index(&indices)
        {
            let indices = spread(region, &indices, clear);
            return Some(self.frame(region, &indices, None, Some(clear)));
        }
        let mut own = ColorTable::default();
        let indices = own.insert_all(changed())?;
        let clear = own.reserve()?;
        let indices = spread(region, &indices, clear);
        Some(self.frame(region, &indices, Some(own.bytes().to_vec()), Some(clear)))
    }

    /// An index of the global table that none of these pixels has.
    fn unused_index(&mut self, used: &[u8]) -> Option<u8> {
        let mut taken = [false; ColorTable::LIMIT];
        for &index in used {
            taken[usize::from(index)] = true;
        }
        // The lowest one makes for the shortest codes.
        let free = taken[..self.table.len()].iter().position(|taken| !taken);
        if let Some(free) = free {
            return Some(free as u8);
        }
        self.spare = self.spare.or_else(|| self.table.reserve());
        self.spare
    }

    fn frame(
        &self,
        region: &Region,
        indices: &[u8],
        palette: Option<Vec<u8>>,
        transparent: Option<u8>,
    ) -> Frame<'static> {
        let scale = self.scale;
        let scaled = crate::picture::scale_rows(indices, region.width, usize::from(scale));
        // `check_size` has made sure that the whole picture fits these numbers when scaled.
        let place = |pixels: usize| pixels as u16 * scale;
        let mut frame = Frame {
            left: place(region.left),
            top: place(region.top),
            width: place(region.width),
            height: place(region.height()),
            palette,
            transparent,
            buffer: scaled.into(),
            ..Frame::default()
        };
        frame.make_lzw_pre_encoded();
        frame
    }
}

/// A moment in hundredths of a second, to the nearest.
fn hundredths(at: Duration) -> u64 {
    ((at.as_millis() + 5) / 10) as u64
}

/// What a frame takes in the file, without what all frames have.
fn frame_bytes(frame: &Frame<'_>) -> usize {
    frame.buffer.len() + frame.palette.as_ref().map_or(0, Vec::len)
}

/// Puts the changed pixels' indices at their places among transparent ones.
fn spread(region: &Region, changed: &[u8], clear: u8) -> Vec<u8> {
    let mut changed = changed.iter();
    let index = |pixel: &delta::Pixel| {
        if pixel.changed { changed.next().copied().unwrap_or(clear) } else { clear }
    };
    region.pixels.iter().map(index).collect()
}

/// A region of more than 256 colours in 256 that come near them.
fn quantised(region: &Region) -> Frame<'static> {
    let colors: Vec<Rgb> = region.pixels.iter().map(|pixel| pixel.color).collect();
    // This looks at every pixel; the faster ways look at some, and show it in so few pixels.
    Frame::from_rgb(region.width as u16, region.height() as u16, colors.as_flattened())
}

/// A frame that changes nothing, to go on with one that lasts longer than a frame may.
fn unchanged() -> Frame<'static> {
    let mut frame = Frame {
        width: 1,
        height: 1,
        palette: Some(vec![0; 6]),
        transparent: Some(0),
        buffer: vec![0].into(),
        ..Frame::default()
    };
    frame.make_lzw_pre_encoded();
    frame
}

#[cfg(test)]
mod tests;
