//! `whyshelf serve`: a static server for trying a shop out. It serves files and nothing else, and
//! puts a strict content policy on all of them, so that what works here works in a careful shop.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_request};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use clap::Args;
use serde_json::json;
use tower_http::compression::CompressionLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::error::Error;

const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'";

/// Request bodies are read for the log, up to this many bytes; no page has reason to send any.
const LARGEST_BODY: usize = 1 << 20;

/// Serve a folder on this machine, for trying a shop out
#[derive(Debug, Args)]
#[command(after_help = "\
Listens on 127.0.0.1 only. Unknown addresses get not-found.html. Files named by their content
(pack-0123456789abcdef.bin) may be cached for ever, all others are asked for again each time.

Example:
  whyshelf serve target/demo --port 8080")]
pub(crate) struct ServeArgs {
    /// Folder that holds index.html
    dir: PathBuf,
    /// Port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8080, value_name = "N")]
    port: u16,
    /// Append a line of JSON for every request: method, path, query, cookie, referer, body
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Leave the content policy to the pages, for those whose other scripts cannot do with a strict one
    #[arg(long)]
    no_policy: bool,
}

/// Runs the command, until it is interrupted.
pub(crate) fn run(args: &ServeArgs) -> Result<(), Error> {
    if !args.dir.is_dir() {
        return Err(Error::NotAFolder {
            path: args.dir.clone(),
        });
    }
    let mut app = files(&args.dir);
    if !args.no_policy {
        app = app.layer(fixed(header::CONTENT_SECURITY_POLICY, POLICY));
    }
    if let Some(path) = &args.log {
        let options = OpenOptions::new().create(true).append(true).open(path);
        let file = options.map_err(Error::io("open", path))?;
        app = app.layer(from_fn_with_state(Arc::new(Mutex::new(file)), log));
    }
    super::block_on(listen(app, args))
}

async fn listen(app: Router, args: &ServeArgs) -> Result<(), Error> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let port = |source| Error::Port {
        port: args.port,
        source,
    };
    let listener = tokio::net::TcpListener::bind(address).await.map_err(port)?;
    let address = listener.local_addr().map_err(port)?;
    // Small answers must not wait for the one before to be acknowledged; where the system refuses,
    // they do.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let mut out = std::io::stdout();
    // Scripts wait for this line; whether they do or not, the server runs on.
    let _ = writeln!(out, "Serving {} at http://{address}/", args.dir.display());
    let _ = out.flush();
    axum::serve(listener, app)
        .with_graceful_shutdown(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await
        .map_err(port)
}

fn files(dir: &Path) -> Router {
    let not_found = Router::new()
        .fallback_service(ServeFile::new(dir.join("not-found.html")))
        .layer(map_request(unconditional));
    let files = ServeDir::new(dir).not_found_service(not_found);
    Router::new()
        .fallback_service(files)
        .layer(from_fn(cache))
        .layer(CompressionLayer::new())
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

fn fixed(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// The page for an unknown address is sent whole each time: "not modified" has no body, and would
/// go out as a blank 404.
async fn unconditional(mut request: Request) -> Request {
    for condition in [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE] {
        request.headers_mut().remove(condition);
    }
    request
}

/// Files whose name is their content never change; everything else is asked for again.
async fn cache(request: Request, next: Next) -> Response {
    let forever = is_named_by_content(request.uri().path());
    let mut response = next.run(request).await;
    let forever = forever && response.status() != StatusCode::NOT_FOUND;
    let value = if forever {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let value = HeaderValue::from_static(value);
    response.headers_mut().insert(header::CACHE_CONTROL, value);
    response
}

/// Whether the file name ends in a dash and 16 hex digits before its extension.
fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

async fn log(State(file): State<Arc<Mutex<File>>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let line = json!({
        "method": parts.method.as_str(),
        "path": parts.uri.path(),
        "query": parts.uri.query().unwrap_or_default(),
        "cookie": parts.headers.contains_key(header::COOKIE),
        "referer": text(&parts.headers, header::REFERER),
        "body": body.len(),
    });
    {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        // A log on a full disk must not take the shop down.
        let _ = writeln!(file, "{line}");
    }
    next.run(Request::from_parts(parts, Body::from(body))).await
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_in_the_name_makes_a_file_immutable() {
        assert!(is_named_by_content(
            "/whyshelf/pack/pack-0123456789abcdef.bin"
        ));
        for path in [
            "/",
            "/product/red-lantern-85123a.html",
            "/pack-0123.bin",
            "/pack/manifest.json",
        ] {
            assert!(!is_named_by_content(path), "{path}");
        }
    }
}
