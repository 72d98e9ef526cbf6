//! A synthetic shop: a catalog and an event log of any size that behave like a real one.
//!
//! - Popularity follows the law of Zipf and Mandelbrot.
//! - Items form clusters inside a tree of categories; titles, brands and prices follow the cluster.
//! - A session walks through a cluster: the next item depends on the last, some items are seen
//!   again, now and then the walk jumps to a related cluster or to one the shopper likes.
//! - Popularity, seasons and relations drift over half a year; some items arrive on the way.
//!
//! Everything follows from the seed: the work is cut into pieces, each with a stream of chance of
//! its own, so that any number of threads makes the same bytes. No piece knows another, so memory
//! is that of the items and of the pieces at work, whatever the length of the log.

mod calendar;
mod catalog;
mod chance;
mod events;
mod leaf;
mod product;
mod shape;
mod shop;
mod shopper;
mod vocabulary;
mod walk;
mod weights;
mod words;

pub(crate) use calendar::WEEKS;
pub(crate) use catalog::CATALOG_COLUMNS;
pub(crate) use events::{EVENT_COLUMNS, Piece};
pub(crate) use shape::Shape;
pub(crate) use weights::Weights;

use std::ops::Range;

use calendar::Calendar;
use shop::Shop;
use shopper::Shoppers;

/// Events of a session, on average: what the walk comes to, for the number of shoppers.
const SESSION_EVENTS: f64 = 5.0;
/// Rows that are made in one go.
const PIECE: u64 = 1 << 16;
const CATALOG_PIECE: u32 = 1 << 14;

/// A shop of one seed and size.
pub(crate) struct Generator {
    events: u64,
    shop: Shop,
    calendar: Calendar,
    shoppers: Shoppers,
}

impl Generator {
    /// A shop of `items` items (at least 1) and a log of exactly `events` events.
    pub(crate) fn new(seed: u64, events: u64, items: u32) -> Generator {
        let shop = Shop::new(seed, items);
        let shoppers = Shoppers::new(&shop, events as f64 / SESSION_EVENTS);
        Generator {
            events,
            shop,
            calendar: Calendar::new(),
            shoppers,
        }
    }

    /// Items as ranges, for [`Generator::catalog`].
    pub(crate) fn catalog_pieces(&self) -> Vec<Range<u32>> {
        let items = self.shop.len() as u32;
        let begins = (0..items).step_by(CATALOG_PIECE as usize);
        begins
            .map(|begin| begin..(begin + CATALOG_PIECE).min(items))
            .collect()
    }

    /// How popular the items are in a week.
    pub(crate) fn weights(&self, week: usize) -> Weights {
        self.shop.weights(week)
    }

    /// The pieces of a week, in the order of time, for [`Generator::events`].
    pub(crate) fn pieces(&self, week: usize) -> Vec<Piece> {
        let (from, to) = (self.events_before(week), self.events_before(week + 1));
        let (begin, end) = (
            self.calendar.before_week(week),
            self.calendar.before_week(week + 1),
        );
        let count = (to - from).div_ceil(PIECE);
        let event = |piece: u64| from + (to - from) * piece / count;
        let share = |piece: u64| begin + (end - begin) * piece as f64 / count as f64;
        (0..count)
            .map(|piece| Piece {
                week,
                first: event(piece),
                events: (event(piece + 1) - event(piece)) as usize,
                from: share(piece),
                to: share(piece + 1),
            })
            .collect()
    }

    fn events_before(&self, week: usize) -> u64 {
        (self.events as f64 * self.calendar.before_week(week)).round() as u64
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::events::Rows;
    use super::*;

    fn log(seed: u64, events: u64, items: u32) -> (Vec<Rows>, Shape) {
        let generator = Generator::new(seed, events, items);
        let mut shape = Shape::new(items);
        let mut log = Vec::new();
        for week in 0..WEEKS {
            let weights = generator.weights(week);
            for piece in generator.pieces(week) {
                let rows = generator.events(&weights, &piece);
                shape.add(&rows);
                log.push(rows);
            }
        }
        (log, shape)
    }

    #[test]
    fn a_log_has_the_shape_of_a_shop() {
        let (log, shape) = log(1, 300_000, 2000);
        let rows: usize = log.iter().map(Rows::len).sum();
        assert_eq!(rows, 300_000);
        let within =
            |value: f64, range: Range<f64>| assert!(range.contains(&value), "{value} in {range:?}");
        within(shape.popularity_exponent().unwrap(), 0.7..1.3);
        within(shape.session_length(), 4.6..5.4);
        within(shape.repeats(), 0.1..0.3);
        within(shape.sessions_by_shopper(), 2.0..4.5);
        within(shape.kind_share(1), 0.02..0.06);
        within(shape.kind_share(2), 0.005..0.03);
    }

    #[test]
    fn any_number_of_events_is_met_exactly() {
        for (events, items) in [(1, 1), (7, 3), (1000, 50), (70_001, 10)] {
            let (log, _) = log(2, events, items);
            assert_eq!(log.iter().map(Rows::len).sum::<usize>() as u64, events);
        }
    }

    #[test]
    fn the_seed_decides_everything() {
        let columns = |seed| {
            let (log, _) = log(seed, 3000, 100);
            let columns: Vec<_> = log.into_iter().map(|rows| format!("{rows:?}")).collect();
            columns
        };
        assert_eq!(columns(1), columns(1));
        assert_ne!(columns(1), columns(2));
    }
}
