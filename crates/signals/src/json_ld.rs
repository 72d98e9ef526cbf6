//! Products of schema.org, as JSON-LD has them; microdata of the same shape is read likewise.
//!
//! Terms: schema.org's Product, ProductGroup, Offer, AggregateOffer, BreadcrumbList, ItemList.
//! Real pages are taken as they come: types in any case and with any prefix, one thing where a
//! list should be, numbers as text.

mod offers;

pub(crate) use offers::{availability, price};

use crate::{Facts, LONGEST_NAME, LONGEST_TEXT, Source, Value};

/// Deepest nesting looked into.
const DEPTH: u32 = 4;
/// Most entries of one list looked at.
const MOST: u32 = 100;
/// Most products looked at.
const MOST_PRODUCTS: usize = 50;

const PRODUCTS: [&str; 4] = [
    "product",
    "individualproduct",
    "productmodel",
    "someproducts",
];

/// Everything that a page's blocks say.
#[derive(Clone, Debug, Default)]
pub struct Page {
    products: Vec<Product>,
    /// Names of the steps to the page, widest first.
    trail: Vec<String>,
    /// How many entries its lists have.
    listed: u32,
}

#[derive(Clone, Debug, Default)]
struct Product {
    facts: Facts,
    /// Identifiers of the node as others may refer to it.
    keys: Vec<String>,
    /// The key of the group it is a variant of.
    group: Option<String>,
    url: Option<String>,
}

/// A page describes several products, none of which has the page's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Several;

/// JSON without the comment or CDATA that old pages wrap it in.
#[must_use]
pub fn bare(json: &str) -> &str {
    let mut json = json.trim().trim_start_matches('\u{feff}');
    loop {
        let before = json;
        for wrapping in [
            "<!--",
            "//<![CDATA[",
            "<![CDATA[",
            "/*<![CDATA[*/",
            "//<!--",
        ] {
            json = json.strip_prefix(wrapping).unwrap_or(json).trim_start();
        }
        for wrapping in ["//-->", "-->", "//]]>", "/*]]>*/", "]]>"] {
            json = json.strip_suffix(wrapping).unwrap_or(json).trim_end();
        }
        if json == before {
            return json;
        }
    }
}

impl Page {
    /// Takes one block.
    pub fn read<V: Value>(&mut self, source: Source, block: &V) {
        self.walk(source, block, DEPTH);
    }

    /// The path of the page, widest step first, without the product itself.
    fn category(&self, title: Option<&str>) -> Option<String> {
        let mut trail: &[String] = &self.trail;
        if let [rest @ .., last] = trail
            && Some(last.as_str()) == title
        {
            trail = rest;
        }
        (!trail.is_empty()).then(|| trail.join(" > "))
    }

    /// How many entries the page's lists have.
    #[must_use]
    pub fn listed(&self) -> u32 {
        self.listed
    }

    /// The page's own product: the only one it describes, else the one whose address is `path`;
    /// none on a page of another kind.
    ///
    /// # Errors
    /// If it describes several and none has the address.
    pub fn product(mut self, source: Source, path: &str) -> Result<Option<Facts>, Several> {
        self.fold_variants();
        let at = match self.products.len() {
            0 => return Ok(None),
            1 => 0,
            _ => {
                let here = |product: &Product| product.url.as_deref().map(path_of) == Some(path);
                match self.products.iter().position(here) {
                    Some(at) => at,
                    None => return Err(Several),
                }
            }
        };
        let mut facts = std::mem::take(&mut self.products[at].facts);
        let title = facts.get("title").map(|title| title.text.clone());
        facts.set("category", self.category(title.as_deref()), source);
        Ok(Some(facts))
    }

    /// Makes one product of a group and the variants that say they are of it, and of a product
    /// that is described twice.
    fn fold_variants(&mut self) {
        let mut folded: Vec<Product> = Vec::new();
        for product in std::mem::take(&mut self.products) {
            let same = |known: &Product| {
                let group = |a: &Product, b: &Product| {
                    a.group.as_ref().is_some_and(|group| b.keys.contains(group))
                };
                let twice = known.facts.names.first() == product.facts.names.first()
                    && !known.facts.names.is_empty();
                let siblings = known.group.is_some() && known.group == product.group;
                twice || siblings || group(known, &product) || group(&product, known)
            };
            match folded.iter_mut().find(|known| same(known)) {
                Some(known) => {
                    known.facts.absorb(product.facts);
                    known.keys.extend(product.keys);
                    known.url = known.url.take().or(product.url);
                }
                None => folded.push(product),
            }
        }
        self.products = folded;
    }

