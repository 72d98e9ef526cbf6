//! What goes best with everything that is held: every candidate, by its score.

use crate::case::Case;
use crate::rank::Scored;

/// A card is carried by what is known if that makes up at least one part in so many of its score;
/// a shelf is the shopper's own if at least half of its cards are carried. With less than that it
/// would be called personal and be the same for everybody.
const CARRIED: u64 = 4;

/// Whether enough is known to call a shelf of these items the shopper's own.
pub(crate) fn is_confident(case: &Case<'_>, items: &[Scored]) -> bool {
    let carried = |scored: &&Scored| {
        let popularity = case.ranking.popularity(scored.item());
        (scored.score - popularity) * CARRIED >= scored.score.max(1)
    };
    !items.is_empty() && items.iter().filter(carried).count() * 2 >= items.len()
}
