//! What the catalog says of an item: words and prices that its cluster, its brand and it itself
//! decide, so that alike items read alike.

use std::fmt::{self, Display, Formatter};

use super::chance::{Chance, Purpose};
use super::leaf::leaf;
use super::shop::Shop;
use super::words::{COLOURS, ENDINGS, SYLLABLES};

/// Items a brand has on average, and at most how many brands there are.
const ITEMS_A_BRAND: usize = 150;
const MOST_BRANDS: usize = 4000;
/// Brands that sell items of one cluster.
const BRANDS_A_CLUSTER: usize = 4;

/// Cents that prices end in.
const ENDS: [u32; 4] = [95, 90, 50, 0];

/// The words of an item, for the columns of the catalog.
pub(super) struct Product {
    pub(super) title: String,
    /// For addresses.
    pub(super) slug: String,
    pub(super) cents: u32,
    pub(super) category: String,
    pub(super) brand: String,
    /// As product feeds write it.
    pub(super) availability: &'static str,
}

impl Shop {
    /// What the catalog says of an item.
    pub(super) fn product(&self, item: u32) -> Product {
        let cluster = self.cluster_of(item);
        let (department, category, kind) = leaf(self.leaf_of(cluster));
        let mut of_cluster = Chance::of(self.seed, Purpose::Cluster, cluster as u64 | 1 << 40);
        let style = of_cluster.one_of(&category.styles);
        let material = of_cluster.one_of(&category.materials);
        let level = of_cluster.around_one(0.5);
        let brands = (self.len() / ITEMS_A_BRAND).clamp(BRANDS_A_CLUSTER, MOST_BRANDS);
        let first_brand = of_cluster.below(brands);

        let mut of_item = Chance::of(self.seed, Purpose::Item, u64::from(item) | 2 << 40);
        let brand = (first_brand + of_item.below(BRANDS_A_CLUSTER)) % brands;
        let (brand, brand_level) = self.brand(brand);
        let (variant, colour) = (of_item.one_of(&category.variants), of_item.one_of(&COLOURS));
        let price = f64::from(kind.price) * level * brand_level * of_item.around_one(0.2);
        let availability = match of_item.below(100) {
            0..92 => "in_stock",
            92..98 => "out_of_stock",
            _ => "preorder",
        };
        let noun = kind.noun;
        Product {
            title: format!("{brand} {style} {material} {noun}, {variant}, {colour}"),
            slug: format!("{style}-{material}-{noun}")
                .to_lowercase()
                .replace(' ', "-"),
            cents: price as u32 * 100 + *of_item.one_of(&ENDS),
            category: format!("{} > {} > {}", department.name, category.name, kind.name),
            brand,
            availability,
        }
    }

    /// Name of a brand, and how dear it is.
    fn brand(&self, number: usize) -> (String, f64) {
        let mut chance = Chance::of(self.seed, Purpose::Brand, number as u64);
        let mut name = String::new();
        for _ in 0..1 + chance.below(2) {
            name += *chance.one_of(&SYLLABLES);
        }
        name += *chance.one_of(&ENDINGS);
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        (name, chance.around_one(0.4))
    }

    /// The number of an item as its identifier has it: from 1, all equally long.
    pub(super) fn number(&self, item: u32) -> impl Display {
        Padded {
            number: self.numbers[item as usize] + 1,
            digits: self.digits,
        }
    }
}

struct Padded {
    number: u32,
    digits: usize,
}

impl Display for Padded {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:0digits$}", self.number, digits = self.digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_a_cluster_share_their_words_and_differ_in_detail() {
        let shop = Shop::new(1, 2000);
        let cluster = shop.cluster(3);
        let products: Vec<Product> = cluster.map(|item| shop.product(item)).collect();
        assert!(
            products
                .iter()
                .all(|product| product.category == products[0].category)
        );
        assert!(
            products
                .iter()
                .all(|product| product.slug == products[0].slug)
        );
        let mut titles: Vec<&str> = products.iter().map(|product| &*product.title).collect();
        titles.sort_unstable();
        titles.dedup();
        assert!(titles.len() * 10 >= products.len() * 9, "{titles:?}");
    }

    #[test]
    fn numbers_are_padded_to_one_length() {
        let shop = Shop::new(1, 1000);
        let mut numbers: Vec<String> = (0..1000)
            .map(|item| shop.number(item).to_string())
            .collect();
        numbers.sort();
        assert_eq!((&*numbers[0], &*numbers[999]), ("0001", "1000"));
    }
}
