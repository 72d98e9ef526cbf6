//! Entries of the page's `dataLayer`, in the three shapes that share the array: Google Tag Manager
//! pushes `{event, ecommerce: {items}}`, gtag pushes its `arguments` (`['event', name, {items}]`),
//! and old tags push Universal Analytics' enhanced ecommerce (`{ecommerce: {detail: {products}}}`).
//!
//! Names of events and fields: Google's documentation of GA4 ecommerce events, and of enhanced
//! ecommerce for the old ones.

use whyshelf_engine::EventKind;

use crate::{Heard, LONGEST_NAME, Reason, Source, Value};

/// Read and passed over: these say too little about one item.
const IDLE: [&str; 4] = [
    "view_item_list",
    "select_item",
    "view_cart",
    "begin_checkout",
];

/// Names of an item, best first. gtag's first events had `id`.
const NAMES: &[&[&str]] = &[&["item_id"], &["id"]];

/// Lists of enhanced ecommerce and what they mean.
const ENHANCED: [(&[&str], Option<EventKind>); 7] = [
    (&["detail", "products"], Some(EventKind::ViewItem)),
    (&["add", "products"], Some(EventKind::AddToCart)),
    (&["remove", "products"], Some(EventKind::RemoveFromCart)),
    (&["purchase", "products"], Some(EventKind::Purchase)),
    (&["click", "products"], None),
    (&["checkout", "products"], None),
    (&["impressions"], None),
];

/// Reads one entry; nothing where it does not tell of items.
pub fn read<V: Value>(entry: &V, heard: &mut Heard) {
    if let Some(command) = entry.field("0") {
        if command.text(LONGEST_NAME).as_deref() == Some("event") {
            let items = entry.at(&["2", "items"]);
            named(Source::Gtag, entry.field("1"), items, heard);
        }
        return;
    }
    let ecommerce = entry.field("ecommerce");
    let items = ecommerce
        .as_ref()
        .and_then(|ecommerce| ecommerce.field("items"))
        .or_else(|| entry.field("items"));
    let old = ecommerce.map_or(0, |ecommerce| enhanced(&ecommerce, heard));
    if old == 0 {
        named(Source::Gtm, entry.field("event"), items, heard);
    }
}

fn named<V: Value>(source: Source, name: Option<V>, items: Option<V>, heard: &mut Heard) {
    let Some(name) = name.and_then(|name| name.text(LONGEST_NAME)) else {
        return;
    };
    match (EventKind::from_name(&name), items) {
        (Some(kind), Some(items)) => heard.items(source, kind, &items, NAMES),
        (Some(_), None) => heard.drop(source, Reason::NoItem, &name),
        (None, _) if IDLE.contains(&&*name) => heard.drop(source, Reason::MakesNoEvent, &name),
        (None, _) => {}
    }
}

/// How many lists there were.
fn enhanced<V: Value>(ecommerce: &V, heard: &mut Heard) -> usize {
    let mut lists = 0;
    for (path, kind) in ENHANCED {
        let Some(products) = ecommerce.at(path) else {
            continue;
        };
        lists += 1;
        match kind {
            Some(kind) => heard.items(Source::Enhanced, kind, &products, &[&["id"]]),
            None => heard.drop(Source::Enhanced, Reason::MakesNoEvent, path[0]),
        }
    }
    lists
}
