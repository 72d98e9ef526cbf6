//! The three browser engines: how each is started and what it is asked for.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

use anyhow::{Result, anyhow, bail};
use serde_json::{Map, Value, json};

/// A browser engine under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// The colours that a shopper prefers. Only Chromium is asked for dark ones, for pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Light,
    Dark,
}

impl Engine {
    /// Every engine, in the order they are tested.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Whether the driver needs an X display: WebKitGTK has no headless mode.
    pub(crate) fn needs_display(self) -> bool {
        self == Self::Webkit
    }

    /// The command that starts this engine's driver on `port`.
    ///
    /// # Errors
    /// When the driver is not on `PATH`; the message says how to install it.
    pub(crate) fn driver(self, port: u16) -> Result<Command> {
        let (program, install) = match self {
            Self::Chromium => ("chromedriver", "apt-get install chromium chromium-driver"),
            Self::Firefox => (
                "geckodriver",
                "cargo install geckodriver --version 0.37.1 --locked",
            ),
            Self::Webkit => ("WebKitWebDriver", "apt-get install webkit2gtk-driver xvfb"),
        };
        let path =
            on_path(program).ok_or_else(|| anyhow!("`{program}` is missing: run `{install}`"))?;
        let mut command = Command::new(path);
        command.arg(format!("--port={port}"));
        match self {
            // Without this geckodriver takes a fixed port for BiDi, and two test runs would meet there.
            Self::Firefox => command.arg("--websocket-port=0"),
            Self::Webkit => command.env("NO_AT_BRIDGE", "1"),
            Self::Chromium => &mut command,
        };
        Ok(command)
    }

    /// Whether a browser can be given a profile that outlives it: WebKit's driver starts its own
    /// without one.
    pub(crate) fn keeps_profiles(self) -> bool {
        self != Self::Webkit
    }

    /// Whether visits share a browser: WebKit's starts as fast as it opens a window.
    pub(crate) fn is_shared(self) -> bool {
        self != Self::Webkit
    }

    /// Whether an error says that the process of the page has ended under the driver: WebKit's then answers
    /// a script with an empty text, which is not JSON.
    pub(crate) fn has_crashed(self, error: &anyhow::Error) -> bool {
        self == Self::Webkit && format!("{error:#}").contains("Could not parse script result")
    }

    /// What a new session asks the driver for: headless, quiet, and with a profile of its own or
    /// the one in a folder.
    ///
    /// # Errors
    /// When the browser itself is not installed; the message says how to install it.
    pub(crate) fn capabilities(
        self,
        look: Look,
        profile: Option<&Path>,
    ) -> Result<Map<String, Value>> {
        let folder = profile.map(|profile| profile.to_string_lossy().into_owned());
        let wanted = match self {
            Self::Chromium => json!({ "goog:chromeOptions": {
                "binary": browser(&["chromium", "chromium-browser", "google-chrome"], "chromium")?,
                "args": chromium_arguments(look, folder.as_deref()),
            }}),
            Self::Firefox => json!({ "moz:firefoxOptions": {
                "binary": browser(&["firefox-esr", "firefox"], "firefox-esr")?,
                "args": firefox_arguments(folder),
            }}),
            Self::Webkit => json!({ "webkitgtk:browserOptions": {
                "binary": mini_browser()?,
                // WebKitGTK 2.50 keeps the unfinished IndexedDB transaction of a page that it puts into
                // its page cache, and every later page waits for it: which page that hits is chance.
                // What a shopper sees then has a spec of its own, with a database held on purpose.
                "args": ["--automation", "--enable-page-cache=false"],
            }}),
        };
        match wanted {
            Value::Object(map) => Ok(map),
            _ => bail!("capabilities are an object"),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

impl FromStr for Engine {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|engine| engine.to_string() == name)
            .ok_or_else(|| anyhow!("unknown engine `{name}`: use chromium, firefox or webkit"))
    }
}

/// Headless, no first-run pages, and none of the browser's own requests to its maker.
fn chromium_arguments(look: Look, profile: Option<&str>) -> Vec<String> {
    let mut arguments = vec![
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
        // As on phones: a page's own scroll bar is no layout shift, and no part of a picture.
        "--hide-scrollbars",
    ];
    if look == Look::Dark {
        arguments.push("--blink-settings=preferredColorScheme=0");
    }
    if rustix::process::geteuid().is_root() {
        // Chromium refuses to start its sandbox as root, as in most containers.
        arguments.push("--no-sandbox");
    }
    let own = profile.map(|profile| format!("--user-data-dir={profile}"));
    arguments
        .into_iter()
        .map(str::to_owned)
        .chain(own)
        .collect()
}

fn firefox_arguments(profile: Option<String>) -> Vec<String> {
    let usual = ["-headless", "--width=1280", "--height=900"].map(str::to_owned);
    let own = profile
        .into_iter()
        .flat_map(|profile| ["-profile".to_owned(), profile]);
    usual.into_iter().chain(own).collect()
}

fn browser(names: &[&str], package: &str) -> Result<PathBuf> {
    names
        .iter()
        .find_map(|name| on_path(name))
        .ok_or_else(|| anyhow!("`{package}` is missing: run `apt-get install {package}`"))
}

/// Debian keeps WebKitGTK's test browser outside `PATH`, in a folder named after the library's version.
fn mini_browser() -> Result<PathBuf> {
    let libraries = std::fs::read_dir("/usr/lib")?.flatten();
    libraries
        .filter(|folder| folder.path().is_dir())
        .flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten())
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("webkit2gtk-") || name.starts_with("webkitgtk-")
        })
        .map(|entry| entry.path().join("MiniBrowser"))
        .filter(|path| path.is_file())
        .max()
        .ok_or_else(|| {
            anyhow!("WebKit's MiniBrowser is missing: run `apt-get install webkit2gtk-driver`")
        })
}

/// The first executable of this name on `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| is_file(candidate))
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}
