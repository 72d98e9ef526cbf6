//! The values that cross the boundary, with their TypeScript types.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use whyshelf_engine::{EventKind, Hidden, Wish, Wishes};

use crate::runtime::{Counters, Everything, Preferences, StoredEvent};

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
    pub(super) preferences: PreferencesOutput,
}

/// What the shopper asked of shelves.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct PreferencesOutput {
    items: Vec<String>,
    categories: Vec<String>,
    brands: Vec<String>,
    impersonal: bool,
    wishes: BTreeMap<String, String>,
}

impl PreferencesOutput {
    pub(super) fn of(preferences: Preferences) -> PreferencesOutput {
        let Preferences {
            items,
            kinds,
            impersonal,
            wishes,
        } = preferences;
        let choice = |wish: Wish| {
            let choice = wish.choices()[usize::from(wishes.choice(wish))];
            (wish.name().to_owned(), choice.to_owned())
        };
        PreferencesOutput {
            items,
            categories: kinds.categories,
            brands: kinds.brands,
            impersonal,
            wishes: Wish::ALL.map(choice).into(),
        }
    }

    /// Within the bounds of what is kept.
    fn restored(self) -> Preferences {
        let mut preferences = Preferences::default();
        let mut wishes = Wishes::default();
        for wish in Wish::ALL {
            let choices = wish.choices();
            let said = self.wishes.get(wish.name());
            let known = said.and_then(|said| choices.iter().position(|choice| choice == said));
            if let Some(choice) = known {
                wishes = wishes.with(wish, choice as u8);
            }
        }
        preferences.join(Preferences {
            items: self.items,
            kinds: Hidden {
                categories: self.categories,
                brands: self.brands,
            },
            impersonal: self.impersonal,
            wishes,
        });
        preferences
    }
}

/// Value of [`ExportOutput::format`].
pub(super) const EXPORT: &str = "whyshelf-export";
/// Value of [`ExportOutput::version`].
pub(super) const EXPORT_VERSION: u32 = 1;

/// Everything that was held once.
#[derive(Deserialize)]
pub(super) struct ImportInput {
    pub(super) format: String,
    pub(super) version: u32,
    #[serde(default)]
    paused: bool,
    next: u32,
    visit: u32,
    events: Vec<ImportedEvent>,
    #[serde(default)]
    preferences: PreferencesOutput,
}

#[derive(Deserialize)]
struct ImportedEvent {
    id: u32,
    kind: String,
    item: String,
    time: f64,
    visit: u32,
}

impl ImportInput {
    /// What can be held; none if an event is not of its form.
    pub(super) fn restored(self) -> Option<Everything> {
        let event = |event: ImportedEvent| {
            let ImportedEvent {
                id,
                kind,
                item,
                time,
                visit,
            } = event;
            let plausible = (1..u32::MAX).contains(&id) && visit < u32::MAX && time.is_finite();
            let kind = EventKind::from_name(&kind)?;
            plausible.then_some(StoredEvent {
                id,
                kind,
                item: Some(item).filter(|item| StoredEvent::is_item(item))?,
                time,
                visit,
            })
        };
        let events: Option<Vec<StoredEvent>> = self.events.into_iter().map(event).collect();
        let counters = Counters {
            next: self.next.min(u32::MAX - 1),
            visit: self.visit.min(u32::MAX - 1),
            active: f64::NEG_INFINITY,
        };
        Some(Everything {
            events: events?,
            counters,
            paused: self.paused,
            preferences: self.preferences.restored(),
        })
    }
}
