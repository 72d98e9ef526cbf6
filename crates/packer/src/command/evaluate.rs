//! `whyshelf evaluate`: how well a pack predicts sessions it has not seen, as a table, as JSON, or
//! as a page.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use comfy_table::{CellAlignment, Table, presets};

use crate::error::Error;
use crate::evaluation::{self, Evaluation, Figures, Measured};
use crate::pack_folder;
use crate::problems;
use crate::report::{self, Provenance};
use crate::steps::Steps;
use whyshelf_source::{ColumnMap, EventLog, Input};
use whyshelf_train::Progress;

/// Measure how well a pack predicts the next item of held-out sessions
#[derive(Debug, Args)]
#[command(after_help = "\
Every event after a session's first is predicted from those before it, among all items. HR@k is
the share of targets within the first k, MRR@k the mean of 1/rank there, 0 beyond. \"unseen\"
leaves the session's own items out of the ranking and of the targets.

Example:
  whyshelf evaluate --pack public/whyshelf/pack --events last-week.csv.gz \\
      --baselines orders.csv.gz --report report.html")]
pub(crate) struct EvaluateArgs {
    /// Folder that `whyshelf build` wrote
    #[arg(long, value_name = "DIR")]
    pack: PathBuf,
    /// Event logs that the pack was not built from
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    events: Vec<PathBuf>,
    /// Event logs that the pack was built from: trains popularity, cosine co-occurrence,
    /// sequential rules and VMIS-kNN on them and measures these beside the pack
    #[arg(long, num_args = 1.., value_name = "FILE")]
    baselines: Vec<PathBuf>,
    /// Your column names, as for build
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    map: Vec<String>,
    /// Skip queries of fewer events
    #[arg(long, default_value_t = 1, value_name = "N")]
    min_prefix: usize,
    /// Write one self-contained page with plots
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Print one JSON object with shares from 0 to 1 instead of a table
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(args: &EvaluateArgs) -> Result<(), Error> {
    let map = ColumnMap::parse(&args.map)?;
    let release = pack_folder::open(&args.pack, None)?;
    let steps = Steps::default();
    let log = read(&args.events, &map, &steps)?;
    let training = match args.baselines.as_slice() {
        [] => None,
        files => Some(read(files, &map, &steps)?),
    };

    problems::report([&log.problems], None)?;
    if let Some(training) = &training {
        problems::report([&training.problems], None)?;
    }

    let training = training.as_ref();
    let evaluation = evaluation::evaluate(&release.pack, &log, training, args.min_prefix, &steps);
    if evaluation.queries == 0 {
        return Err(Error::NothingToPredict {
            files: listed(&args.events),
            after: match args.min_prefix {
                0 | 1 => String::new(),
                least => format!(" after {least} others"),
            },
        });
    }
    if let Some(path) = &args.report {
        let provenance = Provenance::of(args.command(), &args.pack, &release.manifest)?;
        let page = report::page(&evaluation, &provenance)?;
        fs::write(path, page).map_err(Error::io("write", path))?;
    }
    if args.json {
        println!("{}", serde_json::json!(evaluation));
    } else {
        println!("{}", table(&evaluation));
        if let Some(path) = &args.report {
            println!("Wrote {}", path.display());
        }
    }
    Ok(())
}

impl EvaluateArgs {
    /// The command line as it could be typed again, without where results go.
    fn command(&self) -> String {
        let mut words = vec!["whyshelf evaluate --pack".to_owned(), word(&self.pack)];
        let mut option = |name: &str, values: &mut dyn Iterator<Item = String>| {
            for (at, value) in values.enumerate() {
                if at == 0 {
                    words.push(name.to_owned());
                }
                words.push(value);
            }
        };
        option("--events", &mut self.events.iter().map(|path| word(path)));
        option(
            "--baselines",
            &mut self.baselines.iter().map(|path| word(path)),
        );
        option("--map", &mut self.map.iter().map(|map| quoted(map)));
        if self.min_prefix > 1 {
            let mut least = std::iter::once(self.min_prefix.to_string());
            option("--min-prefix", &mut least);
        }
        words.join(" ")
    }
}

fn word(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// A word of a command line, in quotes if a shell would read it otherwise.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./=,:+@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn read(files: &[PathBuf], map: &ColumnMap, steps: &Steps) -> Result<EventLog, Error> {
    let progress = steps.begin_counting("read");
    let input = Input {
        files,
        map,
        progress: &progress,
    };
    let engine = super::plans::default_engine()?;
    let log = super::block_on(EventLog::read(input, &engine));
    steps.end();
    log
}

/// One column a method, all targets above those that are unseen.
fn table(evaluation: &Evaluation) -> Table {
    let methods: Vec<&Measured> = std::iter::once(&evaluation.pack)
        .chain(&evaluation.baselines)
        .collect();
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    let names = methods.iter().map(|method| method.name.to_owned());
    table.set_header(std::iter::once(String::new()).chain(names));
    let mut section = |title: &str, of: fn(&Measured) -> &Figures| {
        let mut row = |name: String, cell: &dyn Fn(&Figures) -> String| {
            let cells = methods.iter().map(|method| cell(of(method)));
            table.add_row(std::iter::once(name).chain(cells));
        };
        row(format!("{title}: queries"), &|figures| {
            figures.queries.to_string()
        });
        for k in [5, 10, 20] {
            row(format!("  HR@{k}"), &|figures| percent(figures.hr.at(k)));
        }
        for k in [5, 10, 20] {
            row(format!("  MRR@{k}"), &|figures| percent(figures.mrr.at(k)));
        }
        row("  NDCG@20".into(), &|figures| percent(figures.ndcg.at(20)));
        row("  recall@20".into(), &|figures| {
            percent(figures.recall.at(20))
        });
        row("  coverage".into(), &|figures| percent(figures.coverage));
        row("  Gini".into(), &|figures| format!("{:.3}", figures.gini));
        row("  popularity percentile".into(), &|figures| {
            format!("{:.3}", figures.popularity_percentile)
        });
        row("  diversity".into(), &|figures| {
            format!("{:.3}", figures.diversity)
        });
        row("  novelty, bits".into(), &|figures| {
            format!("{:.2}", figures.novelty_bits)
        });
    };
    section("all targets", |method| &method.all);
    section("unseen targets", |method| &method.unseen);
    let reachable = methods.iter().map(|method| percent(method.reachable));
    table.add_row(std::iter::once("reachable".to_owned()).chain(reachable));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn percent(share: f64) -> String {
    format!("{:.2} %", 100.0 * share)
}

fn listed(files: &[PathBuf]) -> String {
    let names: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_shell_would_split_are_quoted() {
        assert_eq!(quoted("a/b-1.csv"), "a/b-1.csv");
        assert_eq!(quoted("session=a,item=b"), "session=a,item=b");
        assert_eq!(quoted("my log"), "'my log'");
        assert_eq!(quoted("a'b"), r"'a'\''b'");
        assert_eq!(quoted(""), "''");
    }
}
