//! The picture at the shop's front door: two shelves of the shop's own drawings.

use std::fmt::Write as _;
use std::path::Path;

use super::choice;
use super::palette::Palette;
use super::pattern::Pattern;
use crate::error::DemoError;

/// One thing on a shelf: the words it is drawn for, its main and accent colours, the pattern on it, and where it stands.
struct Piece {
    object: &'static str,
    motif: &'static str,
    colours: (u32, u32),
    pattern: Option<Pattern>,
    /// Centre of its foot.
    foot: (f64, f64),
    scale: f64,
}

const fn piece(
    object: &'static str,
    motif: &'static str,
    colours: (u32, u32),
    pattern: Option<Pattern>,
    foot: (f64, f64),
    scale: f64,
) -> Piece {
    Piece {
        object,
        motif,
        colours,
        pattern,
        foot,
        scale,
    }
}

const UPPER: f64 = 258.0;
const LOWER: f64 = 440.0;

const PIECES: &[Piece] = &[
    piece(
        "LANTERN",
        "",
        (0x4d5a57, 0xe0b354),
        None,
        (84.0, UPPER),
        0.98,
    ),
    piece(
        "TEAPOT",
        "ROSE",
        (0xf5ecd5, 0xc9483f),
        None,
        (206.0, UPPER),
        0.92,
    ),
    piece(
        "TEACUP",
        "",
        (0x7cc3c6, 0xe291a6),
        Some(Pattern::Dots),
        (318.0, UPPER),
        0.66,
    ),
    piece(
        "ALARM CLOCK",
        "",
        (0xc9483f, 0xf4e6c4),
        None,
        (424.0, UPPER),
        0.88,
    ),
    piece(
        "PLANT POT",
        "",
        (0xc98463, 0xf5ecd5),
        Some(Pattern::Ribbed),
        (548.0, UPPER),
        1.0,
    ),
    piece(
        "CAKE STAND",
        "",
        (0xa3d1ba, 0xe291a6),
        None,
        (96.0, LOWER),
        0.96,
    ),
    piece(
        "TIN",
        "BIRD",
        (0x5c87b2, 0xf4e6c4),
        None,
        (222.0, LOWER),
        0.88,
    ),
    piece(
        "T-LIGHT HOLDER",
        "HEART",
        (0xfcf8f0, 0xc9483f),
        None,
        (324.0, LOWER),
        0.72,
    ),
    piece(
        "TOY",
        "TEDDY",
        (0xb9855c, 0xc9483f),
        None,
        (426.0, LOWER),
        0.9,
    ),
    piece(
        "BAG",
        "DAISY",
        (0x7a3b69, 0xf6ecd6),
        Some(Pattern::Dots),
        (550.0, LOWER),
        0.98,
    ),
];

/// Writes the scene.
pub(crate) fn write(path: &Path) -> Result<(), DemoError> {
    std::fs::write(path, draw()).map_err(DemoError::write(path))
}

fn draw() -> String {
    let mut svg = String::from(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" role="img"><title>Two shelves of gifts under a row of bunting</title><path d="M0 0h640v480H0z" fill="#dbe4d3"/><path d="M0 0h32v480H0zm64 0h32v480H64zm64 0h32v480h-32zm64 0h32v480h-32zm64 0h32v480h-32zm64 0h32v480h-32zm64 0h32v480h-32zm64 0h32v480h-32zm64 0h32v480h-32zm64 0h32v480h-32z" fill="#e6ecdd"/>"##,
    );
    bunting(&mut svg);
    for shelf in [UPPER, LOWER] {
        let _ = write!(
            svg,
            r##"<path d="M24 {}h592v16H24z" fill="#5d4a3a" opacity=".14"/><path d="M16 {}h608v14H16z" fill="#cb9d6c"/><path d="M16 {}h608v5H16z" fill="#a67c50"/>"##,
            shelf + 12.0,
            shelf - 1.0,
            shelf + 13.0
        );
    }
    for (place, piece) in PIECES.iter().enumerate() {
        stand(&mut svg, place, piece);
    }
    svg.push_str("</svg>");
    svg
}

fn bunting(svg: &mut String) {
    svg.push_str(r##"<path d="M0 18Q160 88 320 30Q480 88 640 18" fill="none" stroke="#3f3533" stroke-width="3"/>"##);
    let flags = [
        (36, 32, "#c9483f", 19),
        (116, 51, "#f6ecd6", 8),
        (200, 55, "#5f9497", -4),
        (278, 43, "#e2b458", -14),
        (362, 43, "#f6ecd6", 14),
        (440, 55, "#8a659f", 4),
        (524, 51, "#c9483f", -8),
        (604, 32, "#f6ecd6", -19),
    ];
    for (x, y, colour, turn) in flags {
        let _ = write!(
            svg,
            r##"<path d="M-27 0h54L0 58z" fill="{colour}" transform="translate({x} {y})rotate({turn})"/>"##
        );
    }
}

fn stand(svg: &mut String, place: usize, piece: &Piece) {
    let Some(object) = choice::object(piece.object) else {
        return;
    };
    let palette = Palette::mixed(piece.colours.0, piece.colours.1);
    let mut group = palette.paint(object.art, piece.pattern.is_some());
    if let (Some(motif), Some((x, y, size))) = (choice::motif(piece.motif), object.slots.first()) {
        let _ = write!(
            group,
            r##"<g transform="translate({x} {y})scale({})">{}</g>"##,
            f64::from(*size) / 100.0,
            palette.on(object.panel).paint(motif.art, false)
        );
    }
    let own = format!("p{place}");
    if let Some(pattern) = piece.pattern {
        svg.push_str(
            &pattern
                .definition(&palette)
                .replace("id=\"p\"", &format!("id=\"{own}\"")),
        );
        group = group.replace("url(#p)", &format!("url(#{own})"));
    }
    let (x, y) = (
        piece.foot.0 - 100.0 * piece.scale,
        piece.foot.1 - 160.0 * piece.scale,
    );
    let _ = write!(
        svg,
        r##"<ellipse cx="{}" cy="{}" rx="{}" ry="5" fill="#3f3533" opacity=".16"/><g transform="translate({x:.1} {y:.1})scale({})">{group}</g>"##,
        piece.foot.0,
        piece.foot.1,
        58.0 * piece.scale,
        piece.scale
    );
}
