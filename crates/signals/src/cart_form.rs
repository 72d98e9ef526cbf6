//! Forms that put something in the cart: Shopify's `/cart/add` and WooCommerce's `add-to-cart`.

/// What a form puts in the cart: the names of the item, best first; `None` for every other form.
///
/// `path` is that of the form's action, `field` gives the value of one of its fields.
pub fn names(path: &str, field: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let fields: &[&str] = if is_shopify_add(path) {
        &["id"]
    } else if field("add-to-cart").is_some() {
        &["variation_id", "add-to-cart", "product_id"]
    } else {
        return None;
    };
    let names: Vec<String> = fields
        .iter()
        .filter_map(|name| field(name))
        .map(|name| name.trim().to_owned())
        // WooCommerce writes 0 until a variation is chosen.
        .filter(|name| !name.is_empty() && name != "0")
        .collect();
    Some(names)
}

/// Whether a request to this path adds to a Shopify cart.
#[must_use]
pub fn is_shopify_add(path: &str) -> bool {
    path.ends_with("/cart/add") || path.ends_with("/cart/add.js")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, fields: &[(&str, &str)]) -> Option<Vec<String>> {
        names(path, |wanted| {
            let field = fields.iter().find(|(name, _)| *name == wanted)?;
            Some(field.1.to_owned())
        })
    }

    #[test]
    fn the_forms_of_shopify_and_woocommerce_are_known_and_no_others() {
        let named = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect());
        assert_eq!(read("/de/cart/add", &[("id", " 456 ")]), named(&["456"]));
        assert_eq!(read("/cart/add.js", &[]), named(&[]));
        let variation = [
            ("add-to-cart", "12"),
            ("variation_id", "15"),
            ("product_id", "12"),
        ];
        assert_eq!(read("/p/mug/", &variation), named(&["15", "12", "12"]));
        let none_chosen = [("add-to-cart", "12"), ("variation_id", "0")];
        assert_eq!(read("/p/mug/", &none_chosen), named(&["12"]));
        assert_eq!(read("/search", &[("id", "456")]), None);
        assert_eq!(read("/cart/address", &[("id", "456")]), None);
    }
}
