//! The values the components show.

use leptos::html;
use leptos::prelude::*;

/// A sentence whose product titles stand out.
pub(crate) type Sentence = Vec<Piece>;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of ours.
    Words(&'static str),
    /// A product's title.
    Title(String),
}

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
}

/// A contribution as a share of the score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShareView {
    pub(crate) text: Sentence,
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
    pub(crate) fn new(shelf: ShelfView, open: Box<dyn Fn(Open)>) -> ShelfState {
        ShelfState {
            shelf: RwSignal::new_local(shelf),
            open: StoredValue::new_local(open),
        }
    }

    pub(super) fn open(self, what: Open) {
        // After the shelf is gone a late click has nothing to open.
        let _ = self.open.try_with_value(|open| open(what));
    }
}

/// What the dialogs of a shelf show now.
#[derive(Clone, Copy)]
pub(crate) struct DrawerState {
    pub(crate) panel: RwSignal<PanelView, LocalStorage>,
    pub(crate) explanation: RwSignal<Option<ExplanationView>, LocalStorage>,
    pub(crate) panel_node: NodeRef<html::Dialog>,
    pub(crate) explanation_node: NodeRef<html::Dialog>,
    actions: StoredValue<Actions, LocalStorage>,
}

impl DrawerState {
    /// Empty signals; to be made inside a reactive owner.
    pub(crate) fn new(actions: Actions) -> DrawerState {
        DrawerState {
            panel: RwSignal::new_local(PanelView::default()),
            explanation: RwSignal::new_local(None),
            panel_node: NodeRef::new(),
            explanation_node: NodeRef::new(),
            actions: StoredValue::new_local(actions),
        }
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
