//! What only Chromium's own protocol can do: slow networks and processors, forced colours, the
//! accessibility tree.

use anyhow::{Context, Result};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::Shop;

/// A command of the DevTools protocol, sent through chromedriver.
#[derive(Debug)]
struct Devtools(Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}

impl Shop {
    /// Sends a command of Chromium's protocol and returns its answer.
    pub(crate) async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        let answer = self.client.issue_cmd(Devtools(body)).await;
        answer.with_context(|| format!("{command} {parameters}"))
    }

    /// A network of 1.6 Mbit/s with 150 ms to every answer, and a processor at a quarter of its speed.
    pub(crate) async fn slow_down(&self) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let network = json!({
            "offline": false, "latency": 150,
            "downloadThroughput": 200_000, "uploadThroughput": 93_750,
        });
        self.devtools("Network.emulateNetworkConditions", network)
            .await?;
        self.slow_processor().await
    }

    /// A processor at a quarter of its speed.
    pub(crate) async fn slow_processor(&self) -> Result<()> {
        let quarter = json!({ "rate": 4 });
        self.devtools("Emulation.setCPUThrottlingRate", quarter)
            .await?;
        Ok(())
    }

    /// Collects garbage now.
    pub(crate) async fn collect_garbage(&self) -> Result<()> {
        self.devtools("HeapProfiler.collectGarbage", json!({}))
            .await?;
        Ok(())
    }

    /// Nothing comes from the browser's cache.
    pub(crate) async fn disable_cache(&self) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let disabled = json!({ "cacheDisabled": true });
        self.devtools("Network.setCacheDisabled", disabled).await?;
        Ok(())
    }
}
