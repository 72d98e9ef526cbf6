//! The shelves that stand on the page, in the document's order: no item stands on two of them.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{HtmlElement, Node};

/// A shelf that has been mounted.
pub(super) struct Standing {
    pub(super) host: HtmlElement,
    /// Shows it anew after what these show; returns what it shows.
    anew: Anew,
    shown: RefCell<Shown>,
}

/// What a shelf shows.
#[derive(Clone, Default)]
pub(super) struct Shown {
    pub(super) heading: &'static str,
    pub(super) items: Vec<String>,
}

pub(super) type Anew = Box<dyn Fn(&[Shown]) -> Shown>;

thread_local! {
    static STANDING: RefCell<Vec<Rc<Standing>>> = const { RefCell::new(Vec::new()) };
}

/// What the shelves before this element show.
pub(super) fn shown_before(host: &HtmlElement) -> Vec<Shown> {
    let before = |standing: &&Rc<Standing>| precedes(&standing.host, host);
    STANDING.with_borrow(|all| {
        let before = all.iter().filter(before);
        before
            .map(|standing| standing.shown.borrow().clone())
            .collect()
    })
}

/// Adds a shelf that shows this. Those after it may have to give some up.
pub(super) fn add(host: HtmlElement, shown: Shown, anew: Anew) {
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
        let own = (standing.anew)(&shown);
        standing.shown.replace(own.clone());
        shown.push(own);
    }
}

/// Whether a shelf is the first, which answers for all to what changes.
pub(super) fn is_first(host: &HtmlElement) -> bool {
    STANDING.with_borrow(|all| all.first().is_some_and(|first| first.host == *host))
}

fn precedes(one: &HtmlElement, other: &HtmlElement) -> bool {
    one.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING != 0
}
