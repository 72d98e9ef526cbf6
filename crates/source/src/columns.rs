//! Which column plays which role.

mod header;
mod roles;

use std::borrow::Cow;
use std::path::Path;

use crate::error::SourceError;

pub(crate) use header::Header;
pub(crate) use roles::*;

/// The shop's own column names, from `--map`.
#[derive(Clone, Debug, Default)]
pub struct ColumnMap {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    role: &'static str,
    column: String,
    of: Which,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Events,
    Catalog,
    /// A role that both have, given for the events: it counts for a catalog that has the column.
    EventsOrCatalog,
}

impl ColumnMap {
    /// Parses entries such as `session=invoice` and `catalog.item=sku`.
    ///
    /// # Errors
    /// [`SourceError::Map`] names the entry that is not understood.
    pub fn parse(given: &[String]) -> Result<ColumnMap, SourceError> {
        let entries = given.iter().flat_map(|entries| entries.split(','));
        entries
            .filter(|entry| !entry.trim().is_empty())
            .map(|entry| {
                parse_entry(entry).ok_or_else(|| SourceError::Map {
                    given: entry.trim().to_owned(),
                })
            })
            .collect::<Result<_, _>>()
            .map(|entries| ColumnMap { entries })
    }

    /// The file's column for a role of the event log, if it has one.
    pub(crate) fn event_column<'a>(&self, role: Role, header: &'a Header) -> Option<&'a str> {
        let place = match self.entry(role, |of| of != Which::Catalog) {
            Some(column) => header.find(column),
            None => header.find_role(role),
        };
        Some(header.given()[place?].as_str())
    }

    /// Where the file's column for a role of the catalog stands, if it has one.
    pub(crate) fn catalog_column(&self, role: Role, header: &Header) -> Option<usize> {
        if let Some(column) = self.entry(role, |of| of == Which::Catalog) {
            return header.find(column);
        }
        self.entry(role, |of| of == Which::EventsOrCatalog)
            .and_then(|column| header.find(column))
            .or_else(|| header.find_role(role))
    }

    /// Names of fields that play a role of the catalog, [`plain`], the preferred first.
    pub(crate) fn catalog_fields(&self, role: Role) -> Vec<Cow<'static, str>> {
        if let Some(column) = self.entry(role, |of| of == Which::Catalog) {
            return vec![plain(column).into()];
        }
        let mapped = self.entry(role, |of| of == Which::EventsOrCatalog);
        let mapped = mapped.map(|column| plain(column).into());
        let known = role.columns.iter().copied().map(Cow::Borrowed);
        mapped.into_iter().chain(known).collect()
    }

    /// Whether `--map` says which column of the catalog is the item.
    pub(crate) fn names_catalog_item(&self) -> bool {
        self.entry(CATALOG_ITEM, |of| of == Which::Catalog)
            .is_some()
    }

    /// The error for a role of the event log that no column plays.
    pub(crate) fn missing(&self, role: Role, path: &Path, columns: &[String]) -> SourceError {
        let wanted = self.entry(role, |of| of != Which::Catalog);
        SourceError::MissingColumn {
            path: path.to_owned(),
            role: role.name,
            wanted: wanted.unwrap_or(role.columns[0]).to_owned(),
            found: columns.iter().map(|name| clean(name).to_owned()).collect(),
        }
    }

    fn entry(&self, role: Role, which: impl Fn(Which) -> bool) -> Option<&str> {
        self.entries
            .iter()
            .find(|entry| entry.role == role.name && which(entry.of))
            .map(|entry| entry.column.as_str())
    }
}

fn parse_entry(entry: &str) -> Option<Entry> {
    let (role, column) = entry.split_once('=')?;
    let (role, column) = (role.trim(), column.trim());
    if column.is_empty() {
        return None;
    }
    let column = column.to_owned();
    if let Some(role) = role.strip_prefix("catalog.") {
        let role = named(role, &CATALOG_ROLES)?;
        return Some(Entry {
            role,
            column,
            of: Which::Catalog,
        });
    }
    if let Some(role) = named(role, &EVENT_ROLES) {
        let both = named(role, &CATALOG_ROLES).is_some();
        let of = if both {
            Which::EventsOrCatalog
        } else {
            Which::Events
        };
        return Some(Entry { role, column, of });
    }
    let role = named(role, &CATALOG_ROLES)?;
    Some(Entry {
        role,
        column,
        of: Which::Catalog,
    })
}

