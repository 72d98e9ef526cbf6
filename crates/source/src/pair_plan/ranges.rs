//! Cuts items into ranges whose pairs fit in memory.

use std::ops::Range;

use whyshelf_train::Sessions;

/// As few ranges of items as make no more than `most` joined rows each, unless one item alone does;
/// the pairs of a range are those whose smaller item lies in it.
pub(super) fn of(sessions: &Sessions, most: u64) -> Vec<Range<u32>> {
    let mut ranges = Vec::new();
    let (mut begin, mut rows) = (0, 0);
    for (item, more) in (0..).zip(joined(sessions)) {
        if rows > 0 && more > 0 && rows + more > most {
            ranges.push(begin..item);
            (begin, rows) = (item, 0);
        }
        rows += more;
    }
    if rows > 0 {
        ranges.push(begin..sessions.item_count() as u32);
    }
    ranges
}

/// Rows that the join makes for each item as the smaller one.
fn joined(sessions: &Sessions) -> Vec<u64> {
    let mut joined = vec![0; sessions.item_count()];
    let mut sorted = Vec::new();
    for items in sessions.iter() {
        sorted.clear();
        sorted.extend_from_slice(items);
        sorted.sort_unstable();
        let mut larger = sorted.len();
        for run in sorted.chunk_by(|a, b| a == b) {
            larger -= run.len();
            joined[run[0] as usize] += (run.len() * larger) as u64;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sessions() -> Sessions {
        let mut sessions = Sessions::over(6);
        sessions.push(0, [3, 0, 3, 1]);
        sessions.push(1, [4, 1]);
        sessions.push(2, [5]);
        sessions
    }

    #[test]
    fn rows_are_those_of_the_join() {
        assert_eq!(joined(&sessions()), [3, 3, 0, 0, 0, 0]);
    }

    #[test]
    fn ranges_cover_all_items_once_and_fewer_rows_make_more() {
        assert_eq!(of(&sessions(), 6), vec![0..6; 1]);
        assert_eq!(of(&sessions(), 5), [0..1, 1..6]);
        assert_eq!(of(&sessions(), 0), [0..1, 1..6]);
        assert!(of(&Sessions::over(6), 1).is_empty());
    }
}
