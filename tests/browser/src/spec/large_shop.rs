//! A large shop's pack: a page loads the manifest, one directory and one shard, all of them signed
//! for, and nothing else whatever the history.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::privacy::same_requests;
use crate::large::{Large, SENSITIVE};
use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// Files of the pack that were asked for after `before` requests, in order.
async fn pack_files(shop: &Shop, before: usize) -> Result<Vec<String>> {
    let log = shop.traffic().await?.log;
    let asked = log.iter().skip(before).map(|request| request.path.clone());
    Ok(asked
        .filter(|path| path.starts_with("/whyshelf/pack/"))
        .collect())
}

pub(super) async fn a_product_page_of_a_large_shop_loads_one_shard(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Large(Large::Whole), async |shop| {
            let products = shop.popular().await?;
            let product = products.get(3).context("too few products")?;
            let before = shop.traffic().await?.log.len();
            shop.open(&product.url).await?;
            let cards = shop.shelf().await?;
            let personal = cards.iter().filter(|card| !card.reason.contains("Popular"));
            ensure!(
                personal.count() >= 6,
                "the product's own row does not carry the shelf: {cards:#?}"
            );
            let files = pack_files(shop, before).await?;
            // The file that every page shares may come from the browser's cache.
            let own: Vec<&String> = files
                .iter()
                .filter(|file| !file.contains("/pack-"))
                .collect();
            let one = |kind: &str| own.iter().filter(|file| file.contains(kind)).count() == 1;
            ensure!(
                own.len() == 3 && one("manifest.json") && one("directory-") && one("/shard-"),
                "{files:#?}"
            );
            let (errors, said) = (shop.errors().await?, shop.said().await?);
            ensure!(errors.is_empty() && said.is_empty(), "{errors:?} {said:?}");
            ensure!(shop.violations().await?.is_empty());
            Ok(())
        })
        .await
}

pub(super) async fn a_large_shops_files_do_not_depend_on_the_history(stage: &Stage) -> Result<()> {
    let asked = same_requests(stage, Site::Large(Large::Whole)).await?;
    let shards = asked.iter().filter(|path| path.contains("/shard-"));
    ensure!(shards.count() >= 4, "this proves nothing: {asked:#?}");
    Ok(())
}

pub(super) async fn a_pack_signed_by_another_key_leaves_the_shops_own_content(
    stage: &Stage,
) -> Result<()> {
    super::faults::fallback_stays(stage, Site::Large(Large::ForeignKey)).await
}

pub(super) async fn an_expired_pack_leaves_the_shops_own_content(stage: &Stage) -> Result<()> {
    super::faults::fallback_stays(stage, Site::Large(Large::Expired)).await
}

pub(super) async fn changed_shards_are_refused_and_popular_items_called_so(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Large(Large::ChangedShards), async |shop| {
            let products = shop.popular().await?;
            shop.open(&products[3].url).await?;
            let cards = shop.shelf().await?;
            ensure!(!cards.is_empty(), "the shelf is empty");
            ensure!(
                cards.iter().all(|card| card.reason.contains("Popular")),
                "{cards:#?}"
            );
            let said = shop.said().await?;
            ensure!(
                said.iter().all(|line| line.starts_with("warn: whyshelf:"))
                    && said.iter().any(|line| line.contains("shard-")),
                "{said:#?}"
            );
            let errors = shop.errors().await?;
            ensure!(errors.is_empty(), "{errors:#?}");
            Ok(())
        })
        .await
}

/// Everything in every database, as text.
const DUMP: &str = "
    const done = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const dump = [];
    for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
            const all = database.transaction(store).objectStore(store);
            const [keys, values] = await Promise.all([done(all.getAllKeys()), done(all.getAll())]);
            dump.push(...keys.map(String), ...values.map((value) =>
                value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value)));
        }
        database.close();
    }
    return dump.join('\\n')";

pub(super) async fn a_sensitive_product_leaves_no_trace(stage: &Stage) -> Result<()> {
    let (item, page) = SENSITIVE;
    let mut shelves = Vec::new();
    for looks in [true, false] {
        stage
            .visit(Site::Large(Large::Whole), async |shop| {
                let products = shop.popular().await?;
                shop.remember(true).await?;
                shop.open(&products[3].url).await?;
                shop.shelf().await?;
                if looks {
                    shop.open(page).await?;
                    shop.shelf().await?;
                    shop.until("the report that was dropped", async || {
                        let dropped: Value = shop
                            .run("return (await window.whyshelf.debug()).dropped", vec![])
                            .await?;
                        let of_it =
                            |drop: &Value| drop["reason"] == "sensitive" && drop["what"] == item;
                        Ok(dropped
                            .as_array()
                            .is_some_and(|all| all.iter().any(of_it))
                            .then_some(()))
                    })
                    .await?;
                    shop.add_to_cart().await?;
                }
                shop.open("/").await?;
                let cards = shop.shelf().await?;
                ensure!(
                    cards.iter().any(|card| !card.reason.contains("Popular")),
                    "{cards:#?}"
                );
                let events = shop.events().await?;
                ensure!(events.len() == 1, "{events:?}");
                let dump: String = shop.run(DUMP, vec![]).await?;
                ensure!(
                    dump.contains(&products[3].item),
                    "this proves nothing: {dump}"
                );
                ensure!(!dump.contains(item), "{dump}");
                shelves.push(cards);
                Ok(())
            })
            .await?;
    }
    ensure!(shelves[0] == shelves[1], "{shelves:#?}");
    Ok(())
}
