//! What the components show now, as signals, and what a click does.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use web_sys::File;
use whyshelf_engine::Wish;

use super::messages::{DialogKey, Key, Language, Sentence, say, say_in_dialog};
use super::view::{ComparisonView, ExplanationView, PanelView, ShelfView, Topic};

/// What a shelf shows now.
#[derive(Clone, Copy)]
pub(crate) struct ShelfState {
    pub(crate) language: Language,
    pub(crate) shelf: RwSignal<ShelfView, LocalStorage>,
    open: StoredValue<Rc<dyn Fn(Open)>, LocalStorage>,
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
    pub(crate) fn new(language: Language, shelf: ShelfView, open: Rc<dyn Fn(Open)>) -> ShelfState {
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

thread_local! {
    /// One list a page: who compares takes from all its shelves.
    static COMPARED: ArcRwSignal<Vec<String>> = ArcRwSignal::new(Vec::new());
}

/// What the dialogs of a shelf show now.
#[derive(Clone, Copy)]
pub(crate) struct DrawerState {
    pub(crate) language: Language,
    pub(crate) panel: RwSignal<PanelView, LocalStorage>,
    pub(crate) explanation: RwSignal<Option<ExplanationView>, LocalStorage>,
    pub(crate) comparison: RwSignal<ComparisonView, LocalStorage>,
    /// Identifiers of the products that are being compared, whichever shelf they stand on.
    pub(crate) compared: RwSignal<Vec<String>>,
    pub(crate) notice: RwSignal<Option<Notice>, LocalStorage>,
    pub(crate) panel_node: NodeRef<html::Dialog>,
    pub(crate) explanation_node: NodeRef<html::Dialog>,
    pub(super) comparison_node: NodeRef<html::Dialog>,
    /// The region that tells changes beneath the shelf.
    pub(super) notice_node: NodeRef<html::Div>,
    actions: StoredValue<Actions, LocalStorage>,
}

/// What has just been changed, and how to take it back.
#[derive(Clone)]
pub(crate) struct Notice {
    pub(crate) text: Sentence,
    pub(crate) undo: Option<Rc<dyn Fn()>>,
}

impl DrawerState {
    /// Empty signals; to be made inside a reactive owner.
    pub(crate) fn new(language: Language, actions: Actions) -> DrawerState {
        DrawerState {
            language,
            panel: RwSignal::new_local(PanelView::default()),
            explanation: RwSignal::new_local(None),
            comparison: RwSignal::new_local(ComparisonView::default()),
            compared: COMPARED.with(|compared| compared.clone().into()),
            notice: RwSignal::new_local(None),
            panel_node: NodeRef::new(),
            explanation_node: NodeRef::new(),
            comparison_node: NodeRef::new(),
            notice_node: NodeRef::new(),
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
        self.act(|actions| (actions.change)(self, change));
    }
}

/// What a shelf leaves out of what the shopper did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LeavesOut {
    #[default]
    Nothing,
    /// All of it.
    All,
    /// What is done from now on.
    Later,
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
    /// The shelf of this name leaves something out, or nothing.
    Shelf(String, LeavesOut),
    /// A choice for a wish.
    Wish(Wish, u8),
    /// A product is shown, or not.
    Show(String, bool),
    /// Products of a topic are shown, or not.
    ShowTopic(Topic, bool),
}

/// What the controls do.
pub(crate) struct Actions {
    /// Makes a change and tells it.
    pub(crate) change: Box<dyn Fn(DrawerState, Change)>,
    /// Fills the comparison.
    pub(crate) compare: Box<dyn Fn(DrawerState)>,
    /// Lets the shopper save everything held as a file.
    pub(crate) save: Box<dyn Fn()>,
    /// Replaces everything held by what a file says; calls back with whether it could be read.
    pub(crate) load: Box<dyn Fn(DrawerState, File, Answer)>,
}

/// Takes whether something was possible.
pub(crate) type Answer = Box<dyn FnOnce(bool)>;
