//! Which manifests are used.
#![allow(clippy::unwrap_used, clippy::panic)]

use whyshelf_pack::manifest::{FORMAT, MANIFEST_VERSION, Manifest, ManifestError, PackFile};

fn manifest(path: &str) -> Manifest {
    Manifest {
        format: FORMAT.to_owned(),
        version: MANIFEST_VERSION,
        created: "2011-12-09T12:50:00Z".to_owned(),
        files: vec![PackFile {
            path: path.to_owned(),
            bytes: 1,
            integrity: "sha256-x".to_owned(),
        }],
    }
}

#[test]
fn a_manifest_names_one_file_beside_it() {
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
