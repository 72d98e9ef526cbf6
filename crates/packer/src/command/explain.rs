//! `whyshelf explain`: what a shelf would show for a session, and why.

use std::path::PathBuf;

use clap::Args;
use comfy_table::{CellAlignment, Table, presets};
use serde_json::{Value, json};
use whyshelf_engine::{
    Because, ItemIndex, Pack, Placement, Recommendation, Request, Session, Source, recommend,
};

use super::words;
use crate::error::Error;
use crate::numerals::grouped;
use crate::pack_folder;

/// Characters of the longest bar.
const BAR: usize = 20;
/// Items offered in place of an unknown one, and how alike they must be (Jaro and Winkler, 0 to 1).
const OFFERS: usize = 3;
const ALIKE: f64 = 0.8;

/// Show what a session would be recommended, with every contribution to every score
#[derive(Debug, Args)]
#[command(after_help = "\
A score is the sum of its contributions; the shares are the score itself. The reason names the
smallest set of events without which the item would lose its place.

Example:
  whyshelf explain public/whyshelf/pack --session MUG-RED,TEAPOT-2 --limit 4
  whyshelf explain public/whyshelf/pack --session MUG-RED --placement cart --json")]
pub(crate) struct ExplainArgs {
    /// Folder that `whyshelf build` wrote
    dir: PathBuf,
    /// Items that the session viewed, the first one first
    #[arg(long, required = true, value_delimiter = ',', value_name = "ITEM,…")]
    session: Vec<String>,
    /// Recommendations, at most
    #[arg(long, default_value_t = 8, value_name = "N")]
    limit: usize,
    /// The page that the shelf stands on
    #[arg(long, default_value = "product", value_name = "PAGE", value_parser = placement)]
    placement: Placement,
    /// Print one JSON object instead
    #[arg(long)]
    json: bool,
}

fn placement(name: &str) -> Result<Placement, String> {
    Placement::from_name(name).ok_or_else(|| {
        let names = Placement::ALL.map(Placement::name).join(", ");
        format!("pages are {names}")
    })
}

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Result<(), Error> {
    let pack = pack_folder::open(&args.dir, None)?.pack;
    let items = items(&pack, &args.session)?;
    let session = Session::of_views(&items);
    let request = Request::new(args.placement, args.limit);
    let shelf: Vec<Shown> = recommend(&pack, &session, &request)
        .into_iter()
        .map(|pick| Shown::of(&pack, &session, &request, pick))
        .collect();
    if args.json {
        let recommendations: Vec<Value> = shelf.iter().map(|shown| shown.json(&pack)).collect();
        let report = json!({
            "session": args.session,
            "placement": args.placement.name(),
            "recommendations": recommendations,
        });
        println!("{report}");
    } else {
        println!("{}", text(&pack, &items, &shelf));
    }
    Ok(())
}

/// The items of the session, or who is not known.
fn items(pack: &Pack, ids: &[String]) -> Result<Vec<ItemIndex>, Error> {
    let known = |id: &String| pack.index_of(id.trim());
    let unknown: Vec<(String, Vec<String>)> = ids
        .iter()
        .filter(|id| known(id).is_none())
        .map(|id| (id.clone(), alike(pack, id.trim())))
        .collect();
    if unknown.is_empty() {
        Ok(ids.iter().filter_map(known).collect())
    } else {
        Err(Error::UnknownItems { unknown })
    }
}

/// Identifiers that somebody may have meant.
fn alike(pack: &Pack, id: &str) -> Vec<String> {
    let wanted = id.to_lowercase();
    let mut near: Vec<(f64, ItemIndex)> = (0..pack.len() as u32)
        .map(ItemIndex)
        .map(|item| {
            let other = pack.id(item).to_lowercase();
            (strsim::jaro_winkler(&wanted, &other), item)
        })
        .filter(|&(likeness, _)| likeness >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(pack.id(a.1).cmp(pack.id(b.1))));
    let offers = near.into_iter().take(OFFERS);
    offers.map(|(_, item)| pack.id(item).to_owned()).collect()
}

/// A recommendation, and what would become of it.
struct Shown {
    pick: Recommendation,
    /// Its place, from 1, without the events that carry it; none if it is not among four shelves'
    /// worth of items then, or if no event carries it.
    without: Option<usize>,
}

