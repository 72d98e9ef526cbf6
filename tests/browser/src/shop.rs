//! The shop as a shopper meets it: pages, shelves, the dialogs. Specs speak only through this.

mod axe;
mod devtools;
mod gallery;
mod pages;
mod script;
mod shelf;
mod storage;
mod traffic;
mod whyshelf;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};
use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(crate) use gallery::LIVE;
pub(crate) use pages::Product;
pub(crate) use shelf::{Card, Focus, Standing};
pub(crate) use storage::Stored;
pub(crate) use traffic::{Traffic, is_fetched_by_widget};
pub(crate) use whyshelf::{Contribution, Event, Recommendation};

use crate::server::Server;

/// Keys, as WebDriver writes them.
pub(crate) const TAB: char = '\u{E004}';
pub(crate) const ENTER: char = '\u{E007}';
pub(crate) const ESCAPE: char = '\u{E00C}';
const SHIFT: char = '\u{E008}';

const WAIT_LIMIT: Duration = Duration::from_secs(15);
/// The key under which WebDriver sends references to elements.
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

const WAIT_STEP: Duration = Duration::from_millis(40);

/// A browser on one site, which knows nothing of it yet.
pub(crate) struct Shop {
    client: Client,
    server: Arc<Server>,
    /// Scheme, host and port that this visit knows the site by, without a slash at the end.
    origin: String,
    /// Where axe-core lies.
    axe: PathBuf,
    /// How many lines the server's log had when this visit began.
    log_start: usize,
}

