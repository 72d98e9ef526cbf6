//! What is popular in the shop: by popularity alone, whoever looks.

use crate::Place;
use crate::case::Case;
use crate::fill::Placed;

pub(crate) fn window(case: &Case<'_>, enough: usize) -> Vec<Placed> {
    let pack = case.ranking.pack;
    let popular = pack.by_popularity().iter().copied();
    let popular = popular.take_while(|&item| pack.popularity(item) > 0);
    let shown = popular.filter(|&item| case.shows(item)).take(enough);
    let placed = |item| Placed::new(item, Place::Popularity);
    shown.map(placed).collect()
}
