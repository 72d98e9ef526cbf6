//! Every number and every name in a reason, held against what really happens without it.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::shop::{Contribution, Event, Recommendation, Shop};
use crate::spec::remember::shopper_with_two_views;
use crate::stage::{Site, Stage};

pub(super) async fn every_contribution_is_exactly_what_forgetting_its_event_takes_away(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            for page in pages_of_a_shopper(shop).await? {
                shop.open(&page).await?;
                let items: Vec<String> = shop
                    .shelf()
                    .await?
                    .into_iter()
                    .map(|card| card.item)
                    .collect();
                ensure!(!items.is_empty(), "{page} has an empty shelf");
                check_every_event(shop, &items)
                    .await
                    .with_context(|| format!("on {page}"))?;
            }
            Ok(())
        })
        .await
}

/// Forgets each event in turn and holds every item's explanation against the one before.
async fn check_every_event(shop: &Shop, items: &[String]) -> Result<()> {
    let history = shop.events().await?;
    ensure!(history.len() >= 3, "too short a history to prove anything");
    let shelf = shop.shelf_request().await?;
    let before = explanations(shop, items, &shelf).await?;
    let mut told = 0;
    for explanation in &before {
        let sum: i64 = explanation
            .contributions
            .iter()
            .map(|part| part.value)
            .sum();
        ensure!(
            sum == explanation.score,
            "{}: contributions sum to {sum}, not to {}",
            explanation.item,
            explanation.score
        );
    }
    for at in 0..history.len() {
        // The history is written anew before each turn, so its ids are, too.
        let now = shop.events().await?;
        let before_now = explanations(shop, items, &shelf).await?;
        ensure!(
            summary(&before_now, &now) == summary(&before, &history),
            "the same history written anew gives other scores"
        );
        let event = now.get(at).context("the history lost an event")?;
        shop.forget(&event.id).await?;
        let after = explanations(shop, items, &shelf).await?;
        for (with, without) in before_now.iter().zip(&after) {
            told += check_one(with, without, event)?;
        }
        rewrite(shop, &history).await?;
    }
    ensure!(told > 0, "no card was explained by any event");
    Ok(())
}

/// Holds one item's explanation with an event against that without it; counts what the event gave.
fn check_one(with: &Recommendation, without: &Recommendation, event: &Event) -> Result<usize> {
    let item = &with.item;
    let (gone, stays): (Vec<&Contribution>, Vec<&Contribution>) = with
        .contributions
        .iter()
        .partition(|part| part.event.as_ref() == Some(&event.id));
    let value: i64 = gone.iter().map(|part| part.value).sum();
    ensure!(
        without.score == with.score - value,
        "{item}: without the {} of {} the score fell from {} to {}, not by the stated {value}",
        event.kind,
        event.item,
        with.score,
        without.score
    );
    let left: Vec<&Contribution> = without.contributions.iter().collect();
    ensure!(
        left == stays,
        "{item}: without the {} of {} other contributions changed from {stays:?} to {left:?}",
        event.kind,
        event.item
    );
    Ok(gone.len())
}

pub(super) async fn the_events_a_reason_names_hold_the_item_in_its_place(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let mut checked = 0;
            for page in pages_of_a_shopper(shop).await? {
                shop.open(&page).await?;
                let cards = shop.shelf().await?;
                let shelf = shop.shelf_request().await?;
                let ranked = shop.recommend_for(&shelf).await?;
                let shown: Vec<&str> = cards.iter().map(|card| &*card.item).collect();
                let items: Vec<&str> = ranked.iter().map(|rec| &*rec.item).collect();
                ensure!(
                    shown == items,
                    "{page} shows {shown:?}, the engine says {items:?}"
                );
                for (card, rec) in cards.iter().zip(&ranked) {
                    ensure!(
                        card.reason == rec.reason,
                        "{page}: {} says {:?} on its card and {:?} in the engine",
                        rec.item,
                        card.reason,
                        rec.reason
                    );
                }
                let history = shop.events().await?;
                for rank in 0..ranked.len() {
                    checked += check_because(shop, &shelf, rank, &history)
                        .await
                        .with_context(|| format!("on {page}, card {rank}"))?;
                }
            }
            ensure!(checked > 0, "no reason names an event");
            Ok(())
        })
        .await
}

/// Forgets the events that the reason of the item at `rank` names: it must move down or off, and no
/// shorter beginning of that list may be enough.
async fn check_because(
    shop: &Shop,
    shelf: &Value,
    rank: usize,
    history: &[Event],
) -> Result<usize> {
    let named = named_events(shop, shelf, rank).await?.1.len();
    for taken in 1..=named {
        let (item, events) = named_events(shop, shelf, rank).await?;
        for event in events.iter().take(taken) {
            shop.forget(event).await?;
        }
        let after = shop.recommend_for(shelf).await?;
        let new_rank = after.iter().position(|rec| rec.item == item);
        let has_moved = new_rank.is_none_or(|new_rank| new_rank > rank);
        rewrite(shop, history).await?;
        ensure!(
            has_moved == (taken == named),
            "{item} is at rank {rank}; without the first {taken} of the {named} events that its reason names, it is at {new_rank:?}"
        );
    }
    Ok(named)
}

/// The item at `rank` and the events that its reason names.
async fn named_events(shop: &Shop, shelf: &Value, rank: usize) -> Result<(String, Vec<Value>)> {
    let ranked = shop.recommend_for(shelf).await?;
    let rec = ranked
        .into_iter()
        .nth(rank)
        .context("the shelf became shorter")?;
    Ok((rec.item, rec.because))
}

async fn explanations(shop: &Shop, items: &[String], shelf: &Value) -> Result<Vec<Recommendation>> {
    let mut explanations = Vec::new();
    for item in items {
        explanations.push(shop.explain(item, shelf).await?);
    }
    Ok(explanations)
}

/// Scores and contributions with events named by their place in the history, not by their ids.
fn summary(explanations: &[Recommendation], history: &[Event]) -> Vec<(i64, Vec<(usize, i64)>)> {
    let place: HashMap<String, usize> = history
        .iter()
        .enumerate()
        .map(|(at, event)| (event.id.to_string(), at))
        .collect();
    explanations
        .iter()
        .map(|explanation| {
            let parts = explanation.contributions.iter().map(|part| {
                let id = part.event.as_ref().map(Value::to_string);
                let at = id.and_then(|id| place.get(&id).copied());
                (at.unwrap_or(usize::MAX), part.value)
            });
            (explanation.score, parts.collect())
        })
        .collect()
}

/// Forgets everything and records the same history again.
async fn rewrite(shop: &Shop, history: &[Event]) -> Result<()> {
    shop.forget(&serde_json::json!({ "lastMinutes": 1_000_000 }))
        .await?;
    for event in history {
        shop.record(&event.kind, &event.item).await?;
    }
    Ok(())
}

/// Gives the shopper a history of several kinds of events; returns the pages to look at.
async fn pages_of_a_shopper(shop: &Shop) -> Result<Vec<String>> {
    let products = shop.popular().await?;
    shopper_with_two_views(shop).await?;
    for (at, product) in products.iter().enumerate().skip(2).take(2) {
        shop.open(&product.url).await?;
        shop.shelf().await?;
        if at == 3 {
            shop.record("add_to_cart", &product.item).await?;
        }
    }
    let mut pages: Vec<String> = products
        .iter()
        .skip(4)
        .take(2)
        .map(|product| product.url.clone())
        .collect();
    pages.push("/".to_owned());
    pages.push("/cart.html".to_owned());
    pages.push(shop.category().await?);
    Ok(pages)
}
