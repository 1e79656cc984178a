//! When the game has written something that should be kept.

/// A game that wrote nothing for so many frames, a quarter of a second, is done writing.
const QUIET: u32 = 15;
/// A game that goes on writing has its save kept every so many frames, once a second.
const LONGEST: u32 = 60;

/// Watches the count of writes to what the battery keeps.
#[derive(Debug)]
pub(crate) struct BatteryWatch {
    writes: u64,
    /// Frames since the first write that is not kept yet, and since the last.
    waiting: Option<(u32, u32)>,
}

impl BatteryWatch {
    /// All writes up to this count are kept.
    pub(crate) fn new(writes: u64) -> BatteryWatch {
        BatteryWatch { writes, waiting: None }
    }

    /// A frame has passed. Whether the save should be kept now; it is taken to be, then.
    pub(crate) fn frame(&mut self, writes: u64) -> bool {
        let (first, last) = self.waiting.unwrap_or((0, 0));
        if writes != self.writes {
            self.writes = writes;
            self.waiting = Some((first + 1, 0));
        } else if self.waiting.is_some() {
            self.waiting = Some((first + 1, last + 1));
        }
        let is_due = self.waiting.is_some_and(|(first, last)| last >= QUIET || first >= LONGEST);
        if is_due {
            self.waiting = None;
        }
        is_due
    }

    /// Whether something was written that is not kept. It is taken to be, then.
    pub(crate) fn take(&mut self, writes: u64) -> bool {
        let is_due = self.waiting.is_some() || writes != self.writes;
        *self = BatteryWatch::new(writes);
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_is_kept_when_the_game_is_done_writing() {
        let mut watch = BatteryWatch::new(5);
        let due: Vec<usize> =
            (0..100).filter(|&frame| watch.frame(5 + frame.min(10) as u64)).collect();
        assert_eq!(due, [25]);
    }

    #[test]
    fn a_game_that_never_stops_writing_is_kept_each_second() {
        let mut watch = BatteryWatch::new(0);
        let due: Vec<u64> = (1..200).filter(|&frame| watch.frame(frame)).collect();
        assert_eq!(due, [60, 120, 180]);
    }

    #[test]
    fn what_waits_is_kept_at_the_end() {
        let mut watch = BatteryWatch::new(0);
        assert!(!watch.take(0));
        assert!(!watch.frame(1));
        assert!(watch.take(1));
        assert!(!watch.take(1));
        assert!(watch.take(2));
    }
}
