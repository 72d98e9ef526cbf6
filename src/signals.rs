//! What the page tells, turned into signals: the thin layer between the browser and
//! `whyshelf-signals`, which does the reading.
//!
//! Nothing of the page is changed or replaced, nothing is fetched, and nothing throws into it.

mod attention;
mod cart_form;
mod context;
mod hearing;
mod listen;
mod microdata;
mod page;
mod shopify;
mod woocommerce;

pub(crate) use context::Context;
pub(crate) use hearing::{Hearing, Made};
pub(crate) use listen::{Hear, listen, on};
pub(crate) use whyshelf_signals::{Admission, Dropped, Facts, Heard, Reason, Signal, Source};

use wasm_bindgen::JsValue;

use crate::host::Js;

/// What one entry of a data layer says; `adobe` tells whose it is.
pub(crate) fn entry(entry: &JsValue, adobe: bool) -> Heard {
    let mut heard = Heard::default();
    let entry = Js(entry.clone());
    if adobe {
        whyshelf_signals::adobe::read(&entry, &mut heard);
    } else {
        whyshelf_signals::data_layer::read(&entry, &mut heard);
    }
    heard
}
