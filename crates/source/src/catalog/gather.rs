//! From rows to items: repeated rows go, variants of one product become one item.

use std::collections::{BTreeMap, HashMap, HashSet};

use whyshelf_pack::Price;
use whyshelf_pack::shopify::Name;

use super::draft::{Draft, Money};
use super::{Availability, CatalogItem, MarginBand, words};

/// The items, by identifier, and how many rows repeated the identifier of another.
///
/// Of rows with one identifier the last by content stays, so that the order of rows does not
/// matter.
pub(crate) fn gather(mut drafts: Vec<Draft>) -> (Vec<CatalogItem>, usize) {
    let rows = drafts.len();
    drafts.sort_by(|a, b| {
        (a.item(), &a.id)
            .cmp(&(b.item(), &b.id))
            .then_with(|| a.cmp(b))
    });
    drafts.reverse();
    drafts.dedup_by(|a, b| !a.id.is_empty() && a.item() == b.item() && a.id == b.id);
    let repeated = rows - drafts.len();

    let mut products: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
    for draft in drafts {
        products
            .entry(draft.item().to_owned())
            .or_default()
            .push(draft);
    }
    let mut margins = Vec::new();
    let mut items = Vec::with_capacity(products.len());
    for (id, drafts) in products {
        let (item, margin) = item(id, drafts);
        items.push(item);
        margins.push(margin);
    }
    band(&mut items, &margins);
    settle_aliases(&mut items);
    (items, repeated)
}

/// One item of all that is known of it, and its margin in thousandths of the price.
fn item(id: String, drafts: Vec<Draft>) -> (CatalogItem, Option<i64>) {
    let (parents, variants): (Vec<_>, Vec<_>) =
        drafts.iter().partition(|draft| draft.group.is_none());
    let group = (!variants.is_empty()).then(|| id.clone());
    // The variant on the card: one that can be had, the cheapest of those.
    let offered = if variants.is_empty() {
        &parents
    } else {
        &variants
    };
    let ease = |draft: &&&Draft| {
        let price = draft.price.as_ref().map(|price| price.minor);
        let (unpriced, price) = (price.is_none(), price);
        (
            words::effort(draft.availability),
            unpriced,
            price,
            draft.id.clone(),
        )
    };
    let best = offered.iter().min_by_key(ease).copied();
    // The product's own words before its variants'.
    let known: Vec<&Draft> = parents
        .iter()
        .copied()
        .chain(best)
        .chain(variants.iter().copied())
        .collect();
    let first = |fact: fn(&Draft) -> &str| {
        let filled = known
            .iter()
            .map(|draft| fact(draft))
            .find(|text| !text.is_empty());
        filled.unwrap_or_default().to_owned()
    };
    let priced = best
        .filter(|best| best.price.is_some())
        .or(parents.first().copied());
    let availability = match best.map(|best| best.availability) {
        Some(Availability::Unknown) | None => parents
            .first()
            .map_or(Availability::Unknown, |parent| parent.availability),
        Some(availability) => availability,
    };
    let mut aliases: Vec<String> = known
        .iter()
        .flat_map(|draft| draft.aliases.iter().chain([&draft.id]))
        .filter(|alias| !alias.is_empty() && **alias != id)
        .cloned()
        .collect();
    aliases.extend(shopify_names(&id, &aliases));
    aliases.retain(|alias| *alias != id);
    aliases.sort_unstable();
    aliases.dedup();
    let mut attributes: Vec<(String, String)> = known
        .iter()
        .flat_map(|draft| draft.attributes.iter().cloned())
        .collect();
    attributes.sort_unstable();
    attributes.dedup();
    let margin = priced.and_then(margin);
    let item = CatalogItem {
        aliases,
        title: first(|draft| &draft.title),
        url: first(|draft| &draft.url),
        image: first(|draft| &draft.image),
        price: priced.and_then(|draft| draft.price.as_ref()).map(price),
        regular_price: priced.and_then(|draft| draft.regular.as_ref()).map(price),
        // The product's own before its variants', of those the one that most have given.
        rating: parents.iter().find_map(|draft| draft.rating).or_else(|| {
            variants
                .iter()
                .filter_map(|draft| draft.rating)
                .max_by_key(|rating| (rating.count, *rating))
        }),
        category: first(|draft| &draft.category),
        brand: first(|draft| &draft.brand),
        availability,
        group,
        attributes,
        added: known.iter().filter_map(|draft| draft.added).min(),
        margin: None,
        id,
    };
    (item, margin)
}

