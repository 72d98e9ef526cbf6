//! Products side by side, as far as cards know them.

use whyshelf_pack::{Availability, CardRef};

use super::first::{clean, name};
use super::page::Page;
use crate::runtime::{Runtime, RuntimeError};
use crate::widget::{ComparedRow, ComparisonView, DialogKey, Key, say, say_in_dialog};

/// The products with these identifiers, those that the pack knows; a row that says nothing of any is
/// left out.
pub(super) fn comparison(
    runtime: &Runtime,
    items: &[String],
    page: &Page,
) -> Result<ComparisonView, RuntimeError> {
    let pack = runtime.pack()?;
    let known = items.iter().filter_map(|id| Some((id, pack.index_of(id)?)));
    let known: Vec<_> = known.collect();
    let row = |key, value: &dyn Fn(CardRef<'_>) -> String| {
        let values = known.iter().map(|&(_, item)| value(pack.card(item)));
        ComparedRow {
            name: say_in_dialog(page.language, key),
            values: values.collect(),
        }
    };
    let price = |card: CardRef<'_>| {
        let price = card
            .price
            .map(|price| page.price(price.minor, price.currency));
        price.unwrap_or_default()
    };
    let mut rows = vec![
        row(DialogKey::COMPARE_PRICE, &price),
        row(DialogKey::COMPARE_RATING, &|card| {
            let rating = card.rating.map(|rating| page.rating(rating).0);
            rating.unwrap_or_default()
        }),
        row(DialogKey::COMPARE_BRAND, &|card| clean(card.brand)),
        row(DialogKey::COMPARE_CATEGORY, &|card| clean(card.category)),
        row(DialogKey::COMPARE_AVAILABILITY, &|card| {
            availability(card.availability, page).to_owned()
        }),
    ];
    rows.retain(|row| row.values.iter().any(|value| !value.is_empty()));
    let product = |&(id, item): &(&String, _)| (id.clone(), name(&pack, item));
    Ok(ComparisonView {
        products: known.iter().map(product).collect(),
        rows,
    })
}

fn availability(availability: Availability, page: &Page) -> &'static str {
    match availability {
        Availability::Unknown => "",
        Availability::InStock => say_in_dialog(page.language, DialogKey::IN_STOCK),
        Availability::PreOrder => say(page.language, Key::PRE_ORDER),
        Availability::OutOfStock => say(page.language, Key::OUT_OF_STOCK),
    }
}
