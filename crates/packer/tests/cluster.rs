//! The same pack from a cluster: a scheduler and two executors, each a process of its own on
//! loopback.
#![allow(clippy::unwrap_used)]

mod support;

use std::env;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use support::{Folder, files};

/// Tells a process what it is: ports of the scheduler and of itself, and its folder.
const ROLE: &str = "WHYSHELF_TEST_NODE";

/// Waits of a tenth of a second until a port is open, at most.
const PATIENCE: u32 = 600;

/// A process of the cluster that ends with the test.
struct Node(Child);

impl Node {
    fn start(role: &str, port: u16) -> Node {
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(["node", "--exact", "--ignored"])
            .env(ROLE, role)
            .stdout(Stdio::null());
        let node = Node(command.spawn().unwrap());
        let open = |_| {
            thread::sleep(Duration::from_millis(100));
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        };
        assert!((0..PATIENCE).any(open), "nothing listens on {port}");
        node
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Not a test but what a [`Node`] runs.
#[test]
#[ignore = "runs for ever, if it is told to"]
fn node() {
    let Ok(role) = env::var(ROLE) else { return };
    let words: Vec<&str> = role.split_whitespace().collect();
    let port = |at: usize| -> u16 { words[at].parse().unwrap() };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    if words.len() == 1 {
        let config = SchedulerConfig {
            bind_port: port(0),
            external_host: "127.0.0.1".to_owned(),
            ..SchedulerConfig::default()
        };
        let address = ([127, 0, 0, 1], port(0)).into();
        let served = runtime.block_on(async {
            let cluster = BallistaCluster::new_from_config(&config).await.unwrap();
            start_server(cluster, address, Arc::new(config)).await
        });
        served.unwrap();
    } else {
        let config = ExecutorProcessConfig {
            scheduler_host: "127.0.0.1".to_owned(),
            scheduler_port: port(0),
            port: port(1),
            grpc_port: port(2),
            work_dir: Some(words[3].to_owned()),
            vcores: 2,
            scheduler_connect_timeout_seconds: 60,
            ..ExecutorProcessConfig::default()
        };
        let served = runtime.block_on(start_executor_process(Arc::new(config)));
        served.unwrap();
    }
}

fn executor(scheduler: u16, folder: &Path) -> Node {
    std::fs::create_dir(folder).unwrap();
    let (port, grpc) = (free_port(), free_port());
    let role = format!("{scheduler} {port} {grpc} {}", folder.display());
    Node::start(&role, port)
}

#[test]
fn a_cluster_makes_the_identical_pack() {
    let folder = Folder::new();
    let made = folder.run("generate --events 80000 --items 1000 --out shop");
    assert_eq!(made.status, 0, "{}", made.stderr);

    let scheduler = free_port();
    let _scheduler = Node::start(&scheduler.to_string(), scheduler);
    let _executors = ["one", "two"].map(|name| executor(scheduler, &folder.path().join(name)));

    // With little memory, so that there is more than one plan for pairs.
    let shop = "build --events shop/events.parquet --catalog shop/catalog.parquet --memory 64MiB";
    for engine in [
        "--out embedded".to_owned(),
        format!("--out cluster --work work --cluster 127.0.0.1:{scheduler}"),
    ] {
        let run = folder.run(&format!("{shop} {engine}"));
        assert_eq!(run.status, 0, "{engine}: {}", run.stderr);
    }
    let pack = |name: &str| files(&folder.path().join(name));
    assert!(pack("embedded") == pack("cluster"), "the packs differ");
    assert!(pack("embedded").len() > 1);
    let left = files(&folder.path().join("work"));
    assert!(left.is_empty(), "the work folder is not empty");
}
