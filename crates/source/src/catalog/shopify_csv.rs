//! Shopify's product export in CSV, with the column names of before and after 2024.
//!
//! A product takes several lines of one handle: the first describes it, all may hold a variant,
//! an image, or both. The item is the product, by its handle, since the export has no number.

use std::collections::HashMap;

use super::draft::money;
use super::sheet::{SheetRow, field};
use super::shopify_json::{add_option, add_tags, address};
use super::{Availability, Draft, Reading, words};
use crate::columns::Header;
use crate::error::RowProblem;

const HANDLE: [&str; 2] = ["handle", "url_handle"];
const PRICE: [&str; 2] = ["variant_price", "price"];
const OPTION: [&str; 1] = ["option1_name"];

/// Whether a header is Shopify's.
pub(crate) fn is(header: &Header) -> bool {
    header.has(&HANDLE) && header.has(&["title"]) && header.has(&PRICE) && header.has(&OPTION)
}

/// Where Shopify's columns stand.
struct Columns {
    handle: Option<usize>,
    title: Option<usize>,
    vendor: Option<usize>,
    kind: Option<usize>,
    category: Option<usize>,
    tags: Option<usize>,
    published: Option<usize>,
    status: Option<usize>,
    created: Option<usize>,
    sku: Option<usize>,
    barcode: Option<usize>,
    price: Option<usize>,
    before: Option<usize>,
    cost: Option<usize>,
    tracker: Option<usize>,
    quantity: Option<usize>,
    policy: Option<usize>,
    image: Option<usize>,
    position: Option<usize>,
    variant_image: Option<usize>,
    gender: Option<usize>,
    age_group: Option<usize>,
    options: [(Option<usize>, Option<usize>); 3],
}

impl Columns {
    fn of(header: &Header) -> Columns {
        let option = |at: usize| {
            (
                header.place(&[&format!("option{at}_name")]),
                header.place(&[&format!("option{at}_value")]),
            )
        };
        Columns {
            handle: header.place(&HANDLE),
            title: header.place(&["title"]),
            vendor: header.place(&["vendor"]),
            kind: header.place(&["type"]),
            category: header.place(&["product_category"]),
            tags: header.place(&["tags"]),
            published: header.place(&["published", "published_on_online_store"]),
            status: header.place(&["status"]),
            created: header.place(&["created_at", "published_at"]),
            sku: header.place(&["variant_sku", "sku"]),
            barcode: header.place(&["variant_barcode", "barcode"]),
            price: header.place(&PRICE),
            before: header.place(&["variant_compare_at_price", "compare_at_price"]),
            cost: header.place(&["cost_per_item"]),
            tracker: header.place(&["variant_inventory_tracker", "inventory_tracker"]),
            quantity: header.place(&["variant_inventory_qty", "inventory_quantity"]),
            policy: header.place(&[
                "variant_inventory_policy",
                "continue_selling_when_out_of_stock",
            ]),
            image: header.place(&["image_src", "product_image_url"]),
            position: header.place(&["image_position"]),
            variant_image: header.place(&["variant_image", "variant_image_url"]),
            gender: header.place(&["google_shopping_/_gender"]),
            age_group: header.place(&["google_shopping_/_age_group"]),
            options: [option(1), option(2), option(3)],
        }
    }
}

/// A product while its lines come.
#[derive(Default)]
struct Product {
    draft: Draft,
    hidden: bool,
    options: [String; 3],
    /// Position of its image.
    position: u64,
    variants: Vec<Draft>,
}

/// Reads the lines of an export.
pub(crate) fn read(
    reading: &mut Reading<'_>,
    header: &Header,
    rows: impl Iterator<Item = SheetRow>,
) {
    let columns = Columns::of(header);
    let mut products: Vec<Product> = Vec::new();
    let mut places = HashMap::new();
    for (line, fields) in rows {
        let row = fields.and_then(|fields| {
            let handle = field(&fields, columns.handle).ok_or_else(|| RowProblem::Empty {
                column: "Handle".into(),
            })?;
            let variant = variant(&fields, &columns, handle, reading)?;
            let place = *places.entry(handle.to_owned()).or_insert_with(|| {
                products.push(Product::default());
                products.len() - 1
            });
            products[place].add(&fields, &columns, handle, variant);
            Ok(())
        });
        match row {
            Ok(()) => reading.count(),
            Err(problem) => reading.row(line, Err(problem)),
        }
    }
    for product in products {
        if product.hidden {
            reading.unlisted += 1;
        } else {
            reading.drafts.push(product.draft);
            reading.drafts.extend(product.variants);
        }
    }
}

