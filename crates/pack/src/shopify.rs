//! What Shopify calls products and variants: a number, a global identifier
//! (`gid://shopify/ProductVariant/456`), or in product feeds both numbers
//! (`shopify_GB_123_456`).

use crate::text::cut;

/// What a number counts. Products and variants are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A product.
    Product,
    /// One of its variants.
    Variant,
}

/// An identifier in one of Shopify's forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// A number alone; it does not say of what.
    Bare(u64),
    /// A global identifier.
    Global(Kind, u64),
    /// As in the feed for Google.
    Feed {
        /// Number of the product.
        product: u64,
        /// Number of the variant.
        variant: u64,
    },
}

impl Name {
    /// Reads an identifier; `None` for any that is in none of the forms to the letter.
    #[must_use]
    pub fn of(text: &str) -> Option<Name> {
        if let Some(rest) = text.strip_prefix("gid://shopify/") {
            let (kind, digits) = cut(rest, b'/')?;
            let kind = match kind {
                "Product" => Kind::Product,
                "ProductVariant" => Kind::Variant,
                _ => return None,
            };
            return Some(Name::Global(kind, number(digits)?));
        }
        if let Some(rest) = text.strip_prefix("shopify_") {
            let (country, rest) = cut(rest, b'_')?;
            let (product, variant) = cut(rest, b'_')?;
            let is_country = country.len() == 2 && country.bytes().all(|b| b.is_ascii_alphabetic());
            return is_country.then_some(Name::Feed {
                product: number(product)?,
                variant: number(variant)?,
            });
        }
        number(text).map(Name::Bare)
    }
}

/// A number above 0, written as numbers are.
fn number(digits: &str) -> Option<u64> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_to_the_letter() {
        let global = |kind, number| Some(Name::Global(kind, number));
        assert_eq!(Name::of("8456712"), Some(Name::Bare(8_456_712)));
        assert_eq!(
            Name::of("gid://shopify/Product/12"),
            global(Kind::Product, 12)
        );
        assert_eq!(
            Name::of("gid://shopify/ProductVariant/12"),
            global(Kind::Variant, 12)
        );
        let feed = Name::Feed {
            product: 123,
            variant: 456,
        };
        assert_eq!(Name::of("shopify_GB_123_456"), Some(feed));
        for other in [
            "",
            "0",
            "012",
            "+1",
            "1.5",
            "18446744073709551616",
            "gid://shopify/Product/",
            "gid://shopify/Product/12?x",
            "gid://shopify/Cart/12",
            "shopify_GBR_1_2",
            "shopify_GB_1",
            "shopify_GB_1_2_3",
        ] {
            assert_eq!(Name::of(other), None, "{other}");
        }
    }
}
