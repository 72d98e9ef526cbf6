//! The values the components show.

use leptos::html;
use leptos::prelude::*;

use super::messages::{DialogKey, Key, Language, Sentence, say, say_in_dialog};

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

/// A product on a shelf; every string is safe to show and every address safe to link.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CardView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) image: Option<String>,
    pub(crate) price: Option<String>,
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
    pub(crate) paused: bool,
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

/// What a shelf shows now.
#[derive(Clone, Copy)]
pub(crate) struct ShelfState {
    pub(crate) language: Language,
    pub(crate) shelf: RwSignal<ShelfView, LocalStorage>,
    open: StoredValue<Box<dyn Fn(Open)>, LocalStorage>,
}

/// A dialog to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// Why the product with this identifier is recommended.
    Explanation(String),
    /// Everything held.
    Panel,
}

impl ShelfState {
    /// To be made inside a reactive owner.
    pub(crate) fn new(language: Language, shelf: ShelfView, open: Box<dyn Fn(Open)>) -> ShelfState {
        ShelfState {
            language,
            shelf: RwSignal::new_local(shelf),
            open: StoredValue::new_local(open),
        }
    }

    /// A message of the shelf.
    pub(super) fn say(self, key: Key) -> &'static str {
        say(self.language, key)
    }

    pub(super) fn open(self, what: Open) {
        // After the shelf is gone a late click has nothing to open.
        let _ = self.open.try_with_value(|open| open(what));
    }
}

/// What the dialogs of a shelf show now.
#[derive(Clone, Copy)]
pub(crate) struct DrawerState {
    pub(crate) language: Language,
    pub(crate) panel: RwSignal<PanelView, LocalStorage>,
    pub(crate) explanation: RwSignal<Option<ExplanationView>, LocalStorage>,
    pub(crate) panel_node: NodeRef<html::Dialog>,
    pub(crate) explanation_node: NodeRef<html::Dialog>,
    actions: StoredValue<Actions, LocalStorage>,
}

impl DrawerState {
    /// Empty signals; to be made inside a reactive owner.
    pub(crate) fn new(language: Language, actions: Actions) -> DrawerState {
        DrawerState {
            language,
            panel: RwSignal::new_local(PanelView::default()),
            explanation: RwSignal::new_local(None),
            panel_node: NodeRef::new(),
            explanation_node: NodeRef::new(),
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
}

/// What the controls do.
pub(crate) struct Actions {
    /// Forgets the event with this number.
    pub(crate) forget: Box<dyn Fn(u32)>,
    /// Forgets every event.
    pub(crate) forget_all: Box<dyn Fn()>,
    /// Stops or resumes recording.
    pub(crate) pause: Box<dyn Fn(bool)>,
    /// Allows or withdraws keeping events on this device.
    pub(crate) remember: Box<dyn Fn(bool)>,
}
