//! Learning: fitted to the log, or from differentially private counts of it.

use whyshelf_engine::{EARLIER_VISITS, USUAL_EARLIER};
use whyshelf_pack::Relation;
use whyshelf_source::{Catalog, PairPlan};
use whyshelf_train::private::{self, Budget, Guarantee, Randomness};
use whyshelf_train::{self as train, CatalogFacts, Fitted, Progress, Settings, Trained};

use crate::error::Error;
use crate::numbering::Numbered;

/// What was learned, and how.
pub(super) struct Learned {
    pub(super) trained: Trained,
    pub(super) how: How,
}

/// How a model came about.
pub(super) enum How {
    /// Fitted to the log.
    Fitted(Box<Fitted>),
    /// From private counts.
    Private(Guarantee),
}

impl How {
    /// What earlier visits weigh: as the log says, or as is usual. Of private counts nothing is told by
    /// shopper.
    pub(super) fn earlier(&self) -> [u8; EARLIER_VISITS] {
        match self {
            How::Fitted(fitted) => fitted.earlier.unwrap_or(USUAL_EARLIER),
            How::Private(_) => USUAL_EARLIER,
        }
    }
}

/// Fits and trains on everything that log and catalog say, pairs counted by `counter`.
///
/// # Errors
/// If counting fails.
pub(super) fn fitted(
    numbered: &Numbered,
    catalog: &Catalog,
    settings: Settings,
    counter: &PairPlan<'_>,
    progress: &dyn Progress,
) -> Result<Learned, Error> {
    let facts = facts(numbered, catalog);
    let sessions = &numbered.sessions;
    let (trained, fitted) = train::train_with(sessions, &facts, settings, counter, progress)?;
    Ok(Learned {
        trained,
        how: How::Fitted(Box::new(fitted)),
    })
}

/// Trains on private counts and the catalog; `numbered` must know nothing of the log but its
/// sessions, and what these are together is the merchant's word: counting it would tell of single
/// shoppers.
///
/// # Errors
/// If the system has no randomness to give.
pub(super) fn private(
    numbered: &Numbered,
    catalog: &Catalog,
    together: Relation,
    budget: &Budget,
    settings: Settings,
    progress: &dyn Progress,
) -> Result<Learned, Error> {
    progress.begin("train", 1);
    let mut randomness = Randomness::from_system().map_err(Error::Randomness)?;
    let (released, guarantee) = private::release(&numbered.sessions, budget, &mut randomness);
    let trained = private::train(&released, &facts(numbered, catalog), settings, together);
    progress.end();
    Ok(Learned {
        trained,
        how: How::Private(guarantee),
    })
}

/// What the catalog says of each item; nothing at all without a catalog.
fn facts(numbered: &Numbered, catalog: &Catalog) -> Vec<CatalogFacts> {
    if catalog.items.is_empty() {
        return Vec::new();
    }
    let fact = |place: &Option<usize>| {
        let Some(item) = place.map(|place| &catalog.items[place]) else {
            return CatalogFacts::default();
        };
        CatalogFacts {
            category: item.category.split(" > ").map(str::to_owned).collect(),
            brand: item.brand.clone(),
            title: item.title.clone(),
            price_minor: item.price.as_ref().map(|price| price.minor),
            currency: item
                .price
                .as_ref()
                .map_or_else(String::new, |price| price.currency.clone()),
            attributes: item.attributes.clone(),
            added: item.added,
        }
    };
    numbered.in_catalog.iter().map(fact).collect()
}
