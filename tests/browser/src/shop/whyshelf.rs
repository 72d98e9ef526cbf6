//! The widget's public face, `window.whyshelf`.

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Shop;

/// An event that the widget holds.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Event {
    /// Whatever names the event; only ever handed back.
    pub(crate) id: Value,
    pub(crate) kind: String,
    pub(crate) item: String,
}

/// One recommendation with the numbers that made its score.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Recommendation {
    pub(crate) item: String,
    pub(crate) title: String,
    pub(crate) url: String,
    /// An integer, exact: JavaScript numbers hold integers up to 2^53.
    pub(crate) score: i64,
    pub(crate) contributions: Vec<Contribution>,
    pub(crate) because: Vec<Value>,
    pub(crate) reason: String,
}

/// One summand of a score.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Contribution {
    pub(crate) kind: String,
    pub(crate) event: Option<Value>,
    pub(crate) item: Option<String>,
    pub(crate) value: i64,
}

impl Shop {
    pub(crate) async fn events(&self) -> Result<Vec<Event>> {
        self.run("return await window.whyshelf.events()", vec![])
            .await
    }

    pub(crate) async fn record(&self, kind: &str, item: &str) -> Result<()> {
        self.run(
            "await window.whyshelf.record(arguments[0])",
            vec![json!({ "kind": kind, "item": item })],
        )
        .await
    }

    /// Recommendations for a request `{placement, item?, limit}`.
    pub(crate) async fn recommend_for(&self, request: &Value) -> Result<Vec<Recommendation>> {
        self.run(
            "return await window.whyshelf.recommend(arguments[0])",
            vec![request.clone()],
        )
        .await
    }

    /// One item's recommendation on the shelf that makes this request.
    pub(crate) async fn explain(&self, item: &str, request: &Value) -> Result<Recommendation> {
        self.run(
            "return await window.whyshelf.explain(...arguments)",
            vec![json!(item), request.clone()],
        )
        .await
    }

    /// Forgets one event by its id, or `"all"`.
    pub(crate) async fn forget(&self, event: &Value) -> Result<()> {
        self.run(
            "await window.whyshelf.forget(arguments[0])",
            vec![event.clone()],
        )
        .await
    }
}
