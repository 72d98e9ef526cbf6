//! Words that any product may have in its name.

/// Colours.
pub(super) const COLOURS: [&str; 16] = [
    "White", "Black", "Sand", "Moss", "Navy", "Rust", "Grey", "Sage", "Plum", "Teal", "Ochre",
    "Blush", "Indigo", "Cream", "Olive", "Coral",
];

/// Brand names are two of these and an ending.
pub(super) const SYLLABLES: [&str; 24] = [
    "al", "bren", "cor", "dal", "el", "fen", "gar", "hol", "in", "jor", "kel", "lun", "mar", "nor",
    "or", "pel", "quin", "ros", "sol", "tam", "ul", "ven", "wil", "zan",
];
pub(super) const ENDINGS: [&str; 12] = [
    "by", "den", "ford", "haven", "io", "land", "lund", "mere", "sen", "ta", "vik", "wood",
];
