//! WooCommerce's product export in CSV.
//!
//! The item is the product, by its number (`ID`, else `SKU`); its variations are aliases. The
//! export has no addresses: unless a column (`Permalink`, `URL`) tells, WordPress finds the page
//! by the number.

use std::collections::HashMap;

use super::draft::money;
use super::sheet::{SheetRow, field};
use super::{Availability, CatalogOptions, Draft, Reading, words};
use crate::columns::Header;
use crate::error::RowProblem;

/// Attributes looked for, at most.
const ATTRIBUTES: usize = 100;

/// Whether a header is WooCommerce's.
pub(crate) fn is(header: &Header) -> bool {
    header.has(&["type"])
        && header.has(&["sku", "id"])
        && header.has(&["regular_price"])
        && header.has(&["categories", "parent"])
}

/// Where WooCommerce's columns stand.
struct Columns {
    id: Option<usize>,
    kind: Option<usize>,
    sku: Option<usize>,
    gtin: Option<usize>,
    name: Option<usize>,
    published: Option<usize>,
    visibility: Option<usize>,
    in_stock: Option<usize>,
    sale_price: Option<usize>,
    regular_price: Option<usize>,
    cost: Option<usize>,
    categories: Option<usize>,
    tags: Option<usize>,
    images: Option<usize>,
    parent: Option<usize>,
    brands: Option<usize>,
    url: Option<usize>,
    external_url: Option<usize>,
    created: Option<usize>,
    attributes: Vec<(Option<usize>, Option<usize>)>,
}

impl Columns {
    fn of(header: &Header) -> Columns {
        let attributes = (1..=ATTRIBUTES)
            .map(|at| {
                (
                    header.place(&[&format!("attribute_{at}_name")]),
                    header.place(&[&format!("attribute_{at}_value(s)")]),
                )
            })
            .take_while(|(name, _)| name.is_some())
            .collect();
        Columns {
            id: header.place(&["id"]),
            kind: header.place(&["type"]),
            sku: header.place(&["sku"]),
            gtin: header.place(&["gtin,_upc,_ean,_or_isbn"]),
            name: header.place(&["name"]),
            published: header.place(&["published"]),
            visibility: header.place(&["visibility_in_catalog"]),
            in_stock: header.place(&["in_stock?"]),
            sale_price: header.place(&["sale_price"]),
            regular_price: header.place(&["regular_price"]),
            cost: header.place(&["cost_of_goods", "meta:__wc_cog_cost", "cost"]),
            categories: header.place(&["categories"]),
            tags: header.place(&["tags"]),
            images: header.place(&["images"]),
            parent: header.place(&["parent"]),
            brands: header.place(&["brands"]),
            url: header.place(&["permalink", "product_url", "url"]),
            external_url: header.place(&["external_url"]),
            created: header.place(&["date_created", "created_at", "published_at"]),
            attributes,
        }
    }
}

/// Reads the lines of an export.
pub(crate) fn read(
    reading: &mut Reading<'_>,
    header: &Header,
    rows: impl Iterator<Item = SheetRow>,
) {
    let columns = Columns::of(header);
    // Variations may come before their product.
    let mut variations = Vec::new();
    let mut products: HashMap<String, String> = HashMap::new();
    let mut hidden: HashMap<String, String> = HashMap::new();
    for (line, fields) in rows {
        let read = fields.and_then(|fields| {
            let draft = draft(&fields, &columns, reading.options)?;
            Ok((fields, draft))
        });
        let (fields, draft) = match read {
            Ok(read) => read,
            Err(problem) => {
                reading.row(line, Err(problem));
                continue;
            }
        };
        if kinds(&fields, &columns).any(|kind| kind == "variation") {
            let parent = field(&fields, columns.parent)
                .unwrap_or_default()
                .to_owned();
            let shown = field(&fields, columns.published) != Some("0");
            variations.push((line, parent, shown, draft));
            continue;
        }
        let is_hidden = is_hidden(&fields, &columns);
        let known = if is_hidden {
            &mut hidden
        } else {
            &mut products
        };
        for name in [Some(draft.id.as_str()), field(&fields, columns.sku)]
            .into_iter()
            .flatten()
        {
            known.insert(name.to_owned(), draft.id.clone());
        }
        if is_hidden {
            reading.unlisted += 1;
            reading.count();
        } else {
            reading.row(line, Ok(draft));
        }
    }
    for (line, parent, shown, mut draft) in variations {
        let name = parent.strip_prefix("id:").unwrap_or(&parent);
        if let Some(product) = products.get(name).filter(|_| shown) {
            draft.group = Some(product.clone());
            reading.row(line, Ok(draft));
        } else if hidden.contains_key(name) || !shown {
            reading.count();
        } else {
            let column = "Parent".to_owned();
            let problem = if parent.is_empty() {
                RowProblem::Empty { column }
            } else {
                RowProblem::NoParent {
                    column,
                    value: parent,
                }
            };
            reading.row(line, Err(problem));
        }
    }
}

