//! What `whyshelf serve` answers, asked over a plain socket.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use support::Folder;

struct Server {
    folder: Folder,
    child: Child,
    address: String,
}

struct Answer {
    head: String,
    body: Vec<u8>,
}

impl Server {
    fn start() -> Server {
        let folder = Folder::with("index.html", "<h1>Shop</h1>");
        folder.write("not-found.html", "<h1>Nothing here</h1>");
        folder.write("whyshelf_bg.wasm", b"\0asm\x01\0\0\0");
        folder.write("pack-0123456789abcdef.bin", "compressible ".repeat(1000));
        let mut child = folder
            .command("serve . --port 0 --log requests.jsonl")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let line = line.trim();
        assert!(line.starts_with("Serving . at http://127.0.0.1:"), "{line}");
        let address = line
            .rsplit("http://")
            .next()
            .unwrap()
            .trim_end_matches('/')
            .to_owned();
        Server {
            folder,
            child,
            address,
        }
    }

    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let (line, rest) = request.split_once("\r\n").unwrap_or((request, ""));
        let request = format!("{line} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n{rest}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        Answer {
            head: String::from_utf8(answer[..end].to_vec())
                .unwrap()
                .to_lowercase(),
            body: answer[end + 4..].to_vec(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn files_come_with_their_type_and_a_strict_policy() {
    let server = Server::start();
    let index = server.ask("GET /");
    assert!(index.head.starts_with("http/1.1 200"), "{}", index.head);
    assert!(index.head.contains("content-type: text/html"));
    assert_eq!(index.body, b"<h1>Shop</h1>");
    let wasm = server.ask("GET /whyshelf_bg.wasm");
    assert!(
        wasm.head.contains("content-type: application/wasm"),
        "{}",
        wasm.head
    );
    for answer in [index, wasm, server.ask("GET /nowhere")] {
        assert!(answer.head.contains("content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'"), "{}", answer.head);
    }
}

#[test]
fn unknown_addresses_get_the_shops_own_page() {
    let answer = Server::start().ask("GET /product/gone.html");
    assert!(answer.head.starts_with("http/1.1 404"), "{}", answer.head);
    assert_eq!(answer.body, b"<h1>Nothing here</h1>");
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let answer = Server::start().ask("GET /../../../../etc/passwd");
    assert!(answer.head.starts_with("http/1.1 404"), "{}", answer.head);
}

#[test]
fn content_named_files_are_cached_and_compressed() {
    let server = Server::start();
    let pack = server.ask("GET /pack-0123456789abcdef.bin\r\nAccept-Encoding: br\r\n");
    assert!(pack.head.contains("immutable"), "{}", pack.head);
    assert!(pack.head.contains("content-encoding: br"), "{}", pack.head);
    assert!(pack.body.len() < 1000);
    assert!(
        server
            .ask("GET /index.html")
            .head
            .contains("cache-control: no-cache")
    );
    assert!(
        server
            .ask("GET /pack-ffffffffffffffff.bin")
            .head
            .contains("cache-control: no-cache")
    );
}

#[test]
fn every_request_is_logged_as_it_came() {
    let server = Server::start();
    server.ask("GET /index.html?q=1\r\nCookie: a=b\r\nReferer: http://shop/x\r\n");
    server.ask("POST /nowhere\r\nContent-Length: 5\r\n\r\nhello");
    let log = String::from_utf8(server.folder.read("requests.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines[0],
        serde_json::json!({"method": "GET", "path": "/index.html", "query": "q=1", "cookie": true, "referer": "http://shop/x", "body": 0})
    );
    assert_eq!(
        lines[1],
        serde_json::json!({"method": "POST", "path": "/nowhere", "query": "", "cookie": false, "referer": null, "body": 5})
    );
}

#[test]
fn an_unknown_address_is_answered_whole_to_those_who_have_seen_the_page() {
    let server = Server::start();
    let answer = server.ask(
        "GET /nowhere\r\nIf-Modified-Since: Fri, 31 Dec 2100 23:59:59 GMT\r\nIf-None-Match: *\r\n",
    );
    assert!(answer.head.starts_with("http/1.1 404"), "{}", answer.head);
    assert_eq!(answer.body, b"<h1>Nothing here</h1>");
}
