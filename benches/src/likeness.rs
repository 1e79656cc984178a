//! Whether two emulators show the same.
//!
//! Colors differ: four greys may be greens, and a color screen may be imitated. So each color of ours is taken to be
//! the one that a peer most often has in its place, and the pixels for which that holds are counted.

use std::collections::{HashMap, HashSet};

/// Bytes of a picture.
const BYTES: usize = 160 * 144 * 3;

/// How alike a peer's picture is to ours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Likeness {
    /// The same up to colors, so many frames earlier (-) or later.
    Same(i32),
    /// So much of the pixels, 0 to 1, at best.
    Part(f64),
    /// One color where ours has several.
    Blank,
}

/// Finds the peer's first picture among ours, or our first among the peer's. Both are pictures of 160 by 144 pixels, each as
/// red, green and blue, of one frame after the other.
pub fn compare(ours: &[u8], theirs: &[u8]) -> Likeness {
    let (ours, theirs) = (pictures(ours), pictures(theirs));
    let (Some(first), Some(their_first)) = (ours.first(), theirs.first()) else {
        return Likeness::Blank;
    };
    let later = theirs.iter().zip(0..).map(|(picture, frames)| (frames, alike(first, picture)));
    let earlier = ours.iter().zip(0..).map(|(ours, frames)| (-frames, alike(ours, their_first)));
    let mut tried: Vec<(i32, f64)> = later.chain(earlier).collect();
    // The nearest of the best.
    tried.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.abs().cmp(&b.0.abs())));
    let several = |picture: &[[u8; 3]]| picture.iter().any(|pixel| *pixel != picture[0]);
    let is_blank = ours.iter().take(theirs.len()).any(|picture| several(picture))
        && !theirs.iter().any(|picture| several(picture));
    match tried.first() {
        _ if is_blank => Likeness::Blank,
        Some(&(frames, 1.0)) => Likeness::Same(frames),
        Some(&(_, part)) => Likeness::Part(part),
        None => Likeness::Blank,
    }
}

fn pictures(rgb: &[u8]) -> Vec<&[[u8; 3]]> {
    rgb.chunks_exact(BYTES).map(|picture| picture.as_chunks().0).collect()
}

/// The part of the pixels in which the peer has the color that stands for ours; 0 where it shows much fewer colors.
fn alike(ours: &[[u8; 3]], theirs: &[[u8; 3]]) -> f64 {
    let colors = |picture: &[[u8; 3]]| picture.iter().copied().collect::<HashSet<_>>().len();
    // Imitated colors may fall together, but not most of them.
    if colors(theirs) * 2 < colors(ours) || (colors(ours) > 1 && colors(theirs) == 1) {
        return 0.0;
    }
    let mut pairs: HashMap<[u8; 3], HashMap<[u8; 3], u32>> = HashMap::new();
    for (&ours, &theirs) in ours.iter().zip(theirs) {
        *pairs.entry(ours).or_default().entry(theirs).or_default() += 1;
    }
    let alike: u32 = pairs.values().filter_map(|places| places.values().max()).sum();
    f64::from(alike) / f64::from(160 * 144)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stripes of four shades that move from frame to frame.
    fn frames(first: usize, count: usize, shades: [u8; 4]) -> Vec<u8> {
        let frame = |frame: usize| {
            (0..160 * 144).flat_map(move |pixel| [shades[(pixel % 160 / 10 + frame) % 4]; 3])
        };
        (first..first + count).flat_map(frame).collect()
    }

    const GREYS: [u8; 4] = [255, 170, 85, 0];
    const GREENS: [u8; 4] = [201, 140, 61, 17];

    #[test]
    fn colors_may_differ_and_moments_as_well() {
        let ours = frames(7, 3, GREYS);
        assert_eq!(compare(&ours, &frames(7, 3, GREYS)), Likeness::Same(0));
        // Stripes in other colors are the same picture; which color stands for which, the picture decides.
        assert_eq!(compare(&ours, &frames(7, 3, GREENS)), Likeness::Same(0));
        let mut scene = frames(7, 3, GREYS);
        scene[..30].fill(255);
        let mut later = frames(6, 1, GREENS);
        later.extend(
            frames(7, 1, GREENS).iter().enumerate().map(|(i, &c)| if i < 30 { 201 } else { c }),
        );
        assert_eq!(compare(&scene[..BYTES], &later), Likeness::Same(1));
        assert_eq!(compare(&later, &scene[..BYTES]), Likeness::Same(-1));
    }

    #[test]
    fn what_differs_is_counted() {
        let ours = frames(0, 1, GREYS);
        let mut theirs = frames(0, 1, GREENS);
        // A tenth of the picture shows what is somewhere else.
        theirs[..BYTES / 10].fill(GREENS[0]);
        let Likeness::Part(part) = compare(&ours, &theirs) else { panic!("it is not the same") };
        assert!((0.91..0.94).contains(&part), "{part}");
    }

    #[test]
    fn a_blank_picture_is_no_likeness() {
        let ours = frames(0, 2, GREYS);
        assert_eq!(compare(&ours, &vec![255; BYTES * 2]), Likeness::Blank);
        assert_eq!(compare(&ours, &[]), Likeness::Blank);
        // Where ours is blank as well, it is the same, whatever ours shows later.
        let mut soon = vec![255; BYTES];
        soon.extend(frames(0, 1, GREYS));
        assert_eq!(compare(&soon, &vec![0; BYTES]), Likeness::Same(0));
        assert_eq!(compare(&vec![255; BYTES], &vec![0; BYTES]), Likeness::Same(0));
    }
}
