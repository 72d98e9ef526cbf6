//! What is like the page's item.

use whyshelf_pack::{ItemIndex, Relation};

use crate::case::Case;
use crate::voice::Voice;

/// Whether the page's item speaks for an item as one like it: alike in the catalog, viewed with
/// it, or, however related, of its category.
pub(super) fn admits(case: &Case<'_>, basis: &[&Voice<'_>], item: ItemIndex) -> bool {
    let pack = case.ranking.pack;
    let category = pack.card(item).category;
    basis.iter().any(|voice| match voice.relation(item) {
        None => false,
        Some(Relation::Similar | Relation::ViewedTogether | Relation::ViewedAlike) => true,
        Some(Relation::BoughtTogether | Relation::BoughtAlike) => {
            !category.is_empty() && category == pack.card(voice.item()).category
        }
    })
}
