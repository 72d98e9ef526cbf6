//! `whyshelf diff`: what a new pack changes for those who look.

use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use serde_json::{Value, json};
use whyshelf_engine::{EventKind, ItemIndex, Pack, Placement, Request, Session, scores};
use whyshelf_pack::{Card, Model};

use super::words;
use crate::error::Error;
use crate::numerals::grouped;
use crate::pack_folder;
use crate::steps::Steps;
use whyshelf_train::Progress;

/// Items of a shelf that are compared.
const SHELF: usize = 8;
/// How much a place counts against the one before it, in [`overlap`].
const PERSISTENCE: f64 = 0.9;

/// Show which items' shelves change from one pack to another, and how much
#[derive(Debug, Args)]
#[command(after_help = "\
Compares, for every item of both packs, the eight recommendations on its page for a shopper who has
viewed nothing else. \"alike\" is their rank-biased overlap: 1 the same items in the same order, 0
nothing in common, early places counting more. Those that change most come first, of these the most
popular.

Example:
  whyshelf diff pack-of-last-week public/whyshelf/pack --limit 50")]
pub(crate) struct DiffArgs {
    /// Folder of the pack before
    old: PathBuf,
    /// Folder of the pack after
    new: PathBuf,
    /// Entries of each list, at most
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,
    /// Print one JSON object instead
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &DiffArgs) -> Result<(), Error> {
    let old = pack_folder::open(&args.old, None)?.pack;
    let new = pack_folder::open(&args.new, None)?.pack;
    let steps = Steps::default();
    let diff = Diff::of(&old, &new, &steps);
    if args.json {
        println!("{}", diff.json(args.limit));
    } else {
        println!("{}", diff.text(args.limit));
    }
    Ok(())
}

struct Diff<'a> {
    new: &'a Pack,
    /// Identifiers, by popularity.
    added: Vec<&'a str>,
    removed: Vec<&'a str>,
    /// Items of both whose cards differ, and in what; by popularity.
    cards: Vec<(&'a str, Vec<&'static str>)>,
    model: Vec<(String, String, String)>,
    /// Items of both.
    compared: usize,
    /// Those whose shelves differ, most first, of these the most popular.
    shelves: Vec<ShelfChange<'a>>,
}

struct ShelfChange<'a> {
    item: ItemIndex,
    alike: f64,
    added: Vec<&'a str>,
    removed: Vec<&'a str>,
}