/// What pages of a shop on Shopify call the products whose names in the feed are
/// `shopify_GB_123_456`.
fn shopify_names(id: &str, aliases: &[String]) -> Vec<String> {
    let mut names = Vec::new();
    for name in aliases.iter().map(String::as_str).chain([id]) {
        if let Some(Name::Feed { product, variant }) = Name::of(name) {
            names.push(variant.to_string());
            names.push(format!("gid://shopify/ProductVariant/{variant}"));
            names.push(product.to_string());
            names.push(format!("gid://shopify/Product/{product}"));
        }
    }
    names
}

fn price(money: &Money) -> Price {
    Price {
        minor: money.minor,
        currency: money.currency.clone(),
    }
}

fn margin(draft: &Draft) -> Option<i64> {
    let price = i64::try_from(draft.price.as_ref()?.minor).ok()?;
    let cost = i64::try_from(draft.cost?).ok()?;
    price
        .checked_sub(cost)?
        .checked_mul(1000)?
        .checked_div(price)
}

/// Bands of equally many items; items of one margin share a band.
fn band(items: &mut [CatalogItem], margins: &[Option<i64>]) {
    let mut sorted: Vec<i64> = margins.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let third = |part: usize| sorted.get(sorted.len() * part / 3).copied();
    let (Some(middle), Some(high)) = (third(1), third(2)) else {
        return;
    };
    for (item, margin) in items.iter_mut().zip(margins) {
        item.margin = margin.map(|margin| {
            if margin < middle {
                MarginBand::Low
            } else if margin < high {
                MarginBand::Middle
            } else {
                MarginBand::High
            }
        });
    }
}

