//! The values the components show.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::File;

use super::messages::{DialogKey, Key, Language, Sentence, say, say_in_dialog};

/// A shelf.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ShelfView {
    pub(crate) heading: &'static str,
    pub(crate) cards: Vec<CardView>,
}

/// A product on a shelf; every string is safe to show and every address safe to link.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CardView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) image: Option<String>,
    pub(crate) price: Option<String>,
    /// That it cannot be had now, where the catalog says so.
    pub(crate) availability: Option<&'static str>,
    pub(crate) reason: Sentence,
}

/// Why one product is where it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExplanationView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) reason: Sentence,
    /// Whether the product is on the shelf still.
    pub(crate) shown: bool,
    pub(crate) shares: Vec<ShareView>,
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

/// A contribution as a share of the score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShareView {
    pub(crate) text: Sentence,
    /// How the event's item goes with this one.
    pub(crate) relation: Option<&'static str>,
    /// Where this product stands, and would stand without the event.
    pub(crate) place: Option<Sentence>,
    /// The share, as the page's language writes it.
    pub(crate) percent: String,
    /// Share of the score, 0 to 1000, rounded down.
    pub(crate) per_mille: u32,
    /// The event to forget, where one stands behind it.
    pub(crate) event: Option<u32>,
}

/// All that is held about the shopper.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PanelView {
    pub(crate) events: Vec<EventView>,
    /// What the events are about, the most frequent first.
    pub(crate) topics: Vec<TopicView>,
    /// What the shopper does not want to see, by identifier and title.
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) paused: bool,
    pub(crate) gift: bool,
    pub(crate) impersonal: bool,
    pub(crate) remember: bool,
    /// Who decided whether anything is kept.
    pub(crate) decided: &'static str,
    /// When what is kept goes by itself.
    pub(crate) kept: Sentence,
}

/// An event that is held.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventView {
    pub(crate) id: u32,
    pub(crate) text: Sentence,
    pub(crate) time: String,
}

/// Something that products have in common: a category by its path, or a brand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

/// A topic of the events, or one of which nothing is to be shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TopicView {
    pub(crate) topic: Topic,
    pub(crate) signals: Sentence,
    /// Whether events are about it.
    pub(crate) held: bool,
    pub(crate) muted: bool,
}

/// What can be done about a product.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OptionsView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) topics: Vec<Topic>,
    pub(crate) gift: bool,
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

/// What has just been changed, and how to take it back.
#[derive(Clone)]
pub(crate) struct Notice {
    pub(crate) text: Sentence,
    pub(crate) undo: Rc<dyn Fn()>,
}

/// What a shelf shows now.
#[derive(Clone, Copy)]
pub(crate) struct ShelfState {
    pub(crate) language: Language,
    pub(crate) shelf: RwSignal<ShelfView, LocalStorage>,
    pub(crate) panel: RwSignal<PanelView, LocalStorage>,
    pub(crate) explanation: RwSignal<Option<ExplanationView>, LocalStorage>,
    pub(crate) options: RwSignal<Option<OptionsView>, LocalStorage>,
    /// Identifiers of the products that are being compared.
    pub(crate) compared: RwSignal<Vec<String>, LocalStorage>,
    pub(crate) comparison: RwSignal<ComparisonView, LocalStorage>,
    pub(crate) notice: RwSignal<Option<Notice>, LocalStorage>,
    pub(crate) actions: StoredValue<Actions, LocalStorage>,
}

impl ShelfState {
    /// Empty signals; to be made inside a reactive owner.
    pub(crate) fn new(language: Language, actions: Actions) -> ShelfState {
        ShelfState {
            language,
            shelf: RwSignal::new_local(ShelfView::default()),
            panel: RwSignal::new_local(PanelView::default()),
            explanation: RwSignal::new_local(None),
            options: RwSignal::new_local(None),
            compared: RwSignal::new_local(Vec::new()),
            comparison: RwSignal::new_local(ComparisonView::default()),
            notice: RwSignal::new_local(None),
            actions: StoredValue::new_local(actions),
        }
    }

    /// A message of the shelf.
    pub(super) fn say(self, key: Key) -> &'static str {
        say(self.language, key)
    }

    /// A message of a dialog.
    pub(super) fn say_in_dialog(self, key: DialogKey) -> &'static str {
        say_in_dialog(self.language, key)
    }

    pub(super) fn act(self, action: impl FnOnce(&Actions)) {
        // After the shelf is gone a late click has nothing to act on.
        let _ = self.actions.try_with_value(action);
    }

    pub(super) fn change(self, change: Change) {
        self.act(|actions| (actions.change)(change));
    }
}

/// Something that a control changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// The event with this number is forgotten.
    Forget(u32),
    /// Every event of a topic is forgotten.
    ForgetTopic(Topic),
    /// Everything is forgotten.
    ForgetAll,
    /// Recording stops or goes on.
    Pause(bool),
    /// Events may be kept on this device, or not.
    Remember(bool),
    /// This visit is for somebody else, or not.
    Gift(bool),
    /// What the shopper did counts, or not.
    Personal(bool),
    /// A product is shown, or not.
    Show(String, bool),
    /// Products of a topic are shown, or not.
    ShowTopic(Topic, bool),
}

/// What the controls do.
pub(crate) struct Actions {
    /// Fills the explanation of the product with this identifier.
    pub(crate) explain: Box<dyn Fn(&str)>,
    /// Fills the options of the product with this identifier.
    pub(crate) options: Box<dyn Fn(&str)>,
    /// Fills the comparison.
    pub(crate) compare: Box<dyn Fn()>,
    pub(crate) change: Box<dyn Fn(Change)>,
    /// Lets the shopper save everything held as a file.
    pub(crate) save: Box<dyn Fn()>,
    /// Replaces everything held by what a file says; calls back with whether it could be read.
    pub(crate) load: Box<dyn Fn(File, Box<dyn Fn(bool)>)>,
}
