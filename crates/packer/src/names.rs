//! What a pack says of an item's other names: nothing twice.

use whyshelf_pack::shopify::{Kind, Name};
use whyshelf_source::CatalogItem;

/// The other names of an item that the pack calls `id`, and Shopify's numbers of it.
///
/// A global identifier whose number is a name of the item too becomes a number, and with it go the
/// names that are made of it: a reader finds the item by all of them.
pub(crate) fn names(item: &CatalogItem, id: &str) -> (Vec<String>, Vec<u64>) {
    let known: Vec<&str> = item.aliases.iter().map(String::as_str).collect();
    let is_known = |name: &str| name == item.id || known.contains(&name);
    let (mut product, mut variants) = (0, Vec::new());
    for &name in &known {
        match Name::of(name) {
            Some(Name::Global(kind, number)) if is_known(&number.to_string()) => match kind {
                Kind::Product if product == 0 => product = number,
                Kind::Product => {}
                Kind::Variant => variants.push(number),
            },
            _ => {}
        }
    }
    variants.sort_unstable();
    variants.dedup();
    // A number of both kinds is found as one of them only.
    variants.retain(|&variant| variant != product);
    let is_made_of_numbers = |name: &str| match Name::of(name) {
        Some(Name::Bare(number)) => number == product || variants.contains(&number),
        Some(Name::Global(Kind::Product, number)) => number == product,
        Some(Name::Global(Kind::Variant, number)) => variants.contains(&number),
        Some(Name::Feed {
            product: of,
            variant,
        }) => of == product && variants.contains(&variant),
        None => false,
    };
    let mut aliases: Vec<String> = known
        .iter()
        .copied()
        .chain([item.id.as_str()])
        .filter(|&name| name != id && !is_made_of_numbers(name))
        .map(str::to_owned)
        .collect();
    aliases.sort_unstable();
    let shopify = if product > 0 || !variants.is_empty() {
        std::iter::once(product).chain(variants).collect()
    } else {
        Vec::new()
    };
    (aliases, shopify)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(aliases: &[&str]) -> CatalogItem {
        CatalogItem {
            id: "123".into(),
            aliases: aliases.iter().map(|&name| name.into()).collect(),
            ..CatalogItem::default()
        }
    }

    #[test]
    fn numbers_stand_once() {
        let item = item(&[
            "456",
            "457",
            "SKU-1",
            "gid://shopify/Product/123",
            "gid://shopify/ProductVariant/456",
            "gid://shopify/ProductVariant/457",
            "red-mug",
            "shopify_GB_123_456",
        ]);
        let (aliases, numbers) = names(&item, "123");
        assert_eq!(aliases, ["SKU-1", "red-mug"]);
        assert_eq!(numbers, [123, 456, 457]);
        // The log calls it otherwise.
        let (aliases, numbers) = names(&item, "SKU-1");
        assert_eq!(aliases, ["red-mug"]);
        assert_eq!(numbers, [123, 456, 457]);
    }

    #[test]
    fn a_number_that_is_no_name_of_the_item_stays_in_its_identifier() {
        // The catalog took `456` away: another item is called so too.
        let (aliases, numbers) = names(&item(&["gid://shopify/ProductVariant/456"]), "123");
        assert_eq!(aliases, ["gid://shopify/ProductVariant/456"]);
        assert!(numbers.is_empty());
    }

    #[test]
    fn what_is_not_shopifys_is_text() {
        let (aliases, numbers) = names(&item(&["4006381333931", "X"]), "Y");
        assert_eq!(aliases, ["123", "4006381333931", "X"]);
        assert!(numbers.is_empty());
    }
}
