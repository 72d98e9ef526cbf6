//! What several sources report is one action.
//!
//! A page's data layer, its platform's events and its markup often tell of one and the same action.
//! The rule, for reports of one kind about one item:
//!
//! - A view is one for as long as the page is shown, whoever reports it and how often; so is a
//!   purchase.
//! - Anything else is the same action if it is reported within [`WINDOW_MS`] by a source that has
//!   not reported this action yet. The same source again is a second action: putting two in the
//!   cart is two clicks. Only within [`ECHO_MS`], faster than any hand, it is an echo.
//! - What the shop itself records through the API is taken at its word: it may be what another
//!   source reports, but never an echo of itself.

use std::collections::VecDeque;

use whyshelf_engine::EventKind;

use crate::Source;

/// Milliseconds within which sources report one action.
pub const WINDOW_MS: f64 = 2_000.0;
/// Milliseconds within which one source repeats itself.
pub const ECHO_MS: f64 = 100.0;

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// An action of its own.
    Fresh,
    /// One that was reported before, and the number of its event.
    Known(u32),
}

/// The actions reported on this page, at most [`Once::CAPACITY`]; the oldest go first.
#[derive(Clone, Debug, Default)]
pub struct Once {
    actions: VecDeque<Action>,
}

#[derive(Clone, Debug)]
struct Action {
    kind: EventKind,
    item: String,
    sources: Vec<Source>,
    time: f64,
    event: u32,
}

impl Action {
    /// Whether a report is of this action.
    fn is(&self, source: Source, now: f64) -> bool {
        let whole_page = matches!(self.kind, EventKind::ViewItem | EventKind::Purchase);
        // A clock that runs back is a clock that cannot tell.
        let age = (now - self.time).abs();
        if self.sources.contains(&source) {
            source != Source::Api && (whole_page || age <= ECHO_MS)
        } else {
            whole_page || age <= WINDOW_MS
        }
    }
}

impl Once {
    /// Most actions remembered.
    pub const CAPACITY: usize = 200;

    /// Asks what a report is: about `item`, as the catalog calls it, which the source calls `names`,
    /// at `now` in milliseconds. An action taken down before the catalog was there goes by a name.
    pub fn admit(
        &mut self,
        kind: EventKind,
        item: &str,
        names: &[String],
        source: Source,
        now: f64,
    ) -> Admission {
        let about = |action: &Action| action.item == item || names.contains(&action.item);
        let known = self
            .actions
            .iter_mut()
            .find(|action| action.kind == kind && about(action) && action.is(source, now));
        match known {
            Some(action) => {
                if !action.sources.contains(&source) {
                    action.sources.push(source);
                }
                Admission::Known(action.event)
            }
            None => Admission::Fresh,
        }
    }

    /// Takes down the event that a fresh report became.
    pub fn note(&mut self, kind: EventKind, item: String, source: Source, now: f64, event: u32) {
        if self.actions.len() == Self::CAPACITY {
            self.actions.pop_front();
        }
        self.actions.push_back(Action {
            kind,
            item,
            sources: vec![source],
            time: now,
            event,
        });
    }

    /// An event has another number than it was noted with.
    pub fn renumber(&mut self, noted: u32, event: u32) {
        let newest = self.actions.iter_mut().rev();
        if let Some(action) = newest.into_iter().find(|action| action.event == noted) {
            action.event = event;
        }
    }

    /// Whether an action of this kind was reported of an item that `is` the one, as it was called then.
    pub fn knows(&self, kind: EventKind, is: impl Fn(&str) -> bool) -> bool {
        let is_it = |action: &Action| action.kind == kind && is(&action.item);
        self.actions.iter().any(is_it)
    }

    /// Forgets them: another page is shown.
    pub fn clear(&mut self) {
        self.actions.clear();
    }
}
