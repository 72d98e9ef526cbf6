//! What the shopper sees: Leptos components over plain view values. They know nothing of storage,
//! packs or the page; what a click does is handed in as [`Actions`].
//!
//! Every piece of text is a dynamic expression: Leptos builds fully static subtrees through
//! `innerHTML`, which a page with Trusted Types refuses.

mod card;
mod compare;
mod dialog;
mod explanation;
mod messages;
mod notice;
mod options;
mod panel;
mod shelf;
mod steps;
mod topics;
mod view;

pub(crate) use card::plain;
pub(crate) use messages::{
    Cited, DialogKey, Key, Language, Piece, Reason, Sentence, event_line, fill, heading, list,
    ordinal, plural, reason_line, relation_line, say, say_in_dialog,
};
pub(crate) use shelf::Shelf;
pub(crate) use view::{
    Actions, CardView, Change, ComparedRow, ComparisonView, EventView, ExplanationView, Notice,
    OptionsView, PanelView, PolicyView, ShareView, ShelfState, ShelfView, Topic, TopicView,
};

/// The style sheet that all shelves of a page share.
pub(crate) const STYLE: &str = include_str!("widget/shelf.css");
