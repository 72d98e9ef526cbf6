//! `whyshelf build`: from logs and catalog to a pack folder.

mod assemble;
mod learn;
mod summary;

use std::path::PathBuf;

use clap::Args;

use self::assemble::assemble;
use self::learn::Learned;
use self::summary::Summary;
use super::plans::PlanArgs;
use crate::date::{self, rfc3339};
use crate::error::Error;
use crate::numbering::{number_by_catalog, number_by_popularity};
use crate::pack_folder::{self, Draft, Layout, SecretKey};
use crate::problems;
use crate::sensitive::{self, Rules};
use crate::steps::Steps;
use tokio::runtime::Runtime;
use whyshelf_pack::Relation;
use whyshelf_pack::manifest::Memory;
use whyshelf_source::{Catalog, CatalogOptions, ColumnMap, Engine, EventLog, Input, PairPlan};
use whyshelf_train::private::Budget;
use whyshelf_train::{Progress, Settings};

/// Train on a shop's logs and write the pack its pages load
#[derive(Debug, Args)]
#[command(after_help = "\
Event logs have the columns session_id, item_id, timestamp and, where known, shopper_id, event,
quantity: CSV, TSV, JSON Lines or Parquet; all but Parquet also as .gz, .xz or .zst.

Catalogs are Google Merchant Center feeds (XML or TSV), Shopify exports (products.json or CSV),
WooCommerce exports (CSV), folders of pages with schema.org JSON-LD, or tables like event logs with
item_id and, where known, title, url, image, price, currency, category, brand and more. What a file
is, is told from its name and content. Variants of a product become one item.

Rows that are malformed are listed and left out; a file in which more than 5 % of the rows are
malformed is refused.

Example:
  whyshelf build --events orders.csv.gz --catalog products.parquet --out public/whyshelf/pack \\
      --map session=invoice,item=sku,timestamp=date,catalog.title=name
  whyshelf build --catalog feed.xml --out public/whyshelf/pack")]
