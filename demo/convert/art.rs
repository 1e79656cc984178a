//! Text art into Game Boy tiles.
//!
//! A file holds `[name]` blocks of rows; a row's characters are the four colours `.`, `-`, `o`, `#` (0 to 3). Lines that start
//! with `;` are comments. Tiles have two bit planes: Pan Docs, "Tile Data", <https://gbdev.io/pandocs/Tile_Data.html>.

/// A named picture of colours 0 to 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The name in brackets.
    pub(crate) name: String,
    /// Pixels, row by row; all rows are equally long.
    pub(crate) rows: Vec<Vec<u8>>,
}

/// One 8x8 tile as the hardware reads it.
pub(crate) type Tile = [u8; 16];

impl Picture {
    /// The width in pixels.
    pub(crate) fn width(&self) -> usize {
        self.rows[0].len()
    }

    /// The tile whose upper left corner is at (`x`, `y`), moved left by `shift` pixels around the picture's width.
    pub(crate) fn tile(&self, x: usize, y: usize, shift: usize) -> Tile {
        let mut tile = [0; 16];
        for (row, planes) in tile.chunks_exact_mut(2).enumerate() {
            for column in 0..8 {
                let colour = self.rows[y + row][(x + column + shift) % self.width()];
                planes[0] = planes[0] << 1 | colour & 1;
                planes[1] = planes[1] << 1 | colour >> 1;
            }
        }
        tile
    }

    /// All tiles row by row.
    pub(crate) fn tiles(&self) -> Vec<Tile> {
        let corners = (0..self.rows.len())
            .step_by(8)
            .flat_map(|y| (0..self.width()).step_by(8).map(move |x| (x, y)));
        corners.map(|(x, y)| self.tile(x, y, 0)).collect()
    }

    /// The tiles of an object of 8x16 pixels per column: column by column, the upper half first.
    pub(crate) fn object_tiles(&self) -> Vec<Tile> {
        let columns = (0..self.width()).step_by(8);
        columns.flat_map(|x| [self.tile(x, 0, 0), self.tile(x, 8, 0)]).collect()
    }
}

/// Reads the pictures of a file; sides must be multiples of 8.
pub(crate) fn parse(text: &str) -> Result<Vec<Picture>, String> {
    let mut pictures: Vec<Picture> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let at = |message: String| format!("line {}: {message}", index + 1);
        let line = line.trim_end();
        if line.is_empty() || line.starts_with(';') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            pictures.push(Picture { name: name.into(), rows: Vec::new() });
            continue;
        }
        let picture = pictures.last_mut().ok_or_else(|| at("pixels before any [name]".into()))?;
        let row: Result<Vec<u8>, String> = line
            .chars()
            .map(|c| {
                ".-o#".find(c).map(|i| i as u8).ok_or_else(|| at(format!("`{c}` is no pixel")))
            })
            .collect();
        picture.rows.push(row?);
    }
    for picture in &pictures {
        let (name, height) = (&picture.name, picture.rows.len());
        let width = picture.rows.first().map_or(0, Vec::len);
        if height == 0 || !height.is_multiple_of(8) || width == 0 || !width.is_multiple_of(8) {
            return Err(format!("[{name}] is {width}x{height}, sides must be multiples of 8"));
        }
        if picture.rows.iter().any(|row| row.len() != width) {
            return Err(format!("[{name}] has rows of different lengths"));
        }
    }
    Ok(pictures)
}

/// Finds equal tiles: the different ones in order of appearance, and each place's index among them.
pub(crate) fn deduplicate(tiles: &[Tile]) -> (Vec<Tile>, Vec<u8>) {
    let mut unique: Vec<Tile> = Vec::new();
    let mut map = Vec::new();
    for tile in tiles {
        let index = unique.iter().position(|known| known == tile).unwrap_or_else(|| {
            unique.push(*tile);
            unique.len() - 1
        });
        map.push(index as u8);
    }
    (unique, map)
}