impl Shown {
    fn of(pack: &Pack, session: &Session, request: &Request, pick: Recommendation) -> Shown {
        let without = match &pick.because {
            Because::Events(events) => {
                let without = session.without(events);
                let (place, _) = whyshelf_engine::places(pack, &without, request, pick.item);
                place.map(|place| place + 1)
            }
            Because::Wish(_) | Because::Page | Because::Popularity | Because::New => None,
        };
        Shown { pick, without }
    }

    fn reason(&self, pack: &Pack, shelf: usize) -> String {
        let reason = words::because(pack, &self.pick.because, &self.pick.contributions);
        if !matches!(self.pick.because, Because::Events(_)) {
            return reason;
        }
        let place = match self.without {
            Some(place) if place <= shelf => format!("place {place}"),
            Some(place) => format!("off the shelf, at place {place}"),
            None => "off the shelf".into(),
        };
        format!("{reason}; without that: {place}")
    }

    fn json(&self, pack: &Pack) -> Value {
        let score = self.pick.score();
        let contributions: Vec<Value> = self
            .pick
            .contributions
            .iter()
            .map(|part| {
                let (kind, item) = match part.source {
                    Source::Related { relation, item, .. } | Source::Page { relation, item } => {
                        (words::relation_name(relation), Some(item))
                    }
                    Source::Seen { item, .. } => ("seen", Some(item)),
                    Source::Popularity => ("popular", None),
                };
                json!({
                    "kind": kind,
                    "event": part.source.event().map(|event| event + 1),
                    "item": item.map(|item| pack.id(item)),
                    "value": part.value,
                    "share": part.value as f64 / score as f64,
                })
            })
            .collect();
        let because = match &self.pick.because {
            Because::Events(events) => events.iter().map(|event| event + 1).collect(),
            Because::Wish(_) | Because::Page | Because::Popularity | Because::New => Vec::new(),
        };
        json!({
            "item": pack.id(self.pick.item),
            "title": pack.card(self.pick.item).title,
            "score": score,
            "contributions": contributions,
            "because": because,
            "reason": words::because(pack, &self.pick.because, &self.pick.contributions),
            "place_without": self.without,
        })
    }
}

fn text(pack: &Pack, items: &[ItemIndex], shelf: &[Shown]) -> String {
    let mut lines = vec!["Session".to_owned()];
    for (event, &item) in (1..).zip(items) {
        let name = words::name(pack, item);
        lines.push(format!(
            "  event {event}: view of {name}, {}",
            pack.id(item)
        ));
    }
    if shelf.is_empty() {
        lines.push("\nNothing to recommend: no other item has a title and a link.".into());
    }
    for (place, shown) in (1..).zip(shelf) {
        let pick = &shown.pick;
        let (name, id) = (words::name(pack, pick.item), pack.id(pick.item));
        let score = grouped(pick.score() as usize);
        lines.push(format!("\n{place}. {name}, {id}, score {score}"));
        lines.push(format!("   {}", shown.reason(pack, shelf.len())));
        let contributions = contributions(pack, pick).to_string();
        lines.extend(
            contributions
                .lines()
                .map(|line| format!("  {}", line.trim_end())),
        );
    }
    lines.join("\n")
}

/// A line for each contribution, the largest first.
fn contributions(pack: &Pack, pick: &Recommendation) -> Table {
    let mut parts = pick.contributions.clone();
    parts.sort_by_key(|part| std::cmp::Reverse(part.value));
    let score = pick.score().max(1) as f64;
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    for part in &parts {
        let share = part.value as f64 / score;
        let event = part.source.event();
        table.add_row([
            bar(share),
            words::percent(share),
            grouped(part.value as usize),
            event.map_or_else(String::new, |event| format!("event {}", event + 1)),
            words::contribution(pack, part),
        ]);
    }
    for column in 1..3 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// A share as a bar, in eighths of a character; what is small still shows.
fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let length = ((share * (8 * BAR) as f64).round() as usize).clamp(1, 8 * BAR);
    format!("{}{}", "█".repeat(length / 8), EIGHTHS[length % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(bar(1.0).chars().count(), BAR);
        assert_eq!(bar(0.5), "█".repeat(BAR / 2));
        assert_eq!(bar(0.0001), "▏");
        assert_eq!(bar(0.0125), "▎");
    }
}
