//! The runtime's answers as the values that the widget shows and the interface returns.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Document, Url};
use whyshelf_engine::{Because, Contribution, ItemIndex, Pack, Recommendation, Source};
use whyshelf_pack::Relation;

use super::types::{ContributionOutput, EventOutput, PriceOutput, RecommendationOutput};
use crate::runtime::{Ask, Attendant, Consent, Runtime, RuntimeError, StoredEvent};
use crate::widget::{
    CardView, Cited, EventView, ExplanationView, PanelView, Piece, Reason, Sentence, ShareView,
    ShelfView, event_line, heading, reason_line,
};

/// The shelf, ready to be shown.
pub(super) fn shelf(runtime: &Runtime, ask: &Ask, page: &Page) -> Result<ShelfView, RuntimeError> {
    let pack = runtime.pack()?;
    let picks = runtime.recommend(ask)?;
    let popular_only = picks.iter().all(|pick| pick.because == Because::Popularity);
    Ok(ShelfView {
        heading: heading(ask.placement, popular_only),
        cards: picks
            .iter()
            .filter_map(|pick| card(&pack, pick, page))
            .collect(),
    })
}

fn card(pack: &Pack, pick: &Recommendation, page: &Page) -> Option<CardView> {
    let card = pack.card(pick.item);
    Some(CardView {
        id: pack.id(pick.item).to_owned(),
        title: clean(card.title),
        // A product that cannot be linked safely is not shown.
        href: page.safe_url(card.url)?,
        image: page.safe_url(card.image),
        price: card
            .price
            .map(|price| page.price(price.minor, price.currency)),
        reason: reason_line(&reason(pack, pick)),
    })
}

/// Why an item is where it is, or would be.
pub(super) fn explanation(
    runtime: &Runtime,
    ask: &Ask,
    item: &str,
) -> Result<ExplanationView, RuntimeError> {
    let pack = runtime.pack()?;
    let pick = runtime.explain(ask, item)?;
    let shelf = runtime.recommend(ask)?;
    let shown = shelf.iter().any(|other| other.item == pick.item);
    let score = pick.score().max(1);
    let mut parts = pick.contributions.clone();
    parts.sort_by_key(|part| core::cmp::Reverse(part.value));
    Ok(ExplanationView {
        id: item.to_owned(),
        title: clean(pack.card(pick.item).title),
        reason: reason_line(&reason(&pack, &pick)),
        shown,
        shares: parts
            .iter()
            .map(|part| ShareView {
                text: reason_line(&reason_of(&pack, part)),
                // At most the score, below 2^53: the product fits.
                per_mille: (part.value * 1_000 / score) as u32,
                event: part.source.event(),
            })
            .collect(),
    })
}

/// Everything held, ready to be shown.
pub(super) fn panel(attendant: &Attendant, page: &Page) -> PanelView {
    let runtime = attendant.runtime();
    let line = |event: &StoredEvent| EventView {
        id: event.id,
        text: event_line(event.kind, title_of(attendant, &event.item)),
        time: page.time(event.time),
    };
    PanelView {
        events: runtime.events().iter().map(line).collect(),
        paused: runtime.paused(),
        remember: attendant.verdict().consent == Consent::Granted,
    }
}

/// A recommendation as the interface returns it.
pub(super) fn output(pack: &Pack, pick: &Recommendation, page: &Page) -> RecommendationOutput {
    let card = pack.card(pick.item);
    RecommendationOutput {
        item: pack.id(pick.item).to_owned(),
        title: clean(card.title),
        url: page.safe_url(card.url),
        image: page.safe_url(card.image),
        price: card.price.map(|price| PriceOutput {
            amount: price.minor as f64 / 100.0,
            currency: price.currency.to_owned(),
        }),
        score: pick.score() as f64,
        contributions: pick
            .contributions
            .iter()
            .map(|part| contribution(pack, part))
            .collect(),
        because: match &pick.because {
            Because::Events(events) => events.clone(),
            Because::Page | Because::Popularity => Vec::new(),
        },
        reason: plain(reason_line(&reason(pack, pick))),
    }
}

/// An event as the interface returns it.
pub(super) fn event(event: StoredEvent) -> EventOutput {
    EventOutput {
        id: event.id,
        kind: event.kind.name(),
        item: event.item,
        time: event.time,
        visit: event.visit,
    }
}

fn contribution(pack: &Pack, part: &Contribution) -> ContributionOutput {
    let (kind, item) = match part.source {
        Source::Related { relation, item, .. } | Source::Page { relation, item } => {
            (relation_name(relation), Some(item))
        }
        Source::Seen { item, .. } => ("seen", Some(item)),
        Source::Popularity => ("popular", None),
    };
    ContributionOutput {
        kind,
        event: part.source.event(),
        item: item.map(|item| pack.id(item).to_owned()),
        value: part.value as f64,
    }
}

fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::BoughtTogether => "bought_together",
        Relation::BoughtAlike => "bought_alike",
        Relation::ViewedTogether => "viewed_together",
        Relation::ViewedAlike => "viewed_alike",
        Relation::Similar => "similar",
    }
}

