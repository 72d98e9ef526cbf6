//! Scores: every contribution of a session is written down once, sorted by item, and added up.

use whyshelf_pack::{ItemIndex, Model, Pack, Relation};

use crate::placement::VIEW;
use crate::{Contribution, Event, EventKind, Placement, Repeats, Request, Session, Source};

/// A contribution and the item it speaks for.
#[derive(Clone, Copy)]
struct Piece {
    item: ItemIndex,
    contribution: Contribution,
}

/// All that speaks for any item in a session, by item.
pub(crate) struct Evidence<'a> {
    pack: &'a Pack,
    pieces: Vec<Piece>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn gather(pack: &'a Pack, session: &Session, request: &Request) -> Evidence<'a> {
        let model = pack.model();
        let mut pieces = Vec::new();
        for event in session.events() {
            let steps = session.distance(event);
            related(pack, event, steps, request.placement, &mut pieces);
            if request.repeats == Repeats::Allow {
                pieces.extend(seen(model, event, steps, request.placement));
            }
        }
        if let Some(page) = request.context {
            let source = |relation| Source::Page {
                item: page,
                relation,
            };
            let weight = distance_weight(model, 0)
                * request.placement.kind_weight(model, EventKind::ViewItem);
            neighbours(pack, page, source, weight, &mut pieces);
        }
        // Stable, so that contributions of one item stay in the order of the events.
        pieces.sort_by_key(|piece| piece.item);
        Evidence { pack, pieces }
    }

    /// What speaks for an item; popularity, which needs no evidence, last.
    pub(crate) fn contributions(&self, item: ItemIndex) -> Vec<Contribution> {
        let start = self.pieces.partition_point(|piece| piece.item < item);
        let own = self.pieces[start..]
            .iter()
            .take_while(|piece| piece.item == item)
            .map(|piece| piece.contribution);
        own.chain(popularity(self.pack, item)).collect()
    }

    /// Every item with evidence, and the most popular ones until `enough` of those that pass
    /// `eligible` are among them: best first, equals by index.
    pub(crate) fn ranked(
        &self,
        enough: usize,
        eligible: impl Fn(ItemIndex) -> bool,
    ) -> Vec<(ItemIndex, u64)> {
        let mut ranked: Vec<(ItemIndex, u64)> = self
            .pieces
            .chunk_by(|a, b| a.item == b.item)
            .filter(|own| eligible(own[0].item))
            .map(|own| {
                let item = own[0].item;
                let evidence: u64 = own.iter().map(|piece| piece.contribution.value).sum();
                let popular = popularity(self.pack, item).map_or(0, |part| part.value);
                (item, evidence + popular)
            })
            .collect();
        let known = ranked.len();
        let popular = self.pack.by_popularity().iter().copied();
        let without_evidence = popular
            .filter(|&item| {
                ranked[..known]
                    .binary_search_by_key(&item, |&(item, _)| item)
                    .is_err()
                    && eligible(item)
            })
            .filter_map(|item| Some((item, popularity(self.pack, item)?.value)))
            .take(enough)
            .collect::<Vec<_>>();
        ranked.extend(without_evidence);
        ranked.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
    }
}

/// Scores of every item with evidence and of at least `request.limit` popular ones: best first,
/// equals by index. Items that only the log knows are among them; an item without any score is
/// not.
#[must_use]
pub fn scores(pack: &Pack, session: &Session, request: &Request) -> Vec<(ItemIndex, u64)> {
    Evidence::gather(pack, session, request)
        .ranked(request.limit, |item| admits(session, request, item))
}

/// Whether a request lets an item of this session appear.
pub(crate) fn admits(session: &Session, request: &Request, item: ItemIndex) -> bool {
    request.exclude != Some(item) && (request.repeats == Repeats::Allow || !session.contains(item))
}

fn distance_weight(model: &Model, steps: usize) -> u64 {
    model.distance.get(steps).copied().unwrap_or(0).into()
}

fn related(
    pack: &Pack,
    event: &Event,
    steps: usize,
    placement: Placement,
    pieces: &mut Vec<Piece>,
) {
    let model = pack.model();
    let source = |relation| Source::Related {
        event: event.sequence,
        kind: event.kind,
        item: event.item,
        relation,
    };
    let weight = distance_weight(model, steps) * placement.kind_weight(model, event.kind);
    neighbours(pack, event.item, source, weight, pieces);
}

fn neighbours(
    pack: &Pack,
    of: ItemIndex,
    source: impl Fn(Relation) -> Source,
    weight: u64,
    pieces: &mut Vec<Piece>,
) {
    let row = pack.row(of);
    let factor = weight * u64::from(row.scale);
    if factor == 0 {
        return;
    }
    pieces.extend(row.neighbours.iter().map(|neighbour| Piece {
        item: neighbour.item,
        contribution: Contribution {
            source: source(neighbour.relation),
            value: factor * u64::from(neighbour.weight),
        },
    }));
}

fn seen(model: &Model, event: &Event, steps: usize, placement: Placement) -> Option<Piece> {
    let prior = model.seen.get(steps).or(model.seen.last())?;
    let value = prior * placement.kind_weight(model, event.kind) / VIEW;
    let source = Source::Seen {
        event: event.sequence,
        kind: event.kind,
        item: event.item,
    };
    (value > 0).then_some(Piece {
        item: event.item,
        contribution: Contribution { source, value },
    })
}

fn popularity(pack: &Pack, item: ItemIndex) -> Option<Contribution> {
    let value = u64::from(pack.popularity(item)) * pack.model().popularity_weight;
    (value > 0).then_some(Contribution {
        source: Source::Popularity,
        value,
    })
}
