//! Numbers items so that neighbours get near numbers.

mod bisect;
mod lists;

use whyshelf_pack::Row;

use bisect::Logarithms;
use lists::Lists;
pub use bisect::Knobs;

/// The order.
#[must_use]
pub fn order(rows: &[Row], knobs: &Knobs) -> Vec<u32> {
    let neighbourhoods = Lists::of(rows.len(), |item| {
        rows[item as usize].neighbours.iter().map(|near| near.item.0)
    });
    let holders = neighbourhoods.transposed_with_self();
    let (connected, alone): (Vec<u32>, Vec<u32>) =
        (0..rows.len() as u32).partition(|&item| holders.get(item).len() > 1 || !neighbourhoods.get(item).is_empty());
    drop(neighbourhoods);
    let lists = holders.of_items(&connected);
    drop(holders);
    let logarithms = Logarithms::up_to(rows.len());
    let mut ordered = vec![0; connected.len()];
    bisect::bisect(connected, lists, &mut ordered, &logarithms, knobs);
    ordered.extend(alone);
    let mut numbers = vec![0; rows.len()];
    for (number, &item) in ordered.iter().enumerate() {
        numbers[item as usize] = number as u32;
    }
    numbers
}
