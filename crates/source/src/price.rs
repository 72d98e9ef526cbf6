//! Prices as shops write them: `2.55`, `15.00 EUR`.

/// A price in hundredths, and the currency if it stands with it.
pub(crate) fn parse(text: &str) -> Option<(u64, Option<&str>)> {
    let mut words = text.split_whitespace();
    let amount = hundredths(words.next()?)?;
    let currency = words.next();
    if words.next().is_some() || !currency.is_none_or(is_currency) {
        return None;
    }
    Some((amount, currency))
}

/// Whether `code` has the form of an ISO 4217 code.
pub(crate) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A decimal number in hundredths, the third decimal rounded half up.
fn hundredths(number: &str) -> Option<u64> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_become_hundredths() {
        for (text, amount) in [
            ("2.55", 255),
            ("10", 1000),
            ("0.1", 10),
            ("1.005", 101),
            ("1.", 100),
        ] {
            assert_eq!(parse(text), Some((amount, None)), "{text}");
        }
        assert_eq!(parse("15.00 EUR"), Some((1500, Some("EUR"))));
    }

    #[test]
    fn anything_else_is_no_price() {
        for text in [
            "",
            "free",
            "-1",
            "1,50",
            "£3",
            "1.5e3",
            "3 euro",
            "3 EUR each",
            "99999999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