impl Shop {
    pub(crate) fn new(client: Client, server: Arc<Server>, origin: String, axe: PathBuf) -> Self {
        let log_start = server.requests().map_or(0, |requests| requests.len());
        Self {
            client,
            server,
            origin,
            axe,
            log_start,
        }
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Opens a page of the site by its path and waits until it has loaded.
    pub(crate) async fn open(&self, path: &str) -> Result<()> {
        let url = format!("{}{path}", self.origin);
        self.client
            .goto(&url)
            .await
            .with_context(|| format!("cannot open {url}"))?;
        self.loaded().await
    }

    pub(crate) async fn reload(&self) -> Result<()> {
        self.client.refresh().await?;
        self.loaded().await
    }

    /// Goes back, as by the browser's own button.
    pub(crate) async fn back(&self) -> Result<()> {
        self.client.back().await?;
        self.loaded().await
    }

    /// From here on everything is about the page inside a frame.
    pub(crate) async fn enter_frame(&self, number: u16) -> Result<()> {
        Ok(self.client.enter_frame(number).await?)
    }

    /// The address of the page that is shown.
    pub(crate) async fn address(&self) -> Result<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    /// WebKit's driver hands over a page before its modules have run.
    async fn loaded(&self) -> Result<()> {
        self.until("the page to load", async || {
            let state: String = self.run("return document.readyState", vec![]).await?;
            Ok((state == "complete").then_some(()))
        })
        .await
    }

    /// Runs a script in the page; its value comes back as `T`. A promise is awaited.
    ///
    /// `body` is the inside of an async function that gets `args` as `arguments`.
    pub(crate) async fn run<T: DeserializeOwned>(&self, body: &str, args: Vec<Value>) -> Result<T> {
        let wrapped = script::settled(body);
        let answer = self
            .client
            .execute_async(&wrapped, args)
            .await
            .with_context(|| format!("in the page: {body}"))?;
        script::value(answer).with_context(|| format!("in the page: {body}"))
    }

    /// The element that a script finds.
    pub(crate) async fn element(&self, body: &str, args: Vec<Value>) -> Result<Element> {
        let answer = self.client.execute(body, args).await?;
        ensure!(!answer.is_null(), "no such element: {body}");
        let reference = answer
            .get(ELEMENT_KEY)
            .and_then(Value::as_str)
            .with_context(|| format!("not an element: {body}"))?;
        let reference = ElementRef::from(reference.to_owned());
        Ok(Element::from_element_id(self.client.clone(), reference))
    }

    /// Presses keys where the focus is, as a keyboard would.
    pub(crate) async fn press(&self, keys: &[char]) -> Result<()> {
        let actions =
            keys.iter()
                .fold(KeyActions::new("keyboard".to_owned()), |actions, &value| {
                    actions
                        .then(KeyAction::Down { value })
                        .then(KeyAction::Up { value })
                });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Presses a key while Shift is held.
    pub(crate) async fn press_with_shift(&self, value: char) -> Result<()> {
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: SHIFT })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: SHIFT });
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Asks again and again until `ask` has an answer.
    ///
    /// # Errors
    /// When there is none within the limit, or `ask` fails.
    pub(crate) async fn until<T>(
        &self,
        what: &str,
        ask: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        self.until_within(WAIT_LIMIT, what, ask).await
    }

    /// As [`Shop::until`], for what a slow network or processor makes take its time.
    pub(crate) async fn until_within<T>(
        &self,
        limit: Duration,
        what: &str,
        mut ask: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let start = Instant::now();
        loop {
            if let Some(answer) = ask().await? {
                return Ok(answer);
            }
            if start.elapsed() > limit {
                bail!("waited {limit:?} in vain for {what}");
            }
            tokio::time::sleep(WAIT_STEP).await;
        }
    }

    /// What the page wrote to the console, as `level: text`.
    pub(crate) async fn said(&self) -> Result<Vec<String>> {
        self.run(
            "return window.__probe.console.map(({level, text}) => `${level}: ${text}`)",
            vec![],
        )
        .await
    }

    /// Uncaught errors, unhandled rejections and files that did not load.
    pub(crate) async fn errors(&self) -> Result<Vec<String>> {
        self.run("return window.__probe.errors", vec![]).await
    }

    /// Violations of the page's content security policy.
    pub(crate) async fn violations(&self) -> Result<Vec<String>> {
        self.run("return window.__probe.violations", vec![]).await
    }

    /// Sum of the layout shifts since the page began; 0 in engines that do not report them.
    pub(crate) async fn layout_shift(&self) -> Result<(f64, String)> {
        self.run(
            "const shifts = window.__probe.shifts;
             return [shifts.reduce((sum, shift) => sum + shift.value, 0), shifts.map((shift) => shift.moved).join(', ')]",
            vec![],
        )
        .await
    }

    /// Names that the page's scripts added to the global object, less those of the driver's own scripts.
    pub(crate) async fn new_globals(&self) -> Result<Vec<String>> {
        self.run(
            "const drivers = /^(__probe|ret_nodes|cdc_.*|\\$cdc_.*)$/;
             return Object.getOwnPropertyNames(window).filter((name) => !window.__probe.globals.has(name) && !drivers.test(name))",
            vec![],
        )
        .await
    }

    /// Saves a picture of what the window shows.
    pub(crate) async fn screenshot(&self, file: &Path) -> Result<()> {
        let png = self.client.screenshot().await?;
        fs::write(file, png).with_context(|| format!("cannot write {}", file.display()))
    }

    pub(crate) async fn resize(&self, width: u32, height: u32) -> Result<()> {
        Ok(self.client.set_window_size(width, height).await?)
    }

    /// Ends the session; a browser that does not answer is ended with its driver.
    pub(crate) async fn close(self) {
        let _ = tokio::time::timeout(WAIT_LIMIT, self.client.close()).await;
    }

    /// The server's requests of this visit, the browser's own list of the page, and what scripts sent.
    pub(crate) async fn traffic(&self) -> Result<Traffic> {
        let log = self.server.requests()?;
        let log = log
            .get(self.log_start..)
            .ok_or_else(|| anyhow!("the server's log shrank"))?
            .to_vec();
        let page: traffic::Page = self.run(traffic::SCRIPT, vec![json!(null)]).await?;
        Ok(Traffic::new(self.origin().to_owned(), log, page))
    }

    /// Everything that a page can leave on the device.
    pub(crate) async fn stored(&self) -> Result<Stored> {
        self.run(storage::SCRIPT, vec![]).await
    }

    /// Files of the widget that this visit has asked for, sorted, each once.
    pub(crate) async fn widget_files(&self) -> Result<Vec<String>> {
        let traffic = self.traffic().await?;
        let paths = traffic.paths().into_iter();
        let widget = paths.filter(|path| path.starts_with("/whyshelf/"));
        Ok(widget.map(str::to_owned).collect())
    }
}
