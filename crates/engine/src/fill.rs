//! A shelf is filled: strategies are tried down the ladder, until one has enough to show.

use core::cell::RefCell;

use whyshelf_pack::ItemIndex;

use crate::case::Case;
use crate::rank::{Ranking, Scored, insert};
use crate::strategy::{Order, Strategy, for_you, new, popular};
use crate::variety;
use crate::wishes::{Wishes, granted};
use crate::{EventKind, Placement};

/// What decided an item's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Its score.
    Score,
    /// Its score, and that better ones were left out or put behind for being too much like what
    /// the shelf shows already: without that it would not be on the shelf.
    Variety,
    /// It is something different: the most popular item of a category that neither the session nor
    /// the rest of the shelf has.
    Different,
    /// An event about the item itself; the latest stands first.
    Latest {
        /// Sequence number of the event.
        event: u32,
        /// What the shopper did.
        kind: EventKind,
    },
    /// It is new in the shop; the newest stands first.
    Newest {
        /// Days from its arrival to the newest event that the pack knows.
        days: u16,
    },
    /// Its popularity alone.
    Popularity,
}

/// Why a shelf is not filled as it was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// There are too few such items.
    TooFewItems,
    /// Too little is known of the shopper: what could be chosen would hardly be chosen by it.
    TooLittleSignal,
}

/// An item and what decided its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) item: ItemIndex,
    pub(crate) place: Place,
    /// Which of the wishes that ask for something it meets.
    pub(crate) meets: [bool; 3],
}

impl Placed {
    pub(crate) fn new(item: ItemIndex, place: Place) -> Placed {
        Placed {
            item,
            place,
            meets: [false; 3],
        }
    }
}

/// A filled shelf.
pub(crate) struct Filled {
    pub(crate) strategy: Strategy,
    pub(crate) fallback: Option<Fallback>,
    /// The items of the shelf, and after them, with [`Depth::All`], those that would come next.
    pub(crate) order: Vec<Placed>,
    /// How many of them are on the shelf.
    pub(crate) shown: usize,
}

impl Filled {
    pub(crate) fn shelf(&self) -> &[Placed] {
        &self.order[..self.shown]
    }
}

/// How many candidates are looked at for each card: variety is sought among them, and a place
/// beyond them is not counted.
pub(crate) const LOOKED_AT: usize = 4;

/// Smallest shelf with something different on it.
const ROOM_FOR_DIFFERENT: usize = 6;

/// Fewest items for which a strategy is worth a shelf, where more are asked for. What the shopper
/// left or bought is worth it from the first.
const ENOUGH: usize = 3;

/// The best candidates of a strategy as things are.
struct Pool {
    strategy: Strategy,
    /// How many were asked for.
    enough: usize,
    best: Vec<Scored>,
}

/// How far candidates are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// To the end of the shelf.
    Shelf,
    /// All that are looked at.
    All,
}

/// Fills the shelf of a ranking, with all events or without some. Where nothing is `KNOWN` of the shopper, no
/// event and no wish, what deals with them is not there at all: the first shelf of a page need not wait for it.
pub(crate) struct Filler<'a, const KNOWN: bool> {
    ranking: &'a Ranking<'a>,
    depth: Depth,
    ladder: &'static [Strategy],
    pools: RefCell<Vec<Pool>>,
}

