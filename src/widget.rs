//! What the shopper sees: Leptos components over plain view values. They know nothing of storage,
//! packs or the page; what a click does is handed in as [`Actions`].
//!
//! Every piece of text is a dynamic expression: Leptos builds fully static subtrees through
//! `innerHTML`, which a page with Trusted Types refuses.

mod card;
mod choices;
mod compare;
mod copies;
mod dialog;
mod drawer;
mod explanation;
mod messages;
mod notice;
mod panel;
mod shelf;
mod sorter;
mod state;
mod steps;
mod still;
mod topics;
mod view;
mod wishes;

pub(crate) use dialog::open;
pub(crate) use drawer::Drawer;
pub(crate) use messages::{
    Cited, DialogKey, Key, Language, Piece, Plain, Popular, Reason, Sentence, deeds_line,
    event_line, fill, heading, list, note, ordinal, plain, plain_line, plural, reason_line,
    relation_line, say, say_in_dialog,
};
pub(crate) use shelf::Shelf;
pub(crate) use sorter::{Sorter, SorterState};
pub(crate) use state::{Actions, Change, DrawerState, LeavesOut, Notice, Open, ShelfState};
pub(crate) use still::draw_shelf;
pub(crate) use view::{
    Beside, CardView, ComparedRow, ComparisonView, EventView, ExplanationView, PanelView, PartView,
    PolicyView, Share, ShelfView, Topic, TopicView,
};

/// The style sheet that all shelves of a page share.
pub(crate) const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/shelf.css"));
/// The style sheet of their dialogs.
pub(crate) const DRAWER_STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/drawer.css"));
