//! What a page says of its product.

use crate::Source;

/// The facts, in the order of [`Facts::get`]'s names.
pub const FACTS: [&str; 8] = [
    "id",
    "title",
    "brand",
    "price",
    "currency",
    "availability",
    "category",
    "image",
];

/// A fact and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// As the page has it, trimmed. An availability is a term of schema.org (`InStock`), a price a
    /// number, a category a path whose steps are parted by ` > `.
    pub text: String,
    /// Who says so.
    pub source: Source,
}

/// What is known of one product, each fact from the source that said it first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Everything the page calls it (its variants and group too), best first.
    pub names: Vec<String>,
    facts: [Option<Fact>; FACTS.len()],
}

impl Facts {
    /// Most names kept of one product: variants have names, too.
    pub const MOST_NAMES: usize = 200;

    /// The fact of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.facts[place(name)?].as_ref()
    }

    /// The facts that are known, with their names.
    pub fn known(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        let facts = FACTS.into_iter().zip(&self.facts);
        facts.filter_map(|(name, fact)| Some((name, fact.as_ref()?)))
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty() && self.known().next().is_none()
    }

    /// Takes a fact, unless it is known already. An identifier is a name, too.
    pub(crate) fn set(&mut self, name: &'static str, text: Option<String>, source: Source) {
        let Some(text) = text else { return };
        if name == "id" {
            self.name(text.clone());
        }
        if let Some(fact) = place(name).map(|place| &mut self.facts[place]) {
            fact.get_or_insert(Fact { text, source });
        }
    }

    /// Takes a name, unless it is known already.
    pub(crate) fn name(&mut self, name: String) {
        if self.names.len() < Self::MOST_NAMES && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// Takes over what another source says of the same product; what is known stays.
    pub fn absorb(&mut self, other: Facts) {
        for (known, fact) in self.facts.iter_mut().zip(other.facts) {
            if known.is_none() {
                *known = fact;
            }
        }
        other.names.into_iter().for_each(|name| self.name(name));
    }
}

fn place(name: &str) -> Option<usize> {
    FACTS.iter().position(|known| *known == name)
}
