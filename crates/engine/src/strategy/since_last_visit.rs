//! What has come into the shop since the shopper's last visit.

use whyshelf_pack::ItemIndex;

use crate::case::Case;

pub(super) fn admits(case: &Case<'_>, item: ItemIndex) -> bool {
    let (pack, since) = (case.ranking.pack, case.ranking.request.since);
    // However long ago the visit was, what the shop no longer calls new is not shown as new.
    pack.is_new(item) && pack.arrived(item) <= since
}
