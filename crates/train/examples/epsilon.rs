//! What differential privacy costs in accuracy: builds from the first 90 % of a log's sessions
//! under several ε and ranks the events of the last 10 % by the engine's own scores.
//!
//! ```text
//! cargo run --release -p whyshelf-train --example epsilon -- LOG.csv [COPIES]
//! ```
//! With `COPIES` every shopper of the older part counts as that many: what the same behaviour
//! would give in a shop so many times larger.
//!
//! `LOG.csv` has a header and the columns session, item, time; a session's rows lie together,
//! sessions in the order they ended. Every session is a shopper of its own.

use std::collections::HashMap;
use std::error::Error;

use rayon::prelude::*;
use whyshelf_engine::{ItemIndex, Pack, Placement, Request, Session, scores};
use whyshelf_pack::{Item, PackContents, Relation, write};
use whyshelf_train::private::{Budget, Randomness, release, train};
use whyshelf_train::{Sessions, Settings, Trained};

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
    let sessions = read(&std::fs::read_to_string(path)?)?;
    let split = sessions.len() - sessions.len() / 10;
    let copies = std::env::args().nth(2).map_or(Ok(1), |word| word.parse())?;
    let older = copied(&sessions.part(0..split), copies);
    let newest = sessions.part(split..sessions.len());

    println!("epsilon | pairs | items | threshold of a pair | HR@20 | MRR@20");
    for epsilon in EPSILONS {
        let budget = Budget::new(epsilon, None)?;
        // A known seed: for a measurement that repeats, never for a pack.
        let (released, _) = release(&older, &budget, &mut Randomness::seeded(1));
        let pack = pack(train(&released, SETTINGS, Relation::ViewedTogether))?;
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

fn read(log: &str) -> Result<Sessions, Box<dyn Error>> {
    let mut numbers = HashMap::new();
    let mut rows: Vec<(&str, u32)> = Vec::new();
    for line in log.lines().skip(1) {
        let mut cells = line.split(',');
        let session = cells.next().ok_or("a row without a session")?;
        let item = cells.next().ok_or("a row without an item")?;
        let next = numbers.len() as u32;
        rows.push((session, *numbers.entry(item).or_insert(next)));
    }
    let mut sessions = Sessions::over(numbers.len());
    for (number, session) in (0..).zip(rows.chunk_by(|a, b| a.0 == b.0)) {
        sessions.push(number, session.iter().map(|row| row.1));
    }
    Ok(sessions)
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

fn pack(trained: Trained) -> Result<Pack, Box<dyn Error>> {
    let item = |(number, &popularity): (usize, &u8)| Item {
        id: number.to_string(),
        popularity,
        ..Item::default()
    };
    let contents = PackContents {
        items: trained.popularity.iter().enumerate().map(item).collect(),
        model: trained.model,
        rows: trained.rows,
    };
    Ok(Pack::parse(&write(&contents)?)?)
}

/// HR@20 and MRR@20 in percent, over every event but a session's first, repeats included.
fn measure(pack: &Pack, newest: &Sessions) -> (f64, f64) {
    let ranks: Vec<f64> = (0..newest.len())
        .into_par_iter()
        .flat_map_iter(|session| {
            let items: Vec<ItemIndex> = newest
                .items(session)
                .iter()
                .map(|&item| ItemIndex(item))
                .collect();
            (1..items.len()).map(move |at| rank(pack, &items[..at], items[at]))
        })
        .collect();
    let found = ranks.iter().filter(|&&rank| rank <= 20.0);
    let (mut hits, mut reciprocal) = (0.0, 0.0);
    for rank in found {
        hits += 1.0;
        reciprocal += 1.0 / rank;
    }
    let percent = 100.0 / ranks.len().max(1) as f64;
    (hits * percent, reciprocal * percent)
}

/// Rank of `target`, from 1; equals take the middle, no score is never reached.
fn rank(pack: &Pack, before: &[ItemIndex], target: ItemIndex) -> f64 {
    let request = Request {
        repeats: whyshelf_engine::Repeats::Allow,
        ..Request::new(Placement::Product, 200)
    };
    let scores = scores(pack, &Session::of_views(before), &request);
    let Some(&(_, own)) = scores.iter().find(|(item, _)| *item == target) else {
        return f64::INFINITY;
    };
    let above = scores.iter().filter(|(_, score)| *score > own).count();
    let level = scores.iter().filter(|(_, score)| *score == own).count();
    above as f64 + (level + 1) as f64 / 2.0
}
