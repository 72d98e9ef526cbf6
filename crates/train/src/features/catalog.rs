//! What training wants to know of an item from its catalog.

/// Facts of one item; any may be missing, which is an empty text or nothing at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CatalogFacts {
    /// Path of the category, the widest first: `["Home", "Kitchen", "Mugs"]`.
    pub category: Vec<String>,
    /// Brand.
    pub brand: String,
    /// Name of the product.
    pub title: String,
    /// Price in the currency's hundredths.
    pub price_minor: Option<u64>,
    /// ISO 4217. Prices of different currencies are not compared.
    pub currency: String,
    /// Names and values, in any order: `("material", "oak")`.
    pub attributes: Vec<(String, String)>,
    /// When the item came into the catalog, in seconds since 1970.
    pub added: Option<i64>,
}
