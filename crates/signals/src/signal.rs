//! What sources report.

use whyshelf_engine::EventKind;

use crate::{Dropped, LONGEST_NAME, MOST_ITEMS, Reason, Value};

/// Where something was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `whyshelf.record()`.
    Api,
    /// `data-whyshelf-…` attributes.
    Attributes,
    /// JSON-LD of schema.org.
    JsonLd,
    /// Microdata of schema.org.
    Microdata,
    /// Open Graph tags.
    OpenGraph,
    /// GA4 events as Google Tag Manager's data layer has them.
    Gtm,
    /// Arguments of `gtag()`.
    Gtag,
    /// Universal Analytics' enhanced ecommerce.
    Enhanced,
    /// Shopify's standard storefront events.
    Shopify,
    /// A form that puts something in the cart.
    CartForm,
    /// WooCommerce's jQuery events.
    WooCommerce,
    /// WooCommerce's blocks.
    WooBlocks,
    /// Adobe's storefront events.
    Adobe,
}

impl Source {
    /// Its name in the debug view.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Source::Api => "api",
            Source::Attributes => "attributes",
            Source::JsonLd => "json-ld",
            Source::Microdata => "microdata",
            Source::OpenGraph => "open-graph",
            Source::Gtm => "gtm",
            Source::Gtag => "gtag",
            Source::Enhanced => "enhanced-ecommerce",
            Source::Shopify => "shopify",
            Source::CartForm => "cart-form",
            Source::WooCommerce => "woocommerce",
            Source::WooBlocks => "woocommerce-blocks",
            Source::Adobe => "adobe",
        }
    }
}

/// Something that happened to an item, as a source reported it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// Who says so.
    pub source: Source,
    /// What happened.
    pub kind: EventKind,
    /// What the source calls the item, best first; never empty.
    pub names: Vec<String>,
}

/// What was read in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// In the source's order.
    pub signals: Vec<Signal>,
    /// What was passed over.
    pub dropped: Vec<Dropped>,
}

impl Heard {
    pub(crate) fn drop(&mut self, source: Source, reason: Reason, what: &str) {
        self.dropped.push(Dropped {
            source,
            reason,
            what: what.to_owned(),
        });
    }

    /// Takes a list of items, each of which has its names in these fields, best first.
    pub(crate) fn items<V: Value>(
        &mut self,
        source: Source,
        kind: EventKind,
        items: &V,
        fields: &[&[&'static str]],
    ) {
        let count = items.count();
        if count == 0 {
            self.drop(source, Reason::NoItem, kind.name());
        } else if count > MOST_ITEMS {
            self.drop(source, Reason::TooMany, kind.name());
        }
        for item in items.list(MOST_ITEMS) {
            self.item(source, kind, &item, fields);
        }
    }

    /// Takes one item.
    pub(crate) fn item<V: Value>(
        &mut self,
        source: Source,
        kind: EventKind,
        item: &V,
        fields: &[&[&'static str]],
    ) {
        let names = fields
            .iter()
            .filter_map(|path| item.at(path)?.text(LONGEST_NAME));
        self.signal(source, kind, names.collect());
    }

    /// Takes an item by its names.
    pub fn signal(&mut self, source: Source, kind: EventKind, mut names: Vec<String>) {
        names.retain(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
        if names.is_empty() {
            self.drop(source, Reason::NoIdentifier, kind.name());
        } else {
            self.signals.push(Signal {
                source,
                kind,
                names,
            });
        }
    }
}
