//! How long the fit takes and how good the model is that comes of it: trains on the older part
//! of a log and ranks the events of the sessions that follow it, at several places of the log.
//!
//! ```text
//! cargo run --release -p whyshelf-train --example fit -- LOG.csv [CATALOG.tsv [SUPPORT [END …]]]
//! ```
//! Of every END (in percent of the sessions) the last tenth of the log before it is measured and
//! what comes before that is trained on.
//!
//! `LOG.csv` is described at [`held_out::read`], `CATALOG.tsv` (`-`: none) at [`held_out::facts`].

mod held_out;

use std::error::Error;
use std::sync::Mutex;
use std::time::Instant;

use held_out::{facts, measure, pack, read};
use whyshelf_train::{Progress, Settings, train};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().ok_or("say which log: fit LOG.csv")?;
    let (numbers, sessions) = read(&std::fs::read_to_string(path)?)?;
    let facts = match arguments.get(1).filter(|path| *path != "-") {
        Some(path) => facts(&numbers, &std::fs::read_to_string(path)?)?,
        None => Vec::new(),
    };
    let settings = Settings {
        min_support: arguments.get(2).map_or(Ok(1), |word| word.parse())?,
        neighbours: 50,
    };
    let ends: Result<Vec<usize>, _> = arguments.iter().skip(3).map(|word| word.parse()).collect();
    let ends = match ends? {
        none if none.is_empty() => vec![100, 90, 80],
        ends => ends,
    };

    let tenth = sessions.len() / 10;
    println!("end | fit, s | train, s | inner HR | inner MRR | HR@20 | MRR@20");
    for end in ends {
        let end = sessions.len() * end / 100;
        let older = sessions.part(0..end - tenth);
        let newest = sessions.part(end - tenth..end);
        let clock = Clock::default();
        let (trained, fitted) = train(&older, &facts, settings, &clock);
        let seconds = clock.seconds.into_inner()?;
        let (hit_rate, reciprocal) = measure(&pack(trained)?, &newest);
        let (inner, inner_reciprocal, _) = fitted.held_out.unwrap_or_default();
        println!(
            "{end} | {:.1} | {:.1} | {:.2} | {:.2} | {hit_rate:.2} | {reciprocal:.2}",
            seconds[0],
            seconds[1],
            100.0 * inner,
            100.0 * inner_reciprocal,
        );
    }
    Ok(())
}

/// Times the steps.
#[derive(Default)]
struct Clock {
    began: Mutex<Option<Instant>>,
    seconds: Mutex<Vec<f64>>,
}

impl Progress for Clock {
    fn begin(&self, _: &'static str, _: usize) {
        if let Ok(mut began) = self.began.lock() {
            *began = Some(Instant::now());
        }
    }

    fn advance(&self) {}

    fn end(&self) {
        if let (Ok(began), Ok(mut seconds)) = (self.began.lock(), self.seconds.lock()) {
            seconds.push(began.map_or(0.0, |began| began.elapsed().as_secs_f64()));
        }
    }
}
