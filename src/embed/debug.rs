//! What the widget saw and did on this page: what a merchant opens when "it does not work".

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::api::{self, to_js};
use super::types::EventOutput;
use super::view;
use crate::runtime::fetched;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DebugOutput {
    events: Vec<EventOutput>,
    consent: ConsentOutput,
    storage: StorageOutput,
    files: Vec<FileOutput>,
    /// Why there is no pack, if there is none.
    problem: Option<String>,
}

#[derive(Serialize)]
struct ConsentOutput {
    state: &'static str,
    by: Option<&'static str>,
    sources: Vec<SourceOutput>,
}

#[derive(Serialize)]
struct SourceOutput {
    source: &'static str,
    says: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StorageOutput {
    open: bool,
    lost: usize,
    paused: bool,
    gift: bool,
    keep_days: f64,
    visit_minutes: f64,
}

#[derive(Serialize)]
struct FileOutput {
    url: String,
    bytes: usize,
    verified: bool,
    milliseconds: f64,
}

/// What was seen and done on this page, as a plain object.
#[wasm_bindgen(unchecked_return_type = "DebugView")]
pub fn debug() -> Result<JsValue, JsValue> {
    let runtime = api::runtime()?;
    let verdict = runtime.verdict();
    let rules = runtime.rules();
    let sources = runtime.consents().into_iter();
    let files = fetched().into_iter();
    to_js(&DebugOutput {
        events: runtime.events().into_iter().map(view::event).collect(),
        consent: ConsentOutput {
            state: verdict.consent.name(),
            by: verdict.by.map(|source| source.name()),
            sources: sources
                .map(|(source, says)| SourceOutput {
                    source: source.name(),
                    says: says.name(),
                })
                .collect(),
        },
        storage: StorageOutput {
            open: runtime.device().is_some(),
            lost: runtime.lost(),
            paused: runtime.paused(),
            gift: runtime.gift(),
            keep_days: rules.keep_days,
            visit_minutes: rules.visit_minutes,
        },
        files: files
            .map(|file| FileOutput {
                url: file.url,
                bytes: file.bytes,
                verified: file.verified,
                milliseconds: file.milliseconds,
            })
            .collect(),
        problem: runtime.pack().err().map(|cause| cause.to_string()),
    })
}
