//! Words of catalogs: availability, category paths, dates, and what must not be known.

use super::Availability;
use crate::time::Moment;

/// Availability as feeds (`in_stock`) and schema.org (`https://schema.org/InStock`) write it.
pub(crate) fn availability(text: &str) -> Availability {
    let word = text.rsplit(['/', ':']).next().unwrap_or_default();
    let word: String = word
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    match word.as_str() {
        "instock" | "available" | "instoreonly" | "onlineonly" | "limitedavailability" | "true" => {
            Availability::InStock
        }
        "preorder" | "presale" | "backorder" | "madetoorder" | "availablefororder" => {
            Availability::PreOrder
        }
        "outofstock" | "soldout" | "discontinued" | "reserved" | "unavailable" | "false" => {
            Availability::OutOfStock
        }
        _ => Availability::Unknown,
    }
}

/// How hard an item is to get, 0 to 3: of several variants or offers the easiest counts.
pub(crate) fn effort(availability: Availability) -> u8 {
    match availability {
        Availability::InStock => 0,
        Availability::PreOrder => 1,
        Availability::Unknown => 2,
        Availability::OutOfStock => 3,
    }
}

/// A category path with its levels separated by ` > `; empty for a bare number, which names
/// nothing.
pub(crate) fn category_path(text: &str) -> String {
    if text.trim().bytes().all(|byte| byte.is_ascii_digit()) {
        return String::new();
    }
    joined(text.split('>'))
}

/// Levels as a path.
pub(crate) fn joined<'a>(levels: impl Iterator<Item = &'a str>) -> String {
    let levels: Vec<_> = levels
        .map(str::trim)
        .filter(|level| !level.is_empty())
        .collect();
    levels.join(" > ")
}

/// The date that `text` tells, in seconds since 1970.
pub(crate) fn date(text: &str) -> Option<i64> {
    // Google allows an interval; its start counts.
    let text = text.trim().split('/').next()?.trim();
    let moment = Moment::parse(text).or_else(|| Moment::parse(&spelt_out(text)?));
    moment.map(Moment::seconds)
}

/// `2026-12-24T10:00+0100` and `2026-12-24 10:00:00 +0100` with all that ISO 8601 lets go.
fn spelt_out(text: &str) -> Option<String> {
    let (day, time) = text.split_once(['T', ' '])?;
    let at = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (clock, zone) = (time[..at].trim(), time[at..].trim());
    let seconds = if clock.matches(':').count() == 1 {
        ":00"
    } else {
        ""
    };
    let zone = match zone.split_at_checked(3) {
        Some((hours, minutes)) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        _ => zone.to_owned(),
    };
    Some(format!("{day}T{clock}{seconds}{zone}"))
}

/// Words that name what the shop pays or earns.
const CONFIDENTIAL: [&str; 17] = [
    "cost",
    "costs",
    "cogs",
    "cog",
    "margin",
    "margins",
    "markup",
    "profit",
    "wholesale",
    "supplier",
    "purchase",
    "buying",
    "landed",
    "marge",
    "einkaufspreis",
    "ek",
    "earnings",
];

/// Whether a fact of this name, or a tag (`margin:high`), is the shop's own business.
pub(crate) fn is_confidential(name: &str) -> bool {
    let mut spaced = String::with_capacity(name.len());
    let mut lower = false;
    for letter in name.chars() {
        // unitCost is two words.
        if letter.is_uppercase() && lower {
            spaced.push(' ');
        }
        lower = letter.is_lowercase();
        spaced.extend(letter.to_lowercase());
    }
    let mut words = spaced.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| CONFIDENTIAL.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn availability_in_all_spellings() {
        for (text, expected) in [
            ("in_stock", Availability::InStock),
            ("In Stock", Availability::InStock),
            ("https://schema.org/InStock", Availability::InStock),
            ("schema:PreOrder", Availability::PreOrder),
            ("backorder", Availability::PreOrder),
            ("http://schema.org/SoldOut", Availability::OutOfStock),
            ("maybe", Availability::Unknown),
            ("", Availability::Unknown),
        ] {
            assert_eq!(availability(text), expected, "{text}");
        }
    }

    #[test]
    fn paths_are_tidied() {
        assert_eq!(
            category_path(" Home>Kitchen >  Mugs "),
            "Home > Kitchen > Mugs"
        );
        assert_eq!(category_path("2169"), "");
        assert_eq!(category_path(" > "), "");
    }

    #[test]
    fn dates_are_seconds() {
        assert_eq!(date("1970-01-02"), Some(86_400));
        assert_eq!(date("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(date("1970-01-01T01:00+0100"), Some(0));
        assert_eq!(date("1970-01-01 02:00:05 +0200"), Some(5));
        assert_eq!(date("1970-01-01T01:00+0100/1970-02-01T01:00+0100"), Some(0));
        for none in [
            "soon",
            "",
            "T",
            "1970-01-01T",
            "1970-01-01T\u{e9}+\u{e9}\u{e9}",
        ] {
            assert_eq!(date(none), None, "{none}");
        }
    }

    #[test]
    fn costs_are_told_by_whole_words() {
        for name in [
            "cost",
            "Cost per item",
            "unit_cost",
            "gross margin",
            "unitCost",
            "COGS",
            "cost-12.50",
        ] {
            assert!(is_confidential(name), "{name}");
        }
        for name in ["costume", "Marginalia", "color", "week"] {
            assert!(!is_confidential(name), "{name}");
        }
    }
}
