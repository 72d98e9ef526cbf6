//! From contributions to reasons: what carries an item, ready to be put into words.

use whyshelf_engine::{
    Because, Contribution, EventKind, ItemIndex, Pack, Place, Recommendation, Source, Wish, Wishes,
};

use super::first::{self, name};
use crate::runtime::Runtime;
use crate::widget::{
    Cited, Language, Popular, Reason, Sentence, deeds_line, event_line, plain_line, reason_line,
    relation_line,
};

/// What reasons are told with.
pub(super) struct Teller<'a> {
    pub(super) pack: &'a Pack,
    pub(super) language: Language,
    /// Items that were put in the basket and have not left it since.
    basket: Vec<ItemIndex>,
    wishes: Wishes,
    pub(super) popular: Popular,
}

impl<'a> Teller<'a> {
    pub(super) fn new(pack: &'a Pack, language: Language, runtime: &Runtime) -> Teller<'a> {
        let mut basket = Vec::new();
        for event in runtime.events().iter() {
            let Some(item) = pack.index_of(&event.item) else {
                continue;
            };
            match event.kind {
                EventKind::AddToCart => basket.push(item),
                EventKind::RemoveFromCart | EventKind::Purchase => {
                    basket.retain(|&other| other != item);
                }
                EventKind::ViewItem | EventKind::AddToWishlist => {}
            }
        }
        Teller {
            pack,
            language,
            basket,
            wishes: runtime.preferences().wishes,
            popular: first::popular(runtime),
        }
    }

    /// The line on a card: what the item's decisive events say.
    pub(super) fn line(&self, pick: &Recommendation) -> Sentence {
        reason_line(self.language, &self.reason(pick))
    }

    /// That a wish of the shopper's counts.
    pub(super) fn wish(&self, wish: Wish) -> Sentence {
        reason_line(self.language, &Reason::Asked(wish, self.wishes))
    }

    /// What one contribution says, and how its event's item goes with the recommended one.
    pub(super) fn part(&self, part: &Contribution) -> (Sentence, Option<&'static str>) {
        match part.source {
            Source::Related {
                kind,
                item,
                relation,
                ..
            } => (
                self.deed(kind, item),
                Some(relation_line(self.language, relation)),
            ),
            Source::Seen { kind, item, .. } => (self.deed(kind, item), None),
            Source::Page { .. } | Source::Popularity => {
                let reason = first::reason_of(self.pack, self.popular, part);
                (plain_line(self.language, &reason), None)
            }
        }
    }

    /// What was done with an item.
    pub(super) fn deed(&self, kind: EventKind, item: ItemIndex) -> Sentence {
        event_line(self.language, kind, &name(self.pack, item))
    }

    fn reason(&self, pick: &Recommendation) -> Reason {
        match (pick.place, &pick.because) {
            (_, Because::Wish(wish)) => Reason::Asked(*wish, self.wishes),
            (
                Place::Latest {
                    kind: EventKind::AddToCart,
                    ..
                },
                _,
            ) => Reason::Left,
            (Place::Latest { kind, .. }, _) => Reason::Seen(kind),
            (Place::Score | Place::Variety, Because::Events(events)) => {
                let decisive = |part: &&Contribution| {
                    let event = part.source.event();
                    event.is_some_and(|event| events.contains(&event))
                };
                self.of_events(pick.contributions.iter().filter(decisive))
            }
            _ => Reason::Plain(first::reason(self.pack, self.popular, pick)),
        }
    }

    /// What the shopper did that these contributions come from, whatever ties them to what.
    pub(super) fn deeds(&self, parts: &[Contribution]) -> Sentence {
        match self.of_events(parts.iter()) {
            Reason::Together(cited) => deeds_line(self.language, &cited),
            other => reason_line(self.language, &other),
        }
    }

    fn of_events<'c>(&self, parts: impl Iterator<Item = &'c Contribution>) -> Reason {
        let mut cited: Vec<(u64, ItemIndex, Cited)> = Vec::new();
        let mut seen = EventKind::ViewItem;
        for part in parts {
            match part.source {
                Source::Related {
                    kind,
                    item,
                    relation,
                    ..
                } => match cited.iter_mut().find(|(_, known, _)| *known == item) {
                    Some((value, _, known)) => {
                        *value += part.value;
                        if !known.kinds.contains(&kind) {
                            known.kinds.push(kind);
                        }
                    }
                    None => cited.push((
                        part.value,
                        item,
                        Cited {
                            title: name(self.pack, item),
                            kinds: vec![kind],
                            relation,
                            in_basket: self.basket.contains(&item),
                        },
                    )),
                },
                // What was done last says most.
                Source::Seen { kind, .. } => seen = kind,
                Source::Page { .. } | Source::Popularity => {}
            }
        }
        if cited.is_empty() {
            return Reason::Seen(seen);
        }
        strongest_first(&mut cited);
        Reason::Together(cited.into_iter().map(|(.., cited)| cited).collect())
    }
}

/// Sorts a handful; the library's sort would add 4 KB to the first shelf.
fn strongest_first(cited: &mut [(u64, ItemIndex, Cited)]) {
    for end in 1..cited.len() {
        let mut at = end;
        while at > 0 && cited[at - 1].0 < cited[at].0 {
            cited.swap(at - 1, at);
            at -= 1;
        }
    }
}
