//! What is new in the shop.

use crate::Place;
use crate::case::Case;
use crate::fill::Placed;

/// The best of what is new, the newest first.
pub(crate) fn window(case: &Case<'_>, enough: usize) -> Vec<Placed> {
    let pack = case.ranking.pack;
    let newest = pack.newest().iter().copied();
    let shown = newest.filter(|&item| case.shows(item)).take(enough);
    let placed = |item| {
        let days = pack.arrived(item).saturating_sub(1);
        Placed::new(item, Place::Newest { days })
    };
    shown.map(placed).collect()
}
