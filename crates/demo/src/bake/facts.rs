//! What a page tells machines: JSON-LD for search engines, and the page's GA4 event for its own `dataLayer`.

use serde_json::{Value, json};

use super::shop::{Department, Product};
use crate::table::CURRENCY;

/// schema.org Product with its offer.
pub(super) fn product(product: &Product) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "productID": product.id,
        "sku": product.id,
        "name": product.title,
        "url": product.url,
        "image": product.image,
        "category": product.category,
        "offers": {
            "@type": "Offer",
            "price": product.amount,
            "priceCurrency": CURRENCY,
            "availability": "https://schema.org/InStock",
            "url": product.url,
        },
    })
}

/// schema.org BreadcrumbList of (name, address) pairs, outermost first.
pub(super) fn breadcrumb(trail: &[(&str, &str)]) -> Value {
    let steps: Vec<Value> =
        trail.iter().enumerate().map(|(place, (name, url))| json!({"@type": "ListItem", "position": place + 1, "name": name, "item": url})).collect();
    json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps})
}

/// GA4 `view_item`.
pub(super) fn item_view(product: &Product) -> Value {
    json!({"event": "view_item", "ecommerce": {"currency": CURRENCY, "value": product.price, "items": [item(product)]}})
}

/// GA4 `view_item_list` of a department's page.
pub(super) fn item_list(department: &Department, products: &[&Product]) -> Value {
    let items: Vec<Value> = products.iter().map(|product| item(product)).collect();
    json!({"event": "view_item_list", "ecommerce": {"item_list_id": department.slug, "item_list_name": department.name, "items": items}})
}

fn item(product: &Product) -> Value {
    json!({"item_id": product.id, "item_name": product.title, "item_category": product.category, "price": product.price, "quantity": 1})
}
