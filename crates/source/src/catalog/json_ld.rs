//! Products in JSON-LD by schema.org: `Product` and `ProductGroup` with their offers.
//!
//! The item is the product, by `sku`, else `productID`, else `mpn`, as in the browser; a
//! `ProductGroup`, or the group that products say to be variants of, by `productGroupID`.

mod facts;

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::tabular::scalar;
use super::{CatalogOptions, Draft, words};
use crate::error::RowProblem;

type Object = Map<String, Value>;

/// Deepest nesting looked into.
const DEPTH: usize = 6;

/// What a page or document says besides its products.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// Category path of its bread crumbs.
    pub(crate) category: String,
    /// Its own address, for products without one.
    pub(crate) url: String,
}

/// The nodes of a document, and those that others point at.
pub(crate) struct Nodes<'a> {
    products: Vec<&'a Object>,
    crumbs: Vec<&'a Object>,
    by_id: HashMap<&'a str, &'a Object>,
}

impl<'a> Nodes<'a> {
    pub(crate) fn of(documents: &'a [Value]) -> Nodes<'a> {
        let mut nodes = Nodes {
            products: Vec::new(),
            crumbs: Vec::new(),
            by_id: HashMap::new(),
        };
        for document in documents {
            nodes.gather(document, DEPTH);
        }
        nodes
    }

    fn gather(&mut self, value: &'a Value, depth: usize) {
        for node in all(value) {
            let Value::Object(node) = node else {
                if depth > 0 && node.is_array() {
                    self.gather(node, depth - 1);
                }
                continue;
            };
            if let (Some(Value::String(id)), true) = (node.get("@id"), node.len() > 1) {
                self.by_id.insert(id, node);
            }
            if is(
                node,
                &[
                    "Product",
                    "ProductGroup",
                    "IndividualProduct",
                    "ProductModel",
                ],
            ) {
                self.products.push(node);
                continue;
            }
            if is(node, &["BreadcrumbList"]) {
                self.crumbs.push(node);
            }
            let inner = [
                "@graph",
                "mainEntity",
                "breadcrumb",
                "itemListElement",
                "item",
            ];
            for inner in inner.iter().filter_map(|name| node.get(*name)) {
                if depth > 0 {
                    self.gather(inner, depth - 1);
                }
            }
        }
    }

    /// What the bread crumbs say.
    pub(crate) fn category(&self) -> String {
        let titles: Vec<String> = self
            .products
            .iter()
            .filter_map(|product| self.text(product, "name"))
            .collect();
        let paths = self.crumbs.iter().map(|crumbs| self.path(crumbs, &titles));
        // Of several the most detailed, the first of equals.
        let levels = |path: &String| path.matches(" > ").count();
        let paths: Vec<String> = paths.collect();
        paths
            .into_iter()
            .rev()
            .max_by_key(levels)
            .unwrap_or_default()
    }

    fn path(&self, crumbs: &Object, titles: &[String]) -> String {
        let mut levels: Vec<(u64, String, String)> = Vec::new();
        for (place, level) in (1..).zip(crumbs.get("itemListElement").into_iter().flat_map(all)) {
            let Some(level) = self.node(level) else {
                continue;
            };
            let item = level.get("item").and_then(|item| self.node(item));
            let name = self
                .text(level, "name")
                .or_else(|| self.text(item?, "name"));
            let Some(name) = name else { continue };
            let url = level.get("item").and_then(Value::as_str).map(str::to_owned);
            let url = url.or_else(|| text_of(item?.get("@id").or_else(|| item?.get("url"))?));
            let position = self
                .text(level, "position")
                .and_then(|text| text.parse().ok());
            levels.push((position.unwrap_or(place), name, url.unwrap_or_default()));
        }
        levels.sort_by_key(|(position, ..)| *position);
        let is_home = |(_, name, url): &(u64, String, String)| {
            let path = url.split_once("://").map_or(url.as_str(), |(_, rest)| {
                rest.find('/').map_or("/", |at| &rest[at..])
            });
            name.eq_ignore_ascii_case("home") || (!url.is_empty() && path == "/")
        };
        // The first level is the shop, the last the product itself.
        if levels.first().is_some_and(is_home) {
            levels.remove(0);
        }
        if levels
            .last()
            .is_some_and(|(_, name, _)| titles.contains(name))
        {
            levels.pop();
        }
        words::joined(levels.iter().map(|(_, name, _)| name.as_str()))
    }

    /// The drafts of each product node, or what is wrong with it.
    pub(crate) fn drafts(
        &self,
        around: &Around,
        options: &CatalogOptions,
    ) -> Vec<Result<Vec<Draft>, RowProblem>> {
        // Bread crumbs and the address belong to a page's one product.
        let alone = Around::default();
        let around = if self.products.len() == 1 {
            around
        } else {
            &alone
        };
        let drafts = |product: &&Object| {
            if is(product, &["ProductGroup"]) {
                self.group(product, around, options)
            } else {
                self.product(product, around, options)
                    .map(|draft| vec![draft])
            }
        };
        self.products.iter().map(drafts).collect()
    }

    /// A text, or the name of the node that stands in its place.
    fn text(&self, node: &Object, name: &str) -> Option<String> {
        self.name_of(all(node.get(name)?).next()?)
    }

    fn name_of(&self, value: &Value) -> Option<String> {
        match self.node(value) {
            Some(node) => ["name", "value", "@value"]
                .iter()
                .find_map(|name| text_of(node.get(*name)?)),
            None => text_of(value),
        }
    }

    /// An object, or the one that its `@id` points at.
    fn node<'b>(&'b self, value: &'b Value) -> Option<&'b Object> {
        let node = value.as_object()?;
        match node.get("@id") {
            Some(Value::String(id)) if node.len() == 1 => {
                Some(self.by_id.get(id.as_str()).copied().unwrap_or(node))
            }
            _ => Some(node),
        }
    }
}

/// The entries of a list, or the one value.
fn all(value: &Value) -> std::slice::Iter<'_, Value> {
    match value {
        Value::Array(values) => values.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

fn text_of(value: &Value) -> Option<String> {
    let text = scalar(value)?;
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// Whether a node is of one of these types, in any spelling.
fn is(node: &Object, names: &[&str]) -> bool {
    let named = |kind: &Value| {
        let name = kind.as_str().unwrap_or_default();
        let name = name.rsplit(['/', ':']).next().unwrap_or_default();
        names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted))
    };
    node.get("@type").is_some_and(|kinds| all(kinds).any(named))
}
