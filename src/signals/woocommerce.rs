//! Listening to WooCommerce: through jQuery and `wp.hooks`, as its own extensions do, and to the
//! events of its blocks.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};
use whyshelf_signals::woocommerce::{BLOCKS_ADDED, HOOKS, JQUERY, button, hook};
use whyshelf_signals::{EventKind, Heard, Source};

use super::listen::{Hear, on};
use crate::host::{Js, call, global};

/// Milliseconds from a click on a button to the blocks' event that something is in the cart.
const PATIENCE_MS: f64 = 10_000.0;

pub(super) fn listen(document: &Document, hear: &Hear) {
    blocks(document, hear);
    let Some(body) = document.body() else { return };
    if jquery(&body, hear) && hooks(hear) {
        return;
    }
    // They may come later than we do.
    if let Some(window) = web_sys::window() {
        let hear = Rc::clone(hear);
        let mut late = true;
        on(&window, "load", move |_| {
            if std::mem::take(&mut late) {
                jquery(&body, &hear);
                hooks(&hear);
            }
        });
    }
}

/// jQuery's own events do not reach the DOM. Whether there is a jQuery.
fn jquery(body: &Element, hear: &Hear) -> bool {
    thread_local! {
        static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if DONE.get() {
        return true;
    }
    let window = js_sys::global().into();
    let Some(body) = call(&window, "jQuery", &[body.into()]) else {
        return false;
    };
    DONE.set(true);
    for (name, kind) in JQUERY {
        let hear = Rc::clone(hear);
        let told = Closure::<dyn Fn(JsValue, JsValue, JsValue, JsValue)>::new(
            move |_event, _fragments, _hash, given: JsValue| {
                let mut heard = Heard::default();
                button(Source::WooCommerce, kind, &Js(given), &mut heard);
                hear(heard);
            },
        );
        call(&body, "on", &[name.into(), told.into_js_value()]);
    }
    true
}

/// Whether there are hooks.
fn hooks(hear: &Hear) -> bool {
    thread_local! {
        static DONE: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if DONE.get() {
        return true;
    }
    let Some(wp_hooks) = global(&["wp", "hooks"]) else {
        return false;
    };
    DONE.set(true);
    for (name, kind) in HOOKS {
        let hear = Rc::clone(hear);
        let told = Closure::<dyn Fn(JsValue)>::new(move |given| {
            let mut heard = Heard::default();
            hook(kind, &Js(given), &mut heard);
            hear(heard);
        });
        let arguments = [name.into(), "whyshelf".into(), told.into_js_value()];
        call(&wp_hooks, "addAction", &arguments);
    }
    true
}

/// The blocks tell that something is in the cart, but not what: it is what was clicked.
fn blocks(document: &Document, hear: &Hear) {
    let clicked: Rc<RefCell<Option<(Element, f64)>>> = Rc::default();
    let last = Rc::clone(&clicked);
    on(document, "click", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| {
            target
                .closest(".add_to_cart_button[data-product_id]")
                .ok()?
        });
        if let Some(button) = button {
            *last.borrow_mut() = Some((button, Date::now()));
        }
    });
    let hear = Rc::clone(hear);
    on(document, BLOCKS_ADDED, move |_| {
        let recent = |(_, time): &(Element, f64)| (Date::now() - time).abs() <= PATIENCE_MS;
        let element = clicked.borrow_mut().take().filter(recent);
        let element = element.map_or(JsValue::NULL, |(element, _)| element.into());
        let mut heard = Heard::default();
        button(
            Source::WooBlocks,
            EventKind::AddToCart,
            &Js(element),
            &mut heard,
        );
        hear(heard);
    });
}
