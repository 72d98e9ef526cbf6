//! What a product node says: its own facts, its variants and its offers.

use serde_json::Value;

use super::{Around, Nodes, Object, all, text_of};
use crate::catalog::draft::{Money, money};
use crate::catalog::{Availability, CatalogOptions, Draft, words};
use crate::error::RowProblem;

/// How much effort an offer takes to get, whether it names no price, its price, the regular one, and
/// whether it can be had: the least is the best.
type Offer = (u8, bool, Option<Money>, Option<Money>, Availability);

impl Nodes<'_> {
    pub(super) fn group(
        &self,
        node: &Object,
        around: &Around,
        options: &CatalogOptions,
    ) -> Result<Vec<Draft>, RowProblem> {
        let id = ["productGroupID", "sku", "productID", "mpn"];
        let id = id.iter().find_map(|name| self.text(node, name));
        let column = "productGroupID".to_owned();
        let id = id.ok_or(RowProblem::Empty { column })?;
        let mut drafts = vec![self.described(node, id.clone(), around, options)?];
        for variant in node.get("hasVariant").into_iter().flat_map(all) {
            let Some(variant) = self.node(variant) else {
                continue;
            };
            let mut draft = match self.product(variant, &Around::default(), options) {
                // A variant may be known by nothing but its product.
                Err(RowProblem::Empty { .. }) => {
                    self.described(variant, String::new(), &Around::default(), options)?
                }
                other => other?,
            };
            draft.group = Some(id.clone());
            drafts.push(draft);
        }
        Ok(drafts)
    }

    pub(super) fn product(
        &self,
        node: &Object,
        around: &Around,
        options: &CatalogOptions,
    ) -> Result<Draft, RowProblem> {
        let id = ["sku", "productID", "mpn"]
            .iter()
            .find_map(|name| self.text(node, name));
        let id = id.ok_or_else(|| RowProblem::Empty {
            column: "sku".into(),
        })?;
        let mut draft = self.described(node, id, around, options)?;
        let parent = node.get("isVariantOf").and_then(|parent| self.node(parent));
        draft.group = self
            .text(node, "inProductGroupWithID")
            .or_else(|| self.text(parent?, "productGroupID"))
            // A product that calls itself its group has no variants.
            .filter(|group| *group != draft.id);
        Ok(draft)
    }

    fn described(
        &self,
        node: &Object,
        id: String,
        around: &Around,
        options: &CatalogOptions,
    ) -> Result<Draft, RowProblem> {
        let text = |name| self.text(node, name).unwrap_or_default();
        let own = |text: String, fallback: &str| {
            if text.is_empty() {
                fallback.to_owned()
            } else {
                text
            }
        };
        let mut draft = Draft {
            id,
            title: text("name"),
            url: own(text("url"), &around.url),
            image: self.image(node.get("image")),
            brand: own(text("brand"), &text("manufacturer")),
            category: own(
                around.category.clone(),
                &words::category_path(&text("category")),
            ),
            added: ["releaseDate", "datePublished"]
                .iter()
                .find_map(|name| words::date(&self.text(node, name)?)),
            ..Draft::default()
        };
        for name in [
            "sku",
            "productID",
            "mpn",
            "gtin",
            "gtin8",
            "gtin12",
            "gtin13",
            "gtin14",
        ] {
            // `sku:A1` and the like are written for productID.
            draft.alias(&text(name));
        }
        for name in ["color", "size", "material", "pattern"] {
            for value in node.get(name).into_iter().flat_map(all) {
                draft.attribute(name, &self.name_of(value).unwrap_or_default());
            }
        }
        let audience = node
            .get("audience")
            .and_then(|audience| self.node(audience));
        let gender = audience.and_then(|audience| self.text(audience, "suggestedGender"));
        draft.attribute("gender", &gender.unwrap_or_default());
        for property in node.get("additionalProperty").into_iter().flat_map(all) {
            let Some(property) = self.node(property) else {
                continue;
            };
            let fact = |name| self.text(property, name).unwrap_or_default();
            draft.attribute(&fact("name"), &fact("value"));
        }
        let rating = node
            .get("aggregateRating")
            .and_then(|rating| all(rating).find_map(|rating| self.node(rating)));
        if let Some(rating) = rating {
            let text = |name| self.text(rating, name);
            let count = text("ratingCount").or_else(|| text("reviewCount"));
            draft.rated(
                text("ratingValue").as_deref(),
                text("bestRating").as_deref(),
                count.as_deref(),
            );
        }
        self.offers(node, &mut draft, options)?;
        Ok(draft)
    }

    /// Takes price and availability of the offer that can be had best, the cheapest of those.
    fn offers(
        &self,
        node: &Object,
        draft: &mut Draft,
        options: &CatalogOptions,
    ) -> Result<(), RowProblem> {
        let mut best: Option<Offer> = None;
        for offer in node.get("offers").into_iter().flat_map(all) {
            let Some(offer) = self.node(offer) else {
                continue;
            };
            let inner = offer.get("offers").into_iter().flat_map(all);
            let inner = inner.filter_map(|inner| self.node(inner));
            for offer in std::iter::once(offer).chain(inner) {
                let (price, regular) = self.price(offer, options)?;
                let said = self.text(offer, "availability").unwrap_or_default();
                let availability = words::availability(&said);
                let effort = words::effort(availability);
                let found = (effort, price.is_none(), price, regular, availability);
                if best.as_ref().is_none_or(|best| found < *best) {
                    best = Some(found);
                }
                if draft.url.is_empty() {
                    draft.url = self.text(offer, "url").unwrap_or_default();
                }
                for name in ["sku", "gtin", "gtin13"] {
                    draft.alias(&self.text(offer, name).unwrap_or_default());
                }
            }
        }
        if let Some((_, _, price, regular, availability)) = best {
            draft.availability = availability;
            draft.reduced(price, regular);
        }
        Ok(())
    }

    fn price(
        &self,
        offer: &Object,
        options: &CatalogOptions,
    ) -> Result<(Option<Money>, Option<Money>), RowProblem> {
        let outer = self.text(offer, "priceCurrency");
        let amount = |node: &Object, name: &str| {
            let own = self.text(node, "priceCurrency").or_else(|| outer.clone());
            money(
                self.text(node, name).as_deref(),
                name,
                own.as_deref(),
                options,
            )
        };
        let mut price = amount(offer, "price")?;
        if price.is_none() {
            price = amount(offer, "lowPrice")?;
        }
        let mut regular = None;
        for specification in offer.get("priceSpecification").into_iter().flat_map(all) {
            let Some(specification) = self.node(specification) else {
                continue;
            };
            let kind = self.text(specification, "priceType").unwrap_or_default();
            let found = amount(specification, "price")?;
            if ["ListPrice", "StrikethroughPrice", "SRP", "MSRP"]
                .iter()
                .any(|was| kind.ends_with(was))
            {
                regular = found;
            } else if price.is_none() {
                price = found;
            }
        }
        Ok((price, regular))
    }

    fn image(&self, value: Option<&Value>) -> String {
        let Some(first) = value.and_then(|value| all(value).next()) else {
            return String::new();
        };
        match self.node(first) {
            Some(image) => {
                let names = ["contentUrl", "url", "@id"];
                names
                    .iter()
                    .find_map(|name| self.text(image, name))
                    .unwrap_or_default()
            }
            None => text_of(first).unwrap_or_default(),
        }
    }
}