impl<'a> Diff<'a> {
    fn of(old: &'a Pack, new: &'a Pack, steps: &Steps) -> Diff<'a> {
        let only_in = |pack: &'a Pack, other: &Pack| -> Vec<&'a str> {
            let ids = pack.by_popularity().iter().map(|&item| pack.id(item));
            ids.filter(|id| other.index_of(id).is_none()).collect()
        };
        let both: Vec<(ItemIndex, ItemIndex)> = new
            .by_popularity()
            .iter()
            .filter_map(|&item| Some((old.index_of(new.id(item))?, item)))
            .collect();
        let cards = both.iter().filter_map(|&(before, after)| {
            let fields = changed_fields(&old.item(before).card, &new.item(after).card);
            (!fields.is_empty()).then(|| (new.id(after), fields))
        });
        Diff {
            new,
            added: only_in(new, old),
            removed: only_in(old, new),
            cards: cards.collect(),
            model: changed_numbers(old.model(), new.model()),
            compared: both.len(),
            shelves: shelves(old, new, &both, steps),
        }
    }

    fn json(&self, limit: usize) -> Value {
        let listed =
            |ids: &[&str]| json!({ "count": ids.len(), "items": ids[..limit.min(ids.len())] });
        let cards = self.cards.iter().take(limit);
        let model = self.model.iter();
        let shelves = self.shelves.iter().take(limit);
        json!({
            "items": { "added": listed(&self.added), "removed": listed(&self.removed) },
            "cards": {
                "count": self.cards.len(),
                "items": cards.map(|(id, fields)| json!({ "item": id, "fields": fields })).collect::<Value>(),
            },
            "model": model.map(|(name, old, new)| json!({ "number": name, "old": old, "new": new })).collect::<Value>(),
            "shelves": {
                "compared": self.compared,
                "changed": self.shelves.len(),
                "items": shelves.map(|change| json!({
                    "item": self.new.id(change.item),
                    "title": self.new.card(change.item).title,
                    "popularity": self.new.popularity(change.item),
                    "alike": change.alike,
                    "added": change.added,
                    "removed": change.removed,
                })).collect::<Value>(),
            },
        })
    }

    fn text(&self, limit: usize) -> String {
        let mut out = Vec::new();
        let listed = |ids: &[&str]| {
            let rest = ids.len().saturating_sub(limit);
            let mut text: Vec<String> = ids.iter().take(limit).map(|id| words::plain(id)).collect();
            if rest > 0 {
                text.push(format!("and {} more", grouped(rest)));
            }
            if text.is_empty() {
                String::new()
            } else {
                format!(": {}", text.join(", "))
            }
        };
        out.push(format!(
            "Items added     {}{}",
            grouped(self.added.len()),
            listed(&self.added)
        ));
        out.push(format!(
            "Items removed   {}{}",
            grouped(self.removed.len()),
            listed(&self.removed)
        ));
        let cards: Vec<String> = self
            .cards
            .iter()
            .map(|(id, fields)| format!("{id} ({})", fields.join(", ")))
            .collect();
        let cards: Vec<&str> = cards.iter().map(String::as_str).collect();
        out.push(format!(
            "Cards changed   {}{}",
            grouped(cards.len()),
            listed(&cards)
        ));
        let model: Vec<String> = self
            .model
            .iter()
            .map(|(name, old, new)| format!("{name} {old} -> {new}"))
            .collect();
        let model: Vec<&str> = model.iter().map(String::as_str).collect();
        out.push(format!(
            "Model numbers   {} changed{}",
            model.len(),
            listed(&model)
        ));
        out.push(format!(
            "Shelves         {} of {} changed",
            grouped(self.shelves.len()),
            grouped(self.compared)
        ));
        if !self.shelves.is_empty() {
            out.push(self.table(limit));
        }
        out.join("\n")
    }

    fn table(&self, limit: usize) -> String {
        let ids = |ids: &[&str]| {
            let ids: Vec<String> = ids.iter().map(|id| words::plain(id)).collect();
            ids.join("\n")
        };
        let row = |change: &ShelfChange<'_>| {
            vec![
                words::plain(self.new.id(change.item)),
                words::name(self.new, change.item),
                self.new.popularity(change.item).to_string(),
                format!("{:.2}", change.alike),
                ids(&change.added),
                ids(&change.removed),
            ]
        };
        let rows = self.shelves.iter().take(limit).map(row).collect();
        let header = ["item", "title", "popularity", "alike", "comes", "goes"];
        words::table(&header, rows, header.len()).to_string()
    }
}

fn shelves<'a>(
    old: &'a Pack,
    new: &'a Pack,
    both: &[(ItemIndex, ItemIndex)],
    steps: &Steps,
) -> Vec<ShelfChange<'a>> {
    steps.begin("shelves", both.len());
    let mut changes: Vec<ShelfChange<'a>> = both
        .par_iter()
        .filter_map(|&(before, after)| {
            steps.advance();
            let (before, now) = (shelf(old, before), shelf(new, after));
            let without = |ids: &[&'a str], others: &[&str]| -> Vec<&'a str> {
                let only = ids.iter().filter(|id| !others.contains(id));
                only.copied().collect()
            };
            (before != now).then(|| ShelfChange {
                item: after,
                alike: overlap(&before, &now),
                added: without(&now, &before),
                removed: without(&before, &now),
            })
        })
        .collect();
    steps.end();
    let popularity = |change: &ShelfChange<'_>| std::cmp::Reverse(new.popularity(change.item));
    changes.sort_by(|a, b| {
        let by_change = a.alike.total_cmp(&b.alike);
        by_change.then_with(|| popularity(a).cmp(&popularity(b)))
    });
    changes
}

