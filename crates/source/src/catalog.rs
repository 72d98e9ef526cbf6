//! The catalog: what a shelf shows of each item.

use whyshelf_pack::{Card, Price};

use crate::columns::{self, ColumnMap, Role};
use crate::error::{RowProblem, SourceError};
use crate::table::{As, RowError, Rows, Table, filled};
use crate::{Input, price};

/// Cards by the shop's identifiers, in their order.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Each identifier once.
    pub items: Vec<(String, Card)>,
    /// Rows left out because another row has the same identifier.
    pub repeated: usize,
}

const ROLES: [Role; 8] = [
    columns::CATALOG_ITEM,
    columns::TITLE,
    columns::URL,
    columns::IMAGE,
    columns::PRICE,
    columns::CURRENCY,
    columns::CATEGORY,
    columns::BRAND,
];

impl Catalog {
    /// Reads catalog files as one catalog. Of several rows with one identifier the last by
    /// content is kept, so that the order of rows does not matter.
    ///
    /// # Errors
    /// If a file cannot be read, has no identifiers, or a row is broken.
    pub async fn read(input: Input<'_>) -> Result<Catalog, SourceError> {
        let mut items = Vec::new();
        for file in input.files {
            let table = Table::open(file).await?;
            let layout = Layout::of(&table, input.map)?;
            let asked = layout.asked.clone();
            let asked: Vec<_> = asked.iter().map(|name| (name.as_str(), As::Text)).collect();
            let progress = input.progress;
            table
                .read(&asked, |rows| {
                    progress.inc(rows.len() as u64);
                    layout.cards(&rows, &mut items)
                })
                .await?;
        }
        let rows = items.len();
        items.sort_by(|a, b| (&a.0, key(&a.1)).cmp(&(&b.0, key(&b.1))));
        items.reverse();
        items.dedup_by(|a, b| a.0 == b.0);
        items.reverse();
        Ok(Catalog {
            repeated: rows - items.len(),
            items,
        })
    }
}

fn key(card: &Card) -> (&str, &str, &str, &str, &str, Option<u64>) {
    let price = card.price.as_ref().map(|price| price.minor);
    (
        &card.title,
        &card.url,
        &card.image,
        &card.category,
        &card.brand,
        price,
    )
}

/// Where in the rows each role's column stands, by the place of the role in [`ROLES`].
struct Layout {
    asked: Vec<String>,
    places: [Option<usize>; ROLES.len()],
}

impl Layout {
    fn of(table: &Table, map: &ColumnMap) -> Result<Layout, SourceError> {
        let found = table.columns();
        let mut layout = Layout {
            asked: Vec::new(),
            places: [None; ROLES.len()],
        };
        for (place, role) in layout.places.iter_mut().zip(ROLES) {
            if let Some(column) = map.catalog_column(role, found) {
                *place = Some(layout.asked.len());
                layout.asked.push(column);
            }
        }
        if layout.places[0].is_none() {
            return Err(map.missing(columns::CATALOG_ITEM, table.path(), found));
        }
        Ok(layout)
    }

    fn cards(&self, rows: &Rows, items: &mut Vec<(String, Card)>) -> Result<(), RowError> {
        for row in 0..rows.len() {
            let broken = |problem| RowError::Row(rows.before + row as u64, problem);
            let text = |role: usize| {
                let place = self.places[role]?;
                filled(rows.text(place), row)
            };
            let name = |role: usize| {
                let place = self.places[role];
                place.map_or_else(String::new, |place| self.asked[place].clone())
            };
            let owned = |role| text(role).unwrap_or_default().to_owned();
            let id = text(0).ok_or_else(|| broken(RowProblem::Empty { column: name(0) }))?;
            let price = match text(4) {
                None => None,
                Some(amount) => read_price(amount, text(5)).ok_or_else(|| {
                    broken(RowProblem::Price {
                        column: name(4),
                        value: amount.to_owned(),
                    })
                })?,
            };
            let card = Card {
                title: owned(1),
                url: owned(2),
                image: owned(3),
                price,
                category: owned(6),
                brand: owned(7),
                ..Card::default()
            };
            items.push((id.to_owned(), card));
        }
        Ok(())
    }
}

/// The price, `Some(None)` for an amount that no currency makes a price.
#[allow(clippy::option_option)]
fn read_price(amount: &str, currency: Option<&str>) -> Option<Option<Price>> {
    let (minor, own) = price::parse(amount)?;
    let currency = own.or(currency).filter(|code| price::is_currency(code));
    Some(currency.map(|currency| Price {
        minor,
        currency: currency.to_owned(),
    }))
}
