//! The languages that a page can be served in.

use std::cell::RefCell;

use whyshelf_pack::text::{cut, pieces};

/// A language with its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Language {
    /// Its code in ISO 639-1.
    pub(crate) code: &'static str,
    pub(super) text: &'static str,
}

const ENGLISH: Language = Language {
    code: "en",
    text: include_str!(concat!(env!("OUT_DIR"), "/shelf.txt")),
};

thread_local! {
    static LEARNED: RefCell<Vec<Language>> = const { RefCell::new(Vec::new()) };
}

impl Language {
    /// The language of a tag like `pt-BR`; English, where its messages have not come.
    pub(crate) fn of(tag: &str) -> Language {
        let code = cut(tag, b'-').map_or(tag, |(code, _)| code);
        let known = |language: &&Language| language.code.eq_ignore_ascii_case(code);
        LEARNED
            .with_borrow(|learned| learned.iter().find(known).copied())
            .unwrap_or(ENGLISH)
    }

    /// Takes the messages of a language, for as long as the page lives.
    pub(crate) fn learn(code: String, text: String) {
        if Language::of(&code) == ENGLISH && !code.eq_ignore_ascii_case(ENGLISH.code) {
            let language = Language {
                code: code.leak(),
                text: text.leak(),
            };
            LEARNED.with_borrow_mut(|learned| learned.push(language));
        }
    }

    /// The message of this name; English, where a file of an older release does not have it.
    pub(super) fn message(self, name: &str) -> &'static str {
        find(self.text, name)
            .or_else(|| find(ENGLISH.text, name))
            .unwrap_or_default()
    }
}

/// The text of a message in a file of messages.
pub(super) fn find(text: &'static str, name: &str) -> Option<&'static str> {
    let of = |line: &'static str| line.strip_prefix(name)?.strip_prefix(" = ");
    pieces(text, b'\n').find_map(of)
}
