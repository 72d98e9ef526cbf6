//! What a page needs of a pack that is so large that it lies in parts.

use std::rc::Rc;

use super::shelf::has_row;
use super::{Runtime, RuntimeError};
use crate::chunk::{NotLoaded, chunk};
use crate::delivery::fetch_more;

impl Runtime {
    /// Fetches the row of an item that the page shows, where a large pack has it in a shard. Only
    /// for items that the page's own address explains, never for what the shopper did elsewhere:
    /// the shop's server must not learn that from the requests.
    pub(crate) async fn want(self: &Rc<Self>, item: &str) -> Result<(), RuntimeError> {
        if self.rest.is_none() {
            return Ok(());
        }
        let wanted = want(Rc::clone(self), item.to_owned()).await;
        let missing = |NotLoaded| RuntimeError::NoPack(NotLoaded::WORDS.to_owned());
        wanted.map_err(missing)?
    }
}

chunk! {
    large:
    async fn want(runtime: Rc<Runtime>, item: String) -> Result<(), RuntimeError> {
        fetch(&runtime, &item).await
    }
}

async fn fetch(runtime: &Rc<Runtime>, item: &str) -> Result<(), RuntimeError> {
    let Some(rest) = &runtime.rest else {
        return Ok(());
    };
    // Who comes second finds what the first has fetched.
    let _turn = runtime.fetching.turn().await;
    let Ok(pack) = runtime.pack() else {
        return Ok(());
    };
    // Directories know all names, but the pack may know the better one already.
    let item = pack.index_of(item).map_or(item, |known| pack.id(known));
    if !has_row(&pack, item) && runtime.checked(item).is_none() {
        let asked = fetch_more(rest, &pack, item).await;
        let more = asked.map_err(|cause| RuntimeError::NoPack(cause.to_string()))?;
        runtime.take(more.pack);
        let sensitive = more.sensitive && !has_row(&*runtime.pack()?, item);
        let mut checked = runtime.checked.borrow_mut();
        checked.push((item.to_owned(), sensitive));
    }
    if let Some(attendant) = runtime.attends() {
        attendant.arrived(item.to_owned()).await;
    }
    Ok(())
}
