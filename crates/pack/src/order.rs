//! Putting items in order with little code.

use crate::ItemIndex;

/// The items by ascending key, those of one key as they came. By counting: the standard library's
/// `sort` is 3 to 5 KB of wasm for every type that it sorts.
pub(crate) fn in_order(items: &[ItemIndex], key: impl Fn(ItemIndex) -> u8) -> Vec<ItemIndex> {
    let mut starts = [0_usize; 257];
    for &item in items {
        starts[usize::from(key(item)) + 1] += 1;
    }
    let mut before = 0;
    for start in &mut starts {
        before += *start;
        *start = before;
    }
    let mut ordered = vec![ItemIndex(0); items.len()];
    for &item in items {
        let place = &mut starts[usize::from(key(item))];
        ordered[*place] = item;
        *place += 1;
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_stable_sort(keys in proptest::collection::vec(any::<u8>(), 0..600)) {
            let items: Vec<ItemIndex> = (0..keys.len() as u32).map(ItemIndex).collect();
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| keys[item.slot()]);
            prop_assert_eq!(in_order(&items, |item| keys[item.slot()]), sorted);
        }
    }
}
