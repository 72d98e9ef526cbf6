//! Calendar dates from seconds, by the civil calendar rules; the standard library has none.

/// RFC 3339 in UTC of a moment in seconds since 1970, for example `2011-12-09T12:50:00Z`. Years
/// before 0 or after 9999, which the format cannot write, are held at its ends.
pub(crate) fn rfc3339(seconds: i64) -> String {
    const FIRST: i64 = -62_167_219_200;
    const LAST: i64 = 253_402_300_799;
    let seconds = seconds.clamp(FIRST, LAST);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z",
        second % 60
    )
}

/// The first moment of a day given as `2027-01-31`, RFC 3339 in UTC.
///
/// # Errors
/// A sentence for the command line, if the text is no day.
pub(crate) fn midnight(day: &str) -> Result<String, String> {
    let wrong = || format!("not a day: {day:?}; write it as 2027-01-31");
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month, of_month) = match day.split('-').collect::<Vec<_>>()[..] {
        [y, m, d]
            if (y.len(), m.len(), d.len()) == (4, 2, 2)
                && [y, m, d].iter().all(|text| digits(text)) =>
        {
            let number = |text: &str| text.parse::<i64>().map_err(|_| wrong());
            (number(y)?, number(m)?, number(d)?)
        }
        _ => return Err(wrong()),
    };
    // Days since 1970 of every day of a year are few: looking is simpler than computing back.
    let first = (year - 1970) * 365;
    let exists = (first - 800..first + 1_200).any(|days| civil(days) == (year, month, of_month));
    if exists {
        Ok(format!("{day}T00:00:00Z"))
    } else {
        Err(wrong())
    }
}

/// Year, month and day of a day number; day 0 is 1970-01-01. Years are taken to begin in March,
/// so that the leap day is the last of its year.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_exist_are_taken() {
        for day in ["2027-01-31", "2028-02-29", "1970-01-01", "2999-12-31"] {
            assert_eq!(midnight(day), Ok(format!("{day}T00:00:00Z")));
        }
        for none in [
            "2027-02-29",
            "2027-13-01",
            "27-01-31",
            "2027-1-31",
            "tomorrow",
            "2027-01-31T",
        ] {
            assert!(midnight(none).is_err(), "{none}");
        }
    }

    #[test]
    fn known_moments() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(1_323_435_000), "2011-12-09T12:50:00Z");
        assert_eq!(rfc3339(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(rfc3339(-1), "1969-12-31T23:59:59Z");
        assert_eq!(rfc3339(i64::MAX), "9999-12-31T23:59:59Z");
        assert_eq!(rfc3339(i64::MIN), "0000-01-01T00:00:00Z");
    }
}
