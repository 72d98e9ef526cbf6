//! "How this shelf is chosen": a text made of the very numbers that choose it.

use whyshelf_engine::{EARLIER_VISITS, EventKind, Pack, Placement, Strategy};

use super::page::Page;
use crate::widget::{DialogKey, Piece, PolicyView, Sentence, fill, list, say_in_dialog};

/// How many of a falling row of weights are told.
const TOLD: usize = 3;
/// Of how many popular products the strongest match is looked at.
const LOOKED_AT: usize = 101;

/// The text, in the page's language.
pub(super) fn policy(pack: &Pack, earlier: &[u8; EARLIER_VISITS], page: &Page) -> PolicyView {
    let say = |key| fill(say_in_dialog(page.language, key), &[]);
    let with =
        |key, place, what: &Sentence| fill(say_in_dialog(page.language, key), &[(place, what)]);
    let percent = |part: u64, whole: u64| {
        let per_mille = part.saturating_mul(1_000) / whole.max(1);
        let per_mille = u32::try_from(per_mille).unwrap_or(u32::MAX);
        vec![Piece::Value(match part {
            0 => page.no_percent(),
            _ => page.percent(per_mille),
        })]
    };
    let model = pack.model();
    let kind = |kind: EventKind, key| {
        let (own, view) = (
            model.kinds[kind as usize],
            model.kinds[EventKind::ViewItem as usize],
        );
        with(key, "percent", &percent(own.into(), view.into()))
    };
    let view = u64::from(model.kinds[EventKind::ViewItem as usize]);
    let in_cart = |kind| percent(Placement::Cart.kind_weight(model, kind), view);
    let cart = fill(
        say_in_dialog(page.language, DialogKey::POLICY_CART),
        &[
            ("view", &in_cart(EventKind::ViewItem)),
            ("cart", &in_cart(EventKind::AddToCart)),
        ],
    );
    let newest: u64 = model.distance.first().copied().unwrap_or(0).into();
    let steps = model.distance.iter().skip(1).take(TOLD);
    let steps = steps
        .map(|&weight| percent(weight.into(), newest))
        .collect();
    let visits = earlier.iter().take(TOLD);
    let visits = visits.map(|&weight| percent(weight.into(), 256)).collect();
    let most_popular = pack.by_popularity().first();
    let most_popular = most_popular.map_or(0, |&item| u64::from(pack.popularity(item)));
    let popular = percent(
        most_popular * model.popularity_weight,
        view * newest * strong_match(pack),
    );
    PolicyView {
        sum: say(DialogKey::POLICY_SUM),
        kinds: (
            say(DialogKey::POLICY_KINDS),
            vec![
                kind(EventKind::AddToWishlist, DialogKey::POLICY_ADD_TO_WISHLIST),
                kind(EventKind::AddToCart, DialogKey::POLICY_ADD_TO_CART),
                kind(
                    EventKind::RemoveFromCart,
                    DialogKey::POLICY_REMOVE_FROM_CART,
                ),
                kind(EventKind::Purchase, DialogKey::POLICY_PURCHASE),
            ],
        ),
        rest: vec![
            cart,
            with(
                DialogKey::POLICY_STEPS,
                "percents",
                &list(page.language, steps),
            ),
            with(
                DialogKey::POLICY_EARLIER,
                "percents",
                &list(page.language, visits),
            ),
            with(DialogKey::POLICY_POPULAR, "percent", &popular),
            say(DialogKey::POLICY_ORDER),
            say(DialogKey::POLICY_VARIETY),
            say(DialogKey::POLICY_WISHES),
            say(DialogKey::POLICY_PRIVATE),
        ],
    }
}

/// What a shelf is filled with, in a sentence.
pub(super) fn filled_with(strategy: Strategy) -> DialogKey {
    match strategy {
        Strategy::ForYou => DialogKey::POLICY_THIS_FOR_YOU,
        Strategy::Similar => DialogKey::POLICY_THIS_SIMILAR,
        Strategy::GoesWith => DialogKey::POLICY_THIS_GOES_WITH,
        Strategy::CompletesBasket => DialogKey::POLICY_THIS_COMPLETES_BASKET,
        Strategy::FreeShipping => DialogKey::POLICY_THIS_FREE_SHIPPING,
        Strategy::Continue => DialogKey::POLICY_THIS_CONTINUE,
        Strategy::LeftInBasket => DialogKey::POLICY_THIS_LEFT_IN_BASKET,
        Strategy::BuyAgain => DialogKey::POLICY_THIS_BUY_AGAIN,
        Strategy::SinceLastVisit => DialogKey::POLICY_THIS_SINCE_LAST_VISIT,
        Strategy::New => DialogKey::POLICY_THIS_NEW,
        Strategy::Popular => DialogKey::POLICY_THIS_POPULAR,
    }
}

/// Weight of the strongest neighbour that popular products have, in the middle of them.
fn strong_match(pack: &Pack) -> u64 {
    let strongest = |&item| {
        let row = pack.row(item);
        let weight = row
            .neighbours
            .iter()
            .map(|neighbour| neighbour.weight)
            .max()?;
        Some(u64::from(row.scale) * u64::from(weight))
    };
    let popular = pack.by_popularity().iter().take(LOOKED_AT);
    let mut matches: Vec<u64> = popular.filter_map(strongest).collect();
    matches.sort_unstable();
    matches.get(matches.len() / 2).copied().unwrap_or(1)
}
