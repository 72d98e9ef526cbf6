//! Sentences: patterns filled in.

use whyshelf_pack::text::cut;

use super::{DialogKey, Key, Language, say, say_in_dialog};

/// A sentence whose product titles stand out.
pub(crate) type Sentence = Vec<Piece>;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of ours.
    Words(&'static str),
    /// A product's title, which may be in another script than the sentence.
    Title(String),
    /// A number, a price, a date or a name, written as the page's language does.
    Value(String),
}

/// A pattern with its places filled in; a place that nothing is given for stays empty.
pub(crate) fn fill(pattern: &'static str, places: &[(&str, &Sentence)]) -> Sentence {
    let mut line = Vec::new();
    let mut rest = pattern;
    while let Some((before, (name, after))) = next_place(rest) {
        words(&mut line, before);
        let given = places.iter().find(|(place, _)| *place == name);
        line.extend(given.into_iter().flat_map(|(_, with)| with.iter().cloned()));
        rest = after;
    }
    words(&mut line, rest);
    line
}

fn next_place(text: &'static str) -> Option<(&'static str, (&'static str, &'static str))> {
    let (before, rest) = cut(text, b'{')?;
    Some((before, cut(rest, b'}')?))
}

fn words(line: &mut Sentence, words: &'static str) {
    if !words.is_empty() {
        line.push(Piece::Words(words));
    }
}

/// A title as the language marks titles.
pub(super) fn title(language: Language, title: &str) -> Sentence {
    let title = vec![Piece::Title(title.to_owned())];
    fill(say(language, Key::TITLE), &[("title", &title)])
}

/// "A, B and C".
pub(crate) fn list(language: Language, parts: Vec<Sentence>) -> Sentence {
    let mut parts = parts.into_iter();
    let mut line = parts.next().unwrap_or_default();
    while let Some(next) = parts.next() {
        let last = parts.len() == 0;
        let pattern = if last {
            DialogKey::LIST_LAST
        } else {
            DialogKey::LIST_MORE
        };
        line = fill(
            say_in_dialog(language, pattern),
            &[("a", &line), ("b", &next)],
        );
    }
    line
}

/// A sentence for where there is no markup.
pub(crate) fn plain(sentence: Sentence) -> String {
    let text = |piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Title(text) | Piece::Value(text) => text,
    };
    sentence.into_iter().map(text).collect()
}
