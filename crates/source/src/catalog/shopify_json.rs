//! Shopify's `products.json`, as the storefront (`/products.json`) and the Admin API give it.
//!
//! The item is the product, by its number; handle, variants, stock keeping units, bar codes and
//! GIDs are aliases.

use serde_json::{Map, Value};

use super::draft::money;
use super::tabular::scalar;
use super::{Availability, CatalogOptions, Draft, Reading, words};
use crate::error::{RowProblem, SourceError};

type Object = Map<String, Value>;

/// Reads one document, or several one after another (a page each).
///
/// # Errors
/// If one is not JSON.
pub(crate) fn read(reading: &mut Reading<'_>, bytes: &[u8]) -> Result<(), SourceError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut number = 0;
    for document in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
        let document = document.map_err(|error| {
            let line = error.line() as u64;
            let why = error.to_string();
            reading.broken(line, RowProblem::Json { why })
        })?;
        let products = match document {
            Value::Object(mut object) => object.remove("products").unwrap_or(Value::Null),
            other => other,
        };
        let Value::Array(products) = products else {
            let column = "products".to_owned();
            return Err(reading.broken(1, RowProblem::Empty { column }));
        };
        for product in products {
            number += 1;
            product_of(reading, number, &product);
        }
    }
    Ok(())
}

fn product_of(reading: &mut Reading<'_>, number: u64, product: &Value) {
    let path = reading.path;
    let Value::Object(product) = product else {
        return reading.row_of(path, "product", number, Err(RowProblem::NotAnObject));
    };
    let hidden = text(product, "status").is_some_and(|status| status != "active")
        || (product.contains_key("published_at") && product["published_at"].is_null());
    if hidden {
        reading.unlisted += 1;
        return reading.count();
    }
    match drafts(product, reading.options) {
        Ok((parent, variants)) => {
            reading.row_of(path, "product", number, Ok(parent));
            reading.drafts.extend(variants);
        }
        Err(problem) => reading.row_of(path, "product", number, Err(problem)),
    }
}

fn drafts(product: &Object, options: &CatalogOptions) -> Result<(Draft, Vec<Draft>), RowProblem> {
    let id = text(product, "id").ok_or_else(|| RowProblem::Empty {
        column: "id".into(),
    })?;
    let handle = text(product, "handle").unwrap_or_default();
    let added = ["created_at", "published_at"];
    let mut parent = Draft {
        title: text(product, "title").unwrap_or_default(),
        url: address(&handle),
        image: images(product),
        brand: text(product, "vendor").unwrap_or_default(),
        category: words::category_path(&text(product, "product_type").unwrap_or_default()),
        added: added
            .iter()
            .find_map(|name| words::date(&text(product, name)?)),
        id: bare(&id).to_owned(),
        ..Draft::default()
    };
    parent.alias(&handle);
    parent.alias(&format!("gid://shopify/Product/{}", parent.id));
    match product.get("tags") {
        Some(Value::Array(tags)) => {
            for tag in tags.iter().filter_map(scalar) {
                add_tag(&mut parent, &tag);
            }
        }
        Some(Value::String(tags)) => add_tags(&mut parent, tags),
        _ => {}
    }
    let names: Vec<String> = list(product, "options")
        .map(|option| match option {
            Value::Object(option) => text(option, "name").unwrap_or_default(),
            other => scalar(other).unwrap_or_default(),
        })
        .collect();
    let variants = list(product, "variants").filter_map(Value::as_object);
    let variants = variants.map(|variant| variant_of(variant, &parent.id, &names, options));
    let variants = variants.collect::<Result<_, _>>()?;
    Ok((parent, variants))
}

fn variant_of(
    variant: &Object,
    product: &str,
    names: &[String],
    options: &CatalogOptions,
) -> Result<Draft, RowProblem> {
    let mut draft = Draft {
        id: text(variant, "id").map_or_else(String::new, |id| bare(&id).to_owned()),
        group: Some(product.to_owned()),
        availability: stock(variant),
        ..Draft::default()
    };
    if let Some(Value::Object(image)) = variant.get("featured_image") {
        draft.image = text(image, "src").unwrap_or_default();
    }
    let amount = |name| money(text(variant, name).as_deref(), name, None, options);
    draft.reduced(amount("price")?, amount("compare_at_price")?);
    draft.cost_of(text(variant, "cost").as_deref(), options);
    if !draft.id.is_empty() {
        draft.alias(&format!("gid://shopify/ProductVariant/{}", draft.id));
    }
    for name in ["sku", "barcode"] {
        draft.alias(&text(variant, name).unwrap_or_default());
    }
    for (at, name) in (1..).zip(names) {
        let value = text(variant, &format!("option{at}")).unwrap_or_default();
        add_option(&mut draft, name, &value);
    }
    Ok(draft)
}

fn stock(variant: &Object) -> Availability {
    match variant.get("available") {
        Some(Value::Bool(true)) => return Availability::InStock,
        Some(Value::Bool(false)) => return Availability::OutOfStock,
        _ => {}
    }
    let quantity = variant.get("inventory_quantity").and_then(Value::as_i64);
    let tracked = text(variant, "inventory_management").is_some();
    let goes_on = text(variant, "inventory_policy").is_some_and(|policy| policy == "continue");
    match quantity {
        Some(quantity) if quantity > 0 || goes_on || !tracked => Availability::InStock,
        Some(_) => Availability::OutOfStock,
        None => Availability::Unknown,
    }
}

fn images(product: &Object) -> String {
    let first = product
        .get("image")
        .or_else(|| product.get("images")?.get(0));
    match first {
        Some(Value::Object(image)) => text(image, "src").unwrap_or_default(),
        Some(other) => scalar(other).unwrap_or_default(),
        None => String::new(),
    }
}

fn list<'a>(object: &'a Object, name: &str) -> impl Iterator<Item = &'a Value> {
    object
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text(object: &Object, name: &str) -> Option<String> {
    let text = scalar(object.get(name)?)?;
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The number in a GID such as `gid://shopify/Product/123`; what has none stays as it is.
fn bare(id: &str) -> &str {
    id.strip_prefix("gid://")
        .and_then(|id| id.rsplit('/').next())
        .filter(|number| !number.is_empty())
        .unwrap_or(id)
}

/// Where Shopify's themes have the product's page.
pub(crate) fn address(handle: &str) -> String {
    if handle.is_empty() {
        String::new()
    } else {
        format!("/products/{handle}")
    }
}

/// Tags as Shopify's exports write them.
pub(crate) fn add_tags(draft: &mut Draft, tags: &str) {
    for tag in tags.split(',') {
        add_tag(draft, tag);
    }
}

fn add_tag(draft: &mut Draft, tag: &str) {
    if !words::is_confidential(tag) {
        draft.attribute("tag", tag);
    }
}

/// An option of a variant; `Title: Default Title` is Shopify's way to say that there is none.
pub(crate) fn add_option(draft: &mut Draft, name: &str, value: &str) {
    if value != "Default Title" {
        draft.attribute(name, value);
    }
}
