//! `clean`: a real shop's invoice lines in, an event log and a catalog out. Deterministic: same CSV, same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use crate::category;
use crate::error::DemoError;
use crate::table::{self, CatalogRow, EventRow};

mod line;
mod rule;
mod title;

use line::Line;
use rule::Dropped;

/// The header of the UCI Online Retail CSV.
pub(crate) const HEADER: &str =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

/// What cleaning kept and dropped.
#[derive(Default)]
struct Tally {
    read: u64,
    dropped: BTreeMap<Dropped, u64>,
}

/// What is known of one stock code while lines are read.
#[derive(Default)]
struct Product {
    descriptions: BTreeMap<String, u64>,
    pennies: Vec<u64>,
}

/// Cleans `from` and writes `events.parquet` and `catalog.parquet` into `out`.
pub(crate) fn run(from: &Path, out: &Path) -> Result<(), DemoError> {
    println!("reading {} …", from.display());
    let (events, products, tally) = collect(from)?;
    if events.is_empty() {
        return Err(DemoError::NothingSold {
            path: from.to_owned(),
        });
    }
    let catalog = catalog(products);
    std::fs::create_dir_all(out).map_err(DemoError::write(out))?;
    let event_bytes = table::write_events(&out.join(table::EVENTS), &events)?;
    let catalog_bytes = table::write_catalog(&out.join(table::CATALOG), &catalog)?;
    report(&tally, &events, &catalog);
    println!(
        "wrote {} ({event_bytes} bytes) and {} ({catalog_bytes} bytes)",
        table::EVENTS,
        table::CATALOG
    );
    Ok(())
}

type Collected = (Vec<EventRow>, BTreeMap<String, Product>, Tally);

fn collect(from: &Path) -> Result<Collected, DemoError> {
    let mut tally = Tally::default();
    let mut events: Vec<EventRow> = Vec::new();
    let mut products: BTreeMap<String, Product> = BTreeMap::new();
    // Place of (invoice, item) in `events`: an invoice that lists an item twice bought it once, in a larger quantity.
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    line::read(from, |line: Line| {
        tally.read += 1;
        if let Err(dropped) = rule::judge(&line) {
            *tally.dropped.entry(dropped).or_default() += 1;
            return;
        }
        let item = line.stock_code.to_uppercase();
        let product = products.entry(item.clone()).or_default();
        *product
            .descriptions
            .entry(line.description.clone())
            .or_default() += 1;
        product.pennies.push(pennies(line.price));
        let key = (line.invoice.clone(), item.clone());
        if let Some(&place) = places.get(&key) {
            events[place].quantity += line.quantity;
            *tally.dropped.entry(Dropped::Merged).or_default() += 1;
            return;
        }
        places.insert(key, events.len());
        events.push(EventRow {
            session: line.invoice,
            shopper: line.customer,
            item,
            timestamp: line.timestamp,
            quantity: line.quantity,
            price: line.price,
        });
    })?;
    // By time, then invoice; lines of one invoice keep the order in which they were keyed in.
    events.sort_by(|a, b| (a.timestamp, &a.session).cmp(&(b.timestamp, &b.session)));
    Ok((events, products, tally))
}

fn catalog(products: BTreeMap<String, Product>) -> Vec<CatalogRow> {
    products
        .into_iter()
        .map(|(id, mut product)| {
            let raw = most_frequent(&product.descriptions);
            let title = title::polish(raw);
            let category = category::of(&title);
            CatalogRow {
                url: format!("/product/{}-{}.html", slug(&title), id.to_lowercase()),
                image: format!("/picture/{id}.svg"),
                price: median(&mut product.pennies) as f64 / 100.0,
                category: category.name.to_owned(),
                title,
                id,
            }
        })
        .collect()
}

/// The description seen most often; of equally frequent ones the first in the alphabet, so that runs agree.
fn most_frequent(descriptions: &BTreeMap<String, u64>) -> &str {
    let mut best: (&str, u64) = ("", 0);
    for (description, &count) in descriptions {
        if count > best.1 {
            best = (description, count);
        }
    }
    best.0
}

fn pennies(pounds: f64) -> u64 {
    (pounds * 100.0).round() as u64
}

