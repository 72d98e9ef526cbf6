//! Strategies, ladders and variety, naively.

use std::collections::HashSet;

use whyshelf_engine::{
    Event, EventKind, Fallback, ItemIndex, Pack, Place, Placement, Relation, Repeats, Request,
    Session, Strategy,
};

use super::{contributions, is_wanted, ranked, wishes};

/// A shelf, and what would come next.
pub struct Filled {
    pub strategy: Strategy,
    pub fallback: Option<Fallback>,
    pub order: Vec<(ItemIndex, Place)>,
    pub shown: usize,
    /// The candidates that wishes order.
    pub window: Vec<ItemIndex>,
}

/// Fills the shelf.
pub fn fill(pack: &Pack, session: &Session, end: u32, request: &Request) -> Filled {
    let world = World {
        pack,
        session,
        end,
        request,
    };
    let ladder = ladder(request);
    let mut first = None;
    for (at, &strategy) in ladder.iter().enumerate() {
        let (window, order, shown, lacks) = world.by(strategy);
        if lacks.is_none() || at + 1 == ladder.len() {
            return Filled {
                strategy,
                fallback: first,
                order,
                shown,
                window,
            };
        }
        first = first.or(lacks);
    }
    unreachable!("a ladder has rungs")
}

fn ladder(request: &Request) -> Vec<Strategy> {
    let usual = match request.placement {
        Placement::Cart => Strategy::CompletesBasket,
        Placement::OrderConfirmation => Strategy::GoesWith,
        _ => Strategy::ForYou,
    };
    let asked = request.strategy.unwrap_or(usual);
    let mut ladder = match asked {
        Strategy::Continue => vec![Strategy::LeftInBasket, Strategy::Continue],
        Strategy::LeftInBasket => vec![asked, Strategy::Continue],
        Strategy::Similar | Strategy::GoesWith | Strategy::CompletesBasket => {
            vec![asked, Strategy::ForYou]
        }
        Strategy::FreeShipping => vec![asked, Strategy::CompletesBasket, Strategy::ForYou],
        Strategy::BuyAgain => vec![asked, Strategy::GoesWith, Strategy::ForYou],
        Strategy::SinceLastVisit => vec![asked, Strategy::New],
        Strategy::ForYou | Strategy::New => vec![asked],
        Strategy::Popular => Vec::new(),
    };
    ladder.push(Strategy::Popular);
    ladder
}

struct World<'a> {
    pack: &'a Pack,
    session: &'a Session,
    end: u32,
    request: &'a Request,
}

