//! Copies of the built demo to test against: with the probe in every page, and with faults.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The name under which the probe lies in a copied site.
const PROBE_FILE: &str = "page-probe.js";
const PROBE: &str = include_str!("probe.js");
const PROBE_TAG: &str = "<script src=\"/page-probe.js\"></script>";

/// A page that shows another in a frame.
const FRAME: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Frame</title></head>\
     <body><iframe title=\"The page\" width=\"320\" height=\"800\"></iframe></body></html>";
/// Policies add up: this one leaves of what the server grants only scripts with the nonce.
const NONCE_POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'nonce-c2hlbGY' 'wasm-unsafe-eval'; \
     style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'\">";

/// What goes wrong in a copy of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The pack ends half way.
    TruncatedPack,
    /// One byte of the pack is another.
    TamperedPack,
    /// The manifest names a file that is not there.
    MissingPack,
    /// The manifest is not JSON.
    GarbledManifest,
    /// There is no manifest.
    NoManifest,
    /// The wasm file is not wasm.
    GarbledWasm,
    /// The page's policy forbids wasm.
    WasmRefused,
    /// The cart's page holds the widget's database and never lets go.
    JammedDatabase,
    /// Every page asks for the loader twice.
    LoaderTwice,
    /// What lets a shelf change comes when the page lets it, or not at all.
    LateShelf,
}

/// Copies `demo` to `site`, with the probe as the first script of every page.
///
/// # Errors
/// When the demo is not built or a file cannot be written.
pub(crate) fn copy(demo: &Path, site: &Path) -> Result<()> {
    if !demo.join("index.html").is_file() {
        bail!(
            "there is no demo at {}: run `cargo xtask demo --no-serve`",
            demo.display()
        );
    }
    if site.exists() {
        fs::remove_dir_all(site).with_context(|| format!("cannot clear {}", site.display()))?;
    }
    mirror(demo, site, &|page| add_to_head(page, PROBE_TAG))?;
    fs::write(site.join(PROBE_FILE), PROBE)?;
    fs::write(site.join("page-frame.html"), FRAME)?;
    Ok(())
}

/// Copies `demo` as [`copy`] does; its pages trust scripts by a nonce, not by where they come from.
///
/// # Errors
/// As [`copy`].
pub(crate) fn copy_with_nonce(demo: &Path, site: &Path) -> Result<()> {
    copy(demo, site)?;
    change_all_pages(site, &|page| {
        let page = page.replace("<script ", "<script nonce=\"c2hlbGY\" ");
        add_to_head(&page, NONCE_POLICY)
    })
}

/// Copies `demo` as [`copy`] does, with what platforms put on its pages.
///
/// # Errors
/// As [`copy`].
pub(crate) fn copy_with_platforms(demo: &Path, site: &Path) -> Result<()> {
    copy(demo, site)?;
    fs::write(site.join("page-platforms.js"), include_str!("platforms.js"))?;
    // What a Shopify cart answers.
    fs::create_dir_all(site.join("cart"))?;
    fs::write(site.join("cart/add.js"), "{}")?;
    change_pages(site, |page| {
        add_to_head(page, "<script src=\"/page-platforms.js\"></script>")
    })
}

/// Copies `demo` as [`copy`] does; its analytics are to be told of shelves.
///
/// # Errors
/// As [`copy`].
pub(crate) fn copy_with_analytics(demo: &Path, site: &Path) -> Result<()> {
    copy(demo, site)?;
    change_pages(site, |page| {
        page.replace(" data-pack=", " data-analytics=\"datalayer\" data-pack=")
    })
}

/// What pages load of the consent platforms, and where it lies for them.
const CONSENT_FILES: [(&str, &str); 5] = [
    ("@iabtcf/core/lib/mjs", "core"),
    ("@iabtcf/cmpapi/lib/mjs", "cmpapi"),
    ("@iabtcf/stub/lib/stub.js", "stub.js"),
    (
        "vanilla-cookieconsent/dist/cookieconsent.umd.js",
        "cookieconsent.js",
    ),
    ("klaro/dist/klaro-no-css.js", "klaro.js"),
];

/// Copies `demo` as [`copy`] does, with consent platforms that an address can ask for.
///
/// # Errors
/// As [`copy`], and when the platforms are not installed.
pub(crate) fn copy_with_consent_platforms(
    demo: &Path,
    platforms: &Path,
    site: &Path,
) -> Result<()> {
    copy(demo, site)?;
    let served = site.join("platforms");
    fs::create_dir_all(&served)?;
    for (published, name) in CONSENT_FILES {
        let (from, to) = (platforms.join(published), served.join(name));
        let copied = if from.is_dir() {
            mirror(&from, &to, &str::to_owned)
        } else {
            Ok(fs::copy(&from, &to).map(|_| ())?)
        };
        copied.with_context(|| {
            format!(
                "{} is missing: run `cargo xtask test --only tools`",
                from.display()
            )
        })?;
    }
    fs::write(
        site.join("page-platforms.js"),
        include_str!("consent_platforms.js"),
    )?;
    // The IAB's library is published as modules that name each other by their packages.
    let head = r#"<script type="importmap">{"imports":{"@iabtcf/core":"/platforms/core/index.js"}}</script>"#;
    let tag = format!("{head}{PROBE_TAG}<script src=\"/page-platforms.js\"></script>");
    change_pages(site, |page| page.replacen(PROBE_TAG, &tag, 1))
}