impl Product {
    fn add(&mut self, fields: &[String], columns: &Columns, handle: &str, variant: Option<Draft>) {
        self.describe(fields, columns, handle);
        // Only a product's first line names its options.
        for (name, (place, _)) in self.options.iter_mut().zip(columns.options) {
            if let Some(own) = field(fields, place) {
                *name = own.to_owned();
            }
        }
        let Some(mut variant) = variant else { return };
        for (name, (_, place)) in self.options.iter().zip(columns.options) {
            add_option(&mut variant, name, field(fields, place).unwrap_or_default());
        }
        self.variants.push(variant);
    }

    /// Adds what a line says of the product itself.
    fn describe(&mut self, fields: &[String], columns: &Columns, handle: &str) {
        let at = |place| field(fields, place);
        let draft = &mut self.draft;
        draft.id = handle.to_owned();
        draft.url = address(handle);
        let image = at(columns.image);
        let position = at(columns.position)
            .and_then(|text| text.parse().ok())
            .unwrap_or(u64::MAX);
        if let Some(image) = image
            && (draft.image.is_empty() || position < self.position)
        {
            draft.image = image.to_owned();
            self.position = position;
        }
        let is = |place, word: &str| at(place).is_some_and(|text| text.eq_ignore_ascii_case(word));
        self.hidden |= is(columns.status, "draft")
            || is(columns.status, "archived")
            || is(columns.published, "false");
        let Some(title) = at(columns.title) else {
            return;
        };
        draft.title = title.to_owned();
        draft.brand = at(columns.vendor).unwrap_or_default().to_owned();
        let category = at(columns.kind)
            .or(at(columns.category))
            .unwrap_or_default();
        draft.category = words::category_path(category);
        draft.added = at(columns.created).and_then(words::date);
        add_tags(draft, at(columns.tags).unwrap_or_default());
        draft.attribute("gender", at(columns.gender).unwrap_or_default());
        draft.attribute("age_group", at(columns.age_group).unwrap_or_default());
    }
}

/// The variant of a line, none if it only adds an image.
fn variant(
    fields: &[String],
    columns: &Columns,
    handle: &str,
    reading: &Reading<'_>,
) -> Result<Option<Draft>, RowProblem> {
    let at = |place| field(fields, place);
    let value = columns.options[0].1;
    if at(columns.price).is_none() && at(columns.sku).is_none() && at(value).is_none() {
        return Ok(None);
    }
    let options = reading.options;
    let mut draft = Draft {
        id: at(columns.sku).map_or_else(String::new, |sku| sku.trim_start_matches('\'').to_owned()),
        group: Some(handle.to_owned()),
        image: at(columns.variant_image).unwrap_or_default().to_owned(),
        availability: stock(fields, columns),
        ..Draft::default()
    };
    let price = money(at(columns.price), "Variant Price", None, options)?;
    let before = money(
        at(columns.before),
        "Variant Compare At Price",
        None,
        options,
    )?;
    draft.reduced(price, before);
    draft.cost_of(at(columns.cost), options);
    // Spreadsheets keep long numbers as text by an apostrophe.
    draft.alias(
        at(columns.barcode)
            .unwrap_or_default()
            .trim_start_matches('\''),
    );
    Ok(Some(draft))
}

fn stock(fields: &[String], columns: &Columns) -> Availability {
    let at = |place| field(fields, place);
    let tracked = columns.tracker.is_none() || at(columns.tracker).is_some();
    let goes_on = at(columns.policy).is_some_and(|policy| {
        policy.eq_ignore_ascii_case("continue") || policy.eq_ignore_ascii_case("true")
    });
    match at(columns.quantity).map(str::parse::<i64>) {
        _ if !tracked || goes_on => Availability::InStock,
        Some(Ok(quantity)) if quantity > 0 => Availability::InStock,
        Some(Ok(_)) => Availability::OutOfStock,
        _ => Availability::Unknown,
    }
}
