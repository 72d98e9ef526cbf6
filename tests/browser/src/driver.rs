//! A running WebDriver server and the sessions it opens.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};

use crate::engine::{Engine, Look, on_path};
use crate::process::OwnedProcess;

const START_LIMIT: Duration = Duration::from_secs(20);
const SESSION_LIMIT: Duration = Duration::from_secs(40);
const SCRIPT_LIMIT: Duration = Duration::from_secs(30);
const PAGE_LIMIT: Duration = Duration::from_secs(30);

/// How large windows are, in CSS pixels: width and height.
const WINDOW: (u32, u32) = (1280, 900);

/// An engine's WebDriver server on a free port; dropped, it ends with its browsers and its display.
pub(crate) struct Driver {
    engine: Engine,
    url: String,
    // Fields drop in this order: browsers before the display that they draw on.
    process: OwnedProcess,
    _display: Option<OwnedProcess>,
    /// Where the driver makes profiles.
    _profiles: Profile,
}

/// A folder for profiles, removed when dropped: a browser that is killed leaves its own.
pub(crate) struct Profile(PathBuf);

impl Profile {
    /// In the system's temporary folder: browsers put sockets there, whose paths must be short.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn create(name: &str) -> Result<Self> {
        let name = format!("whyshelf-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self(folder))
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Driver {
    /// Starts the driver and waits until it listens; its output goes to `logs`.
    ///
    /// # Errors
    /// When the driver or its display cannot be started or does not listen in time.
    pub(crate) fn start(engine: Engine, logs: &Path) -> Result<Self> {
        let port = free_port()?;
        let mut command = engine.driver(port)?;
        let display = if engine.needs_display() {
            let (display, name) = start_display(logs)?;
            command.env("DISPLAY", name);
            Some(display)
        } else {
            None
        };
        let profiles = Profile::create(&engine.to_string())?;
        command.env("TMPDIR", profiles.folder());
        let log = logs.join(format!("{engine}-driver.log"));
        let output =
            File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        command
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output);
        let mut process = OwnedProcess::start(&mut command)?;

        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > START_LIMIT || !process.is_running() {
                bail!("the {engine} driver does not listen: see {}", log.display());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Self {
            engine,
            url: format!("http://127.0.0.1:{port}"),
            process,
            _display: display,
            _profiles: profiles,
        })
    }

    /// Opens a session: a browser with a fresh profile, or with the one in a folder.
    ///
    /// # Errors
    /// When the browser does not start.
    pub(crate) async fn session(&self, look: Look, profile: Option<&Path>) -> Result<Client> {
        let mut builder = ClientBuilder::new(hyper_connector());
        builder.capabilities(self.engine.capabilities(look, profile)?);
        let client = tokio::time::timeout(SESSION_LIMIT, builder.connect(&self.url))
            .await
            .map_err(|_| anyhow!("{} did not start within {SESSION_LIMIT:?}", self.engine))?
            .with_context(|| format!("{} did not start", self.engine))?;
        client
            .update_timeouts(TimeoutConfiguration::new(
                Some(SCRIPT_LIMIT),
                Some(PAGE_LIMIT),
                None,
            ))
            .await?;
        client.set_window_size(WINDOW.0, WINDOW.1).await?;
        Ok(client)
    }

    /// Kills every browser that the driver has started, with whatever they are doing.
    pub(crate) fn kill_browsers(&self) {
        self.process.end_children();
    }

    /// Whether the driver still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        self.process.is_running()
    }
}

/// Opens a window as a new session would have it, and closes every other.
///
/// # Errors
/// When the browser does not answer in time.
pub(crate) async fn renew_window(client: &Client) -> Result<()> {
    tokio::time::timeout(SESSION_LIMIT, only_a_new_window(client))
        .await
        .map_err(|_| anyhow!("no new window within {SESSION_LIMIT:?}"))?
}

async fn only_a_new_window(client: &Client) -> Result<()> {
    let new = client.new_window(true).await?.handle;
    for window in client.windows().await? {
        if window != new {
            client.switch_to_window(window).await?;
            client.close_window().await?;
        }
    }
    client.switch_to_window(new).await?;
    client.set_window_size(WINDOW.0, WINDOW.1).await?;
    Ok(())
}

fn hyper_connector() -> hyper_util::client::legacy::connect::HttpConnector {
    hyper_util::client::legacy::connect::HttpConnector::new()
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Starts an X server without a screen and returns it with its display's name.
fn start_display(logs: &Path) -> Result<(OwnedProcess, String)> {
    let program =
        on_path("Xvfb").ok_or_else(|| anyhow!("`Xvfb` is missing: run `apt-get install xvfb`"))?;
    let mut command = Command::new(program);
    command
        // The server picks a free display itself and tells its number, so that no two runs collide.
        .args(["-displayfd", "1", "-screen", "0", "1400x1100x24"])
        .args(["-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(logs.join("xvfb.log"))?);
    let mut process = OwnedProcess::start(&mut command)?;
    let output = process
        .child
        .stdout
        .take()
        .ok_or_else(|| anyhow!("Xvfb has no output"))?;
    let mut number = String::new();
    BufReader::new(output).read_line(&mut number)?;
    if number.trim().is_empty() {
        bail!(
            "Xvfb did not start: see {}",
            logs.join("xvfb.log").display()
        );
    }
    Ok((process, format!(":{}", number.trim())))
}
