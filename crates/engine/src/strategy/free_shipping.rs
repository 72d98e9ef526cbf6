//! What takes the cart over the threshold of free shipping, and not far beyond.

use whyshelf_pack::ItemIndex;

use super::basket;
use crate::case::Case;
use crate::{Request, Session};

/// How far beyond the threshold an item may take the cart: one part in so many of the threshold.
const BEYOND: u64 = 4;

/// Whether an item's price closes the gap.
pub(super) fn admits(case: &Case<'_>, item: ItemIndex) -> bool {
    let (gap, price) = (case.gap(), case.ranking.pack.card(item).price);
    let (Some((gap, most)), Some(price)) = (gap, price) else {
        return false;
    };
    (gap..=most).contains(&price.minor)
}

/// What the cart lacks, and the most that an item may cost; none if nothing is lacking, there is no
/// threshold, or nothing is in the cart.
pub(crate) fn gap(
    case_pack: &whyshelf_pack::Pack,
    request: &Request,
    session: &Session,
) -> Option<(u64, u64)> {
    let shipping = request.free_shipping?;
    let value = shipping.cart.unwrap_or_else(|| {
        let price = |item| case_pack.card(item).price.map_or(0, |price| price.minor);
        let contents = basket::basis(session).into_iter().map(price);
        contents.fold(0, u64::saturating_add)
    });
    let gap = shipping.threshold.checked_sub(value)?;
    (value > 0 && gap > 0).then_some((gap, gap.saturating_add(shipping.threshold / BEYOND)))
}
