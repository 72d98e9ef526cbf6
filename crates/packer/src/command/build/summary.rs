//! What a build tells when it is done.

use comfy_table::{CellAlignment, Table, presets};
use whyshelf_source::{Catalog, EventLog, MarginBand};

use super::BuildArgs;
use super::learn::How;
use crate::memory;
use crate::numerals::grouped;
use crate::pack_folder::Written;
use crate::steps::Steps;

/// What a build did, for the merchant to read.
pub(super) struct Summary<'a> {
    pub(super) log: &'a EventLog,
    pub(super) catalog: &'a Catalog,
    pub(super) items: usize,
    pub(super) without_card: usize,
    pub(super) pairs: (usize, usize),
    pub(super) neighbours: usize,
    pub(super) how: &'a How,
    /// Sensitive items.
    pub(super) set_aside: usize,
}

impl Summary<'_> {
    pub(super) fn table(&self, args: &BuildArgs, written: &Written, steps: &Steps) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED);
        let mut row = |name: String, value: String| {
            table.add_row([name, value]);
        };
        let log = self.log;
        row("events".into(), grouped(log.sessions.event_count()));
        if log.retractions > 0 {
            row(
                "removals and returns, not counted".into(),
                grouped(log.retractions),
            );
        }
        row("sessions".into(), grouped(log.sessions.len()));
        row("items".into(), grouped(self.items));
        if !args.catalog.is_empty() && self.without_card > 0 {
            row(
                "  not in the catalog, never shown".into(),
                grouped(self.without_card),
            );
        }
        if self.set_aside > 0 {
            row(
                "  sensitive, never recorded or shown".into(),
                grouped(self.set_aside),
            );
        }
        if self.catalog.repeated > 0 {
            row(
                "  repeated catalog rows left out".into(),
                grouped(self.catalog.repeated),
            );
        }
        if self.catalog.unlisted > 0 {
            row(
                "  drafts and unpublished products left out".into(),
                grouped(self.catalog.unlisted),
            );
        }
        let bad = self.log.problems.count() + self.catalog.problems.count();
        if bad > 0 {
            row("malformed rows left out".into(), grouped(bad as usize));
        }
        if args.margin_bands {
            let of = |band| {
                let items = self.catalog.items.iter();
                grouped(items.filter(|item| item.margin == Some(band)).count())
            };
            let bands = [MarginBand::Low, MarginBand::Middle, MarginBand::High].map(of);
            row("items of low, middle, high margin".into(), bands.join(", "));
        }
        row("pairs kept".into(), grouped(self.pairs.0));
        let below = format!("pairs dropped (support below {})", args.min_support);
        row(below, grouped(self.pairs.1));
        row("neighbours in the pack".into(), grouped(self.neighbours));
        match self.how {
            How::Fitted(fitted) => {
                if let Some((hit_rate, reciprocal_rank, queries)) = fitted.held_out {
                    let name = format!(
                        "fitted on the newest {} events: HR@20, MRR@20",
                        grouped(queries)
                    );
                    row(name, shares(hit_rate, reciprocal_rank));
                }
                for cost in &fitted.support_costs {
                    let name = format!(
                        "  a sample with support {}: HR@20, MRR@20, pairs",
                        cost.min_support
                    );
                    let shares = shares(cost.hit_rate, cost.reciprocal_rank);
                    row(name, format!("{shares}, {}", grouped(cost.pairs)));
                }
            }
            How::Private(guarantee) => {
                row("epsilon".into(), guarantee.epsilon.to_string());
                row("delta".into(), format!("{:.1e}", guarantee.delta));
            }
        }
        let weights = self.how.earlier().map(|weight| weight.to_string());
        row(
            "earlier visits weigh, the last first, of 256".into(),
            weights.join(", "),
        );
        row("release".into(), written.manifest.sequence.to_string());
        let files = match &written.manifest.shards {
            None => "bytes in one file".to_owned(),
            Some(shards) => format!("bytes in {} shards", grouped(shards.shards as usize)),
        };
        row(files, grouped(written.bytes as usize));
        for (name, seconds) in steps.seconds() {
            row(format!("seconds to {name}"), format!("{seconds:.1}"));
        }
        if let Some(bytes) = memory::peak() {
            row(
                "megabytes of memory at most".into(),
                grouped((bytes / 1_000_000) as usize),
            );
        }
        if let Some(values) = table.column_mut(1) {
            values.set_cell_alignment(CellAlignment::Right);
        }
        table
    }
}

fn shares(hit_rate: f64, reciprocal_rank: f64) -> String {
    format!(
        "{:.1} %, {:.1} %",
        100.0 * hit_rate,
        100.0 * reciprocal_rank
    )
}
