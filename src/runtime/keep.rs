//! Rows of a large pack, kept beside the events about their items.

use super::Attendant;
use super::shelf::has_row;
use crate::consent::Permit;
use crate::storage::Device;
use whyshelf_engine::Pack;

impl Attendant {
    /// Keeps an item's row beside its event, so that a later page need not ask for it. Of a pack
    /// that every page has whole, nothing has to be kept.
    pub(super) async fn keep_row(&self, permit: Permit, item: &str) {
        let (Some(_), Ok(pack), Some(device)) =
            (&self.runtime.rest, self.runtime.pack(), self.device())
        else {
            return;
        };
        if !has_row(&pack, item) {
            return;
        }
        let excerpt = pack.index_of(item).and_then(|item| pack.excerpt(item).ok());
        if let Some(row) = excerpt {
            // Without the row the event is held all the same; it only says less on other pages.
            let _ = device.keep_row(permit, item, &row).await;
        }
    }

    /// Takes up the rows that earlier pages left beside their events.
    pub(super) async fn restore_rows(&self, device: &Device) {
        let (Some(_), Ok(pack)) = (&self.runtime.rest, self.runtime.pack()) else {
            return;
        };
        let Ok(rows) = device.rows().await else {
            return;
        };
        let missing = |(item, row): &(String, Vec<u8>)| {
            let row = Pack::parse(row).ok()?;
            (!has_row(&pack, item)).then_some(row)
        };
        let parts: Vec<Pack> = rows.iter().filter_map(missing).collect();
        if !parts.is_empty() {
            let all: Vec<&Pack> = std::iter::once(&*pack).chain(&parts).collect();
            // Rows that do not fit this release are left aside.
            self.runtime.take(Pack::join(&all).ok());
        }
    }
}
