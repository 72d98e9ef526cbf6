//! The values that cross the boundary, with their TypeScript types.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use whyshelf_memory::CopiedPreferences;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// An event to record.
#[derive(Deserialize)]
pub(super) struct EventInput {
    pub(super) kind: String,
    pub(super) item: String,
}

/// An event held.
#[derive(Serialize)]
pub(super) struct EventOutput {
    pub(super) id: u32,
    pub(super) kind: &'static str,
    pub(super) item: String,
    pub(super) time: f64,
    pub(super) visit: u32,
}

/// What is to be forgotten: exactly one of these.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ForgetInput {
    #[serde(default)]
    pub(super) category: Option<String>,
    #[serde(default)]
    pub(super) brand: Option<String>,
    #[serde(default)]
    pub(super) last_minutes: Option<f64>,
}

/// A question for recommendations; everything may be left out.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RequestInput {
    pub(super) placement: Option<String>,
    pub(super) item: Option<String>,
    pub(super) limit: Option<f64>,
    pub(super) strategy: Option<String>,
    pub(super) exclude: Vec<String>,
    #[serde(rename = "freeShipping")]
    pub(super) free_shipping: Option<f64>,
    #[serde(rename = "cartValue")]
    pub(super) cart_value: Option<f64>,
}

/// A recommendation. Scores and values are whole numbers below 2^53.
#[derive(Serialize)]
pub(super) struct RecommendationOutput {
    pub(super) item: String,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) image: Option<String>,
    pub(super) price: Option<PriceOutput>,
    #[serde(rename = "regularPrice")]
    pub(super) regular_price: Option<PriceOutput>,
    pub(super) rating: Option<RatingOutput>,
    pub(super) score: f64,
    pub(super) contributions: Vec<ContributionOutput>,
    pub(super) place: &'static str,
    pub(super) because: Vec<u32>,
    pub(super) reason: String,
}

/// A price in the currency's units.
#[derive(Serialize)]
pub(super) struct PriceOutput {
    pub(super) amount: f64,
    pub(super) currency: String,
}

/// What buyers think, in stars of five.
#[derive(Serialize)]
pub(super) struct RatingOutput {
    pub(super) value: f64,
    pub(super) count: u32,
}

/// A part of a score.
#[derive(Serialize)]
pub(super) struct ContributionOutput {
    pub(super) kind: &'static str,
    pub(super) event: Option<u32>,
    pub(super) item: Option<String>,
    pub(super) value: f64,
}

/// Everything held.
#[derive(Serialize)]
pub(super) struct ExportOutput {
    pub(super) format: &'static str,
    pub(super) version: u32,
    pub(super) consent: &'static str,
    pub(super) paused: bool,
    pub(super) next: u32,
    pub(super) visit: u32,
    pub(super) events: Vec<EventOutput>,
    pub(super) preferences: CopiedPreferences,
}
