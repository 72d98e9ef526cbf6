//! The demo shop as a large and careful shop would serve it: its pack in shards, signed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

use crate::site;

/// An item that the large shop has marked as sensitive, and the path of its page.
pub(crate) const SENSITIVE: (&str, &str) = (
    "85144",
    "/product/jardin-etched-glass-cheese-dish-85144.html",
);

/// How the large shop's pack is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Large {
    /// As it was built and signed.
    Whole,
    /// The script tag has another key than the one it was signed with.
    ForeignKey,
    /// Its day has come.
    Expired,
    /// A byte of every shard is another.
    ChangedShards,
}

/// Copies the demo to `folder`, with a pack in shards in the place of its own.
///
/// # Errors
/// When the demo is not built, or the pack cannot be.
pub(crate) fn copy(
    demo: &Path,
    data: &Path,
    whyshelf: &Path,
    folder: &Path,
    large: Large,
) -> Result<()> {
    site::copy(demo, folder)?;
    let work = folder.parent().unwrap_or(folder);
    let secret = work.join("shop.pem");
    let key = match large {
        Large::ForeignKey => public_key(whyshelf, &work.join("other.pem"))?,
        _ => public_key(whyshelf, &secret)?,
    };
    let built = built_pack(data, whyshelf, &secret, &work.join("large-pack"))?;
    let pack = folder.join("whyshelf/pack");
    fs::remove_dir_all(&pack)?;
    site::mirror(&built, &pack, &str::to_owned)?;
    match large {
        Large::Whole | Large::ForeignKey => {}
        Large::ChangedShards => change_shards(&pack)?,
        Large::Expired => {
            // Unsigned, or the signature would be what is wrong with it.
            site::change(&pack.join("manifest.json"), expire)?;
            return Ok(());
        }
    }
    site::change_all_pages(folder, &|page| {
        page.replace("data-pack=", &format!("data-key=\"{key}\" data-pack="))
    })
}

/// The pack, built anew when the packer is newer than what it built.
fn built_pack(data: &Path, whyshelf: &Path, secret: &Path, pack: &Path) -> Result<PathBuf> {
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let manifest = pack.join("manifest.json");
    if changed(&manifest) <= changed(whyshelf) || changed(&manifest) <= changed(secret) {
        let rules = pack.with_extension("rules");
        fs::write(&rules, format!("item = {}\n", SENSITIVE.0))?;
        let mut build = Command::new(whyshelf);
        build
            .args(["build", "--layout", "shards", "--sensitive"])
            .arg(rules)
            .arg("--events")
            .arg(data.join("events.parquet"))
            .arg("--catalog")
            .arg(data.join("catalog.parquet"))
            .arg("--sign")
            .arg(secret)
            .arg("--out")
            .arg(pack);
        run(&mut build)?;
    }
    Ok(pack.to_owned())
}

/// Makes of a signed manifest an unsigned one whose day has come.
fn expire(text: &mut Vec<u8>) {
    let signed: serde_json::Value = serde_json::from_slice(text).unwrap_or_default();
    let inner = signed["manifest"].as_str().unwrap_or_default();
    let mut manifest: serde_json::Value = serde_json::from_str(inner).unwrap_or_default();
    manifest["expires"] = "2012-01-01T00:00:00Z".into();
    *text = manifest.to_string().into_bytes();
}

fn public_key(whyshelf: &Path, secret: &Path) -> Result<String> {
    let output = run(Command::new(whyshelf).arg("key").arg(secret))?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn change_shards(pack: &Path) -> Result<()> {
    let mut changed = 0;
    for folder in fs::read_dir(pack)? {
        let folder = folder?.path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(&folder)? {
            let file = file?.path();
            if file.to_string_lossy().contains("shard-") {
                site::change(&file, |bytes| {
                    if let Some(last) = bytes.last_mut() {
                        *last ^= 1;
                    }
                })?;
                changed += 1;
            }
        }
    }
    if changed == 0 {
        bail!("there is no shard in {}", pack.display());
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<Output> {
    let output = command
        .output()
        .context("the packer is built by `cargo xtask demo --no-serve`")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output)
}
