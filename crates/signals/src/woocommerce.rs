//! WooCommerce: jQuery events on the body, whose button says which product; events of its blocks;
//! actions of its blocks on `wp.hooks`. Names: WooCommerce's own sources and documentation.

use whyshelf_engine::EventKind;

use crate::{Heard, Source, Value};

/// jQuery events and what they mean.
pub const JQUERY: [(&str, EventKind); 2] = [
    ("added_to_cart", EventKind::AddToCart),
    ("removed_from_cart", EventKind::RemoveFromCart),
];
/// The blocks' event, which does not say which product.
pub const BLOCKS_ADDED: &str = "wc-blocks_added_to_cart";
/// Actions of the blocks, and what they mean.
pub const HOOKS: [(&str, EventKind); 2] = [
    (
        "experimental__woocommerce_blocks-cart-add-item",
        EventKind::AddToCart,
    ),
    (
        "experimental__woocommerce_blocks-cart-remove-item",
        EventKind::RemoveFromCart,
    ),
];

/// Reads the button of a jQuery event: a jQuery object, or the element itself.
pub fn button<V: Value>(source: Source, kind: EventKind, button: &V, heard: &mut Heard) {
    let element = button.field("0").unwrap_or_else(|| button.clone());
    heard.item(
        source,
        kind,
        &element,
        &[&["dataset", "product_id"], &["dataset", "product_sku"]],
    );
}

/// Reads what an action of the blocks was given.
pub fn hook<V: Value>(kind: EventKind, given: &V, heard: &mut Heard) {
    let product = given.field("product").unwrap_or_else(|| given.clone());
    heard.item(Source::WooBlocks, kind, &product, &[&["id"], &["sku"]]);
}
