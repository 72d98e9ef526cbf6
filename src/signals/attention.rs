//! How long the page is looked at, and how far down.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Date;
use web_sys::{Document, VisibilityState};
use whyshelf_signals::Value;
use whyshelf_signals::attention::Attention;

use super::listen::on;
use crate::host::{Js, global};

/// Milliseconds between looks at where the window is.
const PACE_MS: f64 = 250.0;

/// Starts to pay attention to attention.
pub(super) fn watch(document: &Document, attention: &Rc<RefCell<Attention>>) {
    let is_visible = |document: &Document| document.visibility_state() == VisibilityState::Visible;
    attention
        .borrow_mut()
        .visible(is_visible(document), Date::now());
    let (seen, of) = (Rc::clone(attention), document.clone());
    on(document, "visibilitychange", move |_| {
        seen.borrow_mut().visible(is_visible(&of), Date::now());
    });
    let Some(window) = web_sys::window() else {
        return;
    };
    let (seen, of) = (Rc::clone(attention), document.clone());
    let mut last = f64::NEG_INFINITY;
    on(&window, "scroll", move |_| {
        let now = Date::now();
        if (now - last).abs() < PACE_MS {
            return;
        }
        last = now;
        look(&of, &mut seen.borrow_mut());
    });
}

/// Takes down where the lower edge of the window is.
pub(super) fn look(document: &Document, attention: &mut Attention) {
    let global = |name: &'static str| global(&[name]).and_then(|value| Js(value).number());
    let height = document.document_element().map(|root| root.scroll_height());
    if let (Some(top), Some(window), Some(height)) =
        (global("scrollY"), global("innerHeight"), height)
    {
        attention.seen_to(top + window, height.into());
    }
}
