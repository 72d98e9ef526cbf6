//! What the panel and a product's options show.

use core::cmp::Reverse;

use super::page::Page;
use super::reasons::{clean, name};
use crate::runtime::{Consent, Runtime, RuntimeError, Source, StoredEvent};
use crate::widget::{
    DialogKey, EventView, OptionsView, PanelView, Topic, TopicView, event_line, say_in_dialog,
};

/// Most topics that are listed of the events.
const MOST_TOPICS: usize = 8;

/// Everything held, ready to be shown.
pub(super) fn panel(runtime: &Runtime, page: &Page) -> PanelView {
    let line = |event: &StoredEvent| EventView {
        id: event.id,
        text: event_line(page.language, event.kind, &title_of(runtime, &event.item)),
        time: page.time(event.time),
    };
    let preferences = runtime.preferences();
    let hidden = preferences.items.iter();
    PanelView {
        events: runtime.events().iter().map(line).collect(),
        topics: topics(runtime, page),
        hidden: hidden
            .map(|item| (item.clone(), title_of(runtime, item)))
            .collect(),
        paused: runtime.paused(),
        gift: runtime.gift(),
        impersonal: preferences.impersonal,
        remember: runtime.verdict().consent == Consent::Granted,
        decided: say_in_dialog(page.language, decided(runtime.verdict().by)),
        kept: page.count(DialogKey::KEPT, runtime.rules().keep_days as u32),
    }
}

/// Who decided whether anything is kept.
fn decided(by: Option<Source>) -> DialogKey {
    match by {
        None => DialogKey::DECIDED_NOBODY,
        Some(Source::Shopper) => DialogKey::DECIDED_SHOPPER,
        Some(Source::Shop) => DialogKey::DECIDED_SHOP,
        Some(Source::Gpc) => DialogKey::DECIDED_GPC,
        Some(_) => DialogKey::DECIDED_BANNER,
    }
}

fn topics(runtime: &Runtime, page: &Page) -> Vec<TopicView> {
    let mut counted: Vec<(Topic, u32)> = Vec::new();
    for event in runtime.events() {
        for topic in topics_of(runtime, &event.item) {
            match counted.iter_mut().find(|(known, _)| *known == topic) {
                Some((_, count)) => *count += 1,
                None => counted.push((topic, 1)),
            }
        }
    }
    counted.sort_by_key(|&(_, count)| Reverse(count));
    counted.truncate(MOST_TOPICS);
    let preferences = runtime.preferences();
    let categories = preferences.categories.iter().cloned().map(Topic::Category);
    let brands = preferences.brands.iter().cloned().map(Topic::Brand);
    let muted: Vec<Topic> = categories.chain(brands).collect();
    for topic in &muted {
        if counted.iter().all(|(known, _)| known != topic) {
            counted.push((topic.clone(), 0));
        }
    }
    let view = |(topic, count): (Topic, u32)| TopicView {
        signals: page.count(DialogKey::TOPIC_EVENTS, count),
        held: count > 0,
        muted: muted.contains(&topic),
        topic,
    };
    counted.into_iter().map(view).collect()
}

/// The category and the brand of an item, where the catalog has them.
fn topics_of(runtime: &Runtime, item: &str) -> Vec<Topic> {
    let Ok(pack) = runtime.pack() else {
        return Vec::new();
    };
    let Some(item) = pack.index_of(item) else {
        return Vec::new();
    };
    let card = pack.card(item);
    let category = Some(card.category).filter(|category| !category.is_empty());
    let brand = Some(card.brand).filter(|brand| !brand.is_empty());
    let category = category.map(|category| Topic::Category(category.to_owned()));
    let brand = brand.map(|brand| Topic::Brand(brand.to_owned()));
    category.into_iter().chain(brand).collect()
}

/// What can be done about a product.
pub(super) fn options(runtime: &Runtime, item: &str) -> Result<OptionsView, RuntimeError> {
    runtime.pack()?;
    Ok(OptionsView {
        id: item.to_owned(),
        title: title_of(runtime, item),
        topics: topics_of(runtime, item),
        gift: runtime.gift(),
    })
}

/// What an item is called, by the pack or by the page that it is on.
pub(super) fn title_of(runtime: &Runtime, id: &str) -> String {
    let known = runtime
        .pack()
        .ok()
        .and_then(|pack| Some(name(&pack, pack.index_of(id)?)));
    let described = || runtime.page_title(id).map(|title| clean(&title));
    known.or_else(described).unwrap_or_else(|| clean(id))
}