/// The role called `name`, or whose column is.
fn named(name: &str, roles: &[Role]) -> Option<&'static str> {
    roles
        .iter()
        .find(|role| role.name == name || role.columns.contains(&name))
        .map(|role| role.name)
}

/// A field's name in lower case, without Google's `g:`, words joined by underscores.
pub(crate) fn plain(name: &str) -> String {
    let name = clean(name);
    let googles = name
        .get(..2)
        .is_some_and(|of| of.eq_ignore_ascii_case("g:"));
    let name = if googles { &name[2..] } else { name };
    let letters = name.chars().flat_map(char::to_lowercase);
    let letters = letters.map(|letter| match letter {
        ' ' | '-' => '_',
        // At the end of a word the same letter has another form.
        'ς' => 'σ',
        other => other,
    });
    letters.collect()
}

/// A column name without the byte order mark that spreadsheets put before the first, and blanks.
pub(crate) fn clean(column: &str) -> &str {
    column.trim_start_matches('\u{feff}').trim()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn map(entries: &str) -> ColumnMap {
        ColumnMap::parse(&[entries.to_owned()]).unwrap()
    }

    fn header(names: &[&str]) -> Header {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        Header::of(&names)
    }

    #[test]
    fn default_names_are_found_whatever_their_case_and_marks() {
        let header = header(&["\u{feff}Session_ID", " item_id ", "timestamp"]);
        let map = ColumnMap::default();
        assert_eq!(
            map.event_column(SESSION, &header).unwrap(),
            "\u{feff}Session_ID"
        );
        assert_eq!(map.event_column(ITEM, &header).unwrap(), " item_id ");
        assert_eq!(map.event_column(SHOPPER, &header), None);
    }

    #[test]
    fn roles_may_be_called_by_their_column() {
        let map = map("session_id=invoice, item=sku");
        let header = header(&["invoice", "sku", "item_id"]);
        assert_eq!(map.event_column(SESSION, &header).unwrap(), "invoice");
        assert_eq!(map.event_column(ITEM, &header).unwrap(), "sku");
    }

    #[test]
    fn a_mapped_item_counts_for_a_catalog_only_where_it_has_the_column() {
        let map = map("item=sku,title=name,catalog.price=gross");
        let item = |names: &[&str]| map.catalog_column(CATALOG_ITEM, &header(names));
        assert_eq!(item(&["item_id", "sku"]), Some(1));
        assert_eq!(item(&["id"]), Some(0));
        assert_eq!(map.catalog_column(TITLE, &header(&["title"])), None);
        assert_eq!(map.catalog_fields(TITLE), ["name"]);
        assert_eq!(map.catalog_fields(CATALOG_ITEM), ["sku", "item_id", "id"]);
        assert_eq!(
            map.catalog_column(PRICE, &header(&["price", "gross"])),
            Some(1)
        );
    }

    #[test]
    fn blanks_and_prefixes_of_feeds_do_not_matter() {
        let map = ColumnMap::default();
        let feed = header(&["g:id", "Image Link", "google product category"]);
        assert_eq!(map.catalog_column(CATALOG_ITEM, &feed), Some(0));
        assert_eq!(map.catalog_column(IMAGE, &feed), Some(1));
        assert_eq!(map.catalog_column(GOOGLE_CATEGORY, &feed), Some(2));
        let greek = ColumnMap::parse(&["item=ΚΩΔΙΚΌΣ".to_owned()]).unwrap();
        assert!(greek.event_column(ITEM, &header(&["Κωδικός"])).is_some());
    }

    #[test]
    fn the_names_of_roles_are_plain() {
        for role in EVENT_ROLES.iter().chain(&CATALOG_ROLES) {
            for name in role.columns {
                assert_eq!(plain(name), *name);
            }
        }
    }

    #[test]
    fn nonsense_is_named() {
        for entry in ["session", "session=", "sesion=invoice", "catalog.session=x"] {
            let error = ColumnMap::parse(&[entry.to_owned()]).unwrap_err();
            assert!(error.to_string().contains(entry), "{error}");
        }
    }
}
