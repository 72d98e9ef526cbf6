//! The runtime's answers as the values that the widget shows and the interface returns.

use whyshelf_engine::{
    Because, Cause, Contribution, Place, Recommendation, Source as Said, Without,
};
use whyshelf_pack::Relation;

use super::first::{clean, view_of};
use super::page::Page;
use super::panel::topics_of;
use super::policy::{filled_with, policy};
use super::reasons::Teller;
use super::types::{
    ContributionOutput, EventOutput, PriceOutput, RatingOutput, RecommendationOutput,
};
use crate::runtime::{Ask, Runtime, RuntimeError, StoredEvent};
use crate::widget::{DialogKey, ExplanationView, PartView, Share, ShelfView, plain, say_in_dialog};

/// The shelf for what is known, ready to be shown.
pub(super) fn shelf(runtime: &Runtime, ask: &Ask, page: &Page) -> Result<ShelfView, RuntimeError> {
    let pack = runtime.pack()?;
    let shelf = runtime.recommend(ask)?;
    let teller = Teller::new(&pack, page.language, runtime);
    Ok(view_of(
        &pack,
        &shelf,
        ask,
        (page, teller.popular),
        &|pick| teller.line(pick),
    ))
}

/// Why an item is where it is, or would be.
pub(super) fn explanation(
    runtime: &Runtime,
    ask: &Ask,
    item: &str,
    page: &Page,
) -> Result<ExplanationView, RuntimeError> {
    let pack = runtime.pack()?;
    let pick = runtime.explain(ask, item)?;
    let shelf = runtime.recommend(ask)?;
    let shown = shelf.picks.iter().any(|other| other.item == pick.item);
    let score = pick.score().max(1);
    let mut parts = pick.contributions.clone();
    parts.sort_by_key(|part| core::cmp::Reverse(part.value));
    let teller = Teller::new(&pack, page.language, runtime);
    let (now, without) = runtime.places(ask, pick.item)?;
    let told = |other: &Without| Some(page.places(now.filter(|_| shown)?, other.place));
    let place = |source: Said| {
        let cause = match source {
            Said::Related { event, .. } | Said::Seen { event, .. } => Cause::Event(event),
            Said::Page { .. } => Cause::Page,
            Said::Popularity => Cause::Popularity,
        };
        told(without.iter().find(|other| other.cause == cause)?)
    };
    let wish = |other: &Without| match other.cause {
        Cause::Wish(wish) => Some((teller.wish(wish), told(other)?)),
        Cause::Event(_) | Cause::Page | Cause::Popularity => None,
    };
    let share = |part: &Contribution| {
        let (text, relation) = teller.part(part);
        // At most the score, below 2^53: the product fits.
        let per_mille = (part.value * 1_000 / score) as u32;
        PartView {
            text,
            relation,
            place: place(part.source),
            share: Some(Share {
                percent: page.percent(per_mille),
                per_mille,
            }),
            event: part.source.event(),
        }
    };
    let events = runtime.events();
    let deed = |other: &Without| {
        let own = |event: &&StoredEvent| other.cause == Cause::Event(event.id);
        let event = events.iter().find(own)?;
        Some(PartView {
            text: teller.deed(event.kind, pick.item),
            relation: None,
            place: told(other),
            share: None,
            event: Some(event.id),
        })
    };
    let by_score = matches!(pick.place, Place::Score | Place::Variety);
    let parts = if by_score {
        parts.iter().map(share).collect()
    } else {
        // Whatever the score is made of: it decides nothing here.
        without.iter().filter_map(deed).collect()
    };
    Ok(ExplanationView {
        id: item.to_owned(),
        title: clean(pack.card(pick.item).title),
        reason: teller.line(&pick),
        shown,
        decides: decides(pick.place).map(|key| say_in_dialog(page.language, key)),
        parts,
        by_score,
        wishes: without.iter().filter_map(wish).collect(),
        topics: topics_of(&pack, pick.item),
        gift: runtime.gift(),
        filled_with: say_in_dialog(page.language, filled_with(shelf.strategy)),
        policy: policy(&pack, &runtime.earlier(), page),
    })
}

/// What decides a place beside the score, or instead of it.
fn decides(place: Place) -> Option<DialogKey> {
    match place {
        Place::Score => None,
        Place::Variety => Some(DialogKey::WHY_VARIETY),
        Place::Different => Some(DialogKey::WHY_DIFFERENT),
        Place::Latest { .. } => Some(DialogKey::WHY_LATEST),
        Place::Newest { .. } => Some(DialogKey::WHY_NEWEST),
        Place::Popularity => Some(DialogKey::WHY_POPULAR),
    }
}

/// A recommendation as the interface returns it.
pub(super) fn output(
    teller: &Teller<'_>,
    pick: &Recommendation,
    page: &Page,
) -> RecommendationOutput {
    let pack = teller.pack;
    let card = pack.card(pick.item);
    RecommendationOutput {
        item: pack.id(pick.item).to_owned(),
        title: clean(card.title),
        url: page.safe_url(card.url),
        image: page.safe_url(card.image),
        price: card.price.map(|own| price(own.minor, own.currency)),
        regular_price: card
            .price
            .zip(card.regular_price)
            .map(|(own, regular)| price(regular, own.currency)),
        rating: card.rating.map(|rating| RatingOutput {
            value: f64::from(rating.tenths) / 10.0,
            count: rating.count,
        }),
        score: pick.score() as f64,
        contributions: pick
            .contributions
            .iter()
            .map(|part| contribution(pack, part))
            .collect(),
        place: place_name(pick.place),
        because: match &pick.because {
            Because::Events(events) => events.clone(),
            Because::Wish(_) | Because::Page | Because::Popularity | Because::New => Vec::new(),
        },
        reason: plain(teller.line(pick)),
    }
}

fn price(minor: u64, currency: &str) -> PriceOutput {
    PriceOutput {
        amount: minor as f64 / 100.0,
        currency: currency.to_owned(),
    }
}

/// What decided a place, as the interface says it.
fn place_name(place: Place) -> &'static str {
    match place {
        Place::Score => "score",
        Place::Variety => "variety",
        Place::Different => "different",
        Place::Latest { .. } => "latest",
        Place::Newest { .. } => "newest",
        Place::Popularity => "popularity",
    }
}

/// An event as the interface returns it.
pub(super) fn event(event: &StoredEvent) -> EventOutput {
    EventOutput {
        id: event.id,
        kind: event.kind.name(),
        item: event.item.clone(),
        time: event.time,
        visit: event.visit,
    }
}

fn contribution(pack: &whyshelf_engine::Pack, part: &Contribution) -> ContributionOutput {
    let (kind, item) = match part.source {
        Said::Related { relation, item, .. } | Said::Page { relation, item } => {
            (relation_name(relation), Some(item))
        }
        Said::Seen { item, .. } => ("seen", Some(item)),
        Said::Popularity => ("popular", None),
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
