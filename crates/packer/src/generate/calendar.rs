//! When things happen: half a year of weeks, days and hours, some busier than others.

/// Monday 2026-01-05, 00:00 UTC, in seconds since 1970. A fixed date: the same seed makes the same
/// log for ever.
const START: i64 = 20_458 * DAY;
const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;
const HOURS_A_WEEK: usize = 7 * 24;

/// Length of the log.
pub(crate) const WEEKS: usize = 26;

/// Visits by hour of the day: quiet nights, a lunch break, busy evenings.
const BY_HOUR: [f64; 24] = [
    2.0, 1.0, 0.6, 0.5, 0.5, 0.8, 1.6, 2.8, 3.8, 4.4, 4.8, 5.0, 5.4, 5.2, 4.8, 4.8, 5.0, 5.4, 6.0,
    7.0, 7.6, 7.2, 5.6, 3.6,
];
/// Monday first.
const BY_WEEKDAY: [f64; 7] = [1.05, 1.0, 1.0, 1.0, 0.9, 0.95, 1.2];
/// The shop grows by this share over the whole log.
const GROWTH: f64 = 0.4;
/// Weeks with a campaign, and what it does to the visits.
const CAMPAIGNS: [usize; 2] = [8, 21];
const CAMPAIGN: f64 = 1.5;

/// How visits spread over the log.
pub(super) struct Calendar {
    /// `sums[h]`: share of the visits before hour `h`.
    sums: Vec<f64>,
}

impl Calendar {
    pub(super) fn new() -> Calendar {
        let mut sums = vec![0.0];
        let mut total = 0.0;
        for hour in 0..WEEKS * HOURS_A_WEEK {
            let (week, of_week) = (hour / HOURS_A_WEEK, hour % HOURS_A_WEEK);
            let growth = 1.0 + GROWTH * hour as f64 / (WEEKS * HOURS_A_WEEK) as f64;
            let campaign = if CAMPAIGNS.contains(&week) {
                CAMPAIGN
            } else {
                1.0
            };
            total += BY_HOUR[of_week % 24] * BY_WEEKDAY[of_week / 24] * growth * campaign;
            sums.push(total);
        }
        sums.iter_mut().for_each(|sum| *sum /= total);
        Calendar { sums }
    }

    /// Share of the visits before a week; before week [`WEEKS`] are all.
    pub(super) fn before_week(&self, week: usize) -> f64 {
        self.sums[week * HOURS_A_WEEK]
    }

    /// The second, since 1970, before which this share of the visits begins.
    pub(super) fn moment(&self, share: f64) -> i64 {
        let hour = self.sums.partition_point(|&sum| sum <= share);
        let hour = hour.saturating_sub(1).min(self.sums.len() - 2);
        let (from, to) = (self.sums[hour], self.sums[hour + 1]);
        let within = (share - from) / (to - from) * HOUR as f64;
        START + hour as i64 * HOUR + (within as i64).min(HOUR - 1)
    }
}

/// Days from the log's first to the first of a week.
pub(super) fn first_day(week: usize) -> i32 {
    7 * week as i32
}

/// The first second of a day of the log (negative: before it), since 1970.
pub(super) fn second_of_day(day: i32) -> i64 {
    START + DAY * i64::from(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_moments_of_their_week() {
        let calendar = Calendar::new();
        assert_eq!(calendar.moment(0.0), START);
        for week in 0..WEEKS {
            let (from, to) = (calendar.before_week(week), calendar.before_week(week + 1));
            for share in [from, (from + to) / 2.0, to - 1e-12] {
                let day = (calendar.moment(share) - START) / DAY;
                assert_eq!(day / 7, week as i64);
            }
        }
        assert_eq!(calendar.before_week(WEEKS).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn the_log_begins_on_a_monday() {
        // 1970-01-01 was a Thursday.
        assert_eq!((START / DAY + 3) % 7, 0);
    }
}