/// Leaves out aliases that say nothing: those of several items, and items' own identifiers.
fn settle_aliases(items: &mut [CatalogItem]) {
    let mut claims: HashMap<&str, usize> = HashMap::new();
    for alias in items.iter().flat_map(|item| &item.aliases) {
        *claims.entry(alias).or_default() += 1;
    }
    let ids: HashSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
    let idle: HashSet<String> = claims
        .into_iter()
        .filter(|&(alias, claims)| claims > 1 || ids.contains(alias))
        .map(|(alias, _)| alias.to_owned())
        .collect();
    for item in items {
        item.aliases.retain(|alias| !idle.contains(alias));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn draft(id: &str, group: Option<&str>, minor: u64, availability: Availability) -> Draft {
        Draft {
            id: id.to_owned(),
            group: group.map(str::to_owned),
            title: format!("title of {id}"),
            price: Some(Money {
                minor,
                currency: "EUR".to_owned(),
            }),
            availability,
            ..Draft::default()
        }
    }

    #[test]
    fn variants_are_one_item_with_the_card_of_the_cheapest_that_can_be_had() {
        let (items, repeated) = gather(vec![
            draft("red", Some("mug"), 300, Availability::OutOfStock),
            draft("blue", Some("mug"), 500, Availability::InStock),
            draft("green", Some("mug"), 400, Availability::InStock),
            draft("lamp", None, 900, Availability::Unknown),
        ]);
        assert_eq!(repeated, 0);
        assert_eq!(items.len(), 2);
        let mug = &items[1];
        assert_eq!(
            (mug.id.as_str(), mug.group.as_deref()),
            ("mug", Some("mug"))
        );
        assert_eq!(mug.aliases, ["blue", "green", "red"]);
        assert_eq!(mug.title, "title of green");
        assert_eq!(mug.price.as_ref().unwrap().minor, 400);
        assert_eq!(mug.availability, Availability::InStock);
        assert_eq!(items[0].group, None);
    }

    #[test]
    fn a_products_own_words_come_first_and_its_variants_prices() {
        let (items, _) = gather(vec![
            draft("mug", None, 100, Availability::Unknown),
            draft("red", Some("mug"), 300, Availability::OutOfStock),
        ]);
        assert_eq!(items[0].title, "title of mug");
        assert_eq!(items[0].price.as_ref().unwrap().minor, 300);
        assert_eq!(items[0].availability, Availability::OutOfStock);
    }

    #[test]
    fn an_alias_of_two_items_or_another_items_name_is_none() {
        let alias = |id: &str, alias: &str| Draft {
            aliases: vec![alias.to_owned()],
            ..draft(id, None, 1, Availability::Unknown)
        };
        let (items, _) = gather(vec![
            alias("A", "gtin"),
            alias("B", "gtin"),
            alias("C", "A"),
            alias("D", "own"),
        ]);
        let aliases: Vec<_> = items.iter().map(|item| item.aliases.as_slice()).collect();
        assert_eq!(aliases, [&[] as &[String], &[], &[], &["own".to_owned()]]);
    }

    #[test]
    fn names_of_shopifys_feed_bring_the_names_that_its_pages_use() {
        let (items, _) = gather(vec![
            draft("shopify_GB_1_11", None, 1, Availability::Unknown),
            draft("shopify_GB_2_21", Some("2"), 1, Availability::Unknown),
            draft("shopify_GB_3_31", None, 1, Availability::Unknown),
            draft("shopify_GB_3_32", None, 1, Availability::Unknown),
        ]);
        let gid = |kind: &str, number: u32| format!("gid://shopify/{kind}/{number}");
        assert_eq!(items[0].id, "2");
        assert_eq!(
            items[0].aliases,
            [
                "21".to_owned(),
                gid("Product", 2),
                gid("ProductVariant", 21),
                "shopify_GB_2_21".to_owned(),
            ]
        );
        assert_eq!(
            items[1].aliases,
            [
                "1".to_owned(),
                "11".to_owned(),
                gid("Product", 1),
                gid("ProductVariant", 11),
            ]
        );
        // A product that is two items here is neither.
        assert_eq!(
            items[2].aliases,
            ["31".to_owned(), gid("ProductVariant", 31)]
        );
    }

    #[test]
    fn margins_become_three_bands() {
        let cost = |id: &str, cost| Draft {
            cost: Some(cost),
            ..draft(id, None, 1000, Availability::Unknown)
        };
        let (items, _) = gather(vec![
            cost("A", 900),
            cost("B", 500),
            cost("C", 100),
            draft("D", None, 1000, Availability::Unknown),
        ]);
        let bands: Vec<_> = items.iter().map(|item| item.margin).collect();
        assert_eq!(
            bands,
            [
                Some(MarginBand::Low),
                Some(MarginBand::Middle),
                Some(MarginBand::High),
                None
            ]
        );
    }

    proptest! {
        #[test]
        fn the_order_of_rows_does_not_matter(
            rows in proptest::collection::vec(("[a-d]?", proptest::option::of("[a-c]"), 0_u64..3, 0_u8..2), 0..12)
                .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        ) {
            let drafts = |rows: Vec<(String, Option<String>, u64, u8)>| -> Vec<Draft> {
                let named = rows.into_iter().filter(|(id, group, ..)| !id.is_empty() || group.is_some());
                named.map(|(id, group, minor, stock)| {
                    let availability = [Availability::InStock, Availability::OutOfStock][usize::from(stock)];
                    draft(&id, group.as_deref(), minor, availability)
                }).collect()
            };
            prop_assert_eq!(gather(drafts(rows.0)), gather(drafts(rows.1)));
        }
    }
}
