//! Tables whose columns play roles: CSV, TSV (Google Merchant Center's among them), JSON Lines
//! and Parquet, with the shop's own column names through `--map`.

use std::borrow::Cow;
use std::io::BufRead;

use serde_json::Value;

use super::draft::money;
use super::sheet::{SheetRow, field};
use super::{CatalogOptions, Draft, Reading, words};
use crate::columns::{self, ColumnMap, Header, Role, plain};
use crate::error::{RowProblem, SourceError};
use crate::locate::{filled_lines, json_object};
use crate::table::{As, Table, filled};

/// One row by the roles of its fields.
pub(crate) trait Fields {
    /// What stands in the field of a role, none if that is blank.
    fn text(&self, role: Role) -> Option<&str>;
    /// What the field is called in the file.
    fn name(&self, role: Role) -> String;
}

/// What a row says.
pub(crate) fn draft(row: &impl Fields, options: &CatalogOptions) -> Result<Draft, RowProblem> {
    let owned = |role| row.text(role).unwrap_or_default().to_owned();
    let id = row.text(columns::CATALOG_ITEM);
    let id = id.ok_or_else(|| RowProblem::Empty {
        column: row.name(columns::CATALOG_ITEM),
    })?;
    let mut draft = Draft {
        id: id.to_owned(),
        group: row.text(columns::GROUP).map(str::to_owned),
        title: owned(columns::TITLE),
        url: owned(columns::URL),
        image: owned(columns::IMAGE),
        brand: owned(columns::BRAND),
        availability: words::availability(row.text(columns::AVAILABILITY).unwrap_or_default()),
        added: row.text(columns::ADDED).and_then(words::date),
        ..Draft::default()
    };
    let category = |role| words::category_path(row.text(role).unwrap_or_default());
    draft.category = category(columns::CATEGORY);
    if draft.category.is_empty() {
        draft.category = category(columns::GOOGLE_CATEGORY);
    }
    let currency = row.text(columns::CURRENCY);
    let amount = |role| money(row.text(role), &row.name(role), currency, options);
    draft.price_of(amount(columns::PRICE)?, amount(columns::SALE_PRICE)?);
    draft.rated(
        row.text(columns::RATING),
        None,
        row.text(columns::RATING_COUNT),
    );
    draft.cost_of(row.text(columns::COST), options);
    for role in [columns::SKU, columns::GTIN, columns::MPN] {
        draft.alias(row.text(role).unwrap_or_default());
    }
    for role in columns::ATTRIBUTES {
        draft.attribute(role.name, row.text(role).unwrap_or_default());
    }
    for detail in row.text(columns::DETAILS).unwrap_or_default().split(',') {
        let mut parts = detail.splitn(3, ':');
        if let (Some(_section), Some(name), Some(value)) =
            (parts.next(), parts.next(), parts.next())
        {
            draft.attribute(name, value);
        }
    }
    Ok(draft)
}

/// Which column of a table plays which role.
struct Layout<'a> {
    places: Vec<(Role, usize)>,
    header: &'a Header,
}

impl<'a> Layout<'a> {
    fn of(reading: &Reading<'_>, header: &'a Header) -> Result<Layout<'a>, SourceError> {
        let place = |role| {
            let place = reading.map.catalog_column(role, header)?;
            Some((role, place))
        };
        let layout = Layout {
            places: columns::CATALOG_ROLES
                .into_iter()
                .filter_map(place)
                .collect(),
            header,
        };
        if layout.place(columns::CATALOG_ITEM).is_none() {
            let map = reading.map;
            return Err(map.missing(columns::CATALOG_ITEM, reading.path, header.given()));
        }
        Ok(layout)
    }

    fn place(&self, role: Role) -> Option<usize> {
        let placed = self.places.iter().find(|(placed, _)| *placed == role);
        placed.map(|&(_, place)| place)
    }

    fn name(&self, role: Role) -> String {
        let place = self.place(role);
        place.map_or_else(
            || role.name.to_owned(),
            |place| columns::clean(&self.header.given()[place]).to_owned(),
        )
    }
}

struct SheetFields<'a> {
    layout: &'a Layout<'a>,
    fields: &'a [String],
}

impl Fields for SheetFields<'_> {
    fn text(&self, role: Role) -> Option<&str> {
        field(self.fields, self.layout.place(role))
    }

    fn name(&self, role: Role) -> String {
        self.layout.name(role)
    }
}

/// Reads the rows of a table of text.
///
/// # Errors
/// If no column is the item.
pub(crate) fn read_rows(
    reading: &mut Reading<'_>,
    header: &Header,
    rows: impl Iterator<Item = SheetRow>,
) -> Result<(), SourceError> {
    let layout = Layout::of(reading, header)?;
    for (line, fields) in rows {
        let draft = fields.and_then(|fields| {
            let row = SheetFields {
                layout: &layout,
                fields: &fields,
            };
            draft(&row, reading.options)
        });
        reading.row(line, draft);
    }
    Ok(())
}

