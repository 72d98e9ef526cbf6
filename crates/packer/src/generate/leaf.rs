//! The leaves of the category tree, numbered.

use super::vocabulary::{Category, DEPARTMENTS, Department, Kind};

/// Categories of a department.
pub(super) const CATEGORIES: usize = 3;
/// Kinds of a category.
pub(super) const KINDS: usize = 4;

/// Leaves of the tree.
pub(super) const LEAVES: usize = DEPARTMENTS.len() * CATEGORIES * KINDS;

/// A leaf with what stands above it; leaves are numbered so that neighbours are of one category.
pub(super) fn leaf(number: usize) -> (&'static Department, &'static Category, &'static Kind) {
    let number = number % LEAVES;
    let department = &DEPARTMENTS[number / (CATEGORIES * KINDS)];
    let category = &department.categories[number / KINDS % CATEGORIES];
    (department, category, &category.kinds[number % KINDS])
}
