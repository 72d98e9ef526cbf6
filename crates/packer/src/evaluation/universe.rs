//! One numbering for the items of a pack and of logs.

use std::collections::HashMap;

use whyshelf_engine::Pack;
use whyshelf_source::EventLog;
use whyshelf_train::Sessions;

/// Numbers for all items: the pack's own first, then those that only the training log knows,
/// then those that only the evaluated log knows.
pub(crate) struct Universe<'a> {
    pack: &'a Pack,
    others: HashMap<&'a str, u32>,
    catalog: usize,
}

impl<'a> Universe<'a> {
    pub(crate) fn of(pack: &'a Pack, training: Option<&'a EventLog>, log: &'a EventLog) -> Self {
        let mut universe = Universe {
            pack,
            others: HashMap::new(),
            catalog: pack.len(),
        };
        if let Some(training) = training {
            universe.add(training);
        }
        universe.catalog = universe.len();
        universe.add(log);
        universe
    }

    /// How many items can be recommended at all; their numbers come first.
    pub(crate) fn catalog(&self) -> usize {
        self.catalog
    }

    /// The sessions of a log in these numbers.
    pub(crate) fn sessions(&self, log: &EventLog) -> Sessions {
        let numbers: Vec<u32> = log.item_ids.iter().map(|id| self.number(id)).collect();
        log.sessions.renumbered(&numbers, self.len())
    }

    fn len(&self) -> usize {
        self.pack.len() + self.others.len()
    }

    fn number(&self, id: &str) -> u32 {
        match self.pack.index_of(id) {
            Some(item) => item.0,
            None => self.others.get(id).copied().unwrap_or(u32::MAX),
        }
    }

    fn add(&mut self, log: &'a EventLog) {
        for id in &log.item_ids {
            if self.pack.index_of(id).is_none() {
                let next = self.len() as u32;
                self.others.entry(id).or_insert(next);
            }
        }
    }
}