impl World<'_> {
    #[expect(clippy::type_complexity, reason = "it is taken apart at once")]
    fn by(
        &self,
        strategy: Strategy,
    ) -> (
        Vec<ItemIndex>,
        Vec<(ItemIndex, Place)>,
        usize,
        Option<Fallback>,
    ) {
        let limit = self.request.limit;
        let own = matches!(
            strategy,
            Strategy::Continue | Strategy::LeftInBasket | Strategy::BuyAgain
        );
        let mut window = match strategy {
            Strategy::Continue | Strategy::LeftInBasket | Strategy::BuyAgain => {
                self.latest(strategy)
            }
            Strategy::New => self.newest(),
            Strategy::Popular => self.popular(),
            _ => self.by_score(strategy),
        };
        window.truncate(limit * 4);
        let carried = window
            .iter()
            .take(limit)
            .filter(|(item, _)| self.is_carried(*item));
        let confident = carried.count() * 2 >= window.len().min(limit) && !window.is_empty();
        let candidates = match own {
            true => Vec::new(),
            false => window.iter().map(|placed| placed.0).collect(),
        };
        let (mut order, shown) = if own {
            let shown = limit.min(window.len());
            (window, shown)
        } else {
            let most = match strategy {
                Strategy::Similar => usize::MAX,
                _ => limit - limit / 2,
            };
            self.varied(&wishes::granted(self.pack, self.request, &window), most)
        };
        let home = self.request.placement == Placement::Home;
        if strategy == Strategy::ForYou && home && shown == limit && limit >= 6 {
            self.one_is_different(&mut order);
        }
        let least = match strategy {
            Strategy::ForYou => 0,
            _ if own => 1,
            _ => limit.min(3),
        };
        let lacks = if shown < least {
            Some(Fallback::TooFewItems)
        } else if strategy == Strategy::ForYou && !confident {
            Some(Fallback::TooLittleSignal)
        } else {
            None
        };
        (candidates, order, shown, lacks)
    }

    fn all(&self) -> impl Iterator<Item = ItemIndex> {
        (0..self.pack.len() as u32).map(ItemIndex)
    }

    fn has_card(&self, item: ItemIndex) -> bool {
        let card = self.pack.card(item);
        let wanted = is_wanted(self.pack, self.request, item);
        wanted && !card.title.is_empty() && !card.url.is_empty()
    }

    fn shows(&self, item: ItemIndex) -> bool {
        let seen = self.session.events().iter().any(|event| event.item == item);
        self.has_card(item) && (self.request.repeats == Repeats::Allow || !seen)
    }

    fn is_carried(&self, item: ItemIndex) -> bool {
        let parts = contributions(self.pack, self.session, self.end, self.request, item);
        let score: u64 = parts.iter().map(|part| part.value).sum();
        let popularity =
            u64::from(self.pack.popularity(item)) * self.pack.model().popularity_weight;
        4 * (score - popularity) >= score && score > 0
    }

    fn by_score(&self, strategy: Strategy) -> Vec<(ItemIndex, Place)> {
        let ranked = ranked(self.pack, self.session, self.end, self.request).into_iter();
        let fits = |item: &ItemIndex| self.has_card(*item) && self.fits(strategy, *item);
        let items = ranked.map(|(item, _)| item).filter(fits);
        items.map(|item| (item, Place::Score)).collect()
    }

    fn fits(&self, strategy: Strategy, item: ItemIndex) -> bool {
        let category = |item| self.pack.card(item).category;
        let speaks = |of: &[ItemIndex], how: &dyn Fn(ItemIndex, Relation) -> bool| {
            let parts = contributions(self.pack, self.session, self.end, self.request, item);
            parts.iter().any(|part| match part.source {
                whyshelf_engine::Source::Related { item, relation, .. }
                | whyshelf_engine::Source::Page { item, relation } => {
                    of.contains(&item) && how(item, relation)
                }
                _ => false,
            })
        };
        let together = |_, relation| {
            use Relation::{BoughtAlike, BoughtTogether, ViewedTogether};
            [BoughtTogether, BoughtAlike, ViewedTogether].contains(&relation)
        };
        let page: Vec<ItemIndex> = self.request.page.into_iter().collect();
        match strategy {
            Strategy::Similar => speaks(&page, &|own, relation| {
                let bought = [Relation::BoughtTogether, Relation::BoughtAlike].contains(&relation);
                !bought || (!category(own).is_empty() && category(own) == category(item))
            }),
            Strategy::GoesWith if self.request.placement == Placement::OrderConfirmation => {
                let order = self
                    .session
                    .events()
                    .iter()
                    .filter(|event| event.kind == EventKind::Purchase && event.visits_ago == 0);
                let order: Vec<ItemIndex> = order.map(|event| event.item).collect();
                speaks(&order, &together)
            }
            Strategy::GoesWith => speaks(&page, &together),
            Strategy::CompletesBasket => {
                let cart: Vec<ItemIndex> = self.cart().iter().map(|event| event.item).collect();
                speaks(&cart, &together)
            }
            Strategy::FreeShipping => {
                let price = |item| self.pack.card(item).price.map_or(0, |price| price.minor);
                let Some(shipping) = self.request.free_shipping else {
                    return false;
                };
                let known = || self.cart().iter().map(|event| price(event.item)).sum();
                let value: u64 = shipping.cart.unwrap_or_else(known);
                let after = value + price(item);
                value > 0
                    && value < shipping.threshold
                    && price(item) > 0
                    && after >= shipping.threshold
                    && after <= shipping.threshold + shipping.threshold / 4
            }
            Strategy::SinceLastVisit => {
                let arrived = self.pack.arrived(item);
                arrived > 0 && arrived <= self.request.since.min(32)
            }
            _ => true,
        }
    }

    /// The event that put each item of the cart there, latest first.
    fn cart(&self) -> Vec<Event> {
        let mut cart: Vec<Event> = Vec::new();
        for event in self.session.events() {
            match event.kind {
                EventKind::AddToCart => {
                    cart.retain(|other| other.item != event.item);
                    cart.push(*event);
                }
                EventKind::RemoveFromCart | EventKind::Purchase => {
                    cart.retain(|other| other.item != event.item);
                }
                _ => {}
            }
        }
        cart.reverse();
        cart
    }

    fn latest(&self, strategy: Strategy) -> Vec<(ItemIndex, Place)> {
        let cart = self.cart();
        let mut seen = HashSet::new();
        let events = self.session.events().iter().rev();
        let mut latest: Vec<Event> = match strategy {
            Strategy::LeftInBasket => cart
                .into_iter()
                .filter(|event| event.visits_ago > 0)
                .collect(),
            Strategy::BuyAgain => events
                .filter(|event| event.kind == EventKind::Purchase && event.visits_ago > 0)
                .copied()
                .collect(),
            _ => events
                .filter(|event| event.kind != EventKind::RemoveFromCart)
                .filter(|event| seen.insert(event.item))
                .filter(|event| cart.iter().all(|held| held.item != event.item))
                .filter(|event| {
                    [EventKind::ViewItem, EventKind::AddToWishlist].contains(&event.kind)
                })
                .copied()
                .collect(),
        };
        let mut seen = HashSet::new();
        latest.retain(|event| seen.insert(event.item) && self.has_card(event.item));
        let place = |event: &Event| Place::Latest {
            event: event.sequence,
            kind: event.kind,
        };
        latest
            .iter()
            .map(|event| (event.item, place(event)))
            .collect()
    }

    fn newest(&self) -> Vec<(ItemIndex, Place)> {
        let mut items: Vec<ItemIndex> = self.all().filter(|&item| self.shows(item)).collect();
        items.retain(|&item| (1..=32).contains(&self.pack.arrived(item)));
        items.sort_by_key(|&item| {
            (
                self.pack.arrived(item),
                255 - self.pack.popularity(item),
                item,
            )
        });
        let days = |item| self.pack.arrived(item) - 1;
        let placed = |item| (item, Place::Newest { days: days(item) });
        items.into_iter().map(placed).collect()
    }

    fn popular(&self) -> Vec<(ItemIndex, Place)> {
        let mut items: Vec<ItemIndex> = self.all().filter(|&item| self.shows(item)).collect();
        items.retain(|&item| self.pack.popularity(item) > 0);
        items.sort_by_key(|&item| (255 - self.pack.popularity(item), item));
        items
            .into_iter()
            .map(|item| (item, Place::Popularity))
            .collect()
    }

    fn varied(
        &self,
        window: &[(ItemIndex, Place)],
        most: usize,
    ) -> (Vec<(ItemIndex, Place)>, usize) {
        let limit = self.request.limit;
        let category = |item| self.pack.card(item).category;
        let mut distinct: Vec<usize> = Vec::new();
        for (at, &(item, _)) in window.iter().enumerate() {
            if distinct
                .iter()
                .all(|&kept| !self.are_variants(window[kept].0, item))
            {
                distinct.push(at);
            }
        }
        let mut shelf: Vec<usize> = Vec::new();
        for &at in &distinct {
            let own = category(window[at].0);
            let same = shelf
                .iter()
                .filter(|&&other| category(window[other].0) == own)
                .count();
            if shelf.len() < limit && (own.is_empty() || same < most) {
                shelf.push(at);
            }
        }
        let behind: Vec<usize> = distinct
            .into_iter()
            .filter(|at| !shelf.contains(at))
            .collect();
        shelf.extend(behind);
        let shown = shelf.len().min(limit);
        let order = shelf
            .iter()
            .enumerate()
            .map(|(place, &at)| match window[at] {
                (item, Place::Score) if place < limit && at >= limit => (item, Place::Variety),
                other => other,
            });
        (order.collect(), shown)
    }

    fn are_variants(&self, a: ItemIndex, b: ItemIndex) -> bool {
        let (a, b) = (self.pack.card(a), self.pack.card(b));
        let (x, y): (Vec<&str>, Vec<&str>) =
            (a.title.split(' ').collect(), b.title.split(' ').collect());
        let apart = x.iter().zip(&y).filter(|(a, b)| a != b).count();
        let price = match (a.price, b.price) {
            (Some(a), Some(b)) => {
                let (low, high) = (a.minor.min(b.minor), a.minor.max(b.minor));
                a.currency == b.currency && high <= low + low / 3
            }
            (a, b) => a.is_none() && b.is_none(),
        };
        (a.category, a.brand) == (b.category, b.brand)
            && x.len() == y.len()
            && x.len() >= 3
            && apart <= 1
            && price
    }

    fn one_is_different(&self, order: &mut Vec<(ItemIndex, Place)>) {
        let limit = self.request.limit;
        let category = |item| self.pack.card(item).category;
        let mut known: HashSet<&str> = order[..limit - 1]
            .iter()
            .map(|(item, _)| category(*item))
            .collect();
        known.extend(
            self.session
                .events()
                .iter()
                .map(|event| category(event.item)),
        );
        known.insert("");
        let mut popular: Vec<ItemIndex> = self.all().collect();
        popular.sort_by_key(|&item| (255 - self.pack.popularity(item), item));
        popular.truncate(64);
        popular.retain(|&item| self.pack.popularity(item) > 0 && self.shows(item));
        let found = popular
            .into_iter()
            .find(|&item| !known.contains(category(item)));
        if let Some(item) = found {
            order.retain(|placed| placed.0 != item);
            order.insert(limit - 1, (item, Place::Different));
        }
    }
}
