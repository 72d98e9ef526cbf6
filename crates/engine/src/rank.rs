//! Scores: what every event says is added up by item; only the best are put in order.

use core::cmp::Reverse;

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
    pack: &'a Pack,
    pub(crate) session: &'a Session,
    pub(crate) request: &'a Request,
    pub(crate) voices: Vec<Voice<'a>>,
    sums: Sums,
    /// The highest score from popularity that any item has.
    most_popular: u64,
}

impl<'a> Ranking<'a> {
    pub(crate) fn new(pack: &'a Pack, session: &'a Session, request: &'a Request) -> Ranking<'a> {
        let voices = Voice::all(pack, session, request);
        let mut sums = Sums::with_room_for(voices.iter().map(Voice::len).sum());
        for voice in &voices {
            voice.each(|item, value| sums.add(item, value));
        }
        let first = pack.by_popularity().first();
        Ranking {
            pack,
            session,
            request,
            voices,
            sums,
            most_popular: first.map_or(0, |&item| popularity(pack, item)),
        }
    }

    /// All that an item's score is made of: by event, then the page, then popularity.
    pub(crate) fn contributions(&self, item: ItemIndex) -> Vec<Contribution> {
        let popular = Some(popularity(self.pack, item))
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
        Scored::new(item, evidence + popularity(self.pack, item))
    }

    /// Items with evidence whose score is at least `least`. Where that is out of reach, popularity
    /// is not looked up: it lies all over memory.
    pub(crate) fn with_evidence(&self, least: u64) -> impl Iterator<Item = Scored> {
        let far = least.saturating_sub(self.most_popular);
        let near = self.sums.entries().filter(move |entry| entry.1 >= far);
        near.map(|(item, evidence)| Scored::new(item, evidence + popularity(self.pack, item)))
            .filter(move |scored| scored.score >= least)
    }

    /// Items without evidence, most popular first, as long as they have a score.
    pub(crate) fn popular(&self) -> impl Iterator<Item = Scored> {
        let items = self.pack.by_popularity().iter();
        items
            .map(|&item| Scored::new(item, popularity(self.pack, item)))
            .take_while(|scored| scored.score > 0)
            .filter(|scored| self.sums.get(scored.item()) == 0)
    }

    /// The best items that may be shown, best first; all of them, if they are not `enough`.
    pub(crate) fn best(&self, enough: usize) -> Vec<Scored> {
        let mut best: Vec<Scored> = Vec::new();
        let least = |best: &[Scored]| match best.get(enough.wrapping_sub(1)) {
            Some(&last) => last,
            None => Scored::new(ItemIndex(u32::MAX), 0),
        };
        let insert = |best: &mut Vec<Scored>, scored: Scored| {
            let at = best.partition_point(|&better| better > scored);
            best.insert(at, scored);
            best.truncate(enough);
        };
        let far = self.most_popular;
        for (item, evidence) in self.sums.entries() {
            // As in `with_evidence`, only that the bound rises while we look.
            if evidence + far < least(&best).score {
                continue;
            }
            let scored = Scored::new(item, evidence + popularity(self.pack, item));
            if scored > least(&best) && self.shows(item) {
                insert(&mut best, scored);
            }
        }
        for scored in self.popular() {
            if scored < least(&best) {
                break;
            }
            if self.shows(scored.item()) {
                insert(&mut best, scored);
            }
        }
        best
    }

    /// Whether an item may be on the shelf: the request lets it, and a card can be made of it.
    pub(crate) fn shows(&self, item: ItemIndex) -> bool {
        admits(self.session, self.request, item) && self.has_card(item)
    }

    /// Whether there is what a card needs: a title and a link.
    pub(crate) fn has_card(&self, item: ItemIndex) -> bool {
        let card = self.pack.card(item);
        !card.title.is_empty() && !card.url.is_empty()
    }
}

/// Scores of every item with evidence and of at least `request.limit` popular ones: best first,
/// equals by index. Items that only the log knows are among them; an item without any score is
/// not.
#[must_use]
pub fn scores(pack: &Pack, session: &Session, request: &Request) -> Vec<(ItemIndex, u64)> {
    let ranking = Ranking::new(pack, session, request);
    let admitted = |scored: &Scored| admits(session, request, scored.item());
    let mut ranked: Vec<Scored> = ranking.with_evidence(0).filter(admitted).collect();
    ranked.extend(ranking.popular().filter(admitted).take(request.limit));
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let plain = |scored: Scored| (scored.item(), scored.score);
    ranked.into_iter().map(plain).collect()
}

/// Whether a request lets an item of this session appear.
fn admits(session: &Session, request: &Request, item: ItemIndex) -> bool {
    request.exclude != Some(item) && (request.repeats == Repeats::Allow || !session.contains(item))
}

fn popularity(pack: &Pack, item: ItemIndex) -> u64 {
    u64::from(pack.popularity(item)) * pack.model().popularity_weight
}
