//! How popular items are.

use crate::sessions::Sessions;

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

/// Popularity in steps: 0 for no session, 1 for one, 255 for the most, logarithmic in between.
pub(crate) fn steps(counts: &[u32]) -> Vec<u8> {
    let most = counts.iter().copied().max().unwrap_or(0).max(2);
    let full = f64::from(most).ln();
    counts
        .iter()
        .map(|&count| match count {
            0 => 0,
            _ => (1.0 + 254.0 * f64::from(count).ln() / full).round() as u8,
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
        assert_eq!(steps(&[0, 1, 10, 100]), [0, 1, 128, 255]);
        assert!(steps(&[]).is_empty());
        assert_eq!(steps(&[1, 0]), [1, 0]);
    }
}
