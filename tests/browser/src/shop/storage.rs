//! What is stored on the device.

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;

use super::Shop;

/// Every key, database, cache and cookie of the page's origin.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stored {
    pub(crate) local_storage: Vec<String>,
    pub(crate) session_storage: Vec<String>,
    pub(crate) databases: Vec<String>,
    pub(crate) caches: Vec<String>,
    pub(crate) cookie: String,
    pub(crate) service_workers: usize,
    /// Attempts to store, on this page, whether or not something is left of them: `interface key`.
    pub(crate) attempts: Vec<String>,
}

impl Stored {
    /// Whether nothing is stored and nothing was tried.
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Shop {
    /// Waits for the device: a page that is left at once takes along what it has not written yet.
    /// What is asked about is the record beside the events.
    pub(crate) async fn until_kept(&self, is_so: impl Fn(&Value) -> bool) -> Result<()> {
        self.until("the device to hold it", async || {
            let kept: Value = self.run(KEPT, vec![]).await?;
            Ok(is_so(&kept).then_some(()))
        })
        .await
    }
}

const KEPT: &str = "
    const settled = (request) => new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
    });
    const database = await settled(indexedDB.open('whyshelf'));
    try {
        const { items, events, wishes, shelves } = await settled(database.transaction('state').objectStore('state').get('state'));
        return { items, events, wishes, shelves };
    } finally {
        database.close();
    }";

pub(super) const SCRIPT: &str = "
    const attempts = window.__probe.writes.map(({ by, key }) => `${by} ${key}`);
    const databases = await indexedDB.databases();
    return {
        localStorage: Object.keys(localStorage),
        sessionStorage: Object.keys(sessionStorage),
        databases: databases.map(({ name }) => name),
        caches: window.caches ? await caches.keys() : [],
        cookie: document.cookie,
        serviceWorkers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
        attempts,
    };";
