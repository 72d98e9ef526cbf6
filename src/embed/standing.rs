//! The shelves that stand on the page, in the document's order: no item stands on two of them.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{HtmlElement, Node};

/// A shelf that has been mounted.
pub(super) struct Standing {
    pub(super) host: HtmlElement,
    /// Shows it anew without these items; returns what it shows.
    anew: Box<dyn Fn(Vec<String>) -> Vec<String>>,
    shown: RefCell<Vec<String>>,
}

thread_local! {
    static STANDING: RefCell<Vec<Rc<Standing>>> = const { RefCell::new(Vec::new()) };
}

/// What the shelves before this element show.
pub(super) fn shown_before(host: &HtmlElement) -> Vec<String> {
    let before = |standing: &&Rc<Standing>| precedes(&standing.host, host);
    STANDING.with_borrow(|all| {
        let before = all.iter().filter(before);
        before
            .flat_map(|standing| standing.shown.borrow().clone())
            .collect()
    })
}

/// Adds a shelf that shows these items. Those after it may have to give some up.
pub(super) fn add(
    host: HtmlElement,
    shown: Vec<String>,
    anew: Box<dyn Fn(Vec<String>) -> Vec<String>>,
) {
    let last = STANDING.with_borrow_mut(|all| {
        let at = all.partition_point(|standing| precedes(&standing.host, &host));
        let last = at == all.len();
        let shown = RefCell::new(shown);
        let standing = Standing { host, anew, shown };
        all.insert(at, Rc::new(standing));
        last
    });
    if !last {
        refresh();
    }
}

/// Takes a shelf away; those after it may show what it showed.
pub(super) fn remove(host: &HtmlElement) {
    STANDING.with_borrow_mut(|all| all.retain(|standing| standing.host != *host));
    refresh();
}

/// Shows all shelves anew, one after the other.
pub(super) fn refresh() {
    let all = STANDING.with_borrow(Clone::clone);
    let mut shown = Vec::new();
    for standing in all {
        let own = (standing.anew)(shown.clone());
        shown.extend_from_slice(&own);
        standing.shown.replace(own);
    }
}

/// Whether a shelf is the first, which answers for all to what changes.
pub(super) fn is_first(host: &HtmlElement) -> bool {
    STANDING.with_borrow(|all| all.first().is_some_and(|first| first.host == *host))
}

fn precedes(one: &HtmlElement, other: &HtmlElement) -> bool {
    one.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING != 0
}
