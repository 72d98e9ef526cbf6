//! `whyshelf serve`, started on a free port, and the log of what was asked of it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;

use crate::process::OwnedProcess;

/// One request as the server's log tells it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) cookie: bool,
    pub(crate) referer: Option<String>,
    /// Size of the request's body in bytes.
    pub(crate) body: u64,
}

/// A running `whyshelf serve`; dropped, it ends.
pub(crate) struct Server {
    origin: String,
    log: PathBuf,
    _process: OwnedProcess,
}

impl Server {
    /// Serves `folder`, with a strict content policy or without one, and waits until the server
    /// listens.
    ///
    /// # Errors
    /// When the server does not start; its own message is on standard error.
    pub(crate) fn start(
        whyshelf: &Path,
        folder: &Path,
        log: PathBuf,
        strict: bool,
    ) -> Result<Self> {
        fs::write(&log, "").with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = Command::new(whyshelf);
        command
            .arg("serve")
            .arg(folder)
            .args(["--port", "0", "--log"])
            .arg(&log)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        if !strict {
            command.arg("--no-policy");
        }
        let mut process = OwnedProcess::start(&mut command)
            .context("the server is built by `cargo xtask demo --no-serve`")?;
        let output = process
            .child
            .stdout
            .take()
            .ok_or_else(|| anyhow!("the server has no output"))?;
        let mut output = BufReader::new(output);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let origin = origin_in(&line)
            .ok_or_else(|| anyhow!("`whyshelf serve` did not say where it listens: {line:?}"))?;
        // Whatever else it prints is read away, so that it never blocks on a full pipe.
        std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        Ok(Self {
            origin,
            log,
            _process: process,
        })
    }

    /// Scheme, host and port, without a slash at the end.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// The same server as an origin that no other visit has: browsers take every name under `localhost` for
    /// this machine, and each for a site of its own.
    pub(crate) fn origin_of(&self, visit: u32) -> String {
        origin_of(&self.origin, visit)
    }

    /// Every request so far, oldest first.
    ///
    /// # Errors
    /// When the log cannot be read or a line is not of the agreed form.
    pub(crate) fn requests(&self) -> Result<Vec<Request>> {
        let log = fs::read_to_string(&self.log)?;
        // A line without its end is still being written.
        let whole = log.rsplit_once('\n').map_or("", |(whole, _)| whole);
        whole
            .lines()
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_str(line).with_context(|| format!("log line {line:?}")))
            .collect()
    }
}

/// `Serving DIR at http://127.0.0.1:PORT/`
fn origin_in(line: &str) -> Option<String> {
    let (_, url) = line.trim().rsplit_once(" at ")?;
    url.starts_with("http://")
        .then(|| url.trim_end_matches('/').to_owned())
}

fn origin_of(origin: &str, visit: u32) -> String {
    origin.replace("127.0.0.1", &format!("visit-{visit}.localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_read_from_the_first_line() {
        let line = "Serving a folder at home at http://127.0.0.1:4321/\n";
        assert_eq!(origin_in(line).as_deref(), Some("http://127.0.0.1:4321"));
        assert_eq!(origin_in("error: no such folder"), None);
    }

    #[test]
    fn each_visit_has_an_origin() {
        let origin = origin_of("http://127.0.0.1:4321", 7);
        assert_eq!(origin, "http://visit-7.localhost:4321");
    }
}
