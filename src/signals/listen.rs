//! Everything that is listened to, for as long as the page lives.

use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{Document, Event, EventTarget};
use whyshelf_signals::Heard;

use super::{cart_form, shopify, woocommerce};

/// Who is told what was heard.
pub(crate) type Hear = Rc<dyn Fn(Heard)>;

/// Listens to what the platforms tell through events.
pub(crate) fn listen(document: &Document, hear: &Hear) {
    shopify::listen(document, hear);
    woocommerce::listen(document, hear);
    cart_form::listen(document, hear);
}

/// Calls back on every event of this name, for ever.
pub(crate) fn on(
    target: &EventTarget,
    name: &'static str,
    mut callback: impl FnMut(&Event) + 'static,
) {
    EventListener::new(target, name, move |event| callback(event)).forget();
}
