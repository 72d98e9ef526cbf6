//! What only large shops need, whose packs are in parts: finding an item's shard, proving it, and
//! adding it to what is there. Only `runtime/want` calls it, in a file of its own.

use js_sys::Date;
use whyshelf_pack::shard::{self, Directory, directory_of};
use whyshelf_pack::shopify::Name;
use whyshelf_pack::{Pack, PackError};

use super::get::get_file;
use super::{DeliveryError, Rest, note};

/// What asking for an item brought.
pub(crate) struct More {
    /// All that has been fetched so far, if there is more than before.
    pub(crate) pack: Option<Pack>,
    /// Whether the item may be a sensitive one: it is, if no shard has its row.
    pub(crate) sensitive: bool,
}

/// Fetches the shards that may hold an item's row, each once, and adds them to the pack. Which
/// files are asked for follows from the item alone.
///
/// # Errors
/// What kept a file away, or made it one that is not to be used.
pub(crate) async fn fetch_more(
    rest: &Rest,
    pack: &Pack,
    item: &str,
) -> Result<More, DeliveryError> {
    let (shards, sensitive) = fetch(rest, item).await?;
    let pack = if shards.is_empty() {
        None
    } else {
        Some(joined(rest, pack, &shards)?)
    };
    Ok(More { pack, sensitive })
}

fn joined(rest: &Rest, pack: &Pack, parts: &[Pack]) -> Result<Pack, DeliveryError> {
    let all: Vec<&Pack> = std::iter::once(pack).chain(parts).collect();
    Pack::join(&all).map_err(|cause| DeliveryError::Pack {
        url: rest.manifest_url.clone(),
        cause,
    })
}

async fn fetch(rest: &Rest, item: &str) -> Result<(Vec<Pack>, bool), DeliveryError> {
    let shards = &rest.shards;
    let mut packs = Vec::new();
    let mut sensitive = false;
    for name in listed_names(item) {
        let directory = shards.directory(directory_of(&name, shards.directories));
        let (url, content) = read_file(rest, directory).await?;
        let directory = Directory::read(&content, shards.shards)
            .map_err(|cause| DeliveryError::Pack { url, cause })?;
        for number in directory.shards(&name) {
            if number == shards.shards {
                sensitive = true;
                continue;
            }
            let (path, at) = shards.shard(number);
            if rest.asked.borrow().contains(&path) {
                continue;
            }
            let (url, content) = read_file(rest, (path.clone(), at)).await?;
            let pack = Pack::parse(&content);
            packs.push(pack.map_err(|cause| DeliveryError::Pack { url, cause })?);
            rest.asked.borrow_mut().push(path);
        }
    }
    Ok((packs, sensitive))
}

async fn read_file(
    rest: &Rest,
    (path, at): (String, usize),
) -> Result<(String, Vec<u8>), DeliveryError> {
    let since = Date::now();
    let (url, bytes) = get_file(&rest.manifest_url, &path, None).await?;
    let shards = &rest.shards;
    let root = shards.root().unwrap_or_default();
    let content = shard::open(&bytes, &root, at, shards.leaves());
    note(&url, bytes.len(), content.is_ok(), since);
    match content {
        Ok(content) => Ok((url, content.to_vec())),
        Err(cause @ PackError::Unproven) => Err(DeliveryError::Fetch {
            url,
            cause: cause.to_string(),
        }),
        Err(cause) => Err(DeliveryError::Pack { url, cause }),
    }
}

/// The names under which directories list an item that the page calls `item`: of what is made of
/// Shopify's numbers the numbers, too.
fn listed_names(item: &str) -> Vec<String> {
    let mut names = vec![item.to_owned()];
    match Name::of(item) {
        Some(Name::Global(_, number)) => names.push(number.to_string()),
        Some(Name::Feed { product, variant }) => {
            names.extend([product.to_string(), variant.to_string()]);
        }
        Some(Name::Bare(_)) | None => {}
    }
    names
}