pub(crate) struct BuildArgs {
    /// Event logs, read as one
    #[arg(long, required_unless_present = "catalog", num_args = 1.., value_name = "FILE")]
    events: Vec<PathBuf>,
    /// Catalogs, read as one: files, or folders of pages
    #[arg(long, num_args = 1.., value_name = "FILE")]
    catalog: Vec<PathBuf>,
    /// Currency of catalog prices that name none, as in exports of Shopify and WooCommerce:
    /// EUR, USD, … Without it such prices are not shown
    #[arg(long, value_name = "CODE", value_parser = currency)]
    currency: Option<String>,
    /// Look at the costs that a catalog names and keep of each item in which third of the catalog
    /// its margin lies. Costs themselves are never kept, and nothing of this reaches the pack
    #[arg(long)]
    margin_bands: bool,
    /// Rules for items that pages must never record, beside the usual ones: lines such as
    /// `category = Health`, `word = fertility`, `brand = …`, `item = …`, each also with `not ` before
    /// it; `defaults = no` for only these
    #[arg(long, value_name = "FILE")]
    sensitive: Option<PathBuf>,
    /// Minutes without an event that end a visit
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    visit_minutes: u32,
    /// Days that a shopper's events are kept on the shopper's device
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=365))]
    keep_days: u32,
    /// Write every row that is left out to this file, with line and cause
    #[arg(long, value_name = "FILE")]
    problems: Option<PathBuf>,
    /// Folder for the pack; a pack that is there is replaced at the end, in one step
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Your column names: session=invoice,item=sku,catalog.title=name
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    map: Vec<String>,
    /// Distinct shoppers (sessions, where the log names no shoppers) that a pair of items needs
    /// before it may be shown: protects single shoppers. 1 keeps every pair
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    min_support: u32,
    /// Related items that every item keeps at most: more is better and larger
    #[arg(long, default_value_t = 50, value_name = "K", value_parser = clap::value_parser!(u32).range(1..=1000))]
    neighbours: u32,
    /// Learn from differentially private counts only, with this epsilon (0.1 strict, 8 lenient):
    /// see docs/model-privacy.md for what it protects and what it costs. Needs a catalog
    #[arg(long, value_name = "E", requires = "catalog", requires = "events")]
    epsilon: Option<f64>,
    /// The delta that goes with epsilon [default: 1e-6, less for many shoppers]
    #[arg(long, value_name = "D", requires = "epsilon")]
    delta: Option<f64>,
    /// With epsilon: the log's sessions are baskets, so that reasons say "bought with". Without
    /// epsilon the log itself tells
    #[arg(long, requires = "epsilon")]
    baskets: bool,
    #[command(flatten)]
    plans: PlanArgs,
    /// Into how many files the pack goes
    #[arg(long, value_enum, default_value_t)]
    layout: Layout,
    /// Secret key to sign the manifest with: see `whyshelf key`
    #[arg(long, value_name = "FILE")]
    sign: Option<PathBuf>,
    /// Number of this release: pages that have seen it refuse smaller ones [default: one more
    /// than the pack that is there]
    #[arg(long, value_name = "N")]
    sequence: Option<u64>,
    /// Day from whose beginning (UTC) pages no longer use the pack, for example 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = date::midnight)]
    expires: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &BuildArgs) -> Result<(), Error> {
    let map = ColumnMap::parse(&args.map)?;
    // Before the long work, so that a wrong key costs no time.
    let signer = args.sign.as_deref().map(SecretKey::read).transpose()?;
    let budget = args.epsilon.map(|epsilon| Budget::new(epsilon, args.delta));
    let budget = budget.transpose().map_err(Error::Budget)?;
    let rules = args.sensitive.as_deref();
    let rules = rules.map_or_else(Rules::usual, Rules::read)?;
    let steps = Steps::default();
    let runtime = super::runtime()?;
    let engine = args.plans.engine(&runtime)?;
    let (mut log, mut catalog) = read(args, &map, (&engine, &runtime), &steps)?;
    let set_aside = sensitive::set_aside(&rules, &mut log, &mut catalog);
    let settings = Settings {
        min_support: args.min_support,
        neighbours: args.neighbours as usize,
    };
    let (numbered, learned) = match &budget {
        None => {
            let numbered = number_by_popularity(&log, &catalog);
            let counter = PairPlan::on(&engine, runtime.handle().clone());
            let learned = learn::fitted(&numbered, &catalog, settings, &counter, &steps)?;
            (numbered, learned)
        }
        Some(budget) => {
            let numbered = number_by_catalog(&log, &catalog);
            let together = if args.baskets {
                Relation::BoughtTogether
            } else {
                Relation::ViewedTogether
            };
            let learned = learn::private(&numbered, &catalog, together, budget, settings, &steps)?;
            // When the newest event was is a fact of one shopper.
            log = log.without_times(newest_product(&catalog));
            (numbered, learned)
        }
    };

    steps.begin("write", 1);
    let Learned { trained, how } = learned;
    let rows = trained.rows.iter();
    let cards = numbered.in_catalog.iter();
    let summary = Summary {
        log: &log,
        catalog: &catalog,
        items: numbered.items.len(),
        set_aside: set_aside.len(),
        without_card: cards.filter(|place| place.is_none()).count(),
        pairs: (trained.pairs_kept, trained.pairs_dropped),
        neighbours: rows.map(|row| row.neighbours.len()).sum(),
        how: &how,
    };
    let all = numbered.items.len() + set_aside.len();
    // A rule that is too wide would silence half the shop.
    if set_aside.len() * 5 > all {
        eprintln!(
            "warning: {} of {all} items are sensitive and will never be recorded or shown; where that is too wide, name exceptions with --sensitive (see docs/sensitive.md)",
            set_aside.len()
        );
    }
    let mut contents = assemble(numbered, &log, &catalog, trained);
    contents.items.extend(set_aside);
    let draft = Draft {
        contents: &contents,
        memory: Memory {
            visit_minutes: args.visit_minutes,
            keep_days: args.keep_days,
            earlier: how.earlier().into(),
        },
        created: rfc3339(log.newest),
        // With a budget they are facts of single shoppers.
        days: (budget.is_none() && !args.events.is_empty()).then(|| days(&log)),
        sequence: args.sequence,
        expires: args.expires.clone(),
        signer: signer.as_ref(),
        layout: args.layout,
    };
    let written = pack_folder::write(&args.out, &draft)?;
    steps.end();

    println!("{}", summary.table(args, &written, &steps));
    println!("Wrote {}", args.out.join("manifest.json").display());
    Ok(())
}

fn read(
    args: &BuildArgs,
    map: &ColumnMap,
    (engine, runtime): (&Engine, &Runtime),
    steps: &Steps,
) -> Result<(EventLog, Catalog), Error> {
    let progress = steps.begin_counting("read");
    let input = |files| Input {
        files,
        map,
        progress: &progress,
    };
    let options = CatalogOptions {
        currency: args.currency.clone(),
        margin_bands: args.margin_bands,
    };
    let read = runtime.block_on(async {
        let catalog = Catalog::read(input(args.catalog.as_slice()), &options).await?;
        let log = if args.events.is_empty() {
            // The newest product stands for the newest event.
            EventLog::without_events(newest_product(&catalog))
        } else {
            EventLog::read(input(args.events.as_slice()), engine).await?
        };
        Ok::<_, whyshelf_source::SourceError>((log, catalog))
    });
    steps.end();
    let file = args.problems.as_deref();
    match read {
        Ok((log, catalog)) => {
            problems::report([&catalog.problems, &log.problems], file)?;
            Ok((log, catalog))
        }
        Err(error) => {
            let error = error.into();
            problems::note(&error, file)?;
            Err(error)
        }
    }
}

/// Days from the oldest event to the newest, rounded up.
fn days(log: &EventLog) -> u32 {
    const SECONDS: u64 = 86_400;
    let days = log.newest.abs_diff(log.oldest).div_ceil(SECONDS);
    u32::try_from(days).unwrap_or(u32::MAX)
}

/// When the newest product was added, in seconds since 1970; 0 where the catalog does not say.
fn newest_product(catalog: &Catalog) -> i64 {
    let added = catalog.items.iter().filter_map(|item| item.added);
    added.max().unwrap_or(0)
}

/// An ISO 4217 code.
fn currency(code: &str) -> Result<String, String> {
    if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(code.to_owned())
    } else {
        Err("give three capital letters, such as EUR".to_owned())
    }
}