    fn walk<V: Value>(&mut self, source: Source, value: &V, depth: u32) {
        for node in value.list(MOST) {
            let kinds = kinds(&node);
            let is = |wanted: &[&str]| kinds.iter().any(|kind| wanted.contains(&&**kind));
            if is(&["productgroup"]) {
                self.group(source, &node);
            } else if is(&PRODUCTS) {
                self.add(product(source, &node));
            } else if is(&["breadcrumblist"]) {
                self.breadcrumbs(&node);
            } else if is(&["itemlist"]) {
                let entries = node.field("itemListElement");
                self.listed += entries.map_or(0, |entries| entries.count().min(MOST));
            } else if depth > 0 {
                for inner in ["@graph", "mainEntity", "breadcrumb"] {
                    if let Some(inner) = node.field(inner) {
                        self.walk(source, &inner, depth - 1);
                    }
                }
            }
        }
    }

    fn add(&mut self, product: Product) {
        if self.products.len() < MOST_PRODUCTS && !product.facts.is_empty() {
            self.products.push(product);
        }
    }

    fn group<V: Value>(&mut self, source: Source, node: &V) {
        let mut group = product(source, node);
        let variants = node.field("hasVariant");
        for variant in variants.map_or_else(Vec::new, |variants| variants.list(MOST)) {
            let variant = product(source, &variant);
            group.keys.extend(variant.keys);
            group.facts.absorb(variant.facts);
        }
        self.add(group);
    }

    fn breadcrumbs<V: Value>(&mut self, node: &V) {
        if !self.trail.is_empty() {
            return;
        }
        let Some(steps) = node.field("itemListElement") else {
            return;
        };
        let mut steps: Vec<(f64, String)> = (0..)
            .map(f64::from)
            .zip(steps.list(MOST))
            .filter_map(|(at, step)| {
                let name = step.text_of("name", LONGEST_TEXT);
                let name = name.or_else(|| step.at(&["item", "name"])?.text(LONGEST_TEXT))?;
                let position = step.field("position").and_then(|place| place.number());
                Some((position.unwrap_or(at), name))
            })
            .collect();
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.trail = steps.into_iter().map(|(_, name)| name).collect();
    }
}

/// The types of a node, in lower case and without what stands before the name.
fn kinds<V: Value>(node: &V) -> Vec<String> {
    let Some(kind) = node.field("@type") else {
        return Vec::new();
    };
    let name = |kind: &V| {
        let kind = kind.text(LONGEST_NAME)?.to_ascii_lowercase();
        Some(kind.rsplit(['/', ':', '#']).next()?.to_owned())
    };
    match name(&kind) {
        Some(name) => vec![name],
        None => kind.list(MOST).iter().filter_map(name).collect(),
    }
}

fn product<V: Value>(source: Source, node: &V) -> Product {
    let mut product = Product::default();
    let facts = &mut product.facts;
    for name in ["productGroupID", "sku", "productID", "mpn"] {
        facts.set("id", node.text_of(name, LONGEST_NAME), source);
    }
    for name in ["gtin", "gtin13", "gtin14", "gtin12", "gtin8"] {
        node.text_of(name, LONGEST_NAME)
            .into_iter()
            .for_each(|name| facts.name(name));
    }
    facts.set("title", words(node, "name"), source);
    let brand = words(node, "brand").or_else(|| words(node, "manufacturer"));
    facts.set("brand", brand, source);
    facts.set("image", image(node), source);
    facts.set("category", words(node, "category"), source);
    offers::read(source, node, facts);

    let group = node.field("isVariantOf");
    let named = |group: &V| {
        let id = group.text_of("productGroupID", LONGEST_NAME);
        id.or_else(|| group.text_of("@id", LONGEST_TEXT))
    };
    let group_id = node.text_of("inProductGroupWithID", LONGEST_NAME);
    product.group = group_id.or_else(|| named(group.as_ref()?));
    // A variant may be what the page shows of an item that the catalog knows as the group.
    if let Some(id) = group.and_then(|group| group.text_of("productGroupID", LONGEST_NAME)) {
        product.facts.name(id);
    }
    product.keys = ["@id", "productGroupID"]
        .iter()
        .filter_map(|name| node.text_of(name, LONGEST_TEXT))
        .collect();
    product.url = node.text_of("url", LONGEST_TEXT);
    product
}

/// The text of a property, or the name of what it is; of several the first.
fn words<V: Value>(node: &V, name: &'static str) -> Option<String> {
    let value = node.field(name)?;
    let said = |value: &V| {
        let text = value.text(LONGEST_TEXT);
        text.or_else(|| value.text_of("name", LONGEST_TEXT))
    };
    said(&value).or_else(|| value.list(MOST).iter().find_map(said))
}

fn image<V: Value>(node: &V) -> Option<String> {
    let value = node.field("image")?;
    let address = |value: &V| {
        let fields = ["url", "contentUrl", "@id"];
        let text = value.text(LONGEST_TEXT);
        text.or_else(|| {
            fields
                .iter()
                .find_map(|name| value.text_of(name, LONGEST_TEXT))
        })
    };
    address(&value).or_else(|| value.list(MOST).iter().find_map(address))
}

/// The path of an address, without host, query and fragment.
fn path_of(url: &str) -> &str {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    };
    path.split(['?', '#']).next().unwrap_or_default()
}
