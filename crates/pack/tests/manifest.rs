//! Which manifests are used.
#![allow(clippy::unwrap_used, clippy::panic)]

use whyshelf_pack::manifest::{
    FORMAT, MANIFEST_VERSION, Manifest, ManifestError, PackFile, Shards,
};

fn manifest(path: &str) -> Manifest {
    Manifest {
        format: FORMAT.to_owned(),
        version: MANIFEST_VERSION,
        created: "2011-12-09T12:50:00Z".to_owned(),
        days: None,
        sequence: 1,
        expires: None,
        items: 1,
        files: vec![PackFile {
            path: path.to_owned(),
            bytes: 1,
            integrity: "sha256-x".to_owned(),
        }],
        shards: None,
        memory: None,
        sensitive: false,
    }
}

fn shards() -> Shards {
    Shards {
        folder: "shards-0".to_owned(),
        root: "0f".repeat(32),
        directories: 2,
        shards: 3,
    }
}

#[test]
fn a_manifest_names_files_beside_it() {
    assert_eq!(
        manifest("pack-0.bin").pack_file().unwrap().path,
        "pack-0.bin"
    );
    for path in [
        "",
        ".",
        "../pack.bin",
        "/pack.bin",
        "https://x/pack",
        "a b",
        "a\\b",
    ] {
        assert_eq!(
            manifest(path).pack_file(),
            Err(ManifestError::Path),
            "{path}"
        );
        let mut elsewhere = manifest("pack-0.bin");
        elsewhere.shards = Some(Shards {
            folder: path.to_owned(),
            ..shards()
        });
        assert_eq!(elsewhere.pack_file(), Err(ManifestError::Path), "{path}");
    }
}

#[test]
fn other_formats_and_versions_are_refused() {
    let mut other = manifest("pack-0.bin");
    other.version = 2;
    assert_eq!(other.pack_file(), Err(ManifestError::Version { found: 2 }));
    other.format = "webmanifest".to_owned();
    assert_eq!(other.pack_file(), Err(ManifestError::NotAManifest));
    let mut empty = manifest("pack-0.bin");
    empty.files.clear();
    assert_eq!(empty.pack_file(), Err(ManifestError::Files { found: 0 }));
}

#[test]
fn shards_need_a_root_and_a_directory() {
    let with = |shards| {
        let mut manifest = manifest("pack-0.bin");
        manifest.shards = Some(shards);
        manifest.pack_file().map(|_| ())
    };
    assert_eq!(with(shards()), Ok(()));
    assert_eq!(shards().root().unwrap(), [15; 32]);
    assert_eq!(shards().shard(1), ("shards-0/shard-1.bin".to_owned(), 3));
    let broken = [
        Shards {
            root: "0g".repeat(32),
            ..shards()
        },
        Shards {
            root: "0f".repeat(31),
            ..shards()
        },
        Shards {
            directories: 0,
            ..shards()
        },
        Shards {
            shards: u32::MAX,
            ..shards()
        },
    ];
    for shards in broken {
        assert_eq!(with(shards), Err(ManifestError::Shards));
    }
}
