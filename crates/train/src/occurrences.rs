//! What is to be known of a log beside its pairs.

use whyshelf_engine::EventKind;

use crate::popularity;
use crate::sessions::Sessions;

/// How often items occur, and whether they are ever just looked at.
pub(crate) struct Occurrences {
    sessions_of: Vec<u32>,
    only_purchases: bool,
}

impl Occurrences {
    /// Looks through `sessions`.
    pub(crate) fn of(sessions: &Sessions) -> Occurrences {
        Occurrences {
            sessions_of: popularity::sessions_by_item(sessions),
            only_purchases: only_purchases(sessions),
        }
    }

    /// How many sessions hold `item`.
    pub(crate) fn sessions_of(&self, item: u32) -> u32 {
        self.sessions_of[item as usize]
    }

    /// Whether what items share is always that they were bought.
    pub(crate) fn are_only_purchases(&self) -> bool {
        self.only_purchases
    }
}

/// What was bought together, where the log has other events beside purchases.
pub(crate) fn baskets(sessions: &Sessions) -> Sessions {
    if only_purchases(sessions) {
        Sessions::over(sessions.item_count())
    } else {
        sessions.baskets()
    }
}

fn only_purchases(sessions: &Sessions) -> bool {
    sessions.kind_counts()[EventKind::Purchase as usize] == sessions.event_count()
}
