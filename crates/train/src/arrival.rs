//! When an item came to the shop.

/// Seconds of a day.
const DAY: i64 = 86_400;

/// An item first seen within this share of the log may have been there before it began.
const BEGINNING: f64 = 0.25;

/// The log's times, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its first event.
    pub oldest: i64,
    /// Its last event.
    pub newest: i64,
}

/// Days from an item's arrival to the newest event, plus 1; 0 if unknown or more than 65,534 days
/// ago.
///
/// `added` is when the catalog says it came; where it does not say, an item whose `first_event`
/// falls into the last three quarters of the log came then. Of a log shorter than two days
/// nothing is concluded.
pub fn arrived(added: Option<i64>, first_event: Option<i64>, log: Option<Seen>) -> u16 {
    let Some(log) = log else { return 0 };
    let span = log.newest.saturating_sub(log.oldest);
    let late = |&first: &i64| {
        span >= 2 * DAY && first.saturating_sub(log.oldest) as f64 >= BEGINNING * span as f64
    };
    let Some(arrival) = added.or(first_event.filter(late)) else {
        return 0;
    };
    let days = log.newest.saturating_sub(arrival).max(0) / DAY;
    u16::try_from(days + 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: Option<Seen> = Some(Seen {
        oldest: 0,
        newest: 100 * DAY,
    });

    #[test]
    fn the_catalog_goes_before_the_log() {
        assert_eq!(arrived(Some(99 * DAY), Some(50 * DAY), LOG), 2);
        assert_eq!(arrived(None, Some(50 * DAY), LOG), 51);
        assert_eq!(arrived(Some(200 * DAY), None, LOG), 1);
    }

    #[test]
    fn what_may_have_been_there_before_the_log_has_no_arrival() {
        assert_eq!(arrived(None, Some(20 * DAY), LOG), 0);
        assert_eq!(arrived(None, None, LOG), 0);
        assert_eq!(arrived(Some(-70_000 * DAY), None, LOG), 0);
        assert_eq!(arrived(Some(5), Some(5), None), 0);
    }

    #[test]
    fn numbered_events_are_no_days() {
        let log = Some(Seen {
            oldest: 0,
            newest: 900,
        });
        assert_eq!(arrived(None, Some(800), log), 0);
    }
}
