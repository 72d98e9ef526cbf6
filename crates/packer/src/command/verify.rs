//! `whyshelf verify`: everything that a page relies on, checked on the very files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use whyshelf_engine::ItemIndex;
use whyshelf_pack::Pack;
use whyshelf_pack::manifest::{self, Manifest, Shards};

use super::parts::{self, ShardFile};
use crate::date::rfc3339;
use crate::error::Error;
use crate::numerals::grouped;
use crate::pack_folder::{self, PackFolderError, PublicKey, Release};

/// Largest whole number that a page's JavaScript holds exactly.
const LARGEST_SEQUENCE: u64 = 1 << 53;

/// Check a pack: hashes, signature, expiry, and every rule of the format
#[derive(Debug, Args)]
#[command(after_help = "\
Says what it checked; leaves with status 1 and names the cause and the cure if anything is wrong.
With --key the manifest must be signed by that key's secret half, as pages with data-key demand.

Example:
  whyshelf verify public/whyshelf/pack
  whyshelf verify public/whyshelf/pack --key \"$(whyshelf key shop.pem)\"")]
pub(crate) struct VerifyArgs {
    /// Folder that `whyshelf build` wrote
    dir: PathBuf,
    /// Public half of the key that the manifest must be signed with: what stands in the script tag
    #[arg(long, value_name = "BASE64")]
    key: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &VerifyArgs) -> Result<(), Error> {
    let key = args.key.as_deref().map(PublicKey::parse).transpose()?;
    let release = pack_folder::open(&args.dir, key.as_ref())?;
    let Release { manifest, pack } = &release;
    println!(
        "ok    manifest    version {}, release {}, of {}",
        manifest.version, manifest.sequence, manifest.created
    );
    check_sequence(&args.dir, manifest)?;
    println!("ok    signature   {}", signature(&args.dir, key.is_some())?);
    println!("ok    expiry      {}", expiry(&args.dir, manifest, now())?);
    println!("ok    files       {}", files(&args.dir, manifest)?);
    if let Some(shards) = &manifest.shards {
        println!(
            "ok    shards      {}",
            check_shards(&args.dir, shards, &release)?
        );
    }
    println!(
        "ok    items       {} with an identifier each, none twice",
        grouped(pack.len())
    );
    println!("ok    rows        {}", rows(pack));
    println!("ok    model       every number within its bounds: scores stay below 2^53");
    Ok(())
}

fn now() -> i64 {
    // Before 1970 nothing has expired.
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() as i64)
}

fn check_sequence(folder: &Path, manifest: &Manifest) -> Result<(), PackFolderError> {
    if manifest.sequence <= LARGEST_SEQUENCE {
        return Ok(());
    }
    Err(rule(
        folder,
        format!(
            "release {} is larger than 2^53, which a page cannot count",
            manifest.sequence
        ),
    ))
}

fn signature(folder: &Path, verified: bool) -> Result<&'static str, PackFolderError> {
    let signed = parts::is_signed(&parts::manifest(folder)?);
    Ok(match (signed, verified) {
        (true, true) => "signed with this key",
        (true, false) => "there is one; give --key to check it",
        // With a key, opening has refused a manifest without signature.
        (false, _) => "none: pages without data-key accept it",
    })
}

/// Whether a manifest may still be used `now` (seconds since 1970).
fn expiry(folder: &Path, manifest: &Manifest, now: i64) -> Result<String, PackFolderError> {
    let Some(expires) = &manifest.expires else {
        return Ok("never".into());
    };
    // Both are RFC 3339 in UTC of one length, which sorts like time.
    let now = rfc3339(now);
    if !is_moment(expires) {
        return Err(rule(
            folder,
            format!("expires at {expires:?}, which is no moment in UTC"),
        ));
    }
    if *expires <= now {
        return Err(PackFolderError::Expired {
            path: folder.join(manifest::FILE_NAME),
            expires: expires.clone(),
            now,
        });
    }
    Ok(format!("{expires}, it is now {now}"))
}

/// Whether a text is of the form `2027-01-31T00:00:00Z`.
fn is_moment(text: &str) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00:00Z";
    let alike = |(&byte, &form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        form => byte == form,
    };
    text.len() == FORM.len() && text.as_bytes().iter().zip(FORM).all(alike)
}

fn rule(folder: &Path, rule: String) -> PackFolderError {
    PackFolderError::Shards {
        path: folder.join(manifest::FILE_NAME),
        rule,
    }
}