/// What goes best with the item for somebody who has seen nothing else, as the scores say: what a page
/// shows instead where that is little would hide what a pack changes.
fn shelf(pack: &Pack, item: ItemIndex) -> Vec<&str> {
    let session = Session::of_views(&[item]);
    let request = Request {
        page: Some(item),
        ..Request::new(Placement::Product, SHELF)
    };
    let can_be_shown = |&(item, _): &(ItemIndex, u64)| {
        let card = pack.card(item);
        !card.title.is_empty() && !card.url.is_empty()
    };
    let ranked = scores(pack, &session, &request).into_iter();
    let best = ranked.filter(can_be_shown).take(SHELF);
    best.map(|(item, _)| pack.id(item)).collect()
}

/// Rank-biased overlap of two short lists, from 0 to 1: `RBO_EXT` of Webber, Moffat, Zobel, "A
/// similarity measure for indefinite rankings", ACM TOIS 28(4), 2010, for lists of one length; a
/// shorter list is taken to go on with items that the other does not have.
fn overlap(one: &[&str], other: &[&str]) -> f64 {
    let depth = one.len().max(other.len());
    let shared = |depth: usize| {
        let head = |list: &'_ [&str]| list.len().min(depth);
        let others = &other[..head(other)];
        let both = one[..head(one)].iter().filter(|id| others.contains(id));
        both.count() as f64
    };
    if depth == 0 {
        return 1.0;
    }
    let (mut weight, mut sum) = (1.0, 0.0);
    for depth in 1..=depth {
        weight *= PERSISTENCE;
        sum += shared(depth) / depth as f64 * weight;
    }
    shared(depth) / depth as f64 * weight + (1.0 - PERSISTENCE) / PERSISTENCE * sum
}

fn changed_fields(old: &Card, new: &Card) -> Vec<&'static str> {
    let fields = [
        ("title", old.title == new.title),
        ("url", old.url == new.url),
        ("image", old.image == new.image),
        ("price", old.price == new.price),
        ("regular price", old.regular_price == new.regular_price),
        ("rating", old.rating == new.rating),
        ("category", old.category == new.category),
        ("brand", old.brand == new.brand),
        ("availability", old.availability == new.availability),
    ];
    let changed = fields.into_iter().filter(|(_, same)| !same);
    changed.map(|(name, _)| name).collect()
}

fn changed_numbers(old: &Model, new: &Model) -> Vec<(String, String, String)> {
    let mut changes = Vec::new();
    let mut compare = |name: String, old: Option<u64>, new: Option<u64>| {
        if old != new {
            let text =
                |number: Option<u64>| number.map_or("none".into(), |number| number.to_string());
            changes.push((name, text(old), text(new)));
        }
    };
    for (place, kind) in EventKind::ALL.into_iter().enumerate() {
        let weight = |model: &Model| model.kinds.get(place).map(|&weight| weight.into());
        compare(
            format!("weight of {}", words::kind(kind)),
            weight(old),
            weight(new),
        );
    }
    for step in 0..old.distance.len().max(new.distance.len()) {
        let weight = |model: &Model| model.distance.get(step).map(|&weight| weight.into());
        compare(format!("weight {step} steps ago"), weight(old), weight(new));
    }
    for step in 0..old.seen.len().max(new.seen.len()) {
        let score = |model: &Model| model.seen.get(step).copied();
        compare(
            format!("score of an item seen {step} steps ago"),
            score(old),
            score(new),
        );
    }
    let weight = |model: &Model| Some(model.popularity_weight);
    compare(
        "score of a step of popularity".into(),
        weight(old),
        weight(new),
    );
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_one_for_the_same_and_counts_early_places_more() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        near(overlap(&["a", "b", "c"], &["a", "b", "c"]), 1.0);
        near(overlap(&[], &[]), 1.0);
        near(overlap(&["a", "b"], &["c", "d"]), 0.0);
        near(overlap(&["a"], &[]), 0.0);
        let first = overlap(&["a", "b", "c"], &["x", "b", "c"]);
        let last = overlap(&["a", "b", "c"], &["a", "b", "x"]);
        assert!(0.0 < first && first < last && last < 1.0, "{first} {last}");
        // By hand: agreement 0, 1/2 at depths 1, 2.
        near(
            overlap(&["a", "b"], &["c", "a"]),
            0.5 * 0.81 + 0.1 / 0.9 * 0.5 * 0.81,
        );
    }
}
