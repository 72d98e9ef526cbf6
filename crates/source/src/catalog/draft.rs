//! What one row, element or node of a catalog says, before variants become one item.

use whyshelf_pack::Rating;

use super::{Availability, CatalogOptions};
use crate::error::RowProblem;
use crate::price;

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Money {
    /// Hundredths.
    pub(crate) minor: u64,
    /// ISO 4217.
    pub(crate) currency: String,
}

impl Money {
    fn is_below(&self, other: &Money) -> bool {
        self.currency == other.currency && self.minor < other.minor
    }
}

/// A product, or a variant of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Draft {
    /// Its identifier; empty for a variant that has none of its own.
    pub(crate) id: String,
    /// What it is a variant of.
    pub(crate) group: Option<String>,
    pub(crate) aliases: Vec<String>,
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) image: String,
    pub(crate) price: Option<Money>,
    pub(crate) regular: Option<Money>,
    pub(crate) rating: Option<Rating>,
    pub(crate) category: String,
    pub(crate) brand: String,
    pub(crate) availability: Availability,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) added: Option<i64>,
    /// Hundredths of the price's currency. Filled only where margin bands are asked for.
    pub(crate) cost: Option<u64>,
}

impl Draft {
    /// The identifier of the item this belongs to.
    pub(crate) fn item(&self) -> &str {
        self.group.as_deref().unwrap_or(&self.id)
    }

    /// Another identifier, if it says anything.
    pub(crate) fn alias(&mut self, alias: &str) {
        if !alias.trim().is_empty() {
            self.aliases.push(alias.trim().to_owned());
        }
    }

    /// A fact, if it says anything that may be known.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        let (name, value) = (name.trim(), value.trim());
        if !name.is_empty() && !value.is_empty() && !super::words::is_confidential(name) {
            self.attributes
                .push((name.to_lowercase(), value.to_owned()));
        }
    }

    /// Sets the prices: a sale price wins where it is lower.
    pub(crate) fn price_of(&mut self, regular: Option<Money>, sale: Option<Money>) {
        match (regular, sale) {
            (Some(regular), Some(sale)) if !sale.is_below(&regular) => self.price = Some(regular),
            (regular, Some(sale)) => self.reduced(Some(sale), regular),
            (regular, None) => self.price = regular,
        }
    }

    /// Sets the prices: one before a reduction counts where it is higher.
    pub(crate) fn reduced(&mut self, price: Option<Money>, before: Option<Money>) {
        let higher = |before: &Money| price.as_ref().is_some_and(|price| price.is_below(before));
        self.regular = before.filter(higher);
        self.price = price;
    }

    /// Notes what buyers think: a number of stars of the most that there are, and how many say so. What
    /// is no such number, or that of nobody, is passed over.
    pub(crate) fn rated(&mut self, stars: Option<&str>, most: Option<&str>, count: Option<&str>) {
        let number = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok();
        let most = most.and_then(number).unwrap_or(5.0);
        let tenths = stars
            .and_then(number)
            .map(|stars| stars / most * f64::from(Rating::MOST));
        let count = count.map(|count| count.trim().parse::<u32>().unwrap_or(0));
        self.rating = tenths
            .filter(|tenths| (0.0..=f64::from(Rating::MOST)).contains(tenths) && count != Some(0))
            .map(|tenths| Rating {
                tenths: tenths.round() as u8,
                count: count.unwrap_or(0),
            });
    }

    /// Notes the cost, in the currency of the price, for the margin band.
    pub(crate) fn cost_of(&mut self, cost: Option<&str>, options: &CatalogOptions) {
        let cost = cost.filter(|_| options.margin_bands).and_then(price::parse);
        let own = self.price.as_ref().map(|price| price.currency.as_str());
        self.cost = cost
            .filter(|(_, currency)| currency.is_none() || *currency == own)
            .map(|(minor, _)| minor);
    }
}

/// The amount that `text` in `column` says, none if no currency is known for it.
///
/// # Errors
/// [`RowProblem::Price`].
pub(crate) fn money(
    text: Option<&str>,
    column: &str,
    currency: Option<&str>,
    options: &CatalogOptions,
) -> Result<Option<Money>, RowProblem> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let (minor, own) = price::parse(text).ok_or_else(|| RowProblem::Price {
        column: column.to_owned(),
        value: text.to_owned(),
    })?;
    let currency = own
        .or(currency
            .map(str::trim)
            .filter(|code| price::is_currency(code)))
        .or(options.currency.as_deref());
    Ok(currency.map(|currency| Money {
        minor,
        currency: currency.to_owned(),
    }))
}
