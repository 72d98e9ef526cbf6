//! What went over the network, from three witnesses: the server's log, the browser's own list of
//! what a page loaded, and the probe's list of what scripts asked to send.

use serde::Deserialize;

use crate::server::Request;

/// A call of an interface that can send, whether or not anything arrived.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Sent {
    pub(crate) by: String,
    pub(crate) url: String,
}

/// What the page itself can tell.
#[derive(Debug, Deserialize)]
pub(super) struct Page {
    loaded: Vec<String>,
    sent: Vec<Sent>,
}

pub(super) const SCRIPT: &str = "
    return {
        loaded: performance.getEntriesByType('resource').map(({ name }) => name),
        sent: window.__probe.sent,
    };";

/// Everything that a visit asked of the network.
#[derive(Debug)]
pub(crate) struct Traffic {
    origin: String,
    pub(crate) log: Vec<Request>,
    pub(crate) loaded: Vec<String>,
    pub(crate) sent: Vec<Sent>,
}

impl Traffic {
    pub(super) fn new(origin: String, log: Vec<Request>, page: Page) -> Self {
        Self {
            origin,
            log,
            loaded: page.loaded,
            sent: page.sent,
        }
    }

    /// Everything that breaks "same-origin GETs of static files, nothing told by the widget".
    ///
    /// The shop's own pages may carry a query (a search form does); files of the widget may not
    /// carry anything: no query, no body, no cookie, and no referrer. Only the modules are asked for
    /// on behalf of the shop's script tag: their referrer is what the tag and the engine say.
    pub(crate) fn breaches(&self) -> Vec<String> {
        let mut breaches = Vec::new();
        for request in &self.log {
            let Request {
                method,
                path,
                query,
                cookie,
                referer,
                body,
            } = request;
            let mut breach = |what: String| breaches.push(format!("{method} {path}: {what}"));
            if method != "GET" {
                breach("not a GET".to_owned());
            }
            if *body > 0 {
                breach(format!("a body of {body} bytes"));
            }
            if *cookie {
                breach("a cookie".to_owned());
            }
            if is_widget(path) {
                if let Some(query) = query.as_deref().filter(|query| !query.is_empty()) {
                    breach(format!("a query: {query}"));
                }
                if let Some(referer) = referer.as_deref().filter(|_| is_fetched_by_widget(path)) {
                    breach(format!("a referrer: {referer}"));
                }
            }
        }
        let elsewhere = |url: &str| {
            let local = url.starts_with("data:") || url.starts_with("blob:");
            !local && !self.is_same_origin(url)
        };
        for url in self.loaded.iter().filter(|url| elsewhere(url)) {
            breaches.push(format!("loaded from elsewhere: {url}"));
        }
        for Sent { by, url } in &self.sent {
            if elsewhere(url) {
                breaches.push(format!("{by} to elsewhere: {url}"));
            } else if by != "fetch" {
                breaches.push(format!("{by} to {url}"));
            }
        }
        breaches
    }

    /// The same where the shop's own pages have cookies, which go along with its own requests.
    pub(crate) fn breaches_beside_cookies(&self) -> Vec<String> {
        let mut log = self.log.clone();
        for request in &mut log {
            request.cookie &= is_fetched_by_widget(&request.path);
        }
        Self {
            origin: self.origin.clone(),
            log,
            loaded: self.loaded.clone(),
            sent: self.sent.clone(),
        }
        .breaches()
    }

    /// Paths asked of the server, sorted, each once.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.log.iter().map(|request| &*request.path).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    fn is_same_origin(&self, url: &str) -> bool {
        url.strip_prefix(&self.origin)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The widget's own requests, whose credentials it can choose; browsers attach cookies to modules.
pub(crate) fn is_fetched_by_widget(path: &str) -> bool {
    is_widget(path) && !path.ends_with(".js")
}

fn is_widget(path: &str) -> bool {
    path.starts_with("/whyshelf/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(path: &str) -> Request {
        Request {
            method: "GET".to_owned(),
            path: path.to_owned(),
            query: None,
            cookie: false,
            referer: None,
            body: 0,
        }
    }

    fn traffic(log: Vec<Request>, sent: Vec<Sent>) -> Traffic {
        let loaded = Vec::new();
        Traffic {
            origin: "http://127.0.0.1:1".to_owned(),
            log,
            loaded,
            sent,
        }
    }

    #[test]
    fn plain_pages_and_files_are_no_breach() {
        let log = vec![get("/"), get("/whyshelf/pack/manifest.json")];
        let fetched = Sent {
            by: "fetch".to_owned(),
            url: "http://127.0.0.1:1/whyshelf/pack/manifest.json".to_owned(),
        };
        assert_eq!(traffic(log, vec![fetched]).breaches(), [""; 0]);
    }

    #[test]
    fn each_way_to_tell_something_is_a_breach() {
        let told = [
            Request {
                method: "POST".to_owned(),
                ..get("/collect")
            },
            Request {
                body: 3,
                ..get("/collect")
            },
            Request {
                cookie: true,
                ..get("/")
            },
            Request {
                query: Some("seen=A".to_owned()),
                ..get("/whyshelf/pack/manifest.json")
            },
            Request {
                referer: Some("http://127.0.0.1:1/product/a.html".to_owned()),
                ..get("/whyshelf/pack/pack-1.bin")
            },
        ];
        for request in told {
            let what = format!("{request:?}");
            assert_eq!(traffic(vec![request], vec![]).breaches().len(), 1, "{what}");
        }
        for url in ["http://127.0.0.1:10/", "https://elsewhere.invalid/"] {
            let sent = Sent {
                by: "fetch".to_owned(),
                url: url.to_owned(),
            };
            assert_eq!(traffic(vec![], vec![sent]).breaches().len(), 1, "{url}");
        }
    }
}