impl Filler<'_, true> {
    /// The shelf as it would be without these events.
    pub(crate) fn without(&self, events: &[u32]) -> Filled {
        self.with(events, self.ranking.request.wishes)
    }

    /// The shelf as it would be without these events and with these wishes.
    pub(crate) fn with(&self, events: &[u32], wishes: Wishes) -> Filled {
        let case = Case::without(self.ranking, events);
        if !self.only_narrows(&case) {
            let ranking = Ranking::new(self.ranking.pack, &case.session, self.ranking.request);
            let filler: Filler<'_, true> = Filler::new(&ranking, self.depth);
            return filler.with(&[], wishes);
        }
        self.climb(&case, wishes)
    }

    /// Whether the candidates are among those with all events. Where taking events away brings new
    /// ones (what was taken out of the cart is back in it), all is ranked anew.
    fn only_narrows(&self, case: &Case<'_>) -> bool {
        let (request, session) = (self.ranking.request, self.ranking.session);
        self.ladder.iter().all(|strategy| match strategy {
            Strategy::FreeShipping => case.gap() == Case::without(self.ranking, &[]).gap(),
            _ => match (
                strategy.basis(request, session),
                strategy.basis(request, &case.session),
            ) {
                (Some(before), Some(now)) => now.iter().all(|item| before.contains(item)),
                _ => true,
            },
        })
    }
}

