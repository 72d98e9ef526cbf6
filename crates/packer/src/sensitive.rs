//! Items that pages must never record: they are set aside before anything is learned, and all that
//! the pack says of them is their names.

mod rules;

use whyshelf_pack::Item;
use whyshelf_source::{Catalog, EventLog};

use crate::names::names;
pub(crate) use rules::Rules;

/// Takes the sensitive items out of catalog and log, and returns their names.
pub(crate) fn set_aside(rules: &Rules, log: &mut EventLog, catalog: &mut Catalog) -> Vec<Item> {
    let positions = catalog.positions();
    let of_catalog: Vec<bool> = catalog.items.iter().map(|item| rules.names(item)).collect();
    let mut set_aside: Vec<Item> = Vec::new();
    let mut numbers = Vec::with_capacity(log.item_ids.len());
    let mut count = 0;
    for id in &log.item_ids {
        let known = positions.get(id.as_str());
        let sensitive = known.map_or_else(|| rules.names_id(id), |&at| of_catalog[at]);
        numbers.push((!sensitive).then_some(count));
        count += u32::from(!sensitive);
        if sensitive && known.is_none() {
            set_aside.push(Item {
                id: id.clone(),
                sensitive: true,
                ..Item::default()
            });
        }
    }
    let flagged = catalog.items.iter().zip(&of_catalog);
    set_aside.extend(flagged.filter(|(_, flag)| **flag).map(|(item, _)| {
        let (aliases, shopify) = names(item, &item.id);
        Item {
            id: item.id.clone(),
            aliases,
            shopify,
            sensitive: true,
            ..Item::default()
        }
    }));
    if set_aside.is_empty() {
        return set_aside;
    }
    set_aside.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let mut stays = of_catalog.iter().map(|flag| !flag);
    catalog.items.retain(|_| stays.next().unwrap_or(true));
    keep(log, &numbers);
    set_aside
}

/// Leaves of the log the items that have a number, under it.
fn keep(log: &mut EventLog, numbers: &[Option<u32>]) {
    let stays = |at: &usize| numbers[*at].is_some();
    let left: Vec<usize> = (0..numbers.len()).filter(stays).collect();
    log.sessions = log.sessions.only(numbers, left.len());
    log.first_seen = left.iter().map(|&at| log.first_seen[at]).collect();
    log.item_ids = left
        .into_iter()
        .map(|at| std::mem::take(&mut log.item_ids[at]))
        .collect();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use whyshelf_engine::EventKind;
    use whyshelf_source::CatalogItem;
    use whyshelf_train::Sessions;

    fn item(id: &str, category: &str, alias: &str) -> CatalogItem {
        CatalogItem {
            id: id.to_owned(),
            category: category.to_owned(),
            aliases: vec![alias.to_owned()],
            ..CatalogItem::default()
        }
    }

    #[test]
    fn what_is_sensitive_is_in_neither_log_nor_catalog_and_everything_else_stays() {
        let mut catalog = Catalog {
            items: vec![
                item("mug", "Kitchen > Mugs", "mug-red"),
                item("test", "Health > Pregnancy tests", "test-5"),
                item("plate", "Kitchen > Plates", "plate-red"),
            ],
            ..Catalog::default()
        };
        let mut log = EventLog::without_events(9);
        log.item_ids = ["test-5", "mug", "elsewhere", "plate"]
            .map(str::to_owned)
            .into();
        log.first_seen = vec![1, 2, 3, 4];
        log.sessions = Sessions::over(4);
        log.sessions.push_events(
            7,
            [
                (1, EventKind::ViewItem),
                (0, EventKind::Purchase),
                (3, EventKind::AddToCart),
            ],
        );
        let rules = Rules::parse("item = elsewhere\n", "rules".as_ref()).unwrap();
        let aside = set_aside(&rules, &mut log, &mut catalog);
        let ids: Vec<&str> = aside.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, ["elsewhere", "test"]);
        assert_eq!(aside[1].aliases, ["test-5"]);
        assert!(
            aside
                .iter()
                .all(|item| item.sensitive && item.card == Default::default())
        );
        assert_eq!(log.item_ids, ["mug", "plate"]);
        assert_eq!(log.first_seen, [2, 4]);
        assert_eq!(log.sessions.items(0), [0, 1]);
        assert_eq!(
            log.sessions.kinds(0),
            [EventKind::ViewItem, EventKind::AddToCart]
        );
        assert_eq!(log.sessions.item_count(), 2);
        assert_eq!(catalog.items.len(), 2);
    }
}