/// Fields by name, each row with its own.
pub(crate) struct Named<'a> {
    names: &'a RoleNames,
    /// Names as [`plain`] has them, and what they say.
    fields: Vec<(String, String)>,
}

/// The names that play each role.
pub(crate) struct RoleNames(Vec<(Role, Vec<Cow<'static, str>>)>);

impl RoleNames {
    pub(crate) fn of(map: &ColumnMap) -> RoleNames {
        let roles = columns::CATALOG_ROLES.into_iter();
        RoleNames(roles.map(|role| (role, map.catalog_fields(role))).collect())
    }

    fn names(&self, role: Role) -> &[Cow<'static, str>] {
        let found = self.0.iter().find(|(known, _)| *known == role);
        found.map_or(&[], |(_, names)| names)
    }

    /// A row with these fields.
    pub(crate) fn row(&self, fields: Vec<(String, String)>) -> Named<'_> {
        Named {
            names: self,
            fields,
        }
    }
}

impl Named<'_> {
    fn find(&self, role: Role) -> Option<&(String, String)> {
        let filled = |name: &Cow<'static, str>| {
            let named = |(own, text): &&(String, String)| own == name && !text.trim().is_empty();
            self.fields.iter().find(named)
        };
        self.names.names(role).iter().find_map(filled)
    }
}

impl Fields for Named<'_> {
    fn text(&self, role: Role) -> Option<&str> {
        self.find(role).map(|(_, text)| text.trim())
    }

    fn name(&self, role: Role) -> String {
        let preferred = || Some(self.names.names(role).first()?.to_string());
        let found = self.find(role).map(|(name, _)| name.clone());
        found.or_else(preferred).unwrap_or_default()
    }
}

/// Reads a JSON object a line.
///
/// # Errors
/// If no row has the field of the item.
pub(crate) fn read_json_lines(
    reading: &mut Reading<'_>,
    text: impl BufRead,
) -> Result<(), SourceError> {
    let names = RoleNames::of(reading.map);
    let mut seen: Option<Vec<String>> = None;
    let mut identified = false;
    for line in filled_lines(text) {
        let (line, raw) = line.map_err(|error| SourceError::unreadable(reading.path, &error))?;
        let draft = json_object(&raw).and_then(|object| {
            let first = || object.keys().cloned().collect();
            seen.get_or_insert_with(first);
            let fields = object
                .iter()
                .filter_map(|(name, value)| Some((plain(name), scalar(value)?)));
            let row = names.row(fields.collect());
            identified |= row.find(columns::CATALOG_ITEM).is_some();
            draft(&row, reading.options)
        });
        reading.row(line, draft);
    }
    match seen {
        Some(found) if !identified => {
            Err(reading
                .map
                .missing(columns::CATALOG_ITEM, reading.path, &found))
        }
        _ => Ok(()),
    }
}

/// A JSON value as the text of a field; of a list, its first.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Array(values) => values
            .first()
            .filter(|value| !value.is_array())
            .and_then(scalar),
        Value::Null | Value::Object(_) => None,
    }
}

struct ParquetRow<'a> {
    layout: &'a Layout<'a>,
    rows: &'a crate::table::Rows,
    row: usize,
}

impl Fields for ParquetRow<'_> {
    fn text(&self, role: Role) -> Option<&str> {
        let asked = self
            .layout
            .places
            .iter()
            .position(|(placed, _)| *placed == role);
        filled(self.rows.text(asked?), self.row)
    }

    fn name(&self, role: Role) -> String {
        self.layout.name(role)
    }
}

/// Reads a Parquet file through DataFusion.
///
/// # Errors
/// If it cannot be read, no column is the item, or too many rows are bad.
pub(crate) async fn read_parquet(reading: &mut Reading<'_>) -> Result<(), SourceError> {
    let table = Table::open(reading.path).await?;
    let header = Header::of(table.columns());
    let layout = Layout::of(reading, &header)?;
    let column = |&(_, place): &(Role, usize)| (header.given()[place].as_str(), As::Text);
    let asked: Vec<_> = layout.places.iter().map(column).collect();
    let mut total = 0;
    let problems = table
        .read(&asked, |rows| {
            for row in 0..rows.len() {
                let fields = ParquetRow {
                    layout: &layout,
                    rows,
                    row,
                };
                match draft(&fields, reading.options) {
                    Ok(draft) => reading.drafts.push(draft),
                    Err(problem) => rows.skip(row, problem),
                }
            }
            total += rows.len() as u64;
            Ok(())
        })
        .await?;
    reading.counted(total, problems);
    Ok(())
}
