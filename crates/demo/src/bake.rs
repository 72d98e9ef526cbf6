//! `bake`: catalog and event log in, a static shop out. Every page is a plain file; nothing is computed at request time.

use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use minijinja::context;

use crate::error::DemoError;
use crate::table;
use crate::tile;

mod facts;
mod press;
mod shop;

use press::Press;
use shop::{Department, Product, Shop};

/// Products on one page of a department: a multiple of 2, 3, 4 and 6, so that every grid ends in a full row.
const PAGE: usize = 48;
/// Links inside each `<why-shelf>`: one row on a wide screen.
const SHELF: usize = 4;

/// What to bake from where to where.
pub(crate) struct Order {
    pub(crate) data: PathBuf,
    pub(crate) templates: PathBuf,
    pub(crate) index: PathBuf,
    pub(crate) out: PathBuf,
}

/// Bakes the shop.
pub(crate) fn run(order: &Order) -> Result<(), DemoError> {
    let start = Instant::now();
    let catalog = table::read_catalog(&order.data.join(table::CATALOG))?;
    let sales = table::read_sales(&order.data.join(table::EVENTS))?;
    let shop = Shop::new(catalog, &sales);
    let press = Press::new(&order.templates, &order.index, &order.out, &shop)?;
    press.copy_assets(&order.templates.join("assets"))?;
    search_index(&shop, &order.out)?;
    tile::scene::write(&order.out.join("shop/hero.svg"))?;
    single_pages(&shop, &press)?;
    for department in &shop.departments {
        department_pages(&shop, department, &press)?;
    }
    let bar = ProgressBar::new(shop.products.len() as u64)
        .with_style(style())
        .with_message("baking products");
    for product in &shop.products {
        product_page(&shop, product, &press)?;
        press.write(&product.image, &tile::draw(&product.id, &product.title))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    let (products, departments, seconds) = (
        shop.products.len(),
        shop.departments.len(),
        start.elapsed().as_secs_f64(),
    );
    println!(
        "baked {products} products in {departments} departments into {} in {seconds:.1} s",
        order.out.display()
    );
    Ok(())
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} {bar:32} {pos}/{len} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn single_pages(shop: &Shop, press: &Press) -> Result<(), DemoError> {
    let best = shop.best(SHELF + 8, |_| true);
    let (shelf, loved) = best.split_at(SHELF.min(best.len()));
    let season = shop.best(4, |product| product.category == "Christmas");
    press.page(
        "index.html",
        "index.html",
        context! { shelf, loved, season },
    )?;
    press.page("pages/search.html", "search.html", context! { shelf })?;
    press.page("pages/cart.html", "cart.html", context! { shelf })?;
    press.page(
        "pages/order-confirmation.html",
        "order-confirmation.html",
        context! { shelf },
    )?;
    press.page("pages/not-found.html", "not-found.html", context! { shelf })
}

fn department_pages(shop: &Shop, department: &Department, press: &Press) -> Result<(), DemoError> {
    let products: Vec<&Product> = department
        .products
        .iter()
        .map(|&place| &shop.products[place])
        .collect();
    let elsewhere = shop.best(SHELF, |product| product.category != department.name);
    let pages: Vec<String> = (0..products.len().div_ceil(PAGE))
        .map(|page| department.page_url(page))
        .collect();
    for (number, shown) in products.chunks(PAGE).enumerate() {
        let values = context! {
            department, products => shown, shelf => elsewhere, pages, number,
            facts => facts::item_list(department, shown),
            breadcrumb => facts::breadcrumb(&[("Home", "/"), (&department.name, &department.url)]),
        };
        press.page(
            "pages/category.html",
            pages[number].trim_start_matches('/'),
            values,
        )?;
    }
    Ok(())
}

fn product_page(shop: &Shop, product: &Product, press: &Press) -> Result<(), DemoError> {
    let department = shop.department(&product.category);
    let trail = [
        ("Home", "/"),
        (
            product.category.as_str(),
            department.map_or("/", |found| &found.url),
        ),
        (&product.title, &product.url),
    ];
    let values = context! {
        product, department,
        shelf => shop.similar(product, SHELF),
        facts => facts::item_view(product),
        json_ld => facts::product(product),
        breadcrumb => facts::breadcrumb(&trail),
    };
    press.page(
        "pages/product.html",
        product.url.trim_start_matches('/'),
        values,
    )
}

/// The search page's index: one short array a product, best sellers first, so that equally good matches rank by popularity.
fn search_index(shop: &Shop, out: &Path) -> Result<(), DemoError> {
    let path = out.join("shop/search.json");
    let rows: Vec<_> = shop
        .products
        .iter()
        .map(|product| {
            (
                &product.id,
                &product.title,
                &product.url,
                &product.image,
                product.price,
                &product.category,
            )
        })
        .collect();
    let json = serde_json::to_string(&rows).map_err(|source| DemoError::Json {
        path: path.clone(),
        source,
    })?;
    std::fs::write(&path, json).map_err(DemoError::write(&path))
}

#[cfg(test)]
mod tests;
