//! Shopify's standard storefront events: DOM events whose properties are the payload. Names:
//! Shopify's documentation of storefront events and actions.

use whyshelf_engine::EventKind;

use crate::{Heard, LONGEST_NAME, MOST_ITEMS, Reason, Source, Value};

/// A product shown.
pub const PRODUCT_VIEW: &str = "shopify:product:view";
/// Lines of the cart added, changed or removed.
pub const LINES_UPDATE: &str = "shopify:cart:lines-update";

/// Reads a [`PRODUCT_VIEW`]. Cards in a grid are shown, not viewed.
pub fn product_view<V: Value>(event: &V, heard: &mut Heard) {
    let context = event.text_of("context", LONGEST_NAME);
    if !matches!(context.as_deref(), Some("page" | "dialog")) {
        return heard.drop(Source::Shopify, Reason::MakesNoEvent, PRODUCT_VIEW);
    }
    match event.field("product") {
        Some(product) => heard.item(
            Source::Shopify,
            EventKind::ViewItem,
            &product,
            &[
                &["id"],
                &["selectedVariant", "id"],
                &["selectedVariant", "sku"],
            ],
        ),
        None => heard.drop(Source::Shopify, Reason::NoItem, PRODUCT_VIEW),
    }
}

/// Reads a [`LINES_UPDATE`]. The event comes before the cart changes: what is heard counts once
/// its promise has resolved to an answer that is not [`is_refusal`].
pub fn lines_update<V: Value>(event: &V, heard: &mut Heard) {
    let action = event.text_of("action", LONGEST_NAME);
    let lines = event.field("lines");
    let lines = lines.map_or_else(Vec::new, |lines| lines.list(MOST_ITEMS));
    if lines.is_empty() {
        return heard.drop(Source::Shopify, Reason::NoItem, LINES_UPDATE);
    }
    for line in lines {
        let none_left = line.field("quantity").and_then(|count| count.number()) == Some(0.0);
        let (kind, name) = match action.as_deref() {
            Some("add") => (
                EventKind::AddToCart,
                line.text_of("merchandiseId", LONGEST_NAME),
            ),
            Some("remove") => (EventKind::RemoveFromCart, variant_of_line(&line)),
            Some("update") if none_left => (EventKind::RemoveFromCart, variant_of_line(&line)),
            // More or fewer of what is in the cart.
            _ => {
                heard.drop(Source::Shopify, Reason::MakesNoEvent, LINES_UPDATE);
                continue;
            }
        };
        heard.signal(Source::Shopify, kind, name.into_iter().collect());
    }
}

/// The variant of a line whose key is the Ajax cart's: `<variant>:<hash>`, with or without
/// `gid://shopify/CartLine/`. Other keys say nothing.
fn variant_of_line<V: Value>(line: &V) -> Option<String> {
    let key = line.text_of("id", LONGEST_NAME)?;
    let key = key.strip_prefix("gid://shopify/CartLine/").unwrap_or(&key);
    let (variant, _) = key.split_once(':')?;
    let digits = !variant.is_empty() && variant.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| format!("gid://shopify/ProductVariant/{variant}"))
}

/// Whether the answer to a cart event says that the cart was not changed.
pub fn is_refusal<V: Value>(answer: &V) -> bool {
    let errors = answer.field("userErrors");
    errors.is_some_and(|errors| errors.count() > 0)
        || answer
            .at(&["detail", "didError"])
            .is_some_and(|error| error.is_true())
}
