//! `whyshelf evaluate`: how well a pack predicts sessions it has not seen, by the engine's own
//! scores.
//!
//! Protocol: of each session, every event but the first is a target, the events before it the
//! query; all items of the pack are ranked. "unseen" is the same with the session's items taken
//! out of the ranking and of the targets.

use std::path::PathBuf;

use clap::Args;
use comfy_table::{CellAlignment, Table, presets};
use rayon::prelude::*;
use serde_json::{Value, json};
use whyshelf_engine::{
    Event, EventKind, ItemIndex, Pack, Placement, Repeats, Request, Session, scores,
};

use crate::error::Error;
use crate::metric::{CUTOFFS, HitRate, Rank, ReciprocalRank, rank};
use crate::pack_folder;
use crate::steps::Steps;
use whyshelf_source::{ColumnMap, EventLog, Input};
use whyshelf_train::Progress;

/// Items asked of the engine beyond those with evidence, so that ties at the last cutoff are seen
/// whole.
const POPULAR: usize = 200;

/// Measure how well a pack predicts the next item of held-out sessions
#[derive(Debug, Args)]
#[command(after_help = "\
Every event after a session's first is predicted from those before it, among all items of the
pack. HR@k is the share of targets within the first k, MRR@k the mean of 1/rank there, 0 beyond.
\"unseen\" leaves the session's own items out of the ranking and of the targets.

Example:
  whyshelf evaluate --pack public/whyshelf/pack --events last-week.csv.gz --json")]
pub(crate) struct EvaluateArgs {
    /// Folder that `whyshelf build` wrote
    #[arg(long, value_name = "DIR")]
    pack: PathBuf,
    /// Event logs that the pack was not built from
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    events: Vec<PathBuf>,
    /// Your column names, as for build
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    map: Vec<String>,
    /// Skip queries of fewer events
    #[arg(long, default_value_t = 1, value_name = "N")]
    min_prefix: usize,
    /// Print one JSON object with shares from 0 to 1 instead of a table
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &EvaluateArgs) -> Result<(), Error> {
    let map = ColumnMap::parse(&args.map)?;
    let pack = pack_folder::open(&args.pack, None)?.pack;
    let steps = Steps::default();
    let progress = steps.begin_counting("read");
    let log = super::block_on(EventLog::read(Input {
        files: &args.events,
        map: &map,
        progress: &progress,
    }));
    steps.end();
    let log = log?;

    let ranks = rank_all(&pack, &log, args.min_prefix, &steps);
    if ranks.is_empty() {
        return Err(Error::NothingToPredict {
            files: listed(&args.events),
            after: match args.min_prefix {
                0 | 1 => String::new(),
                least => format!(" after {least} others"),
            },
        });
    }
    let all = Figures::of(ranks.iter().map(|ranks| ranks.all));
    let unseen = Figures::of(ranks.iter().filter_map(|ranks| ranks.unseen));
    if args.json {
        let report = json!({ "queries": ranks.len(), "all": all.json(), "unseen": unseen.json() });
        println!("{report}");
    } else {
        println!("{}", table(&all, &unseen));
    }
    Ok(())
}

/// Ranks of one target.
struct Ranks {
    /// Among all items.
    all: Rank,
    /// Among the items not in the session; none if the target is one of the session's.
    unseen: Option<Rank>,
}

fn rank_all(pack: &Pack, log: &EventLog, min_prefix: usize, steps: &Steps) -> Vec<Ranks> {
    let known: Vec<Option<ItemIndex>> = log.item_ids.iter().map(|id| pack.index_of(id)).collect();
    let sessions = &log.sessions;
    steps.begin("rank", sessions.len());
    let ranks = (0..sessions.len())
        .into_par_iter()
        .flat_map_iter(|session| {
            steps.advance();
            let items: Vec<Option<ItemIndex>> = sessions
                .items(session)
                .iter()
                .map(|&item| known[item as usize])
                .collect();
            let numbers = sessions.items(session).to_vec();
            (min_prefix.max(1)..items.len()).map(move |at| {
                let repeated = numbers[..at].contains(&numbers[at]);
                rank_target(pack, &items[..at], items[at], repeated)
            })
        })
        .collect();
    steps.end();
    ranks
}

fn rank_target(
    pack: &Pack,
    before: &[Option<ItemIndex>],
    target: Option<ItemIndex>,
    repeated: bool,
) -> Ranks {
    // An item the pack does not know was still an event: it leaves a gap.
    let events = (0..).zip(before).filter_map(|(sequence, &item)| {
        Some(Event {
            sequence,
            kind: EventKind::ViewItem,
            item: item?,
        })
    });
    let session = Session::new(events.collect(), before.len() as u32);
    let rank_among = |repeats| {
        let Some(target) = target else {
            return Rank::MISS;
        };
        let request = Request {
            repeats,
            ..Request::new(Placement::Product, POPULAR)
        };
        rank(target, &scores(pack, &session, &request))
    };
    Ranks {
        all: rank_among(Repeats::Allow),
        unseen: (!repeated).then(|| rank_among(Repeats::Exclude)),
    }
}

/// All metrics over one set of queries.
struct Figures {
    queries: usize,
    hit_rates: [HitRate; CUTOFFS.len()],
    reciprocal_ranks: [ReciprocalRank; CUTOFFS.len()],
}

impl Figures {
    fn of(ranks: impl Iterator<Item = Rank>) -> Figures {
        let mut figures = Figures {
            queries: 0,
            hit_rates: CUTOFFS.map(HitRate::at),
            reciprocal_ranks: CUTOFFS.map(ReciprocalRank::at),
        };
        for rank in ranks {
            figures.queries += 1;
            figures
                .hit_rates
                .iter_mut()
                .for_each(|metric| metric.add(rank));
            figures
                .reciprocal_ranks
                .iter_mut()
                .for_each(|metric| metric.add(rank));
        }
        figures
    }

    fn json(&self) -> Value {
        let by_cutoff = |values: [f64; CUTOFFS.len()]| -> Value {
            let entries = CUTOFFS.iter().zip(values);
            entries
                .map(|(cutoff, value)| (cutoff.to_string(), json!(value)))
                .collect()
        };
        json!({
            "hr": by_cutoff(self.hit_rates.map(|metric| metric.share())),
            "mrr": by_cutoff(self.reciprocal_ranks.map(|metric| metric.mean())),
        })
    }
}

fn table(all: &Figures, unseen: &Figures) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    table.set_header(["", "all targets", "unseen targets"]);
    table.add_row([
        "queries".into(),
        all.queries.to_string(),
        unseen.queries.to_string(),
    ]);
    let percent = |share: f64| format!("{:.2} %", 100.0 * share);
    for (place, cutoff) in CUTOFFS.iter().enumerate() {
        let share = |figures: &Figures| percent(figures.hit_rates[place].share());
        table.add_row([format!("HR@{cutoff}"), share(all), share(unseen)]);
    }
    for (place, cutoff) in CUTOFFS.iter().enumerate() {
        let mean = |figures: &Figures| percent(figures.reciprocal_ranks[place].mean());
        table.add_row([format!("MRR@{cutoff}"), mean(all), mean(unseen)]);
    }
    for column in 1..=2 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn listed(files: &[PathBuf]) -> String {
    let names: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    names.join(", ")
}
