//! The named palettes.

use edgeboy_media::palette::Palette;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::MachineError;

/// The names of all palettes that `setPalette` knows; the default one comes first.
#[wasm_bindgen(js_name = paletteNames)]
pub fn palette_names() -> Vec<String> {
    Palette::names().map(str::to_owned).collect()
}

/// The four colors of a palette, lightest first: `#rrggbb,#rrggbb,#rrggbb,#rrggbb`. Takes what
/// `setPalette` takes.
///
/// # Errors
/// `PaletteError` if the text is neither a palette's name nor four colors.
#[wasm_bindgen(js_name = paletteColors)]
pub fn palette_colors(name: &str) -> Result<String, MachineError> {
    let palette: Palette = name.parse().map_err(MachineError::Palette)?;
    Ok(palette.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_colors_that_name_the_same_palette() {
        let names = palette_names();
        assert!(names.len() >= 12, "{names:?}");
        for name in names {
            let colors = palette_colors(&name).unwrap();
            assert_eq!(palette_colors(&colors), Ok(colors));
        }
        assert!(matches!(palette_colors("gray-ish"), Err(MachineError::Palette(_))));
    }
}
