//! Scores: what every event says is added up by item; only the best are put in order.

use core::cmp::Reverse;

use std::collections::BinaryHeap;

use whyshelf_pack::{ItemIndex, Pack};

use crate::sums::Sums;
use crate::voice::Voice;
use crate::{Contribution, Repeats, Request, Session, Source};

/// An item and its score, in the order of a shelf: the better one is the greater, of equal scores
/// the one with the smaller index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scored {
    pub(crate) score: u64,
    item: Reverse<ItemIndex>,
}

impl Scored {
    fn new(item: ItemIndex, score: u64) -> Scored {
        Scored {
            score,
            item: Reverse(item),
        }
    }

    pub(crate) fn item(self) -> ItemIndex {
        self.item.0
    }

    /// The same item with a lower score.
    pub(crate) fn less(self, loss: u64) -> Scored {
        Scored {
            score: self.score - loss,
            ..self
        }
    }
}

/// A session's scores. Nothing here grows with the catalog.
pub(crate) struct Ranking<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) session: &'a Session,
    pub(crate) request: &'a Request,
    pub(crate) voices: Vec<Voice<'a>>,
    sums: Sums,
    /// Score of one step of popularity.
    popularity_weight: u64,
    /// The highest score from popularity that any item has.
    most_popular: u64,
}

impl<'a> Ranking<'a> {
    pub(crate) fn new(pack: &'a Pack, session: &'a Session, request: &'a Request) -> Ranking<'a> {
        Ranking::by(Voice::all(pack, session, request), pack, session, request)
    }

    /// The scores of an empty session.
    pub(crate) fn of_page(
        pack: &'a Pack,
        session: &'a Session,
        request: &'a Request,
    ) -> Ranking<'a> {
        let voices = Voice::of_page(pack, request).into_iter().collect();
        Ranking::by(voices, pack, session, request)
    }

    fn by(
        voices: Vec<Voice<'a>>,
        pack: &'a Pack,
        session: &'a Session,
        request: &'a Request,
    ) -> Ranking<'a> {
        let mut sums = Sums::with_room_for(voices.iter().map(Voice::len).sum());
        for voice in &voices {
            voice.each(|item, value| sums.add(item, value));
        }
        let first = pack.by_popularity().first();
        let most_popular = first.map_or(0, |&item| u64::from(pack.popularity(item)));
        let popularity_weight = pack.model().popularity_weight;
        Ranking {
            pack,
            session,
            request,
            voices,
            sums,
            popularity_weight,
            most_popular: most_popular * popularity_weight,
        }
    }

    /// The same, where popularity says nothing.
    pub(crate) fn without_popularity(self) -> Ranking<'a> {
        Ranking {
            popularity_weight: 0,
            most_popular: 0,
            ..self
        }
    }

    /// All that an item's score is made of: by event, then the page, then popularity.
    pub(crate) fn contributions(&self, item: ItemIndex) -> Vec<Contribution> {
        let popular = Some(self.popularity(item))
            .filter(|&value| value > 0)
            .map(|value| Contribution {
                source: Source::Popularity,
                value,
            });
        let said = |voice: &Voice<'_>| voice.contribution(item);
        let mut parts = Vec::with_capacity(self.voices.len() + 1);
        parts.extend(self.voices.iter().filter_map(said).chain(popular));
        parts
    }

    /// An item as it is ranked, if it has any score.
    pub(crate) fn scored(&self, item: ItemIndex) -> Scored {
        let evidence = self.sums.get(item);
        Scored::new(item, evidence + self.popularity(item))
    }

    /// Items with evidence whose score is at least `least`. Where that is out of reach, popularity
    /// is not looked up: it lies all over memory.
    pub(crate) fn with_evidence(&self, least: u64) -> impl Iterator<Item = Scored> {
        let far = least.saturating_sub(self.most_popular);
        let near = self.sums.entries().filter(move |entry| entry.1 >= far);
        near.map(|(item, evidence)| Scored::new(item, evidence + self.popularity(item)))
            .filter(move |scored| scored.score >= least)
    }

    /// Items without evidence, most popular first, as long as they have a score.
    pub(crate) fn popular(&self) -> impl Iterator<Item = Scored> {
        let items = self.pack.by_popularity().iter();
        items
            .map(|&item| Scored::new(item, self.popularity(item)))
            .take_while(|scored| scored.score > 0)
            .filter(|scored| self.sums.get(scored.item()) == 0)
    }

    /// The best items that `admits` lets in, best first; all of them, if they are not `enough`.
    /// Those without evidence are among them if `popular`.
    pub(crate) fn best(
        &self,
        enough: usize,
        popular: bool,
        admits: impl Fn(ItemIndex) -> bool,
    ) -> Vec<Scored> {
        let mut best = Best::new(enough);
        let far = self.most_popular;
        // The latest events speak loudest: what they name first raises the bound soon.
        for (item, evidence) in self.sums.entries().rev() {
            // As in `with_evidence`, only that the bound rises while we look.
            if evidence + far < best.least.score {
                continue;
            }
            let scored = Scored::new(item, evidence + self.popularity(item));
            if scored > best.least && admits(item) {
                best.push(scored);
            }
        }
        if popular {
            // Popular ones come best first.
            let mut of = self.popular().filter(|scored| admits(scored.item()));
            for scored in of.by_ref().take(enough) {
                if scored < best.least {
                    break;
                }
                best.push(scored);
            }
        }
        best.sorted()
    }

    /// The best of what is new in the shop.
    pub(crate) fn best_of_new(
        &self,
        enough: usize,
        admits: impl Fn(ItemIndex) -> bool,
    ) -> Vec<Scored> {
        let mut best = Best::new(enough);
        for &item in self.pack.newest() {
            if admits(item) {
                best.push(self.scored(item));
            }
        }
        best.sorted()
    }

    /// Whether an item may be on the shelf as far as the request and its card go, whatever the
    /// session says.
    pub(crate) fn may_show(&self, item: ItemIndex) -> bool {
        self.pack.has_card(item) && self.request.wants(self.pack, item)
    }

    /// Score of an item's popularity.
    pub(crate) fn popularity(&self, item: ItemIndex) -> u64 {
        u64::from(self.pack.popularity(item)) * self.popularity_weight
    }
}

