//! What is bought with the page's item, or with the order just placed.

use whyshelf_pack::{ItemIndex, Relation};

use crate::voice::Voice;
use crate::{EventKind, Placement, Request, Session};

/// The page's item, or what has been bought on this visit.
pub(super) fn basis(request: &Request, session: &Session) -> Vec<ItemIndex> {
    if request.placement != Placement::OrderConfirmation {
        return request.page.into_iter().collect();
    }
    let bought = session.events().iter();
    let bought = bought.filter(|event| event.kind == EventKind::Purchase && event.visits_ago == 0);
    bought.map(|event| event.item).collect()
}

/// Whether one of these speaks for an item as had together with its own. Where the log says so of
/// none, because the shop has no log of orders, nothing goes with anything.
pub(super) fn admits(basis: &[&Voice<'_>], item: ItemIndex) -> bool {
    let together = |voice: &&Voice<'_>| {
        let relation = voice.relation(item);
        matches!(
            relation,
            Some(Relation::BoughtTogether | Relation::BoughtAlike | Relation::ViewedTogether)
        )
    };
    basis.iter().any(together)
}
