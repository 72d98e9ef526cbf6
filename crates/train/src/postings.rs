//! Where each item occurs: the index that lets every row of the model be counted on its own, so
//! that no table of all pairs is ever in memory.

use crate::sessions::Sessions;

/// For every item the sessions that hold it, sessions of one group side by side.
pub(crate) struct Postings {
    starts: Vec<usize>,
    sessions: Vec<u32>,
    distinct: Vec<u32>,
}

impl Postings {
    /// Indexes `sessions`.
    pub(crate) fn of(sessions: &Sessions) -> Postings {
        let mut order: Vec<u32> = (0..sessions.len() as u32).collect();
        order.sort_by_key(|&session| (sessions.group(session as usize), session));

        let mut starts = vec![0; sessions.item_count() + 1];
        let mut distinct = vec![0; sessions.len()];
        for_each_distinct(sessions, &order, |item, session| {
            starts[item as usize + 1] += 1;
            distinct[session as usize] += 1;
        });
        for slot in 1..starts.len() {
            starts[slot] += starts[slot - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; starts[starts.len() - 1]];
        for_each_distinct(sessions, &order, |item, session| {
            entries[next[item as usize]] = session;
            next[item as usize] += 1;
        });
        Postings {
            starts,
            sessions: entries,
            distinct,
        }
    }

    /// How many different items `session` holds.
    pub(crate) fn distinct(&self, session: u32) -> u32 {
        self.distinct[session as usize]
    }

    /// The sessions that hold `item`, each once.
    pub(crate) fn of_item(&self, item: u32) -> &[u32] {
        &self.sessions[self.starts[item as usize]..self.starts[item as usize + 1]]
    }
}

fn for_each_distinct(sessions: &Sessions, order: &[u32], mut visit: impl FnMut(u32, u32)) {
    let mut last_seen_in = vec![u32::MAX; sessions.item_count()];
    for &session in order {
        for &item in sessions.items(session as usize) {
            if std::mem::replace(&mut last_seen_in[item as usize], session) != session {
                visit(item, session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_lists_its_sessions_once_and_by_group() {
        let mut sessions = Sessions::over(2);
        sessions.push(7, [0, 0, 1]);
        sessions.push(3, [1]);
        sessions.push(7, [1, 0]);
        let postings = Postings::of(&sessions);
        assert_eq!(postings.of_item(0), [0, 2]);
        assert_eq!(postings.of_item(1), [1, 0, 2]);
    }
}
