//! Where the focus stands on a shelf: there it is found again when the card that had it moves or leaves.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ShadowRoot};

const CARD: &str = "[data-part=card]";
/// What every shelf has, with cards and without.
const FOOT: &str = "[data-part=signals]";

/// A part of a card that has the focus.
pub(super) struct Stand {
    element: Element,
    /// The place of its card, from 0.
    at: usize,
    part: String,
}

impl Stand {
    /// The focus, if a card has it.
    pub(super) fn of(root: &ShadowRoot) -> Option<Stand> {
        let element = root.active_element()?;
        let card = element.closest(CARD).ok().flatten()?;
        Some(Stand {
            at: cards(root).position(|other| other == card)?,
            part: element.get_attribute("data-part")?,
            element,
        })
    }

    /// Gives the focus back to what had it, or to the same part of the card that stands there now, unless the
    /// page has given it to something else.
    pub(super) fn keep(&self, root: &ShadowRoot) {
        if !is_free(root) {
            return;
        }
        let again = self.element.is_connected().then(|| self.element.clone());
        let next = || {
            let card = cards(root).take(self.at + 1).last()?;
            let part = format!("[data-part={}]", self.part);
            card.query_selector(&part).ok().flatten()
        };
        let foot = || root.query_selector(FOOT).ok().flatten();
        if let Some(element) = again.or_else(next).or_else(foot) {
            focus(element);
        }
    }
}

/// Gives the focus to an element, where the page stands.
pub(super) fn focus(on: Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Ok(on) = on.dyn_into::<HtmlElement>() {
        // What cannot have the focus has not had it.
        let _ = on.focus_with_options(&options);
    }
}

fn cards(root: &ShadowRoot) -> impl Iterator<Item = Element> {
    let found = root.query_selector_all(CARD).ok();
    let count = found.as_ref().map_or(0, |found| found.length());
    (0..count).filter_map(move |at| found.as_ref()?.item(at)?.dyn_into().ok())
}

/// Whether nothing has the focus. What is in a dialog that has closed keeps it until the next frame.
fn is_free(root: &ShadowRoot) -> bool {
    if let Some(own) = root.active_element() {
        return matches!(own.closest("dialog:not([open])"), Ok(Some(_)));
    }
    let elsewhere = || {
        let document = root.owner_document()?;
        let focus = document.active_element()?;
        let body: Element = document.body()?.into();
        (focus != body).then_some(focus)
    };
    elsewhere().is_none()
}