/// The best of what is pushed; the least of them on top of a heap.
struct Best {
    enough: usize,
    held: BinaryHeap<Reverse<Scored>>,
    /// What is not better than this is not among the best.
    least: Scored,
}

impl Best {
    fn new(enough: usize) -> Best {
        Best {
            enough,
            held: BinaryHeap::new(),
            least: Scored::new(ItemIndex(u32::MAX), 0),
        }
    }

    fn push(&mut self, scored: Scored) {
        if self.held.len() < self.enough {
            self.held.push(Reverse(scored));
        } else if let Some(mut least) = self.held.peek_mut().filter(|least| scored > least.0) {
            least.0 = scored;
        }
        if let Some(&Reverse(least)) = self.held.peek().filter(|_| self.held.len() == self.enough) {
            self.least = least;
        }
    }

    fn sorted(self) -> Vec<Scored> {
        best_first(self.held)
    }
}

/// Puts an item among the `enough` best, which are best first. By insertion: they come nearly in order.
pub(crate) fn insert(best: &mut Vec<Scored>, enough: usize, scored: Scored) {
    if best.len() == enough {
        if best.last().is_none_or(|&last| scored < last) {
            return;
        }
        best.pop();
    }
    let at = best.partition_point(|other| *other > scored);
    best.insert(at, scored);
}

/// By a heap: what `sort` adds to the wasm is more than the rest of this file.
fn best_first(held: BinaryHeap<Reverse<Scored>>) -> Vec<Scored> {
    let sorted = held.into_sorted_vec().into_iter();
    sorted.map(|Reverse(scored)| scored).collect()
}

/// Scores of every item with evidence and of at least `request.limit` popular ones: best first,
/// equals by index. Items that only the log knows are among them; an item without any score is
/// not.
#[must_use]
pub fn scores(pack: &Pack, session: &Session, request: &Request) -> Vec<(ItemIndex, u64)> {
    let ranking = Ranking::new(pack, session, request);
    let admitted = |scored: &Scored| admits(pack, session, request, scored.item());
    let popular = ranking.popular().filter(admitted).take(request.limit);
    let ranked = ranking.with_evidence(0).filter(admitted).chain(popular);
    let ranked = best_first(ranked.map(Reverse).collect());
    let plain = |scored: Scored| (scored.item(), scored.score);
    ranked.into_iter().map(plain).collect()
}

/// Whether a request lets an item of this session appear.
fn admits(pack: &Pack, session: &Session, request: &Request, item: ItemIndex) -> bool {
    request.wants(pack, item) && (request.repeats == Repeats::Allow || !session.contains(item))
}
