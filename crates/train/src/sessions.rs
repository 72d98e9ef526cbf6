//! Sessions as the training and the evaluation read them: rows of dense item numbers, oldest
//! event first. Nothing here knows files, names or times.

/// Sessions in the order they ended, oldest first.
///
/// Stored flat: session `s` is `items[starts[s]..starts[s + 1]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    starts: Vec<usize>,
    items: Vec<u32>,
    groups: Vec<u32>,
    item_count: usize,
}

impl Sessions {
    /// No sessions yet, over a catalog of `item_count` items.
    pub fn over(item_count: usize) -> Sessions {
        Sessions {
            starts: vec![0],
            item_count,
            ..Sessions::default()
        }
    }

    /// Adds the session that ended last. `group` is whom its pairs are counted for: sessions of
    /// one shopper share a group and together support a pair once.
    pub fn push(&mut self, group: u32, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.starts.push(self.items.len());
        self.groups.push(group);
    }

    /// How many sessions there are.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// How many items the catalog has; every item number lies below it.
    pub fn item_count(&self) -> usize {
        self.item_count
    }

    /// How many events all sessions hold.
    pub fn event_count(&self) -> usize {
        self.items.len()
    }

    /// Items of session `session`, oldest event first.
    pub fn items(&self, session: usize) -> &[u32] {
        &self.items[self.starts[session]..self.starts[session + 1]]
    }

    /// Whom the pairs of session `session` are counted for.
    pub fn group(&self, session: usize) -> u32 {
        self.groups[session]
    }

    /// All sessions, the one that ended first leading.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|session| self.items(session))
    }

    /// The sessions of a range, over the same catalog.
    pub fn part(&self, range: std::ops::Range<usize>) -> Sessions {
        let mut part = Sessions::over(self.item_count);
        for session in range {
            part.push(self.group(session), self.items(session).iter().copied());
        }
        part
    }

    /// The same sessions over another catalog, item `i` being called `numbers[i]`.
    pub fn renumbered(&self, numbers: &[u32], item_count: usize) -> Sessions {
        Sessions {
            items: self
                .items
                .iter()
                .map(|&item| numbers[item as usize])
                .collect(),
            item_count,
            ..self.clone()
        }
    }

    /// The same sessions, each cut to its `longest` most recent events.
    ///
    /// Pairs grow with the square of a session's length: without a cap, one crawler's visit
    /// would outweigh a day of shoppers and take as long to count.
    pub fn capped(&self, longest: usize) -> Sessions {
        let mut capped = Sessions::over(self.item_count);
        for session in 0..self.len() {
            let items = self.items(session);
            let recent = &items[items.len().saturating_sub(longest)..];
            capped.push(self.group(session), recent.iter().copied());
        }
        capped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Sessions {
        let mut sessions = Sessions::over(5);
        sessions.push(0, [0, 1, 2]);
        sessions.push(1, []);
        sessions.push(0, [4]);
        sessions
    }

    #[test]
    fn a_part_keeps_items_groups_and_catalog() {
        let part = three().part(1..3);
        assert_eq!(part.len(), 2);
        assert_eq!(part.items(1), [4]);
        assert_eq!(part.group(1), 0);
        assert_eq!(part.item_count(), 5);
    }

    #[test]
    fn capping_keeps_the_most_recent_events() {
        let capped = three().capped(2);
        assert_eq!(capped.items(0), [1, 2]);
        assert_eq!(capped.items(2), [4]);
        assert_eq!(capped.event_count(), 3);
    }
}
