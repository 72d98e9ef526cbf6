//! Listening to Shopify's standard storefront events.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Document;
use whyshelf_signals::shopify::{
    LINES_UPDATE, PRODUCT_VIEW, is_refusal, lines_update, product_view,
};
use whyshelf_signals::{Dropped, Heard, Reason, Source, Value};

use super::listen::{Hear, on};
use crate::host::Js;

pub(super) fn listen(document: &Document, hear: &Hear) {
    let told = Rc::clone(hear);
    on(document, PRODUCT_VIEW, move |event| {
        let mut heard = Heard::default();
        product_view(&Js(event.clone().into()), &mut heard);
        told(heard);
    });
    let told = Rc::clone(hear);
    on(document, LINES_UPDATE, move |event| {
        let event = Js(event.clone().into());
        let mut heard = Heard::default();
        lines_update(&event, &mut heard);
        let promise = event.field("promise");
        if heard.signals.is_empty() || promise.is_none() {
            told(heard);
        } else if let Some(Js(promise)) = promise {
            // The event comes before the cart changes.
            let told = Rc::clone(&told);
            spawn_local(async move {
                let answer = JsFuture::from(Promise::resolve(&promise)).await;
                if !answer.is_ok_and(|answer| !is_refusal(&Js(answer))) {
                    let refused = heard.signals.drain(..).map(|signal| Dropped {
                        source: Source::Shopify,
                        reason: Reason::Refused,
                        what: signal.kind.name().to_owned(),
                    });
                    heard.dropped.extend(refused);
                }
                told(heard);
            });
        }
    });
}