/// The lower median: always a price that was really charged; at least a penny.
fn median(pennies: &mut [u64]) -> u64 {
    pennies.sort_unstable();
    pennies
        .get(pennies.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(1)
        .max(1)
}

/// Lower-case ASCII words joined by `-`, for addresses.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != '\'') {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn report(tally: &Tally, events: &[EventRow], catalog: &[CatalogRow]) {
    println!("{:>9}  lines read", tally.read);
    for (dropped, count) in &tally.dropped {
        println!("{count:>9}  {}", dropped.reason());
    }
    let mut sessions: Vec<&str> = events.iter().map(|event| event.session.as_str()).collect();
    sessions.dedup();
    println!(
        "{:>9}  events kept, in {} sessions, of {} products",
        events.len(),
        sessions.len(),
        catalog.len()
    );
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for row in catalog {
        *sizes.entry(&row.category).or_default() += 1;
    }
    for (name, size) in sizes {
        println!("{size:>9}  {name}");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const RAW: &str =
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123a,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,2,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,,United Kingdom
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
C536379,71053,WHITE METAL LANTERN,-1,2010-12-01 09:41:00,3.39,14527.0,United Kingdom
536366,POST,POSTAGE,1,2010-12-01 09:41:00,18.00,14527.0,France
536367,71053,damaged,3,2010-12-01 09:42:00,3.39,,United Kingdom
536368,71053,WHITE METAL LANTERN,3,2010-12-01 09:42:00,0,,United Kingdom
";

    fn cleaned(raw: &str) -> (Vec<EventRow>, Vec<CatalogRow>, Tally) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("raw.csv");
        std::fs::write(&path, raw).unwrap();
        let (events, products, tally) = collect(&path).unwrap();
        (events, catalog(products), tally)
    }

    #[test]
    fn keeps_sales_of_products_and_counts_what_it_drops() {
        let (events, catalog, tally) = cleaned(RAW);
        assert_eq!(events.len(), 2);
        assert_eq!((events[0].item.as_str(), events[0].quantity), ("85123A", 8));
        assert_eq!(events[0].shopper.as_deref(), Some("17850"));
        assert_eq!(events[1].shopper, None);
        assert_eq!(catalog.len(), 2);
        let lantern = &catalog[0];
        assert_eq!(lantern.title, "White Metal Lantern");
        assert_eq!(lantern.url, "/product/white-metal-lantern-71053.html");
        assert_eq!(lantern.price, 3.39);
        let expected = [
            Dropped::RepeatedHeader,
            Dropped::Cancellation,
            Dropped::Unpriced,
            Dropped::NotAProduct,
            Dropped::Note,
            Dropped::Merged,
        ];
        assert_eq!(
            tally.dropped.into_iter().collect::<Vec<_>>(),
            expected.map(|dropped| (dropped, 1)).to_vec()
        );
    }

    #[test]
    fn a_missing_column_and_a_broken_row_say_where_and_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("raw.csv");
        std::fs::write(&path, "InvoiceNo,StockCode\n1,2\n").unwrap();
        let message = collect(&path).err().unwrap().to_string();
        assert!(
            message.contains("`Description`") && message.contains("cure:"),
            "{message}"
        );
        std::fs::write(
            &path,
            format!("{HEADER}\n1,85123A,LANTERN,six,2010-12-01 08:26:00,1.0,,UK\n"),
        )
        .unwrap();
        let message = collect(&path).err().unwrap().to_string();
        assert!(
            message.contains("line 2") && message.contains("six") && message.contains("cure:"),
            "{message}"
        );
    }

    #[test]
    fn an_empty_log_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("raw.csv");
        std::fs::write(&path, format!("{HEADER}\n")).unwrap();
        assert!(matches!(
            run(&path, folder.path()),
            Err(DemoError::NothingSold { .. })
        ));
    }

    #[test]
    fn slugs_are_plain_and_medians_are_real_prices() {
        assert_eq!(
            slug("Set of 6 Children's T-Lights, \"Love\"!"),
            "set-of-6-childrens-t-lights-love"
        );
        assert_eq!(median(&mut [500, 100, 300, 400]), 300);
        assert_eq!(median(&mut []), 1);
    }
}
