//! Patterns that cloth, paper and glaze come in.

use super::palette::Palette;

/// A pattern printed on an object's main colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    Dots,
    Stripes,
    Gingham,
    Paisley,
    Blossoms,
    Knit,
    Rings,
    /// Fine lines in a darker tone of the same colour.
    Ribbed,
    /// Small dots in a darker tone of the same colour.
    Speckled,
}

const NAMED: &[(&str, Pattern)] = &[
    ("RETROSPOT", Pattern::Dots),
    ("POLKADOT", Pattern::Dots),
    ("SPOT", Pattern::Dots),
    ("SPOTS", Pattern::Dots),
    ("SPOTTY", Pattern::Dots),
    ("DOTS", Pattern::Dots),
    ("CIRCLES", Pattern::Dots),
    ("SPOTTED", Pattern::Dots),
    ("STRIPE", Pattern::Stripes),
    ("STRIPES", Pattern::Stripes),
    ("STRIPEY", Pattern::Stripes),
    ("STRIPY", Pattern::Stripes),
    ("STRIPED", Pattern::Stripes),
    ("DECKCHAIR", Pattern::Stripes),
    ("REGATTA", Pattern::Stripes),
    ("GINGHAM", Pattern::Gingham),
    ("CHECK", Pattern::Gingham),
    ("TARTAN", Pattern::Gingham),
    ("CHECKED", Pattern::Gingham),
    ("PATCHWORK", Pattern::Gingham),
    ("PAISLEY", Pattern::Paisley),
    ("KASHMIR", Pattern::Paisley),
    ("FLORAL", Pattern::Blossoms),
    ("FLOWERS", Pattern::Blossoms),
    ("BLOSSOM", Pattern::Blossoms),
    ("POSY", Pattern::Blossoms),
    ("DAISIES", Pattern::Blossoms),
    ("KNITTED", Pattern::Knit),
    ("CROCHET", Pattern::Knit),
    ("WOOLLY", Pattern::Knit),
    ("WOVEN", Pattern::Knit),
    ("QUILTED", Pattern::Knit),
    ("KNIT", Pattern::Knit),
    ("LACE", Pattern::Rings),
    ("DOILY", Pattern::Rings),
    ("FILIGREE", Pattern::Rings),
    ("LATTICE", Pattern::Rings),
    ("TRELLIS", Pattern::Rings),
    ("MOSAIC", Pattern::Gingham),
    ("RIBBED", Pattern::Ribbed),
    ("ZIGZAG", Pattern::Knit),
];

impl Pattern {
    /// The pattern a title's words name; otherwise a quiet one for some, none for most.
    pub(super) fn of(words: &[String], dice: usize) -> Option<Self> {
        let named = words
            .iter()
            .find_map(|word| NAMED.iter().find(|(name, _)| name == word))
            .map(|(_, pattern)| *pattern);
        named.or([Some(Self::Ribbed), Some(Self::Speckled), None, None][dice % 4])
    }

    /// The SVG pattern, with the id `p`.
    pub(super) fn definition(self, palette: &Palette) -> String {
        let (main, figure, shade, accent) = (
            palette.main(),
            palette.figure(),
            palette.shade(),
            palette.accent(),
        );
        let (size, art) = match self {
            Self::Dots => (
                24,
                format!(
                    r##"<g fill="{figure}"><circle cx="6" cy="6" r="4.2"/><circle cx="18" cy="18" r="4.2"/></g>"##
                ),
            ),
            Self::Stripes => (18, format!(r##"<path d="M0 0h9v18H0z" fill="{figure}"/>"##)),
            Self::Gingham => (
                20,
                format!(
                    r##"<path d="M0 0h10v20H0zm0 0h20v10H0z" fill="{figure}" opacity=".5"/><path d="M0 0h10v10H0z" fill="{figure}" opacity=".7"/>"##
                ),
            ),
            Self::Paisley => (
                26,
                format!(
                    r##"<path d="M10 2c-6 4-9 10-6 14 4 5 12 2 10-4s-8-4-4-10zm12 12c-5 3-7 8-4 11 3 4 9 1 7-4s-6-3-3-7z" fill="{figure}"/><circle cx="9" cy="12" r="2" fill="{accent}"/>"##
                ),
            ),
            Self::Blossoms => (
                28,
                format!(
                    r##"<circle cx="8" cy="8" r="4" fill="none" stroke="{figure}" stroke-width="5" stroke-dasharray="0 5" stroke-linecap="round"/><circle cx="8" cy="8" r="2" fill="#e0b354"/><circle cx="22" cy="22" r="3" fill="none" stroke="{figure}" stroke-width="4" stroke-dasharray="0 3.8" stroke-linecap="round"/>"##
                ),
            ),
            Self::Knit => (
                12,
                format!(
                    r##"<path d="M0 2l6 6 6-6" fill="none" stroke="{shade}" stroke-width="2.5"/>"##
                ),
            ),
            Self::Rings => (
                18,
                format!(
                    r##"<circle cx="9" cy="9" r="6" fill="none" stroke="{figure}" stroke-width="2" opacity=".8"/>"##
                ),
            ),
            Self::Ribbed => (
                10,
                format!(r##"<path d="M0 0h3v10H0z" fill="{shade}" opacity=".6"/>"##),
            ),
            Self::Speckled => (
                16,
                format!(
                    r##"<g fill="{shade}"><circle cx="4" cy="4" r="2"/><circle cx="12" cy="12" r="2"/></g>"##
                ),
            ),
        };
        format!(
            r##"<pattern id="p" width="{size}" height="{size}" patternUnits="userSpaceOnUse"><path d="M0 0h{size}v{size}H0z" fill="{main}"/>{art}</pattern>"##
        )
    }
}
