//! What the reports on packs say in words: reasons, relations, tables.

use comfy_table::{CellAlignment, Table, presets};
use whyshelf_engine::{Because, Contribution, EventKind, ItemIndex, Pack, Relation, Source};

/// A relation, as a sentence goes on: "… with Red Lantern".
pub(super) fn related(relation: Relation) -> &'static str {
    match relation {
        Relation::BoughtTogether => "often bought with",
        Relation::ViewedTogether => "often viewed with",
        Relation::BoughtAlike => "often bought with the same things as",
        Relation::ViewedAlike => "often viewed with the same things as",
        Relation::Similar => "similar to",
    }
}

/// A relation by the name that the browser's interface gives it.
pub(super) fn relation_name(relation: Relation) -> &'static str {
    match relation {
        Relation::BoughtTogether => "bought_together",
        Relation::ViewedTogether => "viewed_together",
        Relation::BoughtAlike => "bought_alike",
        Relation::ViewedAlike => "viewed_alike",
        Relation::Similar => "similar",
    }
}

/// An event kind in words.
pub(super) fn kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::ViewItem => "view",
        EventKind::AddToWishlist => "add to wishlist",
        EventKind::AddToCart => "add to cart",
        EventKind::RemoveFromCart => "remove from cart",
        EventKind::Purchase => "purchase",
    }
}

/// An item's title, or its identifier where the catalog has none.
pub(super) fn name(pack: &Pack, item: ItemIndex) -> String {
    let title = pack.card(item).title;
    plain(if title.is_empty() {
        pack.id(item)
    } else {
        title
    })
}

/// Catalog text as a terminal may have it: control characters could rewrite what is on it, and
/// those that turn the direction could make a line read as something else.
pub(super) fn plain(text: &str) -> String {
    const LONGEST: usize = 80;
    let shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(shown).take(LONGEST).collect()
}

/// What one contribution says.
pub(super) fn contribution(pack: &Pack, part: &Contribution) -> String {
    match part.source {
        Source::Related { item, relation, .. } | Source::Page { item, relation } => {
            format!("{} {}", related(relation), name(pack, item))
        }
        Source::Seen { .. } => "seen in this session".into(),
        Source::Popularity => "popular in this shop".into(),
    }
}

/// Why an item has its place: what its decisive events say, the strongest first.
pub(super) fn because(pack: &Pack, because: &Because, parts: &[Contribution]) -> String {
    match because {
        Because::Wish(wish) => format!("asked for by the shopper: {}", wish.name()),
        Because::Popularity => "popular in this shop, whatever the session".into(),
        Because::New => "new in this shop".into(),
        Because::Page => "goes with what the page shows".into(),
        Because::Events(events) => {
            let mut said: Vec<String> = Vec::new();
            for &event in events {
                let of_event = |part: &&Contribution| part.source.event() == Some(event);
                for part in parts.iter().filter(of_event) {
                    let number = event + 1;
                    said.push(format!("{} (event {number})", contribution(pack, part)));
                }
            }
            said.join(", and ")
        }
    }
}

/// A table in the style of all commands; columns from `numbers` on are set right.
pub(super) fn table(header: &[&str], rows: Vec<Vec<String>>, numbers: usize) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    if !header.is_empty() {
        table.set_header(header);
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    table.add_rows(rows);
    for column in numbers..width {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// A share as a percentage; what is small is not called nothing.
pub(super) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.0005 {
        "< 0.1 %".into()
    } else {
        format!("{:.1} %", 100.0 * share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_take_over_the_terminal() {
        assert_eq!(plain("Mug\u{1b}[2J\u{202e}"), "Mug[2J");
    }
}
