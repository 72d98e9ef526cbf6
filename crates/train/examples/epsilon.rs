//! What differential privacy costs in accuracy: builds from the first 90 % of a log's sessions
//! under several ε and ranks the events of the last 10 % by the engine's own scores.
//!
//! ```text
//! cargo run --release -p whyshelf-train --example epsilon -- LOG.csv [COPIES [CATALOG.tsv]]
//! ```
//! With `COPIES` every shopper of the older part counts as that many: what the same behaviour
//! would give in a shop so many times larger.
//!
//! `LOG.csv` is described at [`held_out::read`], `CATALOG.tsv` at [`held_out::facts`].

mod held_out;

use std::error::Error;

use held_out::{facts, measure, pack, read};
use whyshelf_pack::Relation;
use whyshelf_train::private::{Budget, Randomness, release, train};
use whyshelf_train::{Sessions, Settings};

const SETTINGS: Settings = Settings {
    min_support: 3,
    neighbours: 50,
};

/// The first releases nothing: what is left without a log.
const EPSILONS: [f64; 6] = [0.001, 0.5, 1.0, 2.0, 4.0, 8.0];

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("say which log: epsilon LOG.csv")?;
    let (numbers, sessions) = read(&std::fs::read_to_string(path)?)?;
    let split = sessions.len() - sessions.len() / 10;
    let copies = std::env::args().nth(2).map_or(Ok(1), |word| word.parse())?;
    let catalog = match std::env::args().nth(3) {
        Some(path) => facts(&numbers, &std::fs::read_to_string(path)?)?,
        None => Vec::new(),
    };
    let older = copied(&sessions.part(0..split), copies);
    let newest = sessions.part(split..sessions.len());

    println!("epsilon | pairs | items | threshold of a pair | HR@20 | MRR@20");
    for epsilon in EPSILONS {
        let budget = Budget::new(epsilon, None)?;
        // A known seed: for a measurement that repeats, never for a pack.
        let (released, _) = release(&older, &budget, &mut Randomness::seeded(1));
        let pack = pack(train(
            &released,
            &catalog,
            SETTINGS,
            Relation::ViewedTogether,
        ))?;
        let (hit_rate, reciprocal) = measure(&pack, &newest);
        println!(
            "{epsilon} | {} | {} | {} | {hit_rate:.1} | {reciprocal:.1}",
            released.pairs().len(),
            released.items().len(),
            released.thresholds().pairs,
        );
    }
    Ok(())
}

/// Every session `copies` times, each for a shopper of its own.
fn copied(sessions: &Sessions, copies: u32) -> Sessions {
    let mut copied = Sessions::over(sessions.item_count());
    for session in 0..sessions.len() {
        for copy in 0..copies {
            let group = sessions.group(session) * copies + copy;
            copied.push(group, sessions.items(session).iter().copied());
        }
    }
    copied
}
