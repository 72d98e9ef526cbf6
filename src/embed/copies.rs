//! Taking everything along, as a value or as a file, and back.

use std::rc::Rc;

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, File, HtmlAnchorElement, Url};

use super::error::ApiError;
use super::types::{
    EXPORT, EXPORT_VERSION, EventOutput, ExportOutput, ImportInput, PreferencesOutput,
};
use super::view;
use crate::runtime::Runtime;

/// What a saved copy is called.
const FILE_NAME: &str = "whyshelf.json";

/// Everything held.
pub(super) fn export(runtime: &Runtime) -> ExportOutput {
    let counters = runtime.counters();
    let preferences = runtime.preferences();
    ExportOutput {
        format: EXPORT,
        version: EXPORT_VERSION,
        consent: runtime.verdict().consent.name(),
        paused: runtime.paused(),
        next: counters.next,
        visit: counters.visit,
        events: runtime.events().into_iter().map(view::event).collect(),
        preferences: PreferencesOutput {
            items: preferences.items,
            categories: preferences.categories,
            brands: preferences.brands,
            impersonal: preferences.impersonal,
        },
    }
}

/// Replaces everything held by what was exported once.
pub(super) async fn import(runtime: &Rc<Runtime>, copy: JsValue) -> Result<(), ApiError> {
    const FORM: ApiError = ApiError::Argument("importData() takes what exportData() returned");
    let copy: ImportInput = serde_wasm_bindgen::from_value(copy).map_err(|_| FORM)?;
    if copy.format != EXPORT || copy.version != EXPORT_VERSION {
        return Err(FORM);
    }
    let paused = copy.paused;
    let preferences = copy.preferences();
    let (events, counters) = copy.restored().ok_or(FORM)?;
    let imported = runtime.import(events, counters, paused, preferences).await;
    Ok(imported?)
}

/// Lets the shopper save everything held as a file.
pub(super) fn save(runtime: &Runtime) {
    if offer(&json(&export(runtime))).is_err() {
        web_sys::console::warn_1(&"whyshelf: this page lets nothing be saved".into());
    }
}

/// A file without a request: the browser takes it from memory.
fn offer(text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.ok_or(JsValue::NULL)?.create_element("a")?;
    let link: HtmlAnchorElement = link.dyn_into()?;
    link.set_href(&url);
    link.set_download(FILE_NAME);
    link.click();
    Url::revoke_object_url(&url)
}

/// Replaces everything held by what a file says; calls back with whether that was possible.
pub(super) fn load(runtime: &Rc<Runtime>, file: &File, done: Box<dyn Fn(bool)>) {
    let (runtime, text) = (Rc::clone(runtime), file.text());
    spawn_local(async move {
        let read = async {
            let text = JsFuture::from(text).await.ok()?.as_string()?;
            let copy = JSON::parse(&text).ok()?;
            import(&runtime, copy).await.ok()
        };
        done(read.await.is_some());
    });
}

/// Written here and not by the page, whose scripts can change what `JSON.stringify` makes of things.
fn json(copy: &ExportOutput) -> String {
    let texts = |texts: &[String]| list(texts.iter().map(|text| quoted(text)));
    let event = |event: &EventOutput| {
        let EventOutput {
            id,
            kind,
            item,
            time,
            visit,
        } = event;
        let item = quoted(item);
        format!(r#"{{"id":{id},"kind":"{kind}","item":{item},"time":{time},"visit":{visit}}}"#)
    };
    let ExportOutput {
        format,
        version,
        consent,
        paused,
        next,
        visit,
        events,
        preferences,
    } = copy;
    let events = list(events.iter().map(event));
    let preferences = format!(
        r#"{{"items":{},"categories":{},"brands":{},"impersonal":{}}}"#,
        texts(&preferences.items),
        texts(&preferences.categories),
        texts(&preferences.brands),
        preferences.impersonal
    );
    format!(
        r#"{{"format":"{format}","version":{version},"consent":"{consent}","paused":{paused},"next":{next},"visit":{visit},"events":{events},"preferences":{preferences}}}"#
    )
}

fn list(entries: impl Iterator<Item = String>) -> String {
    let entries: Vec<String> = entries.collect();
    format!("[{}]", entries.join(","))
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn what_is_quoted_is_read_back() {
        for text in ["", "85123A", "\"\\\n\u{7f}\u{85}", "مصباح", "</script>"] {
            let read = JSON::parse(&quoted(text)).unwrap();
            assert_eq!(read.as_string().unwrap(), text);
        }
    }
}
