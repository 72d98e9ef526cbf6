//! The shop as the templates see it: departments of products, best sellers first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::category;
use crate::clean::slug;
use crate::table::{CatalogRow, Sales};

/// A product with everything its page and card show.
#[derive(Debug, Serialize)]
pub(super) struct Product {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) url: String,
    pub(super) image: String,
    /// Pounds.
    pub(super) price: f64,
    /// `2.55`, for machines; templates put the pound sign before it.
    pub(super) amount: String,
    pub(super) category: String,
    /// Orders in the year of the data that held it.
    pub(super) orders: u64,
    /// The quantity bought most often.
    pub(super) usual_quantity: i64,
    /// One true sentence about how it sold.
    pub(super) line: String,
    /// Numbers of the title's words, ascending.
    #[serde(skip)]
    words: Vec<u32>,
}

/// A department with its products' places, best sellers first.
#[derive(Debug, Serialize)]
pub(super) struct Department {
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) url: String,
    pub(super) blurb: String,
    /// Picture of its best seller.
    pub(super) image: String,
    pub(super) count: usize,
    #[serde(skip)]
    pub(super) products: Vec<usize>,
}

impl Department {
    /// Address of its n-th page, counted from 0.
    pub(super) fn page_url(&self, page: usize) -> String {
        if page == 0 {
            self.url.clone()
        } else {
            format!("/category/{}-{}.html", self.slug, page + 1)
        }
    }
}

/// The whole shop.
pub(super) struct Shop {
    /// Best sellers first.
    pub(super) products: Vec<Product>,
    /// In the order of the menu.
    pub(super) departments: Vec<Department>,
}

impl Shop {
    pub(super) fn new(catalog: Vec<CatalogRow>, sales: &BTreeMap<String, Sales>) -> Self {
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let mut products: Vec<Product> = catalog
            .into_iter()
            .map(|row| {
                let sales = sales.get(&row.id).copied().unwrap_or_default();
                let words: BTreeSet<u32> = category::words(&row.title)
                    .into_iter()
                    .map(|word| number(&mut numbers, word))
                    .collect();
                Product {
                    amount: format!("{:.2}", row.price),
                    line: line(sales),
                    words: words.into_iter().collect(),
                    orders: sales.orders,
                    usual_quantity: sales.usual_quantity.max(1),
                    id: row.id,
                    title: row.title,
                    url: row.url,
                    image: row.image,
                    price: row.price,
                    category: row.category,
                }
            })
            .collect();
        products.sort_by(|a, b| (Reverse(a.orders), &a.id).cmp(&(Reverse(b.orders), &b.id)));
        let departments = departments(&products);
        Self {
            products,
            departments,
        }
    }

    /// The `count` best sellers that fit.
    pub(super) fn best(&self, count: usize, fits: impl Fn(&Product) -> bool) -> Vec<&Product> {
        self.products
            .iter()
            .filter(|product| fits(product))
            .take(count)
            .collect()
    }

    pub(super) fn department(&self, name: &str) -> Option<&Department> {
        self.departments
            .iter()
            .find(|department| department.name == name)
    }

    /// Products of the same department whose titles share most words, best sellers first among equals.
    pub(super) fn similar(&self, product: &Product, count: usize) -> Vec<&Product> {
        let places = self
            .department(&product.category)
            .map_or(&[][..], |department| &department.products);
        let others = places
            .iter()
            .map(|&place| &self.products[place])
            .filter(|other| other.id != product.id);
        let mut ranked: Vec<(usize, &Product)> = others
            .map(|other| (shared(&product.words, &other.words), other))
            .collect();
        ranked.sort_by_key(|(shared, _)| Reverse(*shared));
        let mut similar: Vec<&Product> = ranked
            .into_iter()
            .map(|(_, other)| other)
            .take(count)
            .collect();
        let missing = count - similar.len();
        similar.extend(self.best(missing, |other| other.category != product.category));
        similar
    }
}

fn departments(products: &[Product]) -> Vec<Department> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, product) in products.iter().enumerate() {
        places.entry(&product.category).or_default().push(place);
    }
    let known: Vec<&str> = category::all().map(|category| category.name).collect();
    let mut names: Vec<&str> = places.keys().copied().collect();
    // The menu's order first, then departments of catalogs that others made, by name.
    names.sort_by_key(|name| {
        (
            known
                .iter()
                .position(|known| known == name)
                .unwrap_or(known.len()),
            *name,
        )
    });
    names
        .into_iter()
        .map(|name| {
            let slug = slug(name);
            let products_here = places.get(name).cloned().unwrap_or_default();
            Department {
                url: format!("/category/{slug}.html"),
                blurb: category::by_name(name)
                    .map_or("", |category| category.blurb)
                    .to_owned(),
                image: products_here
                    .first()
                    .map_or(String::new(), |&first| products[first].image.clone()),
                count: products_here.len(),
                products: products_here,
                name: name.to_owned(),
                slug,
            }
        })
        .collect()
}

fn number(numbers: &mut BTreeMap<String, u32>, word: String) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(word).or_insert(next)
}

/// How many numbers two ascending lists share.
fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count()
}

/// What the year's orders say about a product: a fact, never urgency.
fn line(sales: Sales) -> String {
    let orders = sales.orders;
    match orders {
        0 => "New on the shelf.".to_owned(),
        1 => "A quiet one: it went home with a single order in a whole year.".to_owned(),
        2..=29 => format!("A quiet one: it went home with {orders} orders in a year."),
        30..=299 => format!("It went home with {orders} orders in a year."),
        300..=799 => format!("A favourite: it went home with {orders} orders in a year."),
        _ => format!(
            "One of our best loved: it went home with {} orders in a year.",
            thousands(orders)
        ),
    }
}

fn thousands(number: u64) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1000), number % 1000)
    }
}
