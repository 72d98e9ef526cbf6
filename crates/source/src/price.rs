//! Prices as shops write them: `2.55`, `15.00 EUR`, `EUR 1.299,00`, `£3`.

/// A price in hundredths, and the currency if it stands with it.
pub fn parse(text: &str) -> Option<(u64, Option<&str>)> {
    let mut currency = None;
    let mut amount = None;
    for word in text.split(|letter: char| letter.is_whitespace() || letter == '\u{a0}') {
        if word.is_empty() {
            continue;
        }
        if is_currency(word) && currency.is_none() {
            currency = Some(word);
        } else if amount.is_none() {
            let (symbol, bare) = without_symbol(word);
            if symbol.is_some() && currency.is_some() {
                return None;
            }
            currency = currency.or(symbol);
            // A symbol may stand apart.
            if !bare.is_empty() {
                amount = Some(hundredths(bare)?);
            } else if symbol.is_none() {
                return None;
            }
        } else if let (Some(symbol), "") = without_symbol(word)
            && currency.is_none()
        {
            currency = Some(symbol);
        } else {
            return None;
        }
    }
    Some((amount?, currency))
}

/// Whether `code` has the form of an ISO 4217 code.
pub(crate) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The currency of a leading or trailing symbol that only one currency has, and the rest.
fn without_symbol(word: &str) -> (Option<&'static str>, &str) {
    for (symbol, code) in [('€', "EUR"), ('£', "GBP")] {
        let rest = word
            .strip_prefix(symbol)
            .or_else(|| word.strip_suffix(symbol));
        if let Some(rest) = rest {
            return (Some(code), rest);
        }
    }
    (None, word)
}

/// A decimal number in hundredths, the third decimal rounded half up.
///
/// A point is the decimal separator unless a comma follows it. A comma is one if one or two
/// digits follow it, and groups thousands otherwise.
fn hundredths(number: &str) -> Option<u64> {
    let (whole, decimals) = match (number.rfind('.'), number.rfind(',')) {
        (Some(point), Some(comma)) if comma > point => split(number, comma, '.')?,
        (Some(point), Some(_)) => split(number, point, ',')?,
        (Some(point), None) => split(number, point, ',')?,
        (None, Some(comma)) if (1..=2).contains(&(number.len() - comma - 1)) => {
            split(number, comma, '.')?
        }
        (None, _) => (ungrouped(number, ',')?, ""),
    };
    if whole.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digit = |place: usize| {
        decimals
            .as_bytes()
            .get(place)
            .map_or(0, |digit| u64::from(digit - b'0'))
    };
    let cents = digit(0) * 10 + digit(1) + u64::from(digit(2) >= 5);
    whole
        .parse::<u64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(cents)
}

fn split(number: &str, at: usize, group: char) -> Option<(String, &str)> {
    Some((ungrouped(&number[..at], group)?, &number[at + 1..]))
}

/// A whole number without its separators of thousands, which must stand before three digits each.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let mut parts = whole.split(group);
    let mut digits = parts.next()?.to_owned();
    let grouped = whole.contains(group);
    if grouped && !(1..=3).contains(&digits.len()) {
        return None;
    }
    for part in parts {
        if part.len() != 3 {
            return None;
        }
        digits.push_str(part);
    }
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_become_hundredths() {
        for (text, amount) in [
            ("2.55", 255),
            ("10", 1000),
            ("0.1", 10),
            ("1.005", 101),
            ("1.", 100),
            ("1,50", 150),
            ("1,299", 129_900),
            ("1,299.5", 129_950),
            ("1.299,00", 129_900),
            ("1,234,567.89", 123_456_789),
        ] {
            assert_eq!(parse(text), Some((amount, None)), "{text}");
        }
    }

    #[test]
    fn currencies_stand_before_or_after() {
        for text in [
            "15.00 EUR",
            "EUR 15.00",
            "15,00 €",
            "€15",
            "€ 15.00",
            "15.00\u{a0}EUR",
        ] {
            assert_eq!(parse(text), Some((1500, Some("EUR"))), "{text}");
        }
        assert_eq!(parse("£3"), Some((300, Some("GBP"))));
    }

    #[test]
    fn anything_else_is_no_price() {
        for text in [
            "",
            "free",
            "-1",
            "EUR",
            "€",
            "1.5e3",
            "1,2,3",
            "1,23.4",
            "1.2.3",
            "3 euro",
            "3 EUR each",
            "3 EUR USD",
            "£3 EUR",
            "99999999999999999999",
            ".5",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_price_or_none(text in "\\PC{0,20}") {
            let _ = parse(&text);
        }

        #[test]
        fn what_is_written_is_read(minor in 0_u64..10_000_000_000) {
            let text = format!("{}.{:02} EUR", minor / 100, minor % 100);
            prop_assert_eq!(parse(&text), Some((minor, Some("EUR"))));
            let text = format!("{},{:02}", minor / 100, minor % 100);
            prop_assert_eq!(parse(&text), Some((minor, None)));
        }
    }
}
