//! What a drawing is. Art is SVG written in colour letters, so that one drawing serves every palette:
//! `@a` main, `@b` its shade, `@c` accent, `@d` its shade, `@p` main or its pattern, `@l` light, `@k` ink, and the fixed
//! `@w` wood, `@v` dark wood, `@m` metal, `@n` dark metal, `@g` leaf, `@r` red, `@o` orange, `@y` brass.
//! Objects are drawn on a stage of 200 by 200 and stand on y = 160; motifs in -50..50 both ways.

/// How an object meets its surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Stands on a table and throws a shadow on it.
    Stand,
    /// Hangs or lies flat: nothing below it.
    Float,
}

/// What a motif on an object lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    /// The object's main colour or pattern.
    Body,
    /// A light label, or the wall behind.
    Light,
    /// A slate.
    Dark,
}

/// Where a motif goes on an object: centre x, centre y, width.
pub(super) type Slot = (i16, i16, i16);

/// A thing a shop sells.
pub(super) struct Object {
    /// Comma-separated words and phrases, upper case, that call for it.
    pub(super) words: &'static str,
    pub(super) stage: Stage,
    pub(super) slots: &'static [Slot],
    pub(super) panel: Panel,
    /// A motif's word for titles that name none, where empty slots would look bare; or nothing.
    pub(super) spare: &'static str,
    pub(super) art: &'static str,
}

/// A small picture that decorates a thing or stands for itself.
pub(super) struct Motif {
    /// Comma-separated words and phrases, upper case, that call for it.
    pub(super) words: &'static str,
    pub(super) art: &'static str,
}
