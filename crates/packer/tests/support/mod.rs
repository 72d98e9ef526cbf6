//! Runs the program as its users do: in a folder with files, looking at what it prints and writes.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, unreachable_pub)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that goes away with the test.
pub struct Folder(tempfile::TempDir);

/// What a run printed, and its status.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    /// A folder with one file.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Folder {
        let folder = Folder::new();
        folder.write(name, content);
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }

    /// Runs `whyshelf` here; arguments are separated by blanks.
    pub fn run(&self, arguments: &str) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whyshelf"));
        command
            .args(arguments.split_whitespace())
            .current_dir(self.path());
        command
    }

    /// Builds `events` into the folder `pack` and expects that to work.
    pub fn build(&self, arguments: &str) -> Run {
        let run = self.run(&format!("build --out pack {arguments}"));
        assert_eq!(run.status, 0, "{}", run.stderr);
        run
    }

    /// Every file of the folder `pack` with its content, by name.
    pub fn pack_files(&self) -> Vec<(String, Vec<u8>)> {
        files(&self.path().join("pack"))
    }

    /// The one pack file in the folder `pack`.
    pub fn pack_file(&self) -> PathBuf {
        let bin = |(name, _): &(String, Vec<u8>)| name.ends_with(".bin");
        let (name, _) = self.pack_files().into_iter().find(bin).unwrap();
        self.path().join("pack").join(name)
    }

    /// The pack in the folder `pack`.
    pub fn pack(&self) -> whyshelf_pack::Pack {
        whyshelf_pack::Pack::parse(&fs::read(self.pack_file()).unwrap()).unwrap()
    }
}

impl Run {
    pub fn of(output: Output) -> Run {
        Run {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Expects a failure with this status whose message holds all of `parts`, and a cure.
    pub fn fails(&self, status: i32, parts: &[&str]) {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        assert!(self.stderr.starts_with("error: "), "{}", self.stderr);
        let cure = self.stderr.lines().find(|line| line.starts_with("cure: "));
        assert!(cure.is_some_and(|cure| cure.len() > 10), "{}", self.stderr);
        for part in parts {
            assert!(
                self.stderr.contains(part),
                "{part:?} not in {}",
                self.stderr
            );
        }
    }
}

pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// A small log with structure: sessions walk through neighbouring items of a ring.
pub fn rows(sessions: u32) -> Vec<String> {
    let row = |session: u32, step: u32| {
        let item = (session * 7 + step * (1 + session % 2)) % 24;
        format!(
            "s{session},item-{item:02},{}",
            1_700_000_000 + session * 100 + step
        )
    };
    (0..sessions)
        .flat_map(|session| (0..3 + session % 3).map(move |step| row(session, step)))
        .collect()
}

pub const HEADER: &str = "session_id,item_id,timestamp";

/// The rows as CSV.
pub fn csv(rows: &[String]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}
