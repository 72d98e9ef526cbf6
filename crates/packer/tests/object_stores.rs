//! Logs and catalogs by address: the same pack from files here, from a web server and from an object
//! store, each on loopback.
#![allow(clippy::unwrap_used)]

mod support;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use support::{Folder, Run, csv, files, rows};
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;

/// What a bucket's owner would put into the environment.
const KEYS: [(&str, &str); 4] = [
    ("AWS_ACCESS_KEY_ID", "key"),
    ("AWS_SECRET_ACCESS_KEY", "secret"),
    ("AWS_REGION", "us-east-1"),
    ("AWS_ALLOW_HTTP", "true"),
];

/// A server whose one bucket is a folder.
struct Store {
    folder: Folder,
    address: SocketAddr,
    _runtime: Runtime,
}

impl Store {
    fn start() -> Store {
        let folder = Folder::new();
        let bucket = folder.path().join("bucket");
        std::fs::create_dir(&bucket).unwrap();
        let service = Router::new()
            .route("/bucket", get(list))
            .with_state(bucket)
            .fallback_service(ServeDir::new(folder.path()));
        let runtime = Runtime::new().unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0");
        let listener = runtime.block_on(listener).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move { axum::serve(listener, service).await });
        Store {
            folder,
            address,
            _runtime: runtime,
        }
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder.path().join("bucket").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Runs `whyshelf` beside the bucket; `HTTP` stands for the server's address.
    fn run(&self, arguments: &str) -> Run {
        let address = format!("http://{}", self.address);
        let mut command = self.folder.command(&arguments.replace("HTTP", &address));
        command.envs(KEYS).env("AWS_ENDPOINT", address);
        command.env("NO_PROXY", "127.0.0.1");
        Run::of(command.output().unwrap())
    }

    fn pack(&self, name: &str, arguments: &str) -> Vec<(String, Vec<u8>)> {
        let run = self.run(&format!("build --out {name} {arguments}"));
        assert_eq!(run.status, 0, "{}", run.stderr);
        files(&self.folder.path().join(name))
    }
}

/// What S3 answers when it is asked what there is.
async fn list(
    State(bucket): State<PathBuf>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Response {
    let asked = |name: &str| asked.iter().find(|(key, _)| key == name);
    let (Some(_), Some((_, prefix))) = (asked("list-type"), asked("prefix")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut names = Vec::new();
    gather(&bucket, "", &mut names);
    let contents: String = names
        .iter()
        .filter(|(name, _)| name.starts_with(prefix.as_str()))
        .map(|(name, size)| {
            format!(
                "<Contents><Key>{name}</Key><Size>{size}</Size>\
                 <LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
            )
        })
        .collect();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>")
        .into_response()
}

fn gather(folder: &Path, before: &str, names: &mut Vec<(String, u64)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{before}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            gather(&entry.path(), &format!("{name}/"), names);
        } else {
            names.push((name, entry.metadata().unwrap().len()));
        }
    }
}

#[test]
fn a_bucket_is_a_folder() {
    let store = Store::start();
    let all = rows(120);
    for (part, rows) in all.chunks(all.len() / 3 + 1).enumerate() {
        store.write(&format!("logs/part={part}/events.csv"), csv(rows));
    }
    store.write("logs/_SUCCESS", "");
    store.write("catalog.csv", "item_id,title\nitem-01,Mug\nitem-02,Pot\n");
    let here = store.pack("here", "--events bucket/logs --catalog bucket/catalog.csv");
    let there = "--events s3://bucket/logs --catalog s3://bucket/catalog.csv";
    assert!(here == store.pack("there", there), "the packs differ");
}

#[test]
fn a_web_server_gives_single_files() {
    let store = Store::start();
    let made = store.run("generate --events 9000 --items 300 --out bucket");
    assert_eq!(made.status, 0, "{}", made.stderr);
    let files = |at: &str| format!("--events {at}/events.parquet --catalog {at}/catalog.parquet");
    let here = store.pack("here", &files("bucket"));
    let there = store.pack("there", &files("HTTP/bucket"));
    assert!(here == there, "the packs differ");
}

#[test]
fn bad_rows_elsewhere_are_listed_by_address_and_line() {
    let store = Store::start();
    let mut rows = rows(40);
    rows.insert(7, "s1,item-01".to_owned());
    store.write("log.csv", csv(&rows));
    let run = store.run("build --out pack --events s3://bucket/log.csv");
    assert_eq!(run.status, 0, "{}", run.stderr);
    let listed = "s3://bucket/log.csv, line 9: 2 fields where the header has 3";
    assert!(run.stderr.contains(listed), "{}", run.stderr);
}

#[test]
fn what_cannot_be_had_is_said_with_its_cure() {
    let store = Store::start();
    let build = |events: &str| store.run(&format!("build --out pack --events {events}"));
    build("s3://bucket/nothing.csv").fails(2, &["no file s3://bucket/nothing.csv"]);
    build("HTTP/bucket/nothing.csv").fails(1, &["/bucket/nothing.csv", "name every file"]);
    build("ftp://host/log.csv").fails(2, &["ftp://host/log.csv", "s3://bucket/path"]);
    build("HTTP/bucket/log.csv?key=1").fails(2, &["it has a query"]);
}
