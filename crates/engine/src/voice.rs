//! What one event, or the page, says of every other item.

use whyshelf_pack::{ItemIndex, Model, Neighbour, Pack, Relation};

use crate::placement::VIEW;
use crate::{Contribution, Event, EventKind, Repeats, Request, Session, Source};
use crate::{EARLIER_VISITS, FARTHEST, MOST_OF_EARLIER};

/// An event of the session, or the page's item, and the row it speaks through.
pub(crate) struct Voice<'a> {
    /// Without one it is the page that speaks.
    event: Option<Event>,
    item: ItemIndex,
    /// What a neighbour's weight is multiplied by.
    factor: u64,
    neighbours: &'a [Neighbour],
    /// What it says of its own item; 0 where repeats are not wanted.
    seen: u64,
}

impl<'a> Voice<'a> {
    /// Everyone who speaks in a session, in the order of the events, the page last.
    pub(crate) fn all(pack: &'a Pack, session: &Session, request: &Request) -> Vec<Voice<'a>> {
        let model = pack.model();
        let of_event = |event: &Event| {
            let steps = session.distance(event);
            let kind = request.placement.kind_weight(model, event.kind);
            let prior = model.seen.get(steps).or(model.seen.last());
            Voice {
                seen: match request.repeats {
                    Repeats::Allow => prior.map_or(0, |prior| prior * kind / VIEW),
                    Repeats::Exclude => 0,
                },
                ..Voice::new(
                    pack,
                    Some(*event),
                    event.item,
                    recency(model, request, event, steps) * kind,
                )
            }
        };
        let events = session.events().iter().map(of_event);
        events.chain(Voice::of_page(pack, request)).collect()
    }

    /// The page, where it speaks.
    pub(crate) fn of_page(pack: &'a Pack, request: &Request) -> Option<Voice<'a>> {
        let model = pack.model();
        let view = request.placement.kind_weight(model, EventKind::ViewItem);
        let item = request.context?;
        Some(Voice::new(pack, None, item, distance(model, 0) * view))
    }

    fn new(pack: &'a Pack, event: Option<Event>, item: ItemIndex, weight: u64) -> Voice<'a> {
        let row = pack.row(item);
        let factor = weight * u64::from(row.scale);
        Voice {
            event,
            item,
            factor,
            neighbours: if factor == 0 { &[] } else { row.neighbours },
            seen: 0,
        }
    }

    /// Sequence number of the event; none for the page.
    pub(crate) fn sequence(&self) -> Option<u32> {
        self.event.map(|event| event.sequence)
    }

    /// The item of the event, or the page's.
    pub(crate) fn item(&self) -> ItemIndex {
        self.item
    }

    /// How many items it speaks of, at most.
    pub(crate) fn len(&self) -> usize {
        self.neighbours.len() + 1
    }

    /// Each item it speaks of, with what it adds to that item's score.
    pub(crate) fn each(&self, mut add: impl FnMut(ItemIndex, u64)) {
        for neighbour in self.neighbours {
            add(neighbour.item, self.factor * u64::from(neighbour.weight));
        }
        if self.seen > 0 {
            add(self.item, self.seen);
        }
    }

    /// What it says of one item. A row never has its own item, so that there is one at most.
    pub(crate) fn contribution(&self, item: ItemIndex) -> Option<Contribution> {
        if item == self.item {
            let event = self.event.filter(|_| self.seen > 0)?;
            let source = Source::Seen {
                event: event.sequence,
                kind: event.kind,
                item,
            };
            let value = self.seen;
            return Some(Contribution { source, value });
        }
        let Neighbour {
            weight, relation, ..
        } = *self.neighbour(item)?;
        let source = match self.event {
            Some(event) => Source::Related {
                event: event.sequence,
                kind: event.kind,
                item: self.item,
                relation,
            },
            None => Source::Page {
                item: self.item,
                relation,
            },
        };
        let value = self.factor * u64::from(weight);
        Some(Contribution { source, value })
    }

    /// How its own item is related to another, if it says anything of it.
    pub(crate) fn relation(&self, item: ItemIndex) -> Option<Relation> {
        self.neighbour(item).map(|neighbour| neighbour.relation)
    }

    fn neighbour(&self, item: ItemIndex) -> Option<&Neighbour> {
        // Most rows lie elsewhere in the catalog.
        let (first, last) = (self.neighbours.first()?, self.neighbours.last()?);
        if item < first.item || item > last.item {
            return None;
        }
        let by_item = |neighbour: &Neighbour| neighbour.item.cmp(&item);
        let at = self.neighbours.binary_search_by(by_item).ok()?;
        Some(&self.neighbours[at])
    }
}

/// What an event counts by when it was: in this visit by its distance, in earlier ones by the
/// visit.
fn recency(model: &Model, request: &Request, event: &Event, steps: usize) -> u64 {
    let Some(visit) = (event.visits_ago as usize).checked_sub(1) else {
        return distance(model, steps);
    };
    let weight = request.earlier[visit.min(EARLIER_VISITS - 1)].min(MOST_OF_EARLIER);
    if steps < FARTHEST {
        distance(model, 0) * u64::from(weight) / 256
    } else {
        0
    }
}

fn distance(model: &Model, steps: usize) -> u64 {
    model.distance.get(steps).copied().unwrap_or(0).into()
}
