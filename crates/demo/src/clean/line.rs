//! One line of an invoice, as it stands in the raw CSV.

use std::path::Path;

use crate::error::DemoError;

/// An invoice line with its fields parsed, nothing judged yet.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) invoice: String,
    pub(super) stock_code: String,
    pub(super) description: String,
    pub(super) quantity: i64,
    /// Seconds since 1970 of the shop's clock, taken as UTC.
    pub(super) timestamp: i64,
    /// Pounds.
    pub(super) price: f64,
    pub(super) customer: Option<String>,
    /// The raw file is a concatenation of daily ones: their headers come by again.
    pub(super) is_header: bool,
}

const COLUMNS: [&str; 7] = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
];

/// Calls `each` with every line of the file, in order.
pub(super) fn read(path: &Path, mut each: impl FnMut(Line)) -> Result<(), DemoError> {
    let cure =
        "unpack the UCI Online Retail data (`xz -dk online-retail.csv.xz`) and pass it with --from";
    let file = std::fs::File::open(path).map_err(|source| DemoError::Read {
        path: path.to_owned(),
        source,
        cure,
    })?;
    let mut reader = csv::Reader::from_reader(file);
    let broken = |line: u64, reason: String| DemoError::BrokenRow {
        path: path.to_owned(),
        line,
        reason,
    };
    let headers = reader
        .headers()
        .map_err(|error| broken(1, error.to_string()))?
        .clone();
    let mut places = [0; COLUMNS.len()];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let found = headers.iter().position(|header| header.trim() == column);
        *place = found.ok_or(DemoError::MissingColumn {
            path: path.to_owned(),
            column,
        })?;
    }
    for record in reader.records() {
        let record = record.map_err(|error| {
            broken(
                error.position().map_or(0, csv::Position::line),
                error.to_string(),
            )
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        each(
            parse(&places.map(|place| record.get(place).unwrap_or("").trim()))
                .map_err(|reason| broken(line, reason))?,
        );
    }
    Ok(())
}

fn parse(fields: &[&str; COLUMNS.len()]) -> Result<Line, String> {
    let [
        invoice,
        stock_code,
        description,
        quantity,
        date,
        price,
        customer,
    ] = *fields;
    let is_header = invoice == COLUMNS[0];
    let number = |what: &str, text: &str| format!("{what} `{text}` is not a number");
    Ok(Line {
        invoice: invoice.to_owned(),
        stock_code: stock_code.to_owned(),
        description: description.split_whitespace().collect::<Vec<_>>().join(" "),
        quantity: if is_header {
            0
        } else {
            quantity.parse().map_err(|_| number("quantity", quantity))?
        },
        timestamp: if is_header {
            0
        } else {
            seconds(date)
                .ok_or_else(|| format!("`{date}` is not a date like 2010-12-01 08:26:00"))?
        },
        price: if is_header {
            0.0
        } else {
            price.parse().map_err(|_| number("price", price))?
        },
        customer: Some(customer.trim_end_matches(".0").to_owned())
            .filter(|customer| !customer.is_empty()),
        is_header,
    })
}

/// Seconds since 1970 of `YYYY-MM-DD HH:MM:SS`.
fn seconds(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(' ')?;
    let [year, month, day] = three(date, '-')?;
    let [hour, minute, second] = three(time, ':')?;
    let sane = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    // Days from civil (Howard Hinnant): years begin in March, so that the leap day comes last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719_468;
    sane.then_some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

fn three(text: &str, separator: char) -> Option<[i64; 3]> {
    let mut parts = text
        .split(separator)
        .map(|part| part.parse::<i64>().ok().filter(|number| *number >= 0));
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_seconds() {
        assert_eq!(seconds("1970-01-01 00:00:00"), Some(0));
        assert_eq!(seconds("2010-12-01 08:26:00"), Some(1_291_191_960));
        assert_eq!(seconds("2012-02-29 00:00:01"), Some(1_330_473_601));
        assert_eq!(seconds("01/12/2010 08:26"), None);
        assert_eq!(seconds("2010-13-01 08:26:00"), None);
    }
}
