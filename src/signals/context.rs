//! Where and when the page is shown, coarsely, from the page and the window alone.

use js_sys::Date;
use web_sys::Document;
use whyshelf_signals::context::{Device, currency, market};
use whyshelf_signals::{Facts, Value};

use crate::host::{Js, call, flag, global};

/// What is known; a market and a currency only where the page says so.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    /// By the window's width and the pointer.
    pub(crate) device: Device,
    /// Hour of the shopper's day, 0 to 23.
    pub(crate) hour: u32,
    /// ISO 3166, as `GB`.
    pub(crate) market: Option<String>,
    /// ISO 4217, as `GBP`.
    pub(crate) currency: Option<String>,
}

impl Context {
    pub(super) fn of(document: &Document, product: &Facts) -> Context {
        const LONGEST: usize = 40;
        let width = global(&["innerWidth"]).and_then(|width| Js(width).number());
        let window = js_sys::global().into();
        let coarse = call(&window, "matchMedia", &["(pointer: coarse)".into()])
            .is_some_and(|query| flag(&query, "matches") == Some(true));
        let shopify = global(&["Shopify"]).map(Js);
        let country = shopify
            .as_ref()
            .and_then(|shopify| shopify.text_of("country", LONGEST));
        let language = || document.document_element()?.get_attribute("lang");
        let active = || shopify.as_ref()?.at(&["currency", "active"])?.text(LONGEST);
        let priced = product.get("currency").map(|code| code.text.clone());
        Context {
            device: Device::of(width.unwrap_or(f64::NAN), coarse),
            hour: Date::new_0().get_hours(),
            market: country
                .and_then(|country| market(&format!("x-{country}")))
                .or_else(|| market(&language()?)),
            currency: priced.or_else(|| currency(&active()?)),
        }
    }
}
