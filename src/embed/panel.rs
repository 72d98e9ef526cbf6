//! What the panel shows.

use core::cmp::Reverse;

use whyshelf_engine::{ItemIndex, Pack, Wish};

use super::first::{clean, name};
use super::page::Page;
use crate::runtime::{Ask, Attendant, Consent, Source, StoredEvent};
use crate::widget::{
    DialogKey, EventView, LeavesOut, PanelView, Sentence, Topic, TopicView, event_line,
    say_in_dialog,
};

/// Most topics that are listed of the events.
const MOST_TOPICS: usize = 8;

/// Everything held, ready to be shown.
pub(super) fn panel(attendant: &Attendant, ask: &Ask, page: &Page) -> PanelView {
    let runtime = attendant.runtime();
    let line = |event: &StoredEvent| EventView {
        id: event.id,
        text: event_line(page.language, event.kind, &title_of(attendant, &event.item)),
        time: page.time(event.time),
    };
    let preferences = runtime.preferences();
    let leaves_out = match preferences.scope(&ask.name()) {
        None => LeavesOut::Nothing,
        Some(0) => LeavesOut::All,
        Some(_) => LeavesOut::Later,
    };
    let hidden = preferences.items.into_iter().map(|item| {
        let title = title_of(attendant, &item);
        (item, title)
    });
    let wishes = preferences.wishes;
    let moves = |wish: Wish| {
        let asks = wishes.choice(wish) != wish.indifferent();
        let moved = asks.then(|| runtime.moved(ask, wish).ok()).flatten();
        moved.map_or_else(Sentence::new, |moved| {
            page.count(DialogKey::MOVES, moved as u32)
        })
    };
    PanelView {
        events: runtime.events().iter().map(line).collect(),
        topics: topics(attendant, page),
        hidden: hidden.collect(),
        paused: runtime.paused(),
        gift: runtime.gift(),
        shelf: (ask.name(), leaves_out),
        impersonal: preferences.impersonal,
        wishes,
        moves: Wish::ALL.map(moves),
        remember: attendant.verdict().consent == Consent::Granted,
        decided: say_in_dialog(page.language, decided(attendant.verdict().by)),
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

/// The most frequent topics of the events, and those of which nothing is shown.
fn topics(attendant: &Attendant, page: &Page) -> Vec<TopicView> {
    let runtime = attendant.runtime();
    let mut counted: Vec<(Topic, u32)> = Vec::new();
    if let Ok(pack) = runtime.pack() {
        let items = runtime.events();
        let items = items.iter().filter_map(|event| pack.index_of(&event.item));
        for topic in items.flat_map(|item| topics_of(&pack, item)) {
            match counted.iter_mut().find(|(known, _)| *known == topic) {
                Some((_, count)) => *count += 1,
                None => counted.push((topic, 1)),
            }
        }
    }
    counted.sort_by_key(|&(_, count)| Reverse(count));
    let kinds = runtime.preferences().kinds;
    let categories = kinds.categories.into_iter().map(Topic::Category);
    let muted: Vec<Topic> = categories
        .chain(kinds.brands.into_iter().map(Topic::Brand))
        .collect();
    let (listed, others) = counted.split_at(counted.len().min(MOST_TOPICS));
    let mut listed = listed.to_vec();
    for topic in &muted {
        let known = |(other, _): &&(Topic, u32)| other == topic;
        if !listed.iter().any(|entry| known(&entry)) {
            let count = others.iter().find(known).map_or(0, |&(_, count)| count);
            listed.push((topic.clone(), count));
        }
    }
    let view = |(topic, count): (Topic, u32)| TopicView {
        signals: page.count(DialogKey::TOPIC_EVENTS, count),
        held: count > 0,
        muted: muted.contains(&topic),
        topic,
    };
    listed.into_iter().map(view).collect()
}

/// The category and the brand of an item, where the catalog has them.
pub(super) fn topics_of(pack: &Pack, item: ItemIndex) -> Vec<Topic> {
    let card = pack.card(item);
    let category = Some(card.category).filter(|category| !category.is_empty());
    let brand = Some(card.brand).filter(|brand| !brand.is_empty());
    let category = category.map(|category| Topic::Category(category.to_owned()));
    let brand = brand.map(|brand| Topic::Brand(brand.to_owned()));
    category.into_iter().chain(brand).collect()
}

/// What an item is called, by the pack or by the page that it is on.
pub(super) fn title_of(attendant: &Attendant, id: &str) -> String {
    let known = attendant
        .runtime()
        .pack()
        .ok()
        .and_then(|pack| Some(name(&pack, pack.index_of(id)?)));
    let described = || attendant.page_title(id).map(|title| clean(&title));
    known.or_else(described).unwrap_or_else(|| clean(id))
}
