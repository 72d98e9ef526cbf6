//! How popular items are: by a window of the log's newest sessions, smoothed by all of it.

use crate::sessions::Sessions;

/// Shares of the log that are tried as a window.
const SHARES: [f64; 6] = [1.0, 0.5, 0.25, 0.125, 0.0625, 0.03125];

/// Sessions' worth of the whole log that smooth a window: what sold last month still counts
/// where this week is thin.
const SMOOTHING: f64 = 500.0;

/// Gain in log likelihood, per item of a session, for which a shorter window is worth its noise.
const CLEARLY: f64 = 0.002;

/// The newest part of a log that says what is popular.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Share of the log's sessions, above 0, at most 1.
    pub share: f64,
}

impl Window {
    /// The whole log.
    pub(crate) const ALL: Window = Window { share: 1.0 };

    /// The window of `older` in which what `newest` holds was most frequent (largest likelihood
    /// of its items under the smoothed counts); a longer one unless a shorter is clearly better.
    pub(crate) fn fitted(older: &Sessions, newest: &Sessions) -> Window {
        let mut best = (f64::NEG_INFINITY, Window::ALL);
        let targets = sessions_by_item(newest);
        let total: f64 = targets.iter().map(|&count| f64::from(count)).sum();
        for share in SHARES {
            let window = Window { share };
            let counts = window.counts(older);
            let all: f64 = counts.iter().map(|count| count + UNSEEN).sum();
            let likelihood = targets
                .iter()
                .zip(&counts)
                .map(|(&targets, count)| f64::from(targets) * ((count + UNSEEN) / all).ln());
            let likelihood: f64 = likelihood.sum();
            if likelihood > best.0 + CLEARLY * total {
                best = (likelihood, window);
            }
        }
        best.1
    }

    /// Sessions in the window that hold each item, and a share of those outside.
    pub(crate) fn counts(self, sessions: &Sessions) -> Vec<f64> {
        let length = (sessions.len() as f64 * self.share).ceil() as usize;
        let start = sessions.len() - length.min(sessions.len());
        let smoothing = SMOOTHING / (SMOOTHING + sessions.len() as f64);
        let inside = sessions_by_item(&sessions.part(start..sessions.len()));
        let all = sessions_by_item(sessions);
        let both = inside.into_iter().zip(all);
        both.map(|(inside, all)| f64::from(inside) + smoothing * f64::from(all - inside))
            .collect()
    }
}

/// What an item counts that no session holds, while windows are compared.
const UNSEEN: f64 = 0.1;

/// Sessions that hold each item.
pub fn sessions_by_item(sessions: &Sessions) -> Vec<u32> {
    let mut counts = vec![0; sessions.item_count()];
    let mut last_seen_in = vec![usize::MAX; sessions.item_count()];
    for session in 0..sessions.len() {
        for &item in sessions.items(session) {
            let item = item as usize;
            if std::mem::replace(&mut last_seen_in[item], session) != session {
                counts[item] += 1;
            }
        }
    }
    counts
}

/// Popularity in steps: 0 for no session, 255 for the most, logarithmic in between.
pub(crate) fn steps(counts: &[f64]) -> Vec<u8> {
    let most = counts.iter().copied().fold(1.0, f64::max);
    let full = most.ln_1p();
    counts
        .iter()
        .map(|&count| {
            let step = (255.0 * count.ln_1p() / full).round();
            if count > 0.0 { step.max(1.0) as u8 } else { 0 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_counts_an_item_once() {
        let mut sessions = Sessions::over(3);
        sessions.push(0, [1, 1, 0]);
        sessions.push(1, [1]);
        assert_eq!(sessions_by_item(&sessions), [1, 2, 0]);
    }

    #[test]
    fn steps_are_logarithmic() {
        assert_eq!(steps(&[0.0, 0.001, 9.0, 99.0]), [0, 1, 128, 255]);
        assert!(steps(&[]).is_empty());
        assert_eq!(steps(&[1.0, 0.0]), [255, 0]);
    }

    /// Sessions of one item each.
    fn log(items: impl Iterator<Item = u32>) -> Sessions {
        let mut sessions = Sessions::over(4);
        for (group, item) in (0..).zip(items) {
            sessions.push(group, [item]);
        }
        sessions
    }

    #[test]
    fn the_window_follows_how_fast_the_shop_changes() {
        let changing = log((0..4000).map(|session| session / 1000));
        let steady = log((0..4000).map(|session| session * 7 % 4));
        assert_eq!(
            Window::fitted(&changing, &log([3; 50].into_iter())).share,
            0.25
        );
        assert_eq!(
            Window::fitted(&steady, &log((0..50).map(|at| at % 4))).share,
            1.0
        );
    }

    #[test]
    fn what_sold_before_the_window_still_counts_a_little() {
        let counts = Window { share: 0.25 }.counts(&log((0..4000).map(|at| at / 1000)));
        assert_eq!(counts[3], 1000.0);
        assert!((100.0..150.0).contains(&counts[0]), "{}", counts[0]);
    }
}
