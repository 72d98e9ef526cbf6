//! What every spec stands on: an engine's driver, and servers for the sites that specs ask for.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use fantoccini::Client;
use tokio::runtime::Runtime;

use crate::driver::{self, Driver, Profile};
use crate::engine::{Engine, Look};
use crate::hostile;
use crate::large::{self, Large};
use crate::server::Server;
use crate::shop::Shop;
use crate::site::{self, Fault};
use crate::spec::Spec;

/// Long enough for eight thousand writes on a machine with other things to do.
const SPEC_LIMIT: Duration = Duration::from_secs(480);
const START_ATTEMPTS: u32 = 3;

/// A copy of the demo, or the harness's own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// The demo shop as it is built, with the probe.
    Demo,
    /// The demo shop as if its log had gone on for many years.
    FreshPack,
    /// The demo shop with what platforms put on its pages.
    Platforms,
    /// The demo shop with faults that an address asks for.
    Faults,
    /// The demo shop with consent platforms, under no content policy: some write `innerHTML`.
    ConsentPlatforms,
    /// The demo shop whose tag asks for its analytics to be told of shelves.
    Measured,
    /// The demo shop whose pages run nothing but scripts with a nonce.
    Nonce,
    /// The demo shop with a catalog full of attacks.
    Hostile,
    /// The demo shop with a fault.
    Broken(Fault),
    /// The demo shop with its pack in shards, signed.
    Large(Large),
    /// The page under `tests/browser/page` that the harness tests itself on.
    Own,
    /// The catalogs and the page that the engine is timed in, as they are.
    Bench,
}

/// Where things are and where results go.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The built demo.
    pub(crate) demo: PathBuf,
    /// What the engine is timed with.
    pub(crate) bench: PathBuf,
    /// The `whyshelf` binary that serves it.
    pub(crate) whyshelf: PathBuf,
    /// The demo shop's log and catalog.
    pub(crate) data: PathBuf,
    /// The harness's own page.
    pub(crate) own_page: PathBuf,
    /// Consent platforms, as npm has unpacked them.
    pub(crate) consent_platforms: PathBuf,
    /// axe-core's script.
    pub(crate) axe: PathBuf,
    /// The pictures and trees that pages are compared with.
    pub(crate) reference: PathBuf,
    /// Copies, logs and pictures of failures.
    pub(crate) work: PathBuf,
}

/// One engine's driver and the servers, shared by all specs of a run.
pub(crate) struct Stage {
    pub(crate) engine: Engine,
    pub(crate) places: Places,
    /// The browser that visits share, where they do.
    browser: Mutex<Option<Client>>,
    shares: bool,
    visits: AtomicU32,
    driver: Mutex<Option<Driver>>,
    servers: Mutex<HashMap<String, Arc<Server>>>,
    look: Look,
    /// What every conversation with a browser runs on: one for all, as browsers outlive visits.
    runtime: Runtime,
}

impl Stage {
    pub(crate) fn new(engine: Engine, places: Places) -> Result<Self> {
        fs::create_dir_all(&places.work)
            .with_context(|| format!("cannot create {}", places.work.display()))?;
        Ok(Self {
            engine,
            places,
            browser: Mutex::default(),
            shares: engine.is_shared(),
            visits: AtomicU32::default(),
            driver: Mutex::default(),
            servers: Mutex::default(),
            look: Look::Light,
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?,
        })
    }

    /// The same stage with a browser of its own for each visit, as who measures wants.
    pub(crate) fn with_fresh_browsers(mut self) -> Self {
        self.shares = false;
        self
    }

    /// The same stage for a shopper who prefers this look.
    pub(crate) fn with_look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Runs one spec to its end or its time limit; once more if its browser crashes, which is said.
    ///
    /// # Errors
    /// What the spec found, that it took too long, or that the browser crashed twice.
    pub(crate) fn run(&self, name: &str, spec: Spec) -> Result<()> {
        match self.run_once(name, spec) {
            Err(error) if self.engine.has_crashed(&error) => {
                eprintln!("{} crashed in `{name}`, which runs again", self.engine);
                self.run_once(name, spec)
            }
            outcome => outcome,
        }
    }

    /// Runs what talks with browsers to its end.
    pub(crate) fn block_on<F: Future>(&self, work: F) -> F::Output {
        self.runtime.block_on(work)
    }

    fn run_once(&self, name: &str, spec: Spec) -> Result<()> {
        let outcome = self.block_on(async {
            match tokio::time::timeout(SPEC_LIMIT, spec(self)).await {
                Ok(outcome) => outcome,
                Err(_) => bail!("`{name}` did not end within {SPEC_LIMIT:?}"),
            }
        });
        if outcome.is_err() {
            // Whatever state the browser is in, the next spec starts with a new one.
            lock(&self.browser).take();
            lock(&self.driver).take();
        }
        outcome
    }

    /// Runs `visit` for a shopper who is on a site for the first time: in a fresh browser, or in a window and
    /// on an origin of its own, for which a browser keeps nothing yet. Starting browsers takes longer than
    /// most visits.
    ///
    /// # Errors
    /// What `visit` found; then a picture of the page is left in the work folder.
    pub(crate) async fn visit<F>(&self, site: Site, visit: F) -> Result<()>
    where
        F: AsyncFnOnce(&Shop) -> Result<()>,
    {
        let server = self.server(site)?;
        let (browser, origin) = if self.shares {
            let visit = self.visits.fetch_add(1, Ordering::Relaxed);
            (self.window().await?, server.origin_of(visit))
        } else {
            (self.browser(None).await?, server.origin().to_owned())
        };
        let shop = Shop::new(browser, server, origin, self.places.axe.clone());
        let outcome = self.watched(&shop, visit).await;
        if !self.shares {
            shop.close().await;
        }
        outcome
    }

