//! `benches/results.svg`: a bar for each emulator, readable on light and dark pages.

use std::fmt::Write;

use super::results::Results;
use super::runner::is_ours;

/// Measures in pixels.
const WIDTH: f64 = 720.0;
const LABELS: f64 = 150.0;
const NUMBERS: f64 = 60.0;
const ROW: f64 = 46.0;
const BAR: f64 = 14.0;
const TOP: f64 = 64.0;

const STYLE: &str = "\
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-size: 15px; font-weight: 600 }
.small { font-size: 11px; fill: #57606a }
.ours { fill: #1a7f64 } .peer { fill: #8c959f } .raster { opacity: 0.55 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 } .small { fill: #9198a1 }
  .ours { fill: #3fb68b } .peer { fill: #6e7681 }
}";

/// The chart, in which EdgeBoy's native program is 1.
pub(crate) fn svg(results: &Results) -> String {
    let rows: Vec<_> = results.runners.iter().map(|name| (*name, results.shares(name))).collect();
    let longest = rows.iter().flat_map(|(_, shares)| shares).flatten().copied().fold(1.0, f64::max);
    let height = TOP + ROW * rows.len() as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n\
         <title>Speed of each emulator as a part of EdgeBoy's native program's</title>\n\
         <style>{STYLE}</style>\n\
         <text class=\"title\" x=\"8\" y=\"22\">Speed, EdgeBoy's native program = 1 (longer is faster)</text>\n\
         <text class=\"small\" x=\"8\" y=\"42\">{} frames with picture and sound, CPU time, geometric means: \
         all ROMs, and below the two raster ROMs</text>\n",
        results.frames
    );
    for (row, (name, shares)) in rows.iter().enumerate() {
        let y = TOP + ROW * row as f64;
        let class = if is_ours(name) { "ours" } else { "peer" };
        let label = if is_ours(name) { format!("EdgeBoy, {name}") } else { (*name).to_owned() };
        let _ = writeln!(svg, "<text x=\"8\" y=\"{:.0}\">{label}</text>", y + 17.0);
        for (share, (shift, kind)) in shares.iter().zip([(4.0, ""), (4.0 + BAR + 2.0, " raster")]) {
            let Some(share) = share else { continue };
            let width = share / longest * (WIDTH - LABELS - NUMBERS);
            let y = y + shift;
            let _ = writeln!(
                svg,
                "<rect class=\"{class}{kind}\" x=\"{LABELS}\" y=\"{y:.0}\" width=\"{width:.1}\" \
                 height=\"{BAR}\" rx=\"2\"/>\n\
                 <text class=\"small\" x=\"{:.1}\" y=\"{:.0}\">{share:.2}</text>",
                LABELS + width + 6.0,
                y + 11.0
            );
        }
    }
    svg + "</svg>\n"
}
