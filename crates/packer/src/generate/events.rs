//! Pieces of the event log.

use std::fmt::Write;

use whyshelf_source::{Texts, Values};

use super::Generator;
use super::chance::{Chance, Purpose};
use super::walk::{KINDS, Kind, Visit};
use super::weights::Weights;

/// Columns of the event log.
pub(crate) const EVENT_COLUMNS: [&str; 5] =
    ["session_id", "shopper_id", "item_id", "timestamp", "event"];

/// Some of a week's events.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(super) week: usize,
    /// Events of the log before these.
    pub(super) first: u64,
    pub(super) events: usize,
    /// Share of all visits that begin before these, and before the next.
    pub(super) from: f64,
    pub(super) to: f64,
}

/// Events in the order of time. A session is named by the number of its first event, which no
/// other piece can give out.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) sessions: u64,
    /// Views of items that their session had viewed before.
    pub(super) repeats: u64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) time: i64,
    pub(super) session: i64,
    pub(super) shopper: u64,
    pub(super) item: u32,
    pub(super) kind: Kind,
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

impl Generator {
    /// Makes a piece of the log from the popularity of its week.
    pub(crate) fn events(&self, weights: &Weights, piece: &Piece) -> Rows {
        let mut chance = Chance::of(self.shop.seed, Purpose::Sessions, piece.first);
        let mut made = Rows::default();
        let (mut steps, mut viewed) = (Vec::new(), Vec::new());
        while made.len() < piece.events {
            let share = piece.from + chance.share() * (piece.to - piece.from);
            let shopper = self.shoppers.draw(&mut chance, share);
            let visit = Visit {
                shop: &self.shop,
                weights,
                week: piece.week,
                tastes: &self.shoppers.tastes(&self.shop, shopper),
            };
            visit.walk(&mut chance, &mut steps, &mut viewed);
            let session = (piece.first + made.len() as u64 + 1) as i64;
            let begin = self.calendar.moment(share);
            // The last session of a piece is cut short: the log has as many events as asked for.
            steps.truncate(piece.events - made.len());
            made.sessions += 1;
            for (place, step) in steps.iter().enumerate() {
                let seen = || steps[..place].iter().any(|other| other.item == step.item);
                made.repeats += u64::from(step.kind == Kind::View && seen());
                made.rows.push(Row {
                    time: begin + i64::from(step.second),
                    session,
                    shopper,
                    item: step.item,
                    kind: step.kind,
                });
            }
        }
        // Stable: a session's events stay in their order.
        made.rows.sort_by_key(|row| row.time);
        made
    }

    /// The columns of some rows, as [`EVENT_COLUMNS`] names them.
    pub(crate) fn event_columns(&self, rows: &Rows) -> Vec<Values> {
        let numbers = |of: fn(&Row) -> i64| Values::Numbers(rows.rows.iter().map(of).collect());
        let (mut items, mut kinds) = (Texts::default(), Texts::default());
        for row in &rows.rows {
            items.push_with(|text| {
                // Writing to a string cannot fail.
                let _ = write!(text, "SKU-{}", self.shop.number(row.item));
            });
            kinds.push(KINDS[row.kind as usize]);
        }
        vec![
            numbers(|row| row.session),
            numbers(|row| row.shopper as i64 + 1),
            Values::Texts(items),
            numbers(|row| row.time),
            Values::Texts(kinds),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::WEEKS;
    use super::super::calendar::second_of_day;
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn sessions_have_names_of_their_own_and_items_arrive_before_they_are_viewed() {
        let generator = Generator::new(4, 200_000, 900);
        let mut names = HashSet::new();
        let mut sessions = 0;
        for week in 0..WEEKS {
            let weights = generator.weights(week);
            for piece in generator.pieces(week) {
                let rows = generator.events(&weights, &piece);
                assert!(rows.rows.is_sorted_by_key(|row| row.time));
                names.extend(rows.rows.iter().map(|row| row.session));
                sessions += rows.sessions as usize;
                for row in &rows.rows {
                    let arrived = generator.shop.arrived[row.item as usize];
                    assert!(row.time >= second_of_day(i32::from(arrived)));
                }
            }
        }
        assert_eq!(names.len(), sessions);
    }
}
