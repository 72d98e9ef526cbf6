//! `whyshelf-bench DIR`: writes catalogs of three sizes as packs, times the engine on them natively
//! and leaves the times in `DIR/native.json` for the page's table.

mod catalog;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use whyshelf_engine::{Pack, Session, contributions, recommend};

/// Catalogs that are measured, by their number of items.
const ITEMS: [u32; 3] = [10_000, 100_000, 1_000_000];
/// Events of a session.
const EVENTS: [u32; 2] = [10, 50];
const SESSIONS: u64 = 32;
/// How often each session is asked about.
const ROUNDS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.ok_or("usage: whyshelf-bench DIR")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let mut json = String::from("[");
    for items in ITEMS {
        let bytes = whyshelf_pack::write(&catalog::contents(items))?;
        let file = format!("catalog-{items}.bin");
        fs::write(folder.join(&file), &bytes)?;
        let pack = Pack::parse(&bytes)?;
        drop(bytes);
        for events in EVENTS {
            let sessions = catalog::sessions(items, events, SESSIONS);
            let request = catalog::request();
            let shelf = time(&sessions, |session| {
                black_box(contributions(&pack, session, &request));
            });
            let reasons = time(&sessions, |session| {
                black_box(recommend(&pack, session, &request));
            });
            let separator = if json.len() > 1 { "," } else { "" };
            write!(
                json,
                "{separator}\n{{\"file\": \"/{file}\", \"items\": {items}, \"events\": {events}, \
                 \"shelf\": {shelf:?}, \"reasons\": {reasons:?}}}"
            )?;
            println!("{items} items, sessions of {events}: timed");
        }
    }
    json.push_str("\n]\n");
    fs::write(folder.join("native.json"), json)?;
    Ok(())
}

/// Median and 99th percentile of single calls, in microseconds.
fn time(sessions: &[Session], mut call: impl FnMut(&Session)) -> [f64; 2] {
    sessions.iter().for_each(&mut call);
    let mut times: Vec<f64> = Vec::with_capacity(sessions.len() * ROUNDS);
    for session in (0..ROUNDS).flat_map(|_| sessions) {
        let start = Instant::now();
        call(session);
        times.push(start.elapsed().as_secs_f64() * 1e6);
    }
    times.sort_by(f64::total_cmp);
    [times[times.len() / 2], times[times.len() * 99 / 100]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_holds_what_is_measured() {
        let bytes = whyshelf_pack::write(&catalog::contents(ITEMS[0]));
        let pack = bytes
            .map_err(|error| error.to_string())
            .and_then(|bytes| Pack::parse(&bytes).map_err(|error| error.to_string()));
        assert_eq!(pack.map(|pack| pack.len()), Ok(ITEMS[0] as usize));
    }
}
