//! The menu: pages of rows, gone through by keys or gamepad. How it looks is `ui`'s matter.

mod browser;
mod commands;
mod control_rows;
mod page;
mod rows;

pub(crate) use browser::Browser;
pub(crate) use commands::Command;
pub(crate) use page::{Page, Trouble};
pub(crate) use rows::{Facts, Playing, Row, RowLook, StateFacts, foot, rows, title};

/// A step through the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Up,
    Down,
    Left,
    Right,
    Choose,
    /// Takes something away: a control, a state.
    Remove,
    Back,
}

/// The pages that are open, one above the other.
#[derive(Debug)]
pub(crate) struct Menu {
    pages: Vec<Open>,
}

/// A page and the row that is chosen in it.
#[derive(Debug)]
struct Open {
    page: Page,
    row: usize,
}

impl Menu {
    /// The menu, open at its first page.
    pub(crate) fn new() -> Menu {
        Menu { pages: vec![Open { page: Page::Main, row: 0 }] }
    }

    /// The page that is seen.
    pub(crate) fn page(&self) -> &Page {
        self.pages.last().map_or(&Page::Main, |open| &open.page)
    }

    /// The row that is chosen, of so many.
    pub(crate) fn row(&self, count: usize) -> usize {
        self.pages.last().map_or(0, |open| open.row).min(count.saturating_sub(1))
    }

    /// Opens a page above the one that is seen.
    pub(crate) fn open(&mut self, page: Page) {
        self.pages.push(Open { page, row: 0 });
    }

    /// Puts a page in the place of the one that is seen, with a row chosen.
    pub(crate) fn replace(&mut self, page: Page, row: usize) {
        self.pages.pop();
        self.pages.push(Open { page, row });
    }

    /// Goes to the page below; `false` if there is none.
    pub(crate) fn back(&mut self) -> bool {
        let has_below = self.pages.len() > 1;
        if has_below {
            self.pages.pop();
        }
        has_below
    }

    /// Takes a step. Returns what it asks for, if that is more than another row.
    ///
    /// `columns` is how many rows are side by side as they are drawn.
    pub(crate) fn step(&mut self, step: Step, rows: &[Row], columns: usize) -> Option<Command> {
        let now = self.row(rows.len());
        let row = rows.get(now);
        match step {
            Step::Up => self.go(rows, now, -(columns as isize)),
            Step::Down => self.go(rows, now, columns as isize),
            Step::Left if columns > 1 => self.go(rows, now, -1),
            Step::Right if columns > 1 => self.go(rows, now, 1),
            Step::Left => return row?.adjusts.map(|choice| Command::Adjust(choice, -1)),
            Step::Right => return row?.adjusts.map(|choice| Command::Adjust(choice, 1)),
            Step::Choose => {
                let row = row?;
                let adjusted = row.adjusts.map(|choice| Command::Adjust(choice, 1));
                return row.does.clone().or(adjusted);
            }
            Step::Remove => return row?.removes.clone(),
            Step::Back => return Some(Command::Back),
        }
        None
    }

    /// Moves by so many rows, in a ring where there is one column, and past rows that only say something.
    fn go(&mut self, rows: &[Row], now: usize, by: isize) {
        let Some(open) = self.pages.last_mut() else { return };
        let count = rows.len() as isize;
        let mut next = now as isize;
        for _ in 0..count {
            next += by;
            if by.abs() == 1 {
                next = next.rem_euclid(count);
            } else if !(0..count).contains(&next) {
                return;
            }
            if rows[next as usize].can_be_chosen() {
                open.row = next as usize;
                return;
            }
        }
    }

    /// Chooses the first row that can be, if the one that is chosen cannot.
    pub(crate) fn settle(&mut self, rows: &[Row]) {
        let now = self.row(rows.len());
        if rows.get(now).is_some_and(|row| !row.can_be_chosen())
            && let Some(first) = rows.iter().position(Row::can_be_chosen)
            && let Some(open) = self.pages.last_mut()
        {
            open.row = first;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Choice;

    fn named(labels: &[&str]) -> Vec<Row> {
        labels.iter().map(|label| Row::doing(*label, Command::Back)).collect()
    }

    #[test]
    fn one_column_is_a_ring() {
        let mut menu = Menu::new();
        let rows = named(&["a", "b", "c"]);
        menu.step(Step::Up, &rows, 1);
        assert_eq!(menu.row(3), 2);
        menu.step(Step::Down, &rows, 1);
        assert_eq!(menu.row(3), 0);
        assert_eq!(menu.step(Step::Choose, &rows, 1), Some(Command::Back));
    }

    #[test]
    fn a_grid_is_gone_through_in_both_directions_and_ends() {
        let mut menu = Menu::new();
        let rows = named(&["a", "b", "c", "d", "e"]);
        let mut go = |steps: &[Step]| {
            for &step in steps {
                assert_eq!(menu.step(step, &rows, 3), None);
            }
            menu.row(5)
        };
        assert_eq!(go(&[Step::Right, Step::Down]), 4);
        assert_eq!(go(&[Step::Down]), 4);
        assert_eq!(go(&[Step::Up, Step::Right]), 2);
        assert_eq!(go(&[Step::Down]), 2);
    }

    #[test]
    fn rows_that_only_say_something_are_passed() {
        let mut menu = Menu::new();
        let rows = [Row::saying("title"), Row::doing("a", Command::Back), Row::saying("end")];
        menu.settle(&rows);
        assert_eq!(menu.row(3), 1);
        menu.step(Step::Down, &rows, 1);
        assert_eq!(menu.row(3), 1);
    }

    #[test]
    fn settings_go_both_ways() {
        let mut menu = Menu::new();
        let rows = [Row::choosing(Choice::Volume, "50 %".to_owned())];
        let mut step = |step| menu.step(step, &rows, 1);
        assert_eq!(step(Step::Left), Some(Command::Adjust(Choice::Volume, -1)));
        assert_eq!(step(Step::Choose), Some(Command::Adjust(Choice::Volume, 1)));
        assert_eq!(step(Step::Remove), None);
    }

    #[test]
    fn pages_lie_on_each_other() {
        let mut menu = Menu::new();
        menu.step(Step::Down, &named(&["a", "b"]), 1);
        menu.open(Page::Settings);
        assert_eq!(menu.row(5), 0);
        assert!(menu.back());
        assert_eq!((menu.page(), menu.row(2)), (&Page::Main, 1));
        assert!(!menu.back());
    }
}
