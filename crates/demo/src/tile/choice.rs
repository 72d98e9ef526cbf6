//! What a picture shows, decided from the title's words; what the words leave open, the item's id decides.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::art;
use super::drawing::{Motif, Object, Panel, Stage};
use super::palette::Palette;
use super::pattern::Pattern;
use crate::category;

/// Longest phrase in the drawings' word lists.
const LONGEST: usize = 4;

static OBJECTS: LazyLock<HashMap<&str, &Object>> = LazyLock::new(|| {
    art::objects()
        .flat_map(|object| object.words.split(", ").map(move |word| (word, object)))
        .collect()
});
static MOTIFS: LazyLock<HashMap<&str, &Motif>> = LazyLock::new(|| {
    art::motifs()
        .flat_map(|motif| motif.words.split(", ").map(move |word| (word, motif)))
        .collect()
});

/// Words that say a motif hangs.
const HANGING: &[&str] = &[
    "HANGING",
    "DECORATION",
    "DECORATIONS",
    "CHRISTMAS",
    "BAUBLE",
    "MOBILE",
    "WICKER",
    "FELT",
    "CHARM",
    "PENDANT",
    "ORNAMENT",
    "FILIGREE",
    "FILIGRIS",
    "ZINC",
];

/// Titles that begin with one of these name the thing first and its design after.
const LEADING: &[&str] = &[
    "BUNTING", "CARD", "CUSHION", "DOORMAT", "JIGSAW", "NOTEBOOK", "TRAY", "UMBRELLA", "WRAP",
];

/// The object a word calls for.
pub(super) fn object(word: &str) -> Option<&'static Object> {
    OBJECTS.get(word).copied()
}

/// The motif a word calls for.
pub(super) fn motif(word: &str) -> Option<&'static Motif> {
    MOTIFS.get(word).copied()
}

/// The parts of one picture.
pub(super) struct Choice {
    seed: u64,
    pub(super) object: Option<&'static Object>,
    pub(super) motif: Option<&'static Motif>,
    pub(super) palette: Palette,
    pub(super) pattern: Option<Pattern>,
    pub(super) stage: Stage,
    /// A letter or number to show in place of a motif.
    pub(super) glyph: Option<char>,
    /// Whether several are sold together.
    pub(super) set: bool,
}

impl Choice {
    pub(super) fn of(id: &str, title: &str) -> Self {
        let words = category::words(title);
        let seed = seed(id);
        let (taken, object) =
            noun(&words).map_or((0..0, None), |(range, object)| (range, Some(object)));
        let motif = (0..words.len())
            .filter(|place| !taken.contains(place))
            .find_map(|place| longest(&words, place, &MOTIFS))
            .map(|(_, motif)| motif);
        let spare = object.and_then(|object| MOTIFS.get(object.spare).copied());
        let hangs = words.iter().any(|word| HANGING.contains(&word.as_str()));
        let stage = match object {
            Some(object) => object.stage,
            None if hangs && motif.is_some() => Stage::Float,
            None => Stage::Stand,
        };
        let dice = |turn| roll(seed, turn);
        let plain = object.is_some_and(|object| !object.art.contains("@p"))
            || (object.is_none() && motif.is_some() && !title_names_pattern(&words));
        Self {
            seed,
            palette: Palette::of(&words, dice),
            pattern: Pattern::of(&words, dice(6)).filter(|_| !plain),
            glyph: object
                .filter(|object| shows_letter(object, &words, motif.is_some()))
                .and_then(|_| glyph(&words)),
            set: set(&words) && object.is_some(),
            motif: motif.or(spare),
            object,
            stage,
        }
    }

    /// A number that depends on the item and the question asked alone.
    pub(super) fn dice(&self, turn: u64) -> usize {
        roll(self.seed, turn)
    }

    /// Flags, clock faces and letters must not be mirrored.
    pub(super) fn has_sides(&self) -> bool {
        let flag = self
            .motif
            .is_some_and(|motif| motif.words.starts_with("UNION"));
        let clock = self
            .object
            .is_some_and(|object| object.words.contains("CLOCK"));
        let slate = self
            .object
            .is_some_and(|object| object.panel == Panel::Dark);
        flag || clock || slate
    }

    /// Whether the object may lie a little askew: not when strings or rods reach the picture's edge.
    pub(super) fn tilts(&self) -> bool {
        self.object.is_some_and(|object| {
            !object.art.contains("M0 ")
                && !object.art.contains("M100 0")
                && !object.art.contains("M36 52")
        })
    }

    /// A lone motif is large, and a mini or small one a little less so.
    pub(super) fn motif_scale(&self) -> f64 {
        1.04 + (self.dice(8) % 5) as f64 / 50.0
    }
}

fn title_names_pattern(words: &[String]) -> bool {
    // Dice that roll "no pattern" leave only what the words name.
    Pattern::of(words, 2).is_some()
}

/// The noun of a title: the longest phrase that names an object, and of equally long ones the last.
fn noun(words: &[String]) -> Option<(std::ops::Range<usize>, &'static Object)> {
    if let Some(object) = words
        .first()
        .filter(|word| LEADING.contains(&word.as_str()))
        .and_then(|word| object(word))
    {
        return Some((0..1, object));
    }
    let found = (0..words.len()).filter_map(|place| {
        longest(words, place, &OBJECTS).map(|(length, object)| (length, place, object))
    });
    let best = found.max_by_key(|(length, place, _)| (*length, *place));
    best.map(|(length, place, object)| (place..place + length, object))
}

fn longest<T>(
    words: &[String],
    place: usize,
    drawings: &HashMap<&str, &'static T>,
) -> Option<(usize, &'static T)> {
    let most = LONGEST.min(words.len() - place);
    (1..=most).rev().find_map(|length| {
        drawings
            .get(words[place..place + length].join(" ").as_str())
            .map(|drawing| (length, *drawing))
    })
}

/// Tiles show a letter or number unless a motif is named; key rings show the letter they are named after.
fn shows_letter(object: &Object, words: &[String], has_motif: bool) -> bool {
    let named = words
        .iter()
        .any(|word| word.chars().count() == 1 && words.first() != Some(word));
    object.words.starts_with("NUMBER TILE") && (named || !has_motif)
        || object.words.starts_with("KEY,") && named
}

/// The number or letter a title names, or its first letter.
fn glyph(words: &[String]) -> Option<char> {
    let named = words.iter().rev().find(|word| word.chars().count() == 1);
    named.or(words.first()).and_then(|word| word.chars().next())
}

/// `Set of 3`, `Pack of 12`, `6 …`.
fn set(words: &[String]) -> bool {
    let several = |word: &String| word.parse::<u32>().is_ok_and(|count| count > 1);
    words.first().is_some_and(several)
        || words
            .iter()
            .zip(words.iter().skip(1))
            .any(|(a, b)| matches!(a.as_str(), "OF" | "SET" | "PACK" | "BOX") && several(b))
}

/// FNV-1a.
fn seed(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// SplitMix64's finish, folded to a small number.
fn roll(seed: u64, turn: u64) -> usize {
    let mut z = seed.wrapping_add(turn.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z >> 40) as usize
}