    /// The same in a browser with this profile, which is killed in the moment that the visit ends.
    ///
    /// # Errors
    /// What `visit` found.
    pub(crate) async fn killed_visit<F>(
        &self,
        site: Site,
        profile: &Profile,
        visit: F,
    ) -> Result<()>
    where
        F: AsyncFnOnce(&Shop) -> Result<()>,
    {
        let server = self.server(site)?;
        let origin = server.origin().to_owned();
        let browser = self.browser(Some(profile.folder())).await?;
        let shop = Shop::new(browser, server, origin, self.places.axe.clone());
        let outcome = self.watched(&shop, visit).await;
        lock(&self.browser).take();
        if let Some(driver) = &*lock(&self.driver) {
            driver.kill_browsers();
        }
        outcome
    }

    /// A folder for a profile that outlives its browser.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn profile(&self) -> Result<Profile> {
        Profile::create(&format!("{}-kept", self.engine))
    }

    /// A new window of the browser that visits share, and no other beside it.
    async fn window(&self) -> Result<Client> {
        let shared = lock(&self.browser).take();
        if let Some(browser) = shared {
            match driver::renew_window(&browser).await {
                Ok(()) => {
                    *lock(&self.browser) = Some(browser.clone());
                    return Ok(browser);
                }
                Err(error) => eprintln!("starting {} anew: {error:#}", self.engine),
            }
            lock(&self.driver).take();
        }
        let browser = self.browser(None).await?;
        *lock(&self.browser) = Some(browser.clone());
        Ok(browser)
    }

    async fn watched<F>(&self, shop: &Shop, visit: F) -> Result<()>
    where
        F: AsyncFnOnce(&Shop) -> Result<()>,
    {
        let outcome = visit(shop).await;
        if outcome.is_err() {
            let picture = self.places.work.join(format!("failed-{}.png", self.engine));
            if shop.screenshot(&picture).await.is_ok() {
                let page = shop.address().await.unwrap_or_default();
                eprintln!("the page at the failure, {page}: {}", picture.display());
            }
            for line in shop.said().await.unwrap_or_default() {
                eprintln!("the page said: {line}");
            }
        }
        outcome
    }

    /// Opens a browser. A driver that died is started anew, and so is one whose browser does not
    /// come up: starting browsers is not what is tested here.
    async fn browser(&self, profile: Option<&Path>) -> Result<Client> {
        for _ in 1..START_ATTEMPTS {
            match self.start_browser(profile).await {
                Ok(client) => return Ok(client),
                Err(error) => eprintln!("starting {} anew: {error:#}", self.engine),
            }
        }
        self.start_browser(profile).await
    }

    async fn start_browser(&self, profile: Option<&Path>) -> Result<Client> {
        let mut driver = lock(&self.driver).take();
        if !driver.as_mut().is_some_and(Driver::is_running) {
            // The old one goes first: it clears the folder that the new one will use.
            drop(driver.take());
            driver = Some(Driver::start(self.engine, &self.places.work)?);
        }
        let Some(driver) = driver else {
            bail!("no driver");
        };
        // A driver whose browser did not start ends here, with whatever it had begun.
        let client = driver.session(self.look, profile).await?;
        *lock(&self.driver) = Some(driver);
        Ok(client)
    }

    /// The server of a site, which is made on first use.
    pub(crate) fn server(&self, site: Site) -> Result<Arc<Server>> {
        let name = format!("{site:?}").replace(['(', ')'], "-");
        if let Some(server) = lock(&self.servers).get(&name) {
            return Ok(Arc::clone(server));
        }
        let mut folder = self.places.work.join(format!("site-{name}"));
        let demo: &Path = &self.places.demo;
        match site {
            Site::Demo => site::copy(demo, &folder)?,
            Site::FreshPack => {
                site::copy(demo, &folder)?;
                site::change(&folder.join("whyshelf/pack/manifest.json"), |text| {
                    let json = String::from_utf8_lossy(text);
                    *text = json.replace("\"2011-12-09T", "\"2099-12-09T").into_bytes();
                })?;
            }
            Site::Platforms => site::copy_with_platforms(demo, &folder)?,
            Site::Faults => site::copy_with_faults(demo, &folder)?,
            Site::ConsentPlatforms => {
                site::copy_with_consent_platforms(demo, &self.places.consent_platforms, &folder)?;
            }
            Site::Measured => site::copy_with_analytics(demo, &folder)?,
            Site::Nonce => site::copy_with_nonce(demo, &folder)?,
            Site::Hostile => hostile::copy(demo, &self.places.whyshelf, &folder)?,
            Site::Broken(fault) => site::copy_with_fault(demo, &folder, fault)?,
            Site::Large(large) => {
                let (data, whyshelf) = (&self.places.data, &self.places.whyshelf);
                large::copy(demo, data, whyshelf, &folder, large)?;
            }
            Site::Own => site::copy(&self.places.own_page, &folder)?,
            Site::Bench => folder.clone_from(&self.places.bench),
        }
        let strict = site != Site::ConsentPlatforms;
        let log = self.places.work.join(format!("requests-{name}.jsonl"));
        let server = Arc::new(Server::start(&self.places.whyshelf, &folder, log, strict)?);
        lock(&self.servers).insert(name, Arc::clone(&server));
        Ok(server)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
