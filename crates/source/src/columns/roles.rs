//! The roles there are, and the names that columns have for them.

/// For error messages: the roles there are.
pub(crate) const ROLES: &str = "session, item, timestamp, shopper, event, quantity (event log) and \
     item, title, url, image, price, sale_price, currency, category, brand, availability, group, \
     rating, rating_count, added, sku, gtin, mpn, color, size, material, pattern, gender, age_group, cost (catalog, also \
     as catalog.item …)";

/// What a column says, in an event log or a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    /// As `--map` calls it.
    pub name: &'static str,
    /// Column names understood without `--map`, [`super::plain`], the proper one first.
    pub(super) columns: &'static [&'static str],
}

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal, $($column:literal),+;)+) => {
        $($(#[$doc])* pub(crate) const $role: Role = Role { name: $name, columns: &[$($column),+] };)+
    };
}

roles! {
    /// Which visit or basket an event belongs to.
    SESSION = "session", "session_id";
    /// The item.
    ITEM = "item", "item_id";
    /// When.
    TIMESTAMP = "timestamp", "timestamp";
    /// Who, where the log knows.
    SHOPPER = "shopper", "shopper_id";
    /// What happened, named as in GA4.
    EVENT = "event", "event";
    /// How many.
    QUANTITY = "quantity", "quantity";
    /// The item a catalog row is about.
    CATALOG_ITEM = "item", "item_id", "id";
    /// Name of the product.
    TITLE = "title", "title", "name", "structured_title";
    /// Its page.
    URL = "url", "url", "link";
    /// Its picture.
    IMAGE = "image", "image", "image_link", "image_url";
    /// Its price.
    PRICE = "price", "price";
    /// Its price for now.
    SALE_PRICE = "sale_price", "sale_price";
    /// Currency of the prices.
    CURRENCY = "currency", "currency";
    /// Its category, best as a path.
    CATEGORY = "category", "category", "product_type";
    /// Its category in Google's taxonomy, where there is no other.
    GOOGLE_CATEGORY = "google_product_category", "google_product_category";
    /// Its brand.
    BRAND = "brand", "brand", "vendor";
    /// Whether it can be had.
    AVAILABILITY = "availability", "availability";
    /// How many stars of five buyers give it, on average.
    RATING = "rating", "rating", "average_rating", "rating_value";
    /// How many have given it stars.
    RATING_COUNT = "rating_count", "rating_count", "ratings", "review_count", "reviews";
    /// What it is a variant of.
    GROUP = "group", "item_group_id", "group_id", "parent_id";
    /// Since when the shop has it.
    ADDED = "added", "added", "date", "created_at", "published_at", "availability_date";
    /// Stock keeping unit.
    SKU = "sku", "sku";
    /// Global trade item number.
    GTIN = "gtin", "gtin", "ean", "upc", "barcode";
    /// The maker's number.
    MPN = "mpn", "mpn";
    /// Colour.
    COLOR = "color", "color", "colour";
    /// Size.
    SIZE = "size", "size";
    /// Material.
    MATERIAL = "material", "material";
    /// Pattern.
    PATTERN = "pattern", "pattern";
    /// For whom.
    GENDER = "gender", "gender";
    /// For what age.
    AGE_GROUP = "age_group", "age_group";
    /// Further facts as `section:name:value`, separated by commas.
    DETAILS = "product_detail", "product_detail";
    /// What the shop pays for it: looked at only where margin bands are asked for.
    COST = "cost", "cost_of_goods_sold", "cost", "cost_per_item";
}

/// Roles of an event log.
pub(crate) const EVENT_ROLES: [Role; 6] = [SESSION, ITEM, TIMESTAMP, SHOPPER, EVENT, QUANTITY];

/// Roles whose values are kept as attributes, by the role's name.
pub(crate) const ATTRIBUTES: [Role; 6] = [COLOR, SIZE, MATERIAL, PATTERN, GENDER, AGE_GROUP];

/// Roles of a catalog.
pub(crate) const CATALOG_ROLES: [Role; 26] = [
    CATALOG_ITEM,
    TITLE,
    URL,
    IMAGE,
    PRICE,
    SALE_PRICE,
    CURRENCY,
    CATEGORY,
    GOOGLE_CATEGORY,
    BRAND,
    AVAILABILITY,
    RATING,
    RATING_COUNT,
    GROUP,
    ADDED,
    SKU,
    GTIN,
    MPN,
    COLOR,
    SIZE,
    MATERIAL,
    PATTERN,
    GENDER,
    AGE_GROUP,
    DETAILS,
    COST,
];
