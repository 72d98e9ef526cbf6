//! Which invoice lines are a sale of a product, and why the others are not.

use super::line::Line;

/// Why a line was left out (or, for `Merged`, folded into another).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dropped {
    RepeatedHeader,
    Cancellation,
    NothingSold,
    Unpriced,
    NotAProduct,
    Note,
    Merged,
}

impl Dropped {
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::RepeatedHeader => "repeated header lines",
            Self::Cancellation => "cancellations (invoice number begins with C)",
            Self::NothingSold => "lines with a quantity of zero or less",
            Self::Unpriced => "lines with a price of zero or less",
            Self::NotAProduct => {
                "postage, carriage, fees, vouchers, samples, manual entries and other non-products"
            }
            Self::Note => "missing descriptions and stock clerks' notes (`damaged`, `check`, `?`)",
            Self::Merged => "lines folded into another of the same invoice and product",
        }
    }
}

/// Keeps a line that sells a product, or says why not.
pub(super) fn judge(line: &Line) -> Result<(), Dropped> {
    let verdicts = [
        (line.is_header, Dropped::RepeatedHeader),
        (line.invoice.starts_with(['C', 'c']), Dropped::Cancellation),
        (line.quantity <= 0, Dropped::NothingSold),
        // Also refuses NaN, which no comparison with zero would catch the other way round.
        (
            !(line.price >= 0.005 && line.price.is_finite()),
            Dropped::Unpriced,
        ),
        (
            !is_stock_code(&line.stock_code) || is_service(&line.description),
            Dropped::NotAProduct,
        ),
        (is_note(&line.description), Dropped::Note),
    ];
    verdicts
        .iter()
        .find(|(drop, _)| *drop)
        .map_or(Ok(()), |(_, dropped)| Err(*dropped))
}

/// Products have five digits and at most two letters; everything else (POST, DOT, M, BANK CHARGES, …) is bookkeeping.
fn is_stock_code(code: &str) -> bool {
    let letters = code.trim_start_matches(|c: char| c.is_ascii_digit());
    code.len() - letters.len() == 5
        && letters.len() <= 2
        && letters.chars().all(|c| c.is_ascii_alphabetic())
}

/// Services and bookkeeping that carry an ordinary stock code.
fn is_service(description: &str) -> bool {
    const SERVICES: [&str; 11] = [
        "postage",
        "carriage",
        "gift voucher",
        "manual",
        "samples",
        "bank charges",
        "amazon fee",
        "bad debt",
        "high resolution image",
        "discount",
        "packing charge",
    ];
    let lower = description.to_lowercase();
    SERVICES.iter().any(|service| {
        lower == *service
            || (service.contains(' ') || *service == "carriage") && lower.contains(service)
    })
}

/// The shop writes product names in capitals; what a clerk typed about the stock is in lower or mixed case.
fn is_note(description: &str) -> bool {
    const NOTES: [&str; 32] = [
        "adjust",
        "amazon",
        "barcode",
        "breakage",
        "broken",
        "check",
        "counted",
        "cracked",
        "crushed",
        "damage",
        "destroyed",
        "display",
        "dotcom",
        "ebay",
        "faulty",
        "found",
        "given away",
        "lost",
        "missing",
        "mixed up",
        "mouldy",
        "rusty",
        "sample",
        "showroom",
        "smashed",
        "sold as",
        "test",
        "thrown",
        "throw away",
        "unsaleable",
        "wet",
        "wrong",
    ];
    let letters = description.chars().filter(|c| c.is_alphabetic()).count();
    let lower = description.to_lowercase();
    let shouted = !description.chars().any(char::is_lowercase);
    letters < 3
        || description.starts_with('?')
        || NOTES
            .iter()
            .any(|note| lower == *note || (!shouted && lower.contains(note)))
        || !description.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(invoice: &str, code: &str, description: &str, quantity: i64, price: f64) -> Line {
        let (invoice, stock_code, description) =
            (invoice.to_owned(), code.to_owned(), description.to_owned());
        Line {
            invoice,
            stock_code,
            description,
            quantity,
            timestamp: 0,
            price,
            customer: None,
            is_header: false,
        }
    }

    #[test]
    fn products_stay() {
        for (code, description) in [
            ("85123A", "WHITE HANGING HEART T-LIGHT HOLDER"),
            ("22686", "FRENCH BLUE METAL DOOR SIGN No"),
            ("46000M", "POLYESTER FILLER PAD 45x45cm"),
            ("15056BL", "EDWARDIAN PARASOL BLACK"),
            ("20914", "SET/5 RED SPOTTY LID GLASS BOWLS"),
            ("16151A", "FLOWERS HANDBAG blue and orange"),
        ] {
            assert_eq!(
                judge(&line("536365", code, description, 1, 1.0)),
                Ok(()),
                "{description}"
            );
        }
    }

    #[test]
    fn the_rest_goes_for_its_own_reason() {
        for (invoice, code, description, quantity, price, dropped) in [
            (
                "C536379",
                "71053",
                "WHITE METAL LANTERN",
                -1,
                3.39,
                Dropped::Cancellation,
            ),
            (
                "536380",
                "71053",
                "WHITE METAL LANTERN",
                0,
                3.39,
                Dropped::NothingSold,
            ),
            (
                "536380",
                "71053",
                "WHITE METAL LANTERN",
                1,
                0.0,
                Dropped::Unpriced,
            ),
            (
                "536380",
                "71053",
                "WHITE METAL LANTERN",
                1,
                f64::NAN,
                Dropped::Unpriced,
            ),
            ("536380", "POST", "POSTAGE", 1, 18.0, Dropped::NotAProduct),
            ("536380", "M", "Manual", 1, 18.0, Dropped::NotAProduct),
            (
                "536380",
                "gift_0001_40",
                "Dotcomgiftshop Gift Voucher £40.00",
                1,
                33.0,
                Dropped::NotAProduct,
            ),
            (
                "536380",
                "22016",
                "Dotcomgiftshop Gift Voucher £100.00",
                1,
                83.0,
                Dropped::NotAProduct,
            ),
            (
                "536380",
                "23444",
                "Next Day Carriage",
                1,
                15.0,
                Dropped::NotAProduct,
            ),
            ("536380", "71053", "", 1, 3.39, Dropped::Note),
            ("536380", "71053", "?", 1, 3.39, Dropped::Note),
            ("536380", "71053", "check", 1, 3.39, Dropped::Note),
            ("536380", "71053", "CHECK", 1, 3.39, Dropped::Note),
            (
                "536380",
                "71053",
                "Damaged in warehouse",
                1,
                3.39,
                Dropped::Note,
            ),
            (
                "536380",
                "71053",
                "printing smudges/thrown away",
                1,
                3.39,
                Dropped::Note,
            ),
        ] {
            assert_eq!(
                judge(&line(invoice, code, description, quantity, price)),
                Err(dropped),
                "{description}"
            );
        }
    }
}
