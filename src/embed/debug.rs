//! The debug view: what a merchant opens when "it does not work".

use std::collections::BTreeMap;

use serde::Serialize;

use super::types::EventOutput;
use super::view;
use crate::runtime::{Attendant, Consent, Dropped, Facts, Fetched, Made, Source, fetched};

/// Everything that the page has told and what became of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DebugOutput {
    page: PageOutput,
    events: Vec<EventOutput>,
    consent: ConsentOutput,
    storage: StorageOutput,
    files: Vec<FileOutput>,
    /// Why there is no pack, if there is none.
    problem: Option<String>,
    /// Events about items that the fetched part of the pack does not know.
    unknown: usize,
    /// The last reports that an event stands for.
    signals: Vec<SignalOutput>,
    /// The last that became none, and how many there were.
    dropped: Vec<DropOutput>,
    dropped_count: u32,
    timings: BTreeMap<&'static str, f64>,
}

#[derive(Serialize)]
struct SignalOutput {
    source: &'static str,
    kind: &'static str,
    item: String,
    event: u32,
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

#[derive(Serialize)]
struct PageOutput {
    product: Option<ProductOutput>,
    context: ContextOutput,
    attention: AttentionOutput,
}

#[derive(Default, Serialize)]
struct ProductOutput {
    names: Vec<String>,
    id: Option<FactOutput>,
    title: Option<FactOutput>,
    brand: Option<FactOutput>,
    price: Option<FactOutput>,
    currency: Option<FactOutput>,
    availability: Option<FactOutput>,
    category: Option<FactOutput>,
    image: Option<FactOutput>,
}

#[derive(Serialize)]
struct FactOutput {
    value: String,
    source: &'static str,
}

#[derive(Serialize)]
struct ContextOutput {
    device: &'static str,
    hour: u32,
    market: Option<String>,
    currency: Option<String>,
}

#[derive(Serialize)]
struct AttentionOutput {
    dwell: f64,
    depth: u8,
}

#[derive(Serialize)]
struct DropOutput {
    source: &'static str,
    reason: &'static str,
    what: String,
}

/// What the page has told, and what became of it.
pub(super) fn debug(attendant: &Attendant) -> DebugOutput {
    let (runtime, hearing) = (attendant.runtime(), attendant.hearing());
    let (context, (dwell, depth)) = (hearing.context(), hearing.attention());
    let (last, count) = hearing.drops();
    let events = runtime.events();
    let pack = runtime.pack().ok();
    let known = |item: &str| {
        pack.as_ref()
            .is_some_and(|pack| pack.index_of(item).is_some())
    };
    DebugOutput {
        page: PageOutput {
            product: product(hearing.product()),
            context: ContextOutput {
                device: context.device.name(),
                hour: context.hour,
                market: context.market,
                currency: context.currency,
            },
            attention: AttentionOutput { dwell, depth },
        },
        unknown: events.iter().filter(|event| !known(&event.item)).count(),
        events: events.iter().map(view::event).collect(),
        consent: consent(attendant),
        storage: storage(attendant),
        files: fetched().into_iter().map(file).collect(),
        problem: runtime.pack().err().map(|cause| cause.to_string()),
        signals: hearing.made().into_iter().map(signal).collect(),
        dropped: last.into_iter().map(drop_output).collect(),
        dropped_count: count,
        timings: runtime.timings().into_iter().collect(),
    }
}

fn signal(made: Made) -> SignalOutput {
    SignalOutput {
        source: made.source.name(),
        kind: made.kind.name(),
        item: made.item,
        event: made.event,
    }
}

fn drop_output(dropped: Dropped) -> DropOutput {
    DropOutput {
        source: dropped.source.name(),
        reason: dropped.reason.name(),
        what: dropped.what,
    }
}

fn consent(attendant: &Attendant) -> ConsentOutput {
    let verdict = attendant.verdict();
    let says = |(source, says): (Source, Consent)| SourceOutput {
        source: source.name(),
        says: says.name(),
    };
    ConsentOutput {
        state: verdict.consent.name(),
        by: verdict.by.map(Source::name),
        sources: attendant.consents().into_iter().map(says).collect(),
    }
}

fn storage(attendant: &Attendant) -> StorageOutput {
    let runtime = attendant.runtime();
    let rules = runtime.rules();
    StorageOutput {
        open: attendant.device().is_some(),
        lost: runtime.lost(),
        paused: runtime.paused(),
        gift: runtime.gift(),
        keep_days: rules.keep_days,
        visit_minutes: rules.visit_minutes,
    }
}

fn file(file: Fetched) -> FileOutput {
    FileOutput {
        url: file.url,
        bytes: file.bytes,
        verified: file.verified,
        milliseconds: file.milliseconds,
    }
}

fn product(facts: Facts) -> Option<ProductOutput> {
    if facts.is_empty() {
        return None;
    }
    let fact = |name: &str| {
        facts.get(name).map(|fact| FactOutput {
            value: fact.text.clone(),
            source: fact.source.name(),
        })
    };
    Some(ProductOutput {
        id: fact("id"),
        title: fact("title"),
        brand: fact("brand"),
        price: fact("price"),
        currency: fact("currency"),
        availability: fact("availability"),
        category: fact("category"),
        image: fact("image"),
        names: facts.names,
    })
}
