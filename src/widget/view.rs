//! The values the components show.

use whyshelf_engine::Wishes;

use super::messages::{Key, Language, Piece, Sentence, fill, plain, say};
use super::state::LeavesOut;

/// A shelf.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ShelfView {
    pub(crate) heading: &'static str,
    /// How many shelves before it on the page have the same heading.
    pub(crate) namesakes: usize,
    /// What is said beneath it; mostly nothing.
    pub(crate) note: &'static str,
    /// Name of the strategy that filled it.
    pub(crate) strategy: &'static str,
    /// Why that is not the one that was asked for, if it is not.
    pub(crate) fallback: Option<&'static str>,
    pub(crate) cards: Vec<CardView>,
}

impl ShelfView {
    /// Its heading; landmarks of a page are told apart by their names.
    pub(super) fn title(&self) -> String {
        match self.namesakes {
            0 => self.heading.to_owned(),
            before => [self.heading, " · ", &(before + 1).to_string()].concat(),
        }
    }

    /// Whether a product stands on it.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.cards.iter().any(|card| card.id == id)
    }
}

/// A product on a shelf; every string is safe to show and every address safe to link.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CardView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) image: Option<String>,
    pub(crate) price: Option<String>,
    /// What stands beside the price: what it was, what buyers think.
    pub(crate) beside: Vec<Beside>,
    /// That it cannot be had now, where the catalog says so.
    pub(crate) availability: Option<&'static str>,
    pub(crate) reason: Sentence,
}

impl CardView {
    /// What its "Why this?" is called where the card is not seen.
    pub(super) fn why_label(&self, language: Language) -> String {
        let title = vec![Piece::Title(self.title.clone())];
        plain(fill(say(language, Key::WHY_LABEL), &[("item", &title)]))
    }
}

/// Something beside a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The name of its part.
    pub(crate) part: &'static str,
    pub(crate) text: String,
    /// The same for who hears it, where that is other than the text.
    pub(crate) label: Option<String>,
}

/// Why one product is where it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExplanationView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) reason: Sentence,
    /// Whether the product is on the shelf still.
    pub(crate) shown: bool,
    /// What decides its place beside its score, or instead of it, in words; mostly nothing.
    pub(crate) decides: Option<&'static str>,
    /// What its place is made of, the largest share first, the latest deed where deeds decide.
    pub(crate) parts: Vec<PartView>,
    /// Whether these are shares of the score.
    pub(crate) by_score: bool,
    /// The wishes that it meets: each, and where it stands and would stand without.
    pub(crate) wishes: Vec<(Sentence, Sentence)>,
    /// What the product has in common with others.
    pub(crate) topics: Vec<Topic>,
    /// Whether this visit is for somebody else.
    pub(crate) gift: bool,
    /// What its shelf is filled with, in words.
    pub(crate) filled_with: &'static str,
    /// How every shelf of the shop is chosen.
    pub(crate) policy: PolicyView,
}

/// What counts how much, as a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PolicyView {
    pub(crate) sum: Sentence,
    /// What introduces the weights of kinds of events, and these.
    pub(crate) kinds: (Sentence, Vec<Sentence>),
    pub(crate) rest: Vec<Sentence>,
}

/// What a place is made of: a contribution to the score, or an event that decides the place by itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PartView {
    pub(crate) text: Sentence,
    /// How the event's item goes with this one.
    pub(crate) relation: Option<&'static str>,
    /// Where this product stands, and would stand without it.
    pub(crate) place: Option<Sentence>,
    pub(crate) share: Option<Share>,
    /// The event to forget, where one stands behind it.
    pub(crate) event: Option<u32>,
}

/// A share of the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// As the page's language writes it.
    pub(crate) percent: String,
    /// 0 to 1000, rounded down.
    pub(crate) per_mille: u32,
}

/// All that is held about the shopper.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PanelView {
    pub(crate) events: Vec<EventView>,
    /// What the events are about, the most frequent first, and what is not shown.
    pub(crate) topics: Vec<TopicView>,
    /// Products that are not shown, by identifier and title.
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) paused: bool,
    /// Whether this visit is for somebody else.
    pub(crate) gift: bool,
    /// What the panel's own shelf is called where that is remembered, and what it leaves out.
    pub(crate) shelf: (String, LeavesOut),
    /// Whether shelves leave out what the shopper did.
    pub(crate) impersonal: bool,
    pub(crate) wishes: Wishes,
    /// How much each wish moves, in words; nothing where nothing is asked for.
    pub(crate) moves: [Sentence; 3],
    pub(crate) remember: bool,
    /// Who decided whether anything is kept.
    pub(crate) decided: &'static str,
    /// When what is kept goes by itself.
    pub(crate) kept: Sentence,
}

impl PanelView {
    /// Whether there is anything to forget.
    pub(super) fn holds_anything(&self) -> bool {
        !self.events.is_empty()
            || !self.hidden.is_empty()
            || self.wishes != Wishes::default()
            || self.topics.iter().any(|topic| topic.muted)
    }
}

/// An event that is held.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventView {
    pub(crate) id: u32,
    pub(crate) text: Sentence,
    pub(crate) time: String,
}

/// Something that products have in common: a category by its path, or a brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Category(String),
    Brand(String),
}

impl Topic {
    /// What the topic is called.
    pub(crate) fn name(&self) -> &str {
        match self {
            Topic::Brand(brand) => brand,
            Topic::Category(path) => path.rsplit(" > ").next().unwrap_or_default(),
        }
    }
}

/// A topic of the events, or one of which nothing is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TopicView {
    pub(crate) topic: Topic,
    /// How many events are about it, in words.
    pub(crate) signals: Sentence,
    /// Whether any are.
    pub(crate) held: bool,
    pub(crate) muted: bool,
}

/// Products side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ComparisonView {
    /// Identifier and title.
    pub(crate) products: Vec<(String, String)>,
    pub(crate) rows: Vec<ComparedRow>,
}

/// What one attribute is of each product.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ComparedRow {
    pub(crate) name: &'static str,
    pub(crate) values: Vec<String>,
}
