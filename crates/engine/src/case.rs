//! A session as it is, or as it would be without some events.

use whyshelf_pack::ItemIndex;

use crate::rank::{Ranking, Scored};
use crate::strategy::free_shipping;
use crate::voice::Voice;
use crate::{Event, Repeats, Session};

/// Nothing is added up again for it: without some events a score is what it was, less what those
/// events contributed.
pub(crate) struct Case<'a> {
    pub(crate) ranking: &'a Ranking<'a>,
    /// What is left of the session.
    pub(crate) session: Session,
    gone: Vec<&'a Voice<'a>>,
}

impl<'a> Case<'a> {
    /// The session as it is.
    pub(crate) fn whole(ranking: &'a Ranking<'a>) -> Case<'a> {
        Case {
            ranking,
            session: ranking.session.clone(),
            gone: Vec::new(),
        }
    }

    /// The session without the events with these numbers.
    pub(crate) fn without(ranking: &'a Ranking<'a>, events: &[u32]) -> Case<'a> {
        Case {
            ranking,
            session: ranking.session.without(events),
            gone: ranking
                .voices
                .iter()
                .filter(|voice| voice.sequence().is_some_and(|own| events.contains(&own)))
                .collect(),
        }
    }

    /// Whether nothing is gone.
    pub(crate) fn is_whole(&self) -> bool {
        self.gone.is_empty()
    }

    /// The voices of these items that are left.
    pub(crate) fn voices_of(&self, items: &[ItemIndex]) -> Vec<&'a Voice<'a>> {
        let gone = |own: &Voice<'_>| {
            let same = |voice: &&Voice<'_>| voice.sequence() == own.sequence();
            own.sequence().is_some() && self.gone.iter().any(same)
        };
        let voices = self.ranking.voices.iter();
        voices
            .filter(|voice| items.contains(&voice.item()) && !gone(voice))
            .collect()
    }

    /// What an item's score is now.
    pub(crate) fn scored(&self, before: Scored) -> Scored {
        let said = self
            .gone
            .iter()
            .filter_map(|voice| voice.contribution(before.item()));
        before.less(said.map(|part| part.value).sum())
    }

    /// What the cart lacks for free shipping, and the most that an item may cost.
    pub(crate) fn gap(&self) -> Option<(u64, u64)> {
        free_shipping::gap(self.ranking.pack, self.ranking.request, &self.session)
    }

    /// Whether an item may be on the shelf.
    pub(crate) fn shows(&self, item: ItemIndex) -> bool {
        let repeats = self.ranking.request.repeats == Repeats::Allow;
        self.ranking.may_show(item) && (repeats || !self.session.contains(item))
    }

    /// Items that could not be shown for the session's sake, and now can.
    pub(crate) fn returned(&self) -> impl Iterator<Item = Scored> {
        let all = self.ranking.session.events();
        let first =
            |event: &&Event| all.iter().find(|other| other.item == event.item) == Some(event);
        let hidden = self.ranking.request.repeats == Repeats::Exclude && !self.gone.is_empty();
        let back = all.iter().filter(move |_| hidden).filter(first);
        let back = back
            .map(|event| event.item)
            .filter(|&item| self.shows(item));
        back.map(|item| self.ranking.scored(item))
    }
}
