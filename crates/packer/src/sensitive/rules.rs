//! Which items are sensitive: rules by category, by words of a category, by brand and by identifier.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use whyshelf_source::CatalogItem;

use crate::error::Error;

const DEFAULT: &str = include_str!("default.txt");

/// Rules in force: what a `not` rule names is not sensitive, whatever else names it.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    named: Names,
    excepted: Names,
}

#[derive(Debug, Default)]
struct Names {
    /// Paths of categories, in lower case, their steps apart.
    categories: Vec<Vec<String>>,
    /// Words of a step of a category's path, in lower case.
    words: HashSet<Vec<String>>,
    /// Most words of one of them.
    longest: usize,
    brands: HashSet<String>,
    items: HashSet<String>,
}

impl Rules {
    /// The rules that hold without a word of the shop.
    pub(crate) fn usual() -> Result<Rules, Error> {
        Rules::parse("", Path::new("default"))
    }

    /// The rules of a shop's file, added to the usual ones unless it says `defaults = no`.
    ///
    /// # Errors
    /// If the file cannot be read, or a line is no rule.
    pub(crate) fn read(file: &Path) -> Result<Rules, Error> {
        let text = fs::read_to_string(file).map_err(Error::io("read", file))?;
        Rules::parse(&text, file)
    }

    /// See [`Rules::read`].
    pub(super) fn parse(text: &str, file: &Path) -> Result<Rules, Error> {
        let mut rules = Rules::default();
        let mut defaults = true;
        for (line, rule) in lines(text) {
            if rule.split('=').map(str::trim).eq(["defaults", "no"]) {
                defaults = false;
            } else {
                rules.add(rule).ok_or_else(|| Error::Rule {
                    path: file.to_owned(),
                    line,
                    rule: rule.to_owned(),
                })?;
            }
        }
        if defaults {
            for (_, rule) in lines(DEFAULT) {
                // A test holds that every one of them is a rule.
                let _ = rules.add(rule);
            }
        }
        Ok(rules)
    }

    fn add(&mut self, rule: &str) -> Option<()> {
        let (name, value) = rule.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        let (names, name) = match name.strip_prefix("not ") {
            Some(name) => (&mut self.excepted, name.trim_start()),
            None => (&mut self.named, name),
        };
        if value.is_empty() {
            return None;
        }
        match name {
            "category" => names.categories.push(steps(value)),
            "word" => {
                let words = words(value);
                names.longest = names.longest.max(words.len());
                names.words.insert(words);
            }
            "brand" => {
                names.brands.insert(value.to_lowercase());
            }
            "item" => {
                names.items.insert(value.to_owned());
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether an item of the catalog is sensitive.
    pub(crate) fn names(&self, item: &CatalogItem) -> bool {
        !self.excepted.name(item) && self.named.name(item)
    }

    /// Whether an item that only the log knows is.
    pub(crate) fn names_id(&self, id: &str) -> bool {
        !self.excepted.items.contains(id) && self.named.items.contains(id)
    }
}

impl Names {
    fn name(&self, item: &CatalogItem) -> bool {
        let ids = || std::iter::once(&item.id).chain(&item.aliases);
        if ids().any(|id| self.items.contains(id))
            || self.brands.contains(&item.brand.to_lowercase())
        {
            return true;
        }
        let path = steps(&item.category);
        self.categories.iter().any(|named| path.starts_with(named))
            || path.iter().any(|step| self.name_step(&words(step)))
    }

    /// Whether any run of words of a step is named.
    fn name_step(&self, words: &[String]) -> bool {
        (0..words.len()).any(|start| {
            let most = self.longest.min(words.len() - start);
            (1..=most).any(|length| self.words.contains(&words[start..start + length]))
        })
    }
}

/// Lines that say something, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(text.lines().map(str::trim));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn steps(path: &str) -> Vec<String> {
    path.split('>')
        .map(|step| step.trim().to_lowercase())
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn in_category(category: &str) -> CatalogItem {
        CatalogItem {
            id: "i".to_owned(),
            category: category.to_owned(),
            brand: "Acme".to_owned(),
            ..CatalogItem::default()
        }
    }

    fn rules(text: &str) -> Rules {
        Rules::parse(text, Path::new("rules.txt")).unwrap()
    }

    #[test]
    fn every_usual_rule_is_one() {
        let mut rules = Rules::default();
        for (line, rule) in lines(DEFAULT) {
            assert!(rules.add(rule).is_some(), "{line}: {rule}");
        }
        assert!(rules.named.words.len() > 100);
    }

    #[test]
    fn whole_words_of_a_category_decide_in_any_language() {
        let usual = rules("");
        for category in [
            "Shop > Pregnancy Tests",
            "Gesundheit > Verhütung & mehr",
            "Accueil > Médicaments",
            "Mature > Erotic",
            "ホーム > 医薬品",
        ] {
            assert!(usual.names(&in_category(category)), "{category}");
        }
        for category in [
            "",
            "Home > Mugs",
            "Armchairs",
            "Premature",
            "Prides of Africa",
        ] {
            assert!(!usual.names(&in_category(category)), "{category}");
        }
    }

    #[test]
    fn the_shop_has_the_last_word() {
        let own = rules("# ours\nbrand = acme\nnot category = Home > Mugs\n");
        assert!(own.names(&in_category("Home > Plates")));
        assert!(!own.names(&in_category("Home > Mugs > Large")));
        let none = rules("defaults = no\nitem = x\n");
        assert!(!none.names(&in_category("Mature")));
        assert!(none.names_id("x"));
    }

    #[test]
    fn what_is_no_rule_is_told_with_its_line() {
        for (text, line) in [("brand = a\nbrands = b", 2), ("word =", 1), ("item", 1)] {
            let error = Rules::parse(text, Path::new("rules.txt")).unwrap_err();
            let told = error.to_string();
            assert!(told.contains(&format!("rules.txt:{line}")), "{told}");
        }
    }
}
