//! `whyshelf inspect`: what is in a pack, and what its bytes are spent on.

mod contents;
mod model;
mod page;
mod size;

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use whyshelf_pack::manifest::Manifest;
use whyshelf_pack::{Pack, anatomy};

use super::{parts, words};
use crate::error::Error;
use crate::numerals::grouped;
use crate::pack_folder::{self, PackFolderError, Release};
use contents::Contents;
use page::Pages;
use size::{Size, Sizes};

/// Show what is in a pack and what a page downloads of it
#[derive(Debug, Args)]
#[command(after_help = "\
Sizes are given as stored and as a server sends them with brotli at its best (level 11); parts are
compressed one by one, so that they add up to a little more than their file. Of a pack in shards,
sections and pages are those of a sample of its shards, and said to be.

Example:
  whyshelf inspect public/whyshelf/pack
  whyshelf inspect public/whyshelf/pack --json")]
pub(crate) struct InspectArgs {
    /// Folder that `whyshelf build` wrote
    dir: PathBuf,
    /// Print one JSON object instead
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &InspectArgs) -> Result<(), Error> {
    let Release { manifest, pack } = pack_folder::open(&args.dir, None)?;
    let manifest_bytes = parts::manifest(&args.dir)?;
    let report = Report {
        signed: parts::is_signed(&manifest_bytes),
        contents: Contents::of(&pack),
        model: model::lines(&pack),
        numbers: model::json(pack.model()),
        files: Files::of(args, &manifest, Size::of(&manifest_bytes), &pack)?,
        manifest,
    };
    if args.json {
        println!("{}", report.json());
    } else {
        println!("{}", report.text());
    }
    Ok(())
}

/// What the release's files weigh.
struct Files {
    manifest: Size,
    /// The pack file; of a pack in shards it has the items that any page may show.
    pack: Size,
    /// Where the rows are: the shards that were looked into, or else the pack file.
    sizes: Sizes,
    /// How many shards there are, and how many were looked into.
    shards: Option<(u32, usize)>,
    pages: Pages,
}

impl Files {
    fn of(
        args: &InspectArgs,
        manifest: &Manifest,
        manifest_size: Size,
        whole: &Pack,
    ) -> Result<Files, Error> {
        let path = args.dir.join(&manifest.files[0].path);
        let bytes = parts::file(&args.dir, &manifest.files[0].path)?;
        let pack = Size::of(&bytes);
        if let Some(shards) = &manifest.shards {
            let sample = page::sample(&args.dir, shards, manifest_size)?;
            return Ok(Files {
                manifest: manifest_size,
                pack,
                sizes: sample.sizes,
                shards: Some((shards.shards, sample.shards)),
                pages: sample.pages,
            });
        }
        let parts = anatomy::parts(&bytes);
        let parts = parts.map_err(|why| PackFolderError::Pack { path, why })?;
        let mut sizes = Sizes::default();
        sizes.add(&parts, whole);
        Ok(Files {
            manifest: manifest_size,
            pack,
            sizes,
            shards: None,
            pages: Pages::of(vec![manifest_size + pack]),
        })
    }
}

struct Report {
    manifest: Manifest,
    signed: bool,
    contents: Contents,
    model: Vec<(String, String)>,
    numbers: serde_json::Value,
    files: Files,
}

impl Report {
    fn text(&self) -> String {
        let mut rows = vec![
            ("newest event".to_owned(), self.manifest.created.clone()),
            (
                "days of events".into(),
                self.manifest
                    .days
                    .map_or("not told".into(), |days| days.to_string()),
            ),
            ("release".into(), self.manifest.sequence.to_string()),
            (
                "expires".into(),
                self.manifest.expires.clone().unwrap_or("never".into()),
            ),
            (
                "signature".into(),
                if self.signed { "yes" } else { "none" }.into(),
            ),
        ];
        rows.extend(self.contents.lines());
        rows.extend(self.model.iter().cloned());
        let rows = rows.into_iter().map(|(name, value)| vec![name, value]);
        let facts = words::table(&[], rows.collect(), 1);
        format!("{facts}\n{}\n{}", self.sizes_table(), self.pages_table())
    }

    fn sizes_table(&self) -> comfy_table::Table {
        let files = &self.files;
        let row = |name: String, size: Size| vec![name, grouped(size.bytes), grouped(size.brotli)];
        let mut rows = vec![
            row("manifest".into(), files.manifest),
            row("pack file".into(), files.pack),
        ];
        if let Some((all, sampled)) = files.shards {
            rows.push(vec![format!(
                "in {} of {} shards:",
                grouped(sampled),
                grouped(all as usize)
            )]);
        }
        for (name, size) in files.sizes.by_part() {
            rows.push(row(format!("  {name}"), size));
        }
        let per = |name: &str, (bytes, brotli): (f64, f64)| {
            vec![
                name.to_owned(),
                format!("{bytes:.2}"),
                format!("{brotli:.2}"),
            ]
        };
        let neighbour = files.sizes.of_neighbour();
        rows.push(per(
            "a neighbour with its weight",
            neighbour.number_and_weight,
        ));
        rows.push(per("  its relation, in the same byte", neighbour.relation));
        rows.push(per("  its share of the row's own", neighbour.row));
        rows.push(per("an item with its card", files.sizes.of_item()));
        words::table(&["bytes", "stored", "brotli"], rows, 1)
    }

    fn pages_table(&self) -> comfy_table::Table {
        let pages = &self.files.pages;
        let row = |name: &str, size: Size| {
            vec![name.to_owned(), grouped(size.bytes), grouped(size.brotli)]
        };
        let what = match self.files.shards {
            None => "manifest and pack file".to_owned(),
            Some(_) => format!(
                "manifest, directory, shard; {} pages",
                grouped(pages.count())
            ),
        };
        let rows = vec![
            row("  median", pages.at(0.5)),
            row("  95 of 100 at most", pages.at(0.95)),
            row("  largest", pages.at(1.0)),
        ];
        words::table(
            &[
                &format!("a product page loads ({what})"),
                "stored",
                "brotli",
            ],
            rows,
            1,
        )
    }

    fn json(&self) -> serde_json::Value {
        let files = &self.files;
        let size = |size: Size| json!({ "bytes": size.bytes, "brotli": size.brotli });
        let per = |(bytes, brotli): (f64, f64)| json!({ "bytes": bytes, "brotli": brotli });
        let neighbour = files.sizes.of_neighbour();
        let sections: Vec<_> = files
            .sizes
            .by_part()
            .into_iter()
            .map(|(name, part)| json!({ "name": name, "bytes": part.bytes, "brotli": part.brotli }))
            .collect();
        json!({
            "created": self.manifest.created,
            "days": self.manifest.days,
            "sequence": self.manifest.sequence,
            "expires": self.manifest.expires,
            "signed": self.signed,
            "contents": self.contents.json(),
            "model": self.numbers,
            "manifest": size(files.manifest),
            "pack_file": size(files.pack),
            "shards": files.shards.map(|(all, sampled)| json!({ "count": all, "sampled": sampled })),
            "sections": sections,
            "per_neighbour": {
                "number_and_weight": per(neighbour.number_and_weight),
                "relation": per(neighbour.relation),
                "row": per(neighbour.row),
            },
            "per_item": per(files.sizes.of_item()),
            "page": {
                "sampled": files.pages.count(),
                "median": size(files.pages.at(0.5)),
                "p95": size(files.pages.at(0.95)),
                "max": size(files.pages.at(1.0)),
            },
        })
    }
}
