//! Product facts from the page's JSON-LD (schema.org).

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

use super::reading::{field, list, text};

/// What the page says its product is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Product {
    /// `sku`, else `productID`, else `mpn`.
    pub(crate) id: String,
    /// `name`, if given.
    pub(crate) title: Option<String>,
}

/// Deepest nesting looked into.
const DEPTH: u32 = 4;
/// Most entries of one list looked at.
const MOST: u32 = 100;

/// The page's product, if its JSON-LD describes exactly one: a listing is not a product page.
pub(crate) fn product(document: &Document) -> Option<Product> {
    let blocks = document
        .query_selector_all(r#"script[type="application/ld+json" i]"#)
        .ok()?;
    let mut products = Vec::new();
    for at in 0..blocks.length().min(MOST) {
        let block = blocks.item(at)?.dyn_into::<Element>().ok();
        let json = block.and_then(|block| block.text_content());
        if let Some(Ok(value)) = json.map(|json| js_sys::JSON::parse(bare(&json))) {
            collect(&value, DEPTH, &mut products);
        }
    }
    products.dedup_by(|a, b| a.id == b.id);
    match products.len() {
        1 => products.pop(),
        _ => None,
    }
}

/// JSON without the comment or CDATA that old pages wrap it in.
fn bare(json: &str) -> &str {
    let json = json.trim();
    for (open, close) in [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
    ] {
        if let Some(inner) = json
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
        {
            return inner;
        }
    }
    json
}

fn collect(value: &JsValue, depth: u32, products: &mut Vec<Product>) {
    for node in list(value, MOST) {
        if is_product(&node) {
            products.extend(read(&node));
        } else if depth > 0 {
            for inner in ["@graph", "mainEntity"] {
                if let Some(inner) = field(&node, inner) {
                    collect(&inner, depth - 1, products);
                }
            }
        }
    }
}

fn is_product(node: &JsValue) -> bool {
    let Some(kind) = field(node, "@type") else {
        return false;
    };
    let named = |kind: &JsValue| {
        let name = kind.as_string().unwrap_or_default();
        let name = name.rsplit(['/', ':']).next().unwrap_or_default();
        name.eq_ignore_ascii_case("Product")
    };
    named(&kind) || list(&kind, MOST).iter().any(named)
}

fn read(node: &JsValue) -> Option<Product> {
    let id = ["sku", "productID", "mpn"]
        .iter()
        .find_map(|name| text(&field(node, name)?))?;
    Some(Product {
        id,
        title: field(node, "name").and_then(|name| text(&name)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn products(json: &str) -> Vec<String> {
        let value = js_sys::JSON::parse(bare(json)).unwrap_or(JsValue::UNDEFINED);
        let mut products = Vec::new();
        collect(&value, DEPTH, &mut products);
        products.into_iter().map(|product| product.id).collect()
    }

    #[wasm_bindgen_test]
    fn finds_a_product_in_every_usual_shape() {
        for json in [
            r#"{"@context":"https://schema.org","@type":"Product","sku":"A1","name":"Lantern"}"#,
            r#"[{"@type":"BreadcrumbList"},{"@type":["Thing","product"],"productID":"A1"}]"#,
            r#"{"@graph":[{"@type":"http://schema.org/Product","mpn":"A1"}]}"#,
            r#"<!-- {"@type":"WebPage","mainEntity":{"@type":"Product","sku":"A1"}} -->"#,
        ] {
            assert_eq!(products(json), ["A1"], "{json}");
        }
    }

    #[wasm_bindgen_test]
    fn passes_over_everything_else() {
        for json in [
            "",
            "null",
            "[[[[[[1]]]]]]",
            r#"{"@type":"Product"}"#,
            r#"{"@type":"ProductGroup","sku":"A1"}"#,
            r#"{"@type":{"sku":1},"sku":"A1"}"#,
            r#"{"@type":"Product","sku":{"value":"A1"}}"#,
        ] {
            assert_eq!(products(json), [""; 0], "{json}");
        }
    }
}
