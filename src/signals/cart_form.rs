//! Listening to forms that put something in the cart.
//!
//! Where the page sends the form itself, by script, the browser's own list of the page's requests
//! says whether Shopify's cart took it: its `/cart/add.js` is neither wrapped nor called.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Url};
use whyshelf_signals::cart_form::{is_shopify_add, names};
use whyshelf_signals::{Dropped, EventKind, Heard, LONGEST_NAME, Reason, Source, Value};

use super::listen::{Hear, on};
use crate::host::{Js, call};

/// Milliseconds from a form to the end of the request that it became.
const PATIENCE_MS: f64 = 10_000.0;

/// Longest address of a form or a request that is read, in bytes.
const LONGEST_ADDRESS: usize = 2_000;

/// Forms that a script sends, with the time they were sent.
type Pending = Rc<RefCell<Vec<(Heard, f64)>>>;

pub(super) fn listen(document: &Document, hear: &Hear) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let base = document.base_uri().ok().flatten().unwrap_or_default();
    let hear = Rc::clone(hear);
    let pending = Pending::default();
    let watching = Cell::new(false);
    // On the window: after everything that may keep the browser from sending the form.
    on(&window, "submit", move |event| {
        let form = event
            .target()
            .and_then(|form| form.dyn_into::<Element>().ok());
        let Some(form) = form else { return };
        // Not `form.action`, and not a method of the form's: a field may have either name.
        let attribute = call(form.as_ref(), "getAttribute", &["action".into()]);
        let action = attribute.and_then(|action| Js(action).text(LONGEST_ADDRESS));
        let action = action.unwrap_or_default();
        let Ok(action) = Url::new_with_base(&action, &base) else {
            return;
        };
        let path = action.pathname();
        let Some(names) = names(&path, |name| field(&form, &Js(event.clone().into()), name)) else {
            return;
        };
        let mut heard = Heard::default();
        heard.signal(Source::CartForm, EventKind::AddToCart, names);
        if !event.default_prevented() {
            hear(heard);
        } else if is_shopify_add(&path) {
            pending.borrow_mut().push((heard, Date::now()));
            if !watching.replace(true) {
                watch(&hear, &pending);
            }
        } else {
            // WooCommerce's own events tell.
            heard.signals.clear();
            heard.dropped.push(Dropped {
                source: Source::CartForm,
                reason: Reason::MakesNoEvent,
                what: path,
            });
            hear(heard);
        }
    });
}

/// The value of a field, be it the button that sent the form.
fn field(form: &Element, event: &Js, name: &str) -> Option<String> {
    let button = event
        .field("submitter")
        .filter(|button| button.text_of("name", LONGEST_NAME).as_deref() == Some(name));
    if let Some(button) = button {
        return button.text_of("value", LONGEST_NAME);
    }
    // Not through `form.elements`: a field may have the name of a property.
    let fields = Reflect::get(&js_sys::global(), &"FormData".into()).ok()?;
    let fields: Function = fields.dyn_into().ok()?;
    let fields = Reflect::construct(&fields, &Array::of1(form)).ok()?;
    let value = call(&fields, "get", &[name.into()])?;
    Js(value).text(LONGEST_NAME)
}

/// Hears the oldest form at every request that Shopify's cart answered well. Requests of others are
/// not looked at.
fn watch(hear: &Hear, pending: &Pending) {
    let (hear, pending) = (Rc::clone(hear), Rc::clone(pending));
    let told = Closure::<dyn Fn(JsValue)>::new(move |list: JsValue| {
        let entries = call(&list, "getEntries", &[]);
        for entry in entries.map_or_else(Vec::new, |entries| Js(entries).list(100)) {
            let url = entry.text_of("name", LONGEST_ADDRESS);
            let url = url.and_then(|url| Url::new(&url).ok());
            if !url.is_some_and(|url| is_shopify_add(&url.pathname())) {
                continue;
            }
            let now = Date::now();
            let mut waiting = pending.borrow_mut();
            waiting.retain(|(_, sent)| (now - sent).abs() <= PATIENCE_MS);
            if waiting.is_empty() {
                continue;
            }
            let (mut heard, _) = waiting.remove(0);
            // Let go of it: whoever hears may send another form.
            std::mem::drop(waiting);
            let status = entry
                .field("responseStatus")
                .and_then(|status| status.number());
            // Engines that do not tell say nothing or 0.
            if status.is_some_and(|status| status >= 400.0) {
                heard.signals.clear();
                heard.dropped.push(Dropped {
                    source: Source::CartForm,
                    reason: Reason::Refused,
                    what: EventKind::AddToCart.name().to_owned(),
                });
            }
            hear(heard);
        }
    });
    let observe = || {
        let observer = Reflect::get(&js_sys::global(), &"PerformanceObserver".into()).ok()?;
        let observer: Function = observer.dyn_into().ok()?;
        let observer = Reflect::construct(&observer, &Array::of1(&told.into_js_value())).ok()?;
        let options = Object::new();
        Reflect::set(&options, &"type".into(), &"resource".into()).ok()?;
        call(&observer, "observe", &[options.into()])
    };
    // Without one, a form that a script sends is not heard of.
    let _ = observe();
}
