//! The catalog: what a shelf shows of each item, and what tells items apart.

mod detect;
mod draft;
mod gather;
mod json_ld;
mod merchant_center;
mod page;
mod reading;
mod sheet;
mod shopify_csv;
mod shopify_json;
mod tabular;
#[cfg(test)]
mod tests;
mod woocommerce;
mod words;

use std::collections::HashMap;

pub use whyshelf_pack::Availability;
use whyshelf_pack::{Card, Price, Rating};

use crate::Input;
use crate::content::Content;
use crate::error::SourceError;
use crate::problems::Problems;

pub(crate) use detect::Kind;
pub(crate) use draft::Draft;
pub(crate) use reading::{Outcome, Reading};
pub(crate) use woocommerce::categories;

/// A third of the catalog by margin, the price without the cost as a share of the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarginBand {
    /// The lowest third.
    Low,
    /// The middle third.
    Middle,
    /// The highest third.
    High,
}

/// An item of the shelf. An empty string is a fact the catalog does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogItem {
    /// The shop's identifier: of the product, where its variants are listed too.
    pub id: String,
    /// Other identifiers of the same product (its variants', sku, gtin, …), none of them another
    /// item's; ascending.
    pub aliases: Vec<String>,
    /// Name of the product.
    pub title: String,
    /// Address of the product page, absolute or relative to the shop's origin.
    pub url: String,
    /// Address of the picture, likewise.
    pub image: String,
    /// What is to be paid now.
    pub price: Option<Price>,
    /// The price before a reduction, where there is one.
    pub regular_price: Option<Price>,
    /// What buyers think of it.
    pub rating: Option<Rating>,
    /// Category path, widest first: `Home > Kitchen > Mugs`.
    pub category: String,
    /// Brand.
    pub brand: String,
    /// Whether it can be had: as the variant that can be had best.
    pub availability: Availability,
    /// Its variants' group, where it has variants. They are one item.
    pub group: Option<String>,
    /// Names and values that tell it from others (color, size, tag, …); ascending.
    pub attributes: Vec<(String, String)>,
    /// When the shop began to have it, in seconds since 1970.
    pub added: Option<i64>,
    /// Only where [`CatalogOptions::margin_bands`] asks for it.
    pub margin: Option<MarginBand>,
}

impl CatalogItem {
    /// What a shelf shows of it. Attributes, group and margin stay here.
    pub fn card(&self) -> Card {
        Card {
            title: self.title.clone(),
            url: self.url.clone(),
            image: self.image.clone(),
            price: self.price.clone(),
            regular_price: self.regular_price.as_ref().map(|price| price.minor),
            rating: self.rating,
            category: self.category.clone(),
            brand: self.brand.clone(),
            availability: self.availability,
        }
    }
}

/// Items by the shop's identifiers, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Each identifier once.
    pub items: Vec<CatalogItem>,
    /// Rows left out because another row has the same identifier.
    pub repeated: usize,
    /// Products left out because the shop does not show them (drafts, unpublished).
    pub unlisted: usize,
    /// Rows left out because something is wrong with them.
    pub problems: Problems,
}

/// What to make of a catalog.
#[derive(Clone, Debug, Default)]
pub struct CatalogOptions {
    /// ISO 4217 code of prices that name no currency; without one they are no prices.
    pub currency: Option<String>,
    /// Whether costs are looked at, to keep a band of three. They are never kept themselves.
    pub margin_bands: bool,
}

impl Catalog {
    /// Reads catalogs, of whatever kinds, as one. Of several rows with one identifier the last by
    /// content is kept, so that the order of rows does not matter.
    ///
    /// # Errors
    /// If a file cannot be read, is no catalog, or too many of its rows are bad.
    pub async fn read(input: Input<'_>, options: &CatalogOptions) -> Result<Catalog, SourceError> {
        let mut outcomes = Vec::new();
        for path in input.files {
            let mut reading = Reading::new(path, input.map, options, input.progress);
            let mut content = Content::of(path)?;
            match detect::kind(&mut content, path).await? {
                (Kind::Parquet, _) => tabular::read_parquet(&mut reading).await?,
                (Kind::Folder, _) => page::read_folder(&mut reading)?,
                (kind, compression) => {
                    let text = crate::format::open(content.at_hand().await?, compression)?;
                    reading.read(kind, text)?;
                }
            }
            outcomes.push(reading.finish()?);
        }
        Ok(Catalog::of(outcomes))
    }

    /// The catalog that several files make up.
    pub(crate) fn of(outcomes: impl IntoIterator<Item = Outcome>) -> Catalog {
        let mut catalog = Catalog::default();
        let mut drafts = Vec::new();
        for outcome in outcomes {
            drafts.extend(outcome.drafts);
            catalog.unlisted += outcome.unlisted;
            catalog.problems.append(outcome.problems);
        }
        (catalog.items, catalog.repeated) = gather::gather(drafts);
        catalog
    }

    /// Positions of the items by all their identifiers, aliases included.
    pub fn positions(&self) -> HashMap<&str, usize> {
        let mut positions = HashMap::new();
        for (at, item) in self.items.iter().enumerate() {
            positions.insert(item.id.as_str(), at);
            positions.extend(item.aliases.iter().map(|alias| (alias.as_str(), at)));
        }
        positions
    }
}