/// Opening has compared lengths and hashes; names are made of the hashes, too.
fn files(folder: &Path, manifest: &Manifest) -> Result<String, PackFolderError> {
    let mut said = Vec::new();
    for file in &manifest.files {
        let bytes = parts::file(folder, &file.path)?;
        let hash = Sha256::digest(&bytes);
        let hex: String = hash
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        if file.path != format!("pack-{hex}.bin") {
            return Err(rule(
                folder,
                format!(
                    "{} is not called by its content, pack-{hex}.bin: browsers keep it for ever",
                    file.path
                ),
            ));
        }
        said.push(format!(
            "{}, {} bytes, as its hash says",
            file.path,
            grouped(bytes.len())
        ));
    }
    Ok(said.join("; "))
}

/// Opening has checked every file against the root and every item against its directory. Beyond
/// that, all copies of an item must be the same, and all numbers of the model.
fn check_shards(
    folder: &Path,
    shards: &Shards,
    release: &Release,
) -> Result<String, PackFolderError> {
    if !shards
        .root
        .starts_with(shards.folder.trim_start_matches("shards-"))
    {
        return Err(rule(
            folder,
            format!(
                "{} is not called by the root, {}",
                shards.folder, shards.root
            ),
        ));
    }
    let copies = (0..shards.shards)
        .into_par_iter()
        .map(|number| {
            let file = ShardFile::read(folder, shards, number)?;
            check_copies(&file.path, &file.pack()?, &release.pack)
        })
        .sum::<Result<usize, PackFolderError>>()?;
    let front = &release.manifest.files[0].path;
    let bytes = parts::file(folder, front)?;
    let path = folder.join(front);
    let pack = Pack::parse(&bytes).map_err(|why| PackFolderError::Pack {
        path: path.clone(),
        why,
    })?;
    check_copies(&path, &pack, &release.pack)?;
    Ok(format!(
        "{} directories and {} shards, all under the manifest's root; {} copies of cards, all alike",
        grouped(shards.directories as usize),
        grouped(shards.shards as usize),
        grouped(copies),
    ))
}

/// Compares what a part knows with the whole; returns how many items it has from other parts.
fn check_copies(path: &Path, part: &Pack, whole: &Pack) -> Result<usize, PackFolderError> {
    let broken = |rule: String| PackFolderError::Shards {
        path: path.to_owned(),
        rule,
    };
    if part.model() != whole.model() {
        return Err(broken("the model is not that of the other files".into()));
    }
    for item in (0..part.len() as u32).map(ItemIndex) {
        let id = part.id(item);
        let Some(own) = whole.index_of(id) else {
            return Err(broken(format!("item {id} is in no shard")));
        };
        let known = |pack: &Pack, item| {
            (
                pack.item(item).card,
                pack.popularity(item),
                pack.arrived(item),
            )
        };
        if known(part, item) != known(whole, own) {
            return Err(broken(format!("item {id} is not what its own shard says")));
        }
    }
    Ok(part.len() - part.row_count())
}

fn rows(pack: &Pack) -> String {
    let rows = || (0..pack.len() as u32).map(|item| pack.row(ItemIndex(item)));
    let neighbours: usize = rows().map(|row| row.neighbours.len()).sum();
    let related: HashSet<_> = rows()
        .flat_map(|row| row.neighbours)
        .map(|near| near.item.0)
        .collect();
    format!(
        "{} neighbours in order, each another item of the pack, weights 1 to 255; {} items are one",
        grouped(neighbours),
        grouped(related.len())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(expires: Option<&str>) -> Manifest {
        Manifest {
            format: manifest::FORMAT.into(),
            version: manifest::MANIFEST_VERSION,
            created: "2026-01-01T00:00:00Z".into(),
            days: None,
            sequence: 1,
            expires: expires.map(str::to_owned),
            items: 0,
            files: Vec::new(),
            shards: None,
            memory: None,
            sensitive: false,
        }
    }

    #[test]
    fn a_pack_expires_at_its_very_second() {
        let check = |expires, now| expiry(Path::new("pack"), &manifest(expires), now).is_ok();
        assert!(check(None, i64::MAX));
        assert!(check(Some("1970-01-01T00:01:00Z"), 59));
        assert!(!check(Some("1970-01-01T00:01:00Z"), 60));
        assert!(!check(Some("1970-01-01T00:01:00+01:00"), 0));
        assert!(!check(Some("tomorrow"), 0));
    }
}