/// The reason for an item's place: what its decisive events say.
fn reason(pack: &Pack, pick: &Recommendation) -> Reason {
    let parts = || pick.contributions.iter();
    match &pick.because {
        Because::Popularity => Reason::Popular,
        Because::Page => parts()
            .find(|part| matches!(part.source, Source::Page { .. }))
            .map_or(Reason::Popular, |part| reason_of(pack, part)),
        Because::Events(events) => {
            let decisive = |part: &&Contribution| {
                part.source
                    .event()
                    .is_some_and(|event| events.contains(&event))
            };
            let mut cited: Vec<(u64, ItemIndex, Cited)> = Vec::new();
            let mut seen = Vec::new();
            for part in parts().filter(decisive) {
                match part.source {
                    Source::Related {
                        kind,
                        item,
                        relation,
                        ..
                    } => match cited.iter_mut().find(|(_, known, _)| *known == item) {
                        Some((value, _, known)) => {
                            *value += part.value;
                            if !known.kinds.contains(&kind) {
                                known.kinds.push(kind);
                            }
                        }
                        None => cited.push((
                            part.value,
                            item,
                            Cited {
                                title: name(pack, item),
                                kinds: vec![kind],
                                relation,
                            },
                        )),
                    },
                    Source::Seen { kind, .. } => seen.push(kind),
                    Source::Page { .. } | Source::Popularity => {}
                }
            }
            if cited.is_empty() {
                seen.dedup();
                return Reason::Seen(seen);
            }
            Reason::Together(strongest_first(cited))
        }
    }
}

/// By choosing: they are a handful, and the code of a sort is not.
fn strongest_first(mut cited: Vec<(u64, ItemIndex, Cited)>) -> Vec<Cited> {
    let mut ordered = Vec::with_capacity(cited.len());
    while let Some(most) = cited.iter().map(|&(value, ..)| value).max() {
        let place = cited.iter().position(|&(value, ..)| value == most);
        ordered.push(cited.remove(place.unwrap_or(0)).2);
    }
    ordered
}

/// What one contribution says.
fn reason_of(pack: &Pack, part: &Contribution) -> Reason {
    match part.source {
        Source::Related {
            kind,
            item,
            relation,
            ..
        } => Reason::Together(vec![Cited {
            title: name(pack, item),
            kinds: vec![kind],
            relation,
        }]),
        Source::Seen { kind, .. } => Reason::Seen(vec![kind]),
        Source::Page { item, relation } => Reason::Page {
            relation,
            title: name(pack, item),
        },
        Source::Popularity => Reason::Popular,
    }
}

fn title_of(attendant: &Attendant, id: &str) -> String {
    let known = attendant
        .runtime()
        .pack()
        .ok()
        .and_then(|pack| Some(name(&pack, pack.index_of(id)?)));
    let described = || attendant.page_title(id).map(|title| clean(&title));
    known.or_else(described).unwrap_or_else(|| clean(id))
}

fn name(pack: &Pack, item: ItemIndex) -> String {
    let title = pack.card(item).title;
    clean(if title.is_empty() {
        pack.id(item)
    } else {
        title
    })
}

fn plain(sentence: Sentence) -> String {
    sentence
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Title(title) => title,
        })
        .collect()
}

/// Catalog text as it may be shown: without control and bidirectional-override characters, which
/// could make a title read as something else, and not longer than a card can bear.
fn clean(text: &str) -> String {
    const LONGEST: usize = 200;
    text.chars()
        .filter(|c| !c.is_control())
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .take(LONGEST)
        .collect()
}

/// What the page decides about how things are shown.
pub(super) struct Page {
    base: String,
    origin: String,
    locale: String,
    time_format: OnceCell<Function>,
}

impl Page {
    pub(super) fn of(document: &Document) -> Rc<Page> {
        let locale = document
            .document_element()
            .and_then(|root| root.get_attribute("lang"))
            .filter(|lang| valid_locale(lang))
            .unwrap_or_else(|| "en".to_owned());
        let origin = document
            .location()
            .and_then(|location| location.origin().ok());
        Rc::new(Page {
            base: document.base_uri().ok().flatten().unwrap_or_default(),
            origin: origin.unwrap_or_default(),
            locale,
            time_format: OnceCell::new(),
        })
    }

    /// An address that may be linked or loaded: `https:`, or of this very site.
    fn safe_url(&self, url: &str) -> Option<String> {
        if url.is_empty() {
            return None;
        }
        let url = Url::new_with_base(url, &self.base).ok()?;
        let own = url.protocol() == "http:" && url.origin() == self.origin;
        (url.protocol() == "https:" || own).then(|| url.href())
    }

    fn price(&self, minor: u64, currency: &str) -> String {
        let plain = || format!("{}.{:02} {currency}", minor / 100, minor % 100);
        let options = Object::new();
        let fields = [("style", "currency"), ("currency", currency)];
        let set = |(name, value): (&str, &str)| Reflect::set(&options, &name.into(), &value.into());
        let valid = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !valid || fields.into_iter().any(|field| set(field).is_err()) {
            return plain();
        }
        let format = Intl::NumberFormat::new(&self.locales(), &options).format();
        format
            .call1(&JsValue::UNDEFINED, &(minor as f64 / 100.0).into())
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_else(plain)
    }

    /// The browser's formatter is made once: making it costs far more than using it.
    fn time(&self, time: f64) -> String {
        let format = self.time_format.get_or_init(|| {
            let options = Object::new();
            for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
                // Setting a property of a fresh object cannot fail.
                let _ = Reflect::set(&options, &name.into(), &value.into());
            }
            Intl::DateTimeFormat::new(&self.locales(), &options).format()
        });
        // A time that is none makes the formatter throw.
        let text = format.call1(&JsValue::UNDEFINED, &time.into()).ok();
        text.and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn locales(&self) -> Array {
        Array::of1(&self.locale.as_str().into())
    }
}

/// Whether the browser's formatters will take it: a malformed tag makes them throw.
fn valid_locale(lang: &str) -> bool {
    !lang.is_empty()
        && js_sys::Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &"getCanonicalLocales".into()))
            .and_then(|check| Function::from(check).call1(&JsValue::UNDEFINED, &lang.into()))
            .is_ok()
}