/// Copies `demo` as [`copy`] does, with faults that an address can ask for, and a last script of
/// the page that tells that it has run.
///
/// # Errors
/// As [`copy`].
pub(crate) fn copy_with_faults(demo: &Path, site: &Path) -> Result<()> {
    copy(demo, site)?;
    fs::write(site.join("page-faults.js"), include_str!("faults.js"))?;
    let last = "document.documentElement.dataset.host = 'done';";
    fs::write(site.join("page-last.js"), last)?;
    let faults = format!("{PROBE_TAG}<script src=\"/page-faults.js\"></script>");
    change_pages(site, |page| {
        let page = page.replacen(PROBE_TAG, &faults, 1);
        page.replacen(
            "</body>",
            "<script src=\"/page-last.js\"></script></body>",
            1,
        )
    })
}

/// Copies `demo` as [`copy`] does and breaks it as `fault` says.
///
/// # Errors
/// As [`copy`], and when the file to be broken is not where it should be.
pub(crate) fn copy_with_fault(demo: &Path, site: &Path, fault: Fault) -> Result<()> {
    copy(demo, site)?;
    let widget = site.join("whyshelf");
    let manifest = widget.join("pack/manifest.json");
    match fault {
        Fault::TruncatedPack => change(&pack_file(&manifest)?, |bytes| {
            bytes.truncate(bytes.len() / 2);
        }),
        Fault::TamperedPack => change(&pack_file(&manifest)?, |bytes| {
            let middle = bytes.len() / 2;
            if let Some(byte) = bytes.get_mut(middle) {
                *byte ^= 1;
            }
        }),
        Fault::MissingPack => Ok(fs::remove_file(pack_file(&manifest)?)?),
        Fault::GarbledManifest => change(&manifest, |bytes| *bytes = b"<!doctype html>".to_vec()),
        Fault::NoManifest => Ok(fs::remove_file(manifest)?),
        Fault::GarbledWasm => change(&widget.join("whyshelf_bg.wasm"), |bytes| {
            *bytes = b"this is not wasm".to_vec();
        }),
        Fault::WasmRefused => change_pages(site, |page| {
            // Policies add up: this one takes `'wasm-unsafe-eval'` away from what the server grants.
            let policy =
                "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">";
            add_to_head(page, policy)
        }),
        Fault::JammedDatabase => {
            fs::write(site.join("page-jam.js"), include_str!("jam.js"))?;
            let cart = site.join("cart.html");
            let page = fs::read_to_string(&cart)?;
            let jammed = add_to_head(&page, "<script src=\"/page-jam.js\"></script>");
            Ok(fs::write(&cart, jammed)?)
        }
        Fault::LoaderTwice => change_pages(site, |page| {
            let tag = "<script type=\"module\" src=\"/whyshelf/whyshelf.js?again\" data-pack=\"/whyshelf/pack/manifest.json\"></script>";
            page.replacen("</head>", &format!("{tag}</head>"), 1)
        }),
        Fault::LateShelf => {
            fs::write(site.join("page-late.js"), include_str!("late.js"))?;
            change_pages(site, |page| {
                add_to_head(page, "<script src=\"/page-late.js\"></script>")
            })
        }
    }
}

/// Where the manifest says that the pack lies.
fn pack_file(manifest: &Path) -> Result<PathBuf> {
    let text = fs::read_to_string(manifest)
        .with_context(|| format!("there is no manifest at {}", manifest.display()))?;
    let manifest_json: serde_json::Value = serde_json::from_str(&text)?;
    let path = manifest_json["files"][0]["path"]
        .as_str()
        .context("the manifest names no pack file")?;
    Ok(manifest.with_file_name(path))
}

/// Rewrites a file without touching the one in the demo that it may share its bytes with.
///
/// # Errors
/// When the file cannot be read or written.
pub(crate) fn change(file: &Path, edit: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
    let mut bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    edit(&mut bytes);
    fs::remove_file(file)?;
    fs::write(file, bytes)?;
    Ok(())
}

/// Rewrites the pages at the top of the site, home among them; the faults are tested there.
fn change_pages(site: &Path, edit: impl Fn(&str) -> String) -> Result<()> {
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if is_page(&path) {
            let page = fs::read_to_string(&path)?;
            fs::write(&path, edit(&page))?;
        }
    }
    Ok(())
}

/// Rewrites every page of the site.
///
/// # Errors
/// When a page cannot be read or written.
pub(crate) fn change_all_pages(site: &Path, edit: &dyn Fn(&str) -> String) -> Result<()> {
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.is_dir() {
            change_all_pages(&path, edit)?;
        } else if is_page(&path) {
            let page = fs::read_to_string(&path)?;
            fs::write(&path, edit(&page))?;
        }
    }
    Ok(())
}

/// Copies a folder: pages through `edit`, everything else as a hard link where the disk allows it.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn mirror(from: &Path, to: &Path, edit: &dyn Fn(&str) -> String) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            mirror(&source, &target, edit)?;
        } else if is_page(&source) {
            fs::write(&target, edit(&fs::read_to_string(&source)?))?;
        } else if fs::hard_link(&source, &target).is_err() {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

fn is_page(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "html")
}

/// Puts `markup` first into the page's head.
fn add_to_head(page: &str, markup: &str) -> String {
    match page.find("<head>") {
        Some(at) => {
            let (before, after) = page.split_at(at + "<head>".len());
            format!("{before}{markup}{after}")
        }
        None => format!("{markup}{page}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_probe_comes_before_the_page_s_own_scripts() {
        let page = "<!doctype html><html><head><script src=\"a.js\"></script></head></html>";
        let probed = add_to_head(page, PROBE_TAG);
        assert!(probed.find("page-probe.js") < probed.find("a.js"));
    }
}
