//! What became no event, and why.

use std::collections::VecDeque;

use crate::Source;

/// Why something became no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The report names no item.
    NoItem,
    /// The item has no identifier that is text or a number of at most 200 bytes.
    NoIdentifier,
    /// The report has more than 50 items; the first 50 are read.
    TooMany,
    /// Lists, clicks on them and carts shown are read, but say too little to be remembered.
    MakesNoEvent,
    /// Reported already.
    Repeated,
    /// The shopper has paused recording.
    Paused,
    /// Not JSON.
    Malformed,
    /// The page describes several products, none of them its own.
    SeveralProducts,
    /// The catalog says that the item is sensitive.
    Sensitive,
    /// The catalog has sensitive items, and whether this is one is not known on this page.
    NotChecked,
    /// The shop refused what the shopper asked for.
    Refused,
}

impl Reason {
    /// Its name in the debug view.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Reason::NoItem => "no-item",
            Reason::NoIdentifier => "no-identifier",
            Reason::TooMany => "too-many",
            Reason::MakesNoEvent => "makes-no-event",
            Reason::Repeated => "repeated",
            Reason::Paused => "paused",
            Reason::Malformed => "malformed",
            Reason::SeveralProducts => "several-products",
            Reason::Sensitive => "sensitive",
            Reason::NotChecked => "not-checked",
            Reason::Refused => "refused",
        }
    }
}

/// Something that became no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Who reported it.
    pub source: Source,
    /// Why it is none.
    pub reason: Reason,
    /// The name of the event, the identifier of the item, or the start of the text.
    pub what: String,
}

/// The last things that became no event: for the debug view, in memory.
#[derive(Clone, Debug, Default)]
pub struct Drops {
    last: VecDeque<Dropped>,
    count: u32,
}

impl Drops {
    /// Most kept; the oldest go first.
    pub const CAPACITY: usize = 100;
    /// Most characters kept of what it was.
    const LONGEST: usize = 80;

    /// Takes one more.
    pub fn push(&mut self, mut dropped: Dropped) {
        if let Some((end, _)) = dropped.what.char_indices().nth(Self::LONGEST) {
            dropped.what.truncate(end);
        }
        if self.last.len() == Self::CAPACITY {
            self.last.pop_front();
        }
        self.last.push_back(dropped);
        self.count = self.count.saturating_add(1);
    }

    /// The last ones, oldest first.
    pub fn last(&self) -> impl Iterator<Item = &Dropped> {
        self.last.iter()
    }

    /// How many there were in all.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded() {
        let mut drops = Drops::default();
        for at in 0..1_000 {
            drops.push(Dropped {
                source: Source::Gtm,
                reason: Reason::NoItem,
                what: format!("{at} {}", "ü".repeat(1_000)),
            });
        }
        assert_eq!((drops.count(), drops.last().count()), (1_000, 100));
        assert!(drops.last().all(|dropped| dropped.what.len() <= 160));
        assert!(
            drops
                .last()
                .next()
                .is_some_and(|first| first.what.starts_with("900 "))
        );
    }
}
