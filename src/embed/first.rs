//! The first shelf of a page, whose visitor nothing is known of. What is made for somebody who did something,
//! or asked for something, is more code: it comes with whoever listens to the page, and takes over here.

use std::cell::Cell;
use std::hint::black_box;

use whyshelf_engine::{
    Because, Contribution, Fallback, ItemIndex, Pack, Place, Recommendation, Shelf, Source,
};
use whyshelf_pack::{Availability, CardRef};

use super::page::Page;
use crate::runtime::{Ask, Runtime, RuntimeError};
use crate::widget::{
    Beside, CardView, Key, Piece, Plain, Popular, Sentence, ShelfView, fill, heading, note, plain,
    plain_line, say,
};

/// Makes a shelf ready to be shown.
pub(super) type Make = fn(&Runtime, &Ask, &Page) -> Result<ShelfView, RuntimeError>;

thread_local! {
    static KNOWING: Cell<Option<Make>> = const { Cell::new(None) };
}

/// From now on this makes all shelves.
pub(super) fn hand_over(make: Make) {
    // The compiler sees that it is always the same one: it would call that directly, from the first file.
    KNOWING.set(Some(black_box(make)));
}

/// The shelf, ready to be shown.
pub(super) fn shelf(runtime: &Runtime, ask: &Ask, page: &Page) -> Result<ShelfView, RuntimeError> {
    if let Some(make) = KNOWING.get() {
        return make(runtime, ask, page);
    }
    let pack = runtime.pack()?;
    let shelf = runtime.first(ask)?;
    let popular = popular(runtime);
    let line = |pick: &Recommendation| plain_line(page.language, &reason(&pack, popular, pick));
    Ok(view_of(&pack, &shelf, ask, (page, popular), &line))
}

/// What may be said of the pack's popularity.
pub(super) fn popular(runtime: &Runtime) -> Popular {
    Popular::counted_from(runtime.popularity_days())
}

/// A shelf that was recommended, with these lines on its cards.
pub(super) fn view_of(
    pack: &Pack,
    shelf: &Shelf,
    ask: &Ask,
    (page, popular): (&Page, Popular),
    line: &dyn Fn(&Recommendation) -> Sentence,
) -> ShelfView {
    let cards = shelf.picks.iter();
    ShelfView {
        heading: heading(page.language, ask.placement, shelf.strategy, popular),
        namesakes: 0,
        note: note(page.language, shelf.fallback),
        strategy: shelf.strategy.name(),
        fallback: shelf.fallback.map(fallback_name),
        cards: cards
            .filter_map(|pick| card(pack, pick, page, line))
            .collect(),
    }
}

fn card(
    pack: &Pack,
    pick: &Recommendation,
    page: &Page,
    line: &dyn Fn(&Recommendation) -> Sentence,
) -> Option<CardView> {
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
        beside: beside(card, page),
        availability: match card.availability {
            Availability::PreOrder => Some(say(page.language, Key::PRE_ORDER)),
            Availability::OutOfStock => Some(say(page.language, Key::OUT_OF_STOCK)),
            Availability::InStock | Availability::Unknown => None,
        },
        reason: line(pick),
    })
}

fn beside(card: CardRef<'_>, page: &Page) -> Vec<Beside> {
    let reduced = card.price.zip(card.regular_price);
    let was = reduced.map(|(price, regular)| {
        let was = vec![Piece::Value(page.price(regular, price.currency))];
        Beside {
            part: "was",
            text: plain(fill(say(page.language, Key::PRICE_WAS), &[("price", &was)])),
            label: None,
        }
    });
    let rating = card.rating.map(|rating| {
        let (text, label) = page.rating(rating);
        Beside {
            part: "rating",
            text,
            label: Some(label),
        }
    });
    was.into_iter().chain(rating).collect()
}

fn fallback_name(fallback: Fallback) -> &'static str {
    match fallback {
        Fallback::TooFewItems => "too-few-items",
        Fallback::TooLittleSignal => "too-little-signal",
    }
}

/// Why an item is there that no event and no wish carries.
pub(super) fn reason(pack: &Pack, popular: Popular, pick: &Recommendation) -> Plain {
    let page = |part: &&Contribution| matches!(part.source, Source::Page { .. });
    match (pick.place, &pick.because) {
        (Place::Newest { .. }, _) => Plain::New,
        (Place::Different, _) => Plain::Different,
        (Place::Score | Place::Variety, Because::Page) => {
            let part = pick.contributions.iter().find(page);
            part.map_or(Plain::Popular(popular), |part| {
                reason_of(pack, popular, part)
            })
        }
        _ => Plain::Popular(popular),
    }
}

/// What a contribution says that comes from no event.
pub(super) fn reason_of(pack: &Pack, popular: Popular, part: &Contribution) -> Plain {
    match part.source {
        Source::Page { item, relation } => Plain::Page {
            relation,
            title: name(pack, item),
        },
        _ => Plain::Popular(popular),
    }
}

/// What an item is called on the shelf.
pub(super) fn name(pack: &Pack, item: ItemIndex) -> String {
    let title = pack.card(item).title;
    clean(if title.is_empty() {
        pack.id(item)
    } else {
        title
    })
}

/// Catalog text as it may be shown: without control and bidirectional-override characters, which
/// could make a title read as something else, and not longer than a card can bear.
pub(super) fn clean(text: &str) -> String {
    const LONGEST: usize = 200;
    text.chars()
        .filter(|c| !c.is_control())
        .filter(|c| !matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .take(LONGEST)
        .collect()
}
