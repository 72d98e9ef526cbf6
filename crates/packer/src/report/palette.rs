//! Colours: the plots carry one set, which the style sheet swaps for light, dark and paper.
//!
//! Plots name their colours by the light set; attribute selectors replace them. Lines differ by their
//! dashes too, so that nothing depends on seeing colour. The hues are told apart with every common
//! form of colour blindness (after Okabe and Ito, "Color Universal Design", 2008).

use plotters::style::RGBColor;

/// A colour in its light and its dark form.
pub(crate) struct Ink {
    pub(crate) light: RGBColor,
    dark: RGBColor,
    dashes: &'static str,
}

const fn ink(light: (u8, u8, u8), dark: (u8, u8, u8), dashes: &'static str) -> Ink {
    Ink {
        light: RGBColor(light.0, light.1, light.2),
        dark: RGBColor(dark.0, dark.1, dark.2),
        dashes,
    }
}

/// The pack.
pub(crate) const PACK: Ink = ink((0, 112, 92), (72, 214, 176), "none");

/// What shoppers do by themselves.
pub(crate) const LOG: Ink = ink((178, 184, 194), (104, 112, 126), "none");

/// Lines of a grid.
pub(crate) const GRID: Ink = ink((226, 229, 234), (52, 57, 66), "none");

/// Text and axes.
pub(crate) const TEXT: Ink = ink((74, 80, 90), (184, 190, 200), "none");

/// What the pack is compared with, in the order of the baselines.
const BASELINES: [Ink; 4] = [
    ink((110, 116, 126), (152, 160, 172), "2 4"),
    ink((0, 101, 178), (104, 180, 255), "10 4"),
    ink((150, 72, 142), (222, 156, 216), "4 3"),
    ink((196, 78, 0), (255, 158, 92), "12 4 2 4"),
];

/// The colour of a line: the pack first, then the baselines.
pub(crate) fn series(number: usize) -> &'static Ink {
    static PACK_LINE: Ink = PACK;
    static BASELINE_LINES: [Ink; 4] = BASELINES;
    match number.checked_sub(1) {
        None => &PACK_LINE,
        Some(baseline) => &BASELINE_LINES[baseline % BASELINE_LINES.len()],
    }
}

/// As an SVG attribute, the way plotters writes it.
pub(crate) fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// The rules that give plots their dashes and their dark form.
pub(crate) fn css() -> String {
    let inks = [PACK, LOG, GRID, TEXT].into_iter().chain(BASELINES);
    let (mut dashes, mut dark) = (String::new(), String::new());
    for ink in inks {
        let (from, to) = (hex(ink.light), hex(ink.dark));
        if ink.dashes != "none" {
            dashes += &format!(
                ".plot [stroke=\"{from}\"]{{stroke-dasharray:{}}}\n",
                ink.dashes
            );
        }
        dark += &format!(
            ".plot [stroke=\"{from}\"]{{stroke:{to}}}\n.plot [fill=\"{from}\"]{{fill:{to}}}\n"
        );
    }
    format!("{dashes}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n")
}