impl<'a, const KNOWN: bool> Filler<'a, KNOWN> {
    pub(crate) fn new(ranking: &'a Ranking<'a>, depth: Depth) -> Filler<'a, KNOWN> {
        Filler {
            ranking,
            depth,
            ladder: Strategy::ladder(ranking.request),
            pools: RefCell::default(),
        }
    }

    pub(crate) fn depth(&self) -> Depth {
        self.depth
    }

    /// The shelf as it is.
    pub(crate) fn whole(&self) -> Filled {
        self.climb(&Case::whole(self.ranking), self.ranking.request.wishes)
    }

    fn climb(&self, case: &Case<'_>, wishes: Wishes) -> Filled {
        let mut fallback = None;
        let mut rungs = self.ladder.iter();
        loop {
            // A ladder has at least one rung, the last is taken as it is.
            let strategy = rungs.next().copied().unwrap_or(Strategy::Popular);
            let (filled, lacks) = self.fill(strategy, case, wishes);
            match lacks.filter(|_| !rungs.as_slice().is_empty()) {
                Some(cause) => fallback = fallback.or(Some(cause)),
                None => return Filled { fallback, ..filled },
            }
        }
    }

    /// The shelf by one strategy, and what it lacks.
    fn fill(
        &self,
        strategy: Strategy,
        case: &Case<'_>,
        wishes: Wishes,
    ) -> (Filled, Option<Fallback>) {
        let request = self.ranking.request;
        let enough = request.limit.saturating_mul(LOOKED_AT);
        let mut confident = true;
        let window = match strategy.order() {
            Order::Score => {
                let best = self.best(strategy, case, enough);
                if strategy == Strategy::ForYou {
                    let shown = &best[..best.len().min(request.limit)];
                    confident = for_you::is_confident(case, shown);
                }
                let placed = |scored: Scored| Placed::new(scored.item(), Place::Score);
                best.into_iter().map(placed).collect()
            }
            Order::Latest if KNOWN => latest(case, strategy.events(&case.session), enough),
            Order::Latest => Vec::new(),
            Order::Newest => new::window(case, enough),
            Order::Popularity => popular::window(case, enough),
        };
        let pack = self.ranking.pack;
        let window = match strategy.order() {
            Order::Latest => window,
            _ if KNOWN => granted(pack, wishes, request.limit, window),
            _ => window,
        };
        let (mut order, shown) = match strategy.order() {
            Order::Latest => (window, request.limit),
            _ => variety::arranged(
                pack,
                &window,
                request.limit,
                strategy.most_of_a_category(request.limit),
                self.depth,
            ),
        };
        let shown = shown.min(order.len());
        if strategy == Strategy::ForYou
            && request.placement == Placement::Home
            && shown == request.limit
            && shown >= ROOM_FOR_DIFFERENT
            && let Some(item) = variety::different(case, &order[..shown - 1])
        {
            order.retain(|placed| placed.item != item);
            order.insert(shown - 1, Placed::new(item, Place::Different));
        }
        let least = match strategy.order() {
            Order::Latest => 1,
            // Nothing that falls back on popularity has more to show.
            _ if strategy == Strategy::ForYou => 0,
            _ => request.limit.min(ENOUGH),
        };
        let lacks = if shown < least {
            Some(Fallback::TooFewItems)
        } else if !confident {
            Some(Fallback::TooLittleSignal)
        } else {
            None
        };
        let filled = Filled {
            strategy,
            fallback: None,
            order,
            shown,
        };
        (filled, lacks)
    }

    /// The best candidates by score, best first.
    fn best(&self, strategy: Strategy, case: &Case<'_>, enough: usize) -> Vec<Scored> {
        let basis = strategy.basis(self.ranking.request, &case.session);
        let basis = basis.map(|items| case.voices_of(&items));
        let admits = |scored: &Scored| {
            scored.score > 0
                && strategy.admits(case, basis.as_deref().unwrap_or_default(), scored.item())
        };
        let mut wide = enough.saturating_mul(2);
        loop {
            let (best, horizon) = self.pooled(strategy, wide, |pool| {
                let full = pool.best.len() >= pool.enough;
                let horizon = pool.best.last().copied().filter(|_| full);
                let pool = pool.best.iter().copied();
                if !KNOWN || case.is_whole() {
                    // The pool was filled by the same rules.
                    let has_score = |scored: &Scored| scored.score > 0;
                    return (pool.filter(has_score).take(enough).collect(), horizon);
                }
                let mut best = Vec::new();
                let now = |before| Some(case.scored(before)).filter(admits);
                for scored in case.returned().filter_map(now) {
                    insert(&mut best, enough, scored);
                }
                for before in pool {
                    // Scores only fall, and those of the pool come best first.
                    if best.len() == enough && best.last().is_none_or(|&last| before < last) {
                        break;
                    }
                    if let Some(scored) = now(before) {
                        insert(&mut best, enough, scored);
                    }
                }
                (best, horizon)
            });
            // Who is not in the pool was behind its last, and is so still.
            let settled = horizon.is_none_or(|horizon| {
                best.len() == enough && best.last().is_none_or(|&last| last >= horizon)
            });
            if settled {
                return best;
            }
            wide = wide.saturating_mul(4);
        }
    }

    /// Uses the pool of a strategy, with at least so many candidates or all that there are.
    fn pooled<T>(&self, strategy: Strategy, enough: usize, of: impl FnOnce(&Pool) -> T) -> T {
        let mut pools = self.pools.borrow_mut();
        let known = pools.iter().position(|pool| pool.strategy == strategy);
        let fits = |pool: &Pool| pool.enough >= enough || pool.best.len() < pool.enough;
        let at = match known {
            Some(at) if fits(&pools[at]) => at,
            _ => {
                let fresh = self.pool(strategy, enough);
                let at = known.unwrap_or(pools.len());
                pools.truncate(at);
                pools.push(fresh);
                at
            }
        };
        of(&pools[at])
    }

    fn pool(&self, strategy: Strategy, enough: usize) -> Pool {
        let case = Case::whole(self.ranking);
        let basis = strategy.basis(self.ranking.request, &case.session);
        let voices = basis.as_deref().map(|items| case.voices_of(items));
        let voices = voices.as_deref().unwrap_or_default();
        let admits = |item| case.shows(item) && strategy.admits(&case, voices, item);
        let best = match strategy {
            Strategy::SinceLastVisit => self.ranking.best_of_new(enough, admits),
            // Without evidence nothing goes with anything.
            _ => self.ranking.best(enough, basis.is_none(), admits),
        };
        Pool {
            strategy,
            enough,
            best,
        }
    }
}

fn latest(case: &Case<'_>, events: Vec<crate::Event>, enough: usize) -> Vec<Placed> {
    let shown = events.into_iter();
    let shown = shown.filter(|event| case.ranking.may_show(event.item));
    let placed =
        |crate::Event {
             item,
             sequence: event,
             kind,
             ..
         }: crate::Event| { Placed::new(item, Place::Latest { event, kind }) };
    shown.take(enough).map(placed).collect()
}
