//! Pair counts as a plan: a self-join of the numbered sessions, range by range of items, so that
//! what a range needs fits in memory whatever the size of the log.

mod fixed_point;
mod numbered;
mod ranges;

use datafusion::arrow::array::{AsArray, PrimitiveArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use tokio::runtime::Handle;
use whyshelf_train::{CountPairs, Counting, Following, Pair, Pairs, Progress, Sessions};

use self::fixed_point::FixedPoint;
use crate::engine::{Engine, failed};
use crate::error::SourceError;

const JOINED: &str = include_str!("plan/joined.sql");
const PAIRS: &str = include_str!("plan/pairs.sql");
const SHOPPERS: &str = include_str!("plan/shoppers.sql");

/// Counts pairs by a plan. Its sums are of whole numbers: every engine, every number of threads and
/// every cut into ranges gives the same.
pub struct PairPlan<'a> {
    engine: &'a Engine,
    runtime: Handle,
    /// Joined rows that a range of items may have.
    rows: u64,
}

/// Bytes that a joined row may cost at most, while its pair is new: key and sums, in the table of
/// a thread and in the common one, and the room in which tables grow.
const BYTES_OF_ROW: u64 = 320;

impl<'a> PairPlan<'a> {
    /// Plans for `engine`, waited for on `runtime`, which must not be the thread that counts.
    #[must_use]
    pub fn on(engine: &'a Engine, runtime: Handle) -> PairPlan<'a> {
        PairPlan {
            engine,
            runtime,
            rows: engine.memory() / BYTES_OF_ROW,
        }
    }
}

impl CountPairs for PairPlan<'_> {
    type Error = SourceError;

    fn count(
        &self,
        sessions: &Sessions,
        counting: Counting,
        progress: &dyn Progress,
    ) -> Result<Pairs, SourceError> {
        let scale = FixedPoint::for_log(sessions);
        let ranges = ranges::of(sessions, self.rows);
        progress.begin("count", ranges.len() + 1);
        let path = self.engine.path("numbered.parquet");
        numbered::write(sessions, counting, scale, path.clone())?;
        progress.advance();
        let several = numbered::shoppers_return(sessions);
        let found = self.runtime.block_on(async {
            self.engine.table("numbered", &path).await?;
            let mut found = Found::default();
            for range in ranges {
                let plan = plan(range.start, range.end, scale, several);
                let begin = found.pairs.len();
                let visit = |batch: &RecordBatch| found.take(batch, counting.min_support, scale);
                self.engine.run(&plan, visit).await?;
                // Rows of a plan come in no order.
                found.pairs[begin..].sort_unstable_by_key(|pair| (pair.low, pair.high));
                progress.advance();
            }
            self.engine.remove("numbered", &path)?;
            Ok::<_, SourceError>(found)
        })?;
        progress.end();
        let item_count = sessions.item_count();
        Ok(Pairs::of(item_count, &found.pairs, found.dropped))
    }
}

/// The plan for pairs whose smaller item lies in a range.
fn plan(from: u32, to: u32, scale: FixedPoint, shoppers_return: bool) -> String {
    let joined = JOINED
        .replace("{from}", &from.to_string())
        .replace("{to}", &to.to_string());
    let (support, shopper) = if shoppers_return {
        ("1", ", shopper")
    } else {
        ("SUM(once)", "")
    };
    let pairs = PAIRS
        .replace("{support}", support)
        .replace("{shopper}", shopper)
        .replace("{near}", &scale.near())
        .replace("{joined}", &joined);
    if shoppers_return {
        SHOPPERS.replace("{pairs}", &pairs)
    } else {
        pairs
    }
}

/// Pairs found so far.
#[derive(Default)]
struct Found {
    pairs: Vec<Pair>,
    dropped: usize,
}

impl Found {
    fn take(
        &mut self,
        batch: &RecordBatch,
        min_support: u32,
        scale: FixedPoint,
    ) -> Result<(), SourceError> {
        let columns: Vec<PrimitiveArray<Int64Type>> = batch
            .columns()
            .iter()
            .map(|column| Ok(cast(column, &DataType::Int64)?.as_primitive().clone()))
            .collect::<Result<_, datafusion::arrow::error::ArrowError>>()
            .map_err(|error| failed(&error.into()))?;
        let at = |column: usize, row: usize| columns[column].value(row);
        for row in 0..batch.num_rows() {
            if at(2, row) < i64::from(min_support) {
                self.dropped += 1;
                continue;
            }
            let following = |first: usize| Following {
                after: scale.product(at(first, row)),
                rule: scale.weight(at(first + 1, row)),
                next: scale.weight(at(first + 2, row)),
            };
            self.pairs.push(Pair {
                low: at(0, row) as u32,
                high: at(1, row) as u32,
                sessions: scale.weight(at(3, row)),
                shared: scale.weight(at(4, row)),
                onward: following(5),
                back: following(8),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
