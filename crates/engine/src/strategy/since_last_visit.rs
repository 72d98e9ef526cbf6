//! What has come into the shop since the shopper's last visit.

use whyshelf_pack::ItemIndex;

use crate::case::Case;

pub(super) fn admits(case: &Case<'_>, item: ItemIndex) -> bool {
    let arrived = case.ranking.pack.arrived(item);
    (1..=case.ranking.request.since).contains(&arrived)
}
