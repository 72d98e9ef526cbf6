//! Timestamps: whole numbers in any unit, or ISO dates.

use datafusion::arrow::compute::kernels::cast_utils::string_to_timestamp_nanos;

/// A moment as the log writes it. Only moments of one form can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// A whole number of whatever the shop counts in.
    Number(i64),
    /// Nanoseconds since 1970.
    Date(i64),
}

impl Moment {
    /// Reads a timestamp's text.
    pub(crate) fn parse(text: &str) -> Option<Moment> {
        if let Ok(number) = text.parse() {
            return Some(Moment::Number(number));
        }
        if let Some((whole, "0" | "00" | "000")) = text.split_once('.')
            && let Ok(number) = whole.parse()
        {
            return Some(Moment::Number(number));
        }
        string_to_timestamp_nanos(text).ok().map(Moment::Date)
    }

    /// The number to compare by.
    pub(crate) fn value(self) -> i64 {
        let (Moment::Number(value) | Moment::Date(value)) = self;
        value
    }

    /// Another moment of the same form.
    pub(crate) fn with(self, value: i64) -> Moment {
        match self {
            Moment::Number(_) => Moment::Number(value),
            Moment::Date(_) => Moment::Date(value),
        }
    }

    /// What this form is called in messages.
    pub(crate) fn form(self) -> &'static str {
        match self {
            Moment::Number(_) => "numbers",
            Moment::Date(_) => "dates",
        }
    }

    /// Seconds since 1970: for a number the unit is guessed from its size (seconds up to the
    /// year 5138, then milliseconds, microseconds, nanoseconds).
    pub(crate) fn seconds(self) -> i64 {
        match self {
            Moment::Date(nanoseconds) => nanoseconds.div_euclid(1_000_000_000),
            Moment::Number(number) => match number.unsigned_abs() {
                0..100_000_000_000 => number,
                100_000_000_000..100_000_000_000_000 => number.div_euclid(1_000),
                100_000_000_000_000..100_000_000_000_000_000 => number.div_euclid(1_000_000),
                _ => number.div_euclid(1_000_000_000),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_iso_dates_are_moments() {
        assert_eq!(Moment::parse("-5"), Some(Moment::Number(-5)));
        assert_eq!(
            Moment::parse("1600000000.0"),
            Some(Moment::Number(1_600_000_000))
        );
        let second = Some(Moment::Date(1_000_000_000));
        assert_eq!(Moment::parse("1970-01-01T00:00:01Z"), second);
        assert_eq!(Moment::parse("1970-01-01 00:00:01"), second);
        assert_eq!(
            Moment::parse("1970-01-02"),
            Some(Moment::Date(86_400_000_000_000))
        );
    }

    #[test]
    fn anything_else_is_not() {
        for text in ["", "yesterday", "12:30", "20.11.2026", "1.5"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_unit_of_a_number_is_told_from_its_size() {
        for number in [
            1_700_000_000,
            1_700_000_000_000,
            1_700_000_000_000_000,
            1_700_000_000_000_000_000,
        ] {
            assert_eq!(Moment::Number(number).seconds(), 1_700_000_000);
        }
        assert_eq!(
            Moment::Date(1_700_000_000_000_000_000).seconds(),
            1_700_000_000
        );
    }
}