/// `simple, downloadable`
fn kinds<'a>(fields: &'a [String], columns: &Columns) -> impl Iterator<Item = &'a str> {
    field(fields, columns.kind)
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
}

fn is_hidden(fields: &[String], columns: &Columns) -> bool {
    // 1 is published, 0 private, -1 a draft.
    matches!(field(fields, columns.published), Some("0" | "-1"))
        || field(fields, columns.visibility) == Some("hidden")
}

fn draft(
    fields: &[String],
    columns: &Columns,
    options: &CatalogOptions,
) -> Result<Draft, RowProblem> {
    let at = |place| field(fields, place);
    let sku = at(columns.sku);
    let id = at(columns.id).or(sku).ok_or_else(|| RowProblem::Empty {
        column: "ID".into(),
    })?;
    let (category, others) = categories(at(columns.categories).unwrap_or_default());
    let mut draft = Draft {
        id: id.to_owned(),
        title: at(columns.name).unwrap_or_default().to_owned(),
        url: url(fields, columns),
        image: first(at(columns.images).unwrap_or_default()),
        brand: first(at(columns.brands).unwrap_or_default()),
        availability: stock(at(columns.in_stock)),
        added: at(columns.created).and_then(words::date),
        category,
        ..Draft::default()
    };
    let amount = |place, column| money(at(place), column, None, options);
    draft.price_of(
        amount(columns.regular_price, "Regular price")?,
        amount(columns.sale_price, "Sale price")?,
    );
    draft.cost_of(at(columns.cost), options);
    draft.alias(sku.unwrap_or_default());
    draft.alias(at(columns.gtin).unwrap_or_default());
    for other in others {
        draft.attribute("category", &other);
    }
    for tag in listed(at(columns.tags).unwrap_or_default()) {
        if !words::is_confidential(&tag) {
            draft.attribute("tag", &tag);
        }
    }
    for &(name, values) in &columns.attributes {
        for value in listed(at(values).unwrap_or_default()) {
            draft.attribute(at(name).unwrap_or_default(), &value);
        }
    }
    Ok(draft)
}

fn url(fields: &[String], columns: &Columns) -> String {
    let own = field(fields, columns.url).or(field(fields, columns.external_url));
    match (own, field(fields, columns.id)) {
        (Some(own), _) => own.to_owned(),
        (None, Some(id)) => format!("/?post_type=product&p={id}"),
        (None, None) => String::new(),
    }
}

fn stock(text: Option<&str>) -> Availability {
    match text.map(str::to_ascii_lowercase).as_deref() {
        Some("1" | "yes" | "instock") => Availability::InStock,
        Some("0" | "no" | "outofstock") => Availability::OutOfStock,
        Some("backorder" | "onbackorder") => Availability::PreOrder,
        _ => Availability::Unknown,
    }
}

/// `A > B, C` as the longest path, the first of equals, and the others.
pub(crate) fn categories(text: &str) -> (String, Vec<String>) {
    let mut paths: Vec<String> = listed(text)
        .map(|path| words::joined(path.split('>')))
        .filter(|path| !path.is_empty())
        .collect();
    let levels = |path: &String| path.matches(" > ").count();
    let longest = (0..paths.len()).rev().max_by_key(|&at| levels(&paths[at]));
    let category = longest.map_or_else(String::new, |longest| paths.remove(longest));
    (category, paths)
}

/// Entries between commas; `\,` is a comma within one.
fn listed(text: &str) -> impl Iterator<Item = String> {
    let mut entries = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = (letter == '\\').then(|| letters.next_if_eq(&',')).flatten();
        if letter == ',' {
            entries.push(String::new());
        } else if let Some(entry) = entries.last_mut() {
            entry.push(escaped.unwrap_or(letter));
        }
    }
    let tidy = entries.into_iter().map(|entry| entry.trim().to_owned());
    tidy.filter(|entry| !entry.is_empty())
}

fn first(text: &str) -> String {
    listed(text).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_category_is_the_path() {
        let (path, others) = categories("Sale, Home > Kitchen > Mugs, Gifts > For him");
        assert_eq!(path, "Home > Kitchen > Mugs");
        assert_eq!(others, ["Sale", "Gifts > For him"]);
        assert_eq!(categories("Pots\\, pans > Lids").0, "Pots, pans > Lids");
        assert_eq!(categories("A, B").0, "A");
        assert_eq!(categories(" , > ,").0, "");
    }

    proptest! {
        #[test]
        fn no_category_is_lost(names in proptest::collection::vec("[a-z,]{1,5}", 1..5)) {
            let escaped: Vec<_> = names.iter().map(|name| name.replace(',', "\\,")).collect();
            let (path, others) = categories(&escaped.join(", "));
            let mut found: Vec<_> = others.into_iter().chain([path]).collect();
            let mut expected = names;
            found.sort();
            expected.sort();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn any_text_is_split(text in "\\PC*") {
            let _ = categories(&text);
        }
    }
}
