//! Other names of items: what a page may call an item that the shop's catalog calls otherwise.
//!
//! Text stands whole, not as hashes: a name that no item has must never be taken for one.

use std::collections::BinaryHeap;

use crate::bytes::{ByteReader, ByteWriter};
use crate::lookup::Lookup;
use crate::rule::Rule;
use crate::shopify::{Kind, Name};
use crate::{Item, ItemIndex};

/// Most bytes that a name takes over from the one before it: bounds what a few bytes can become.
const MOST_SHARED: usize = 63;

/// Names beside the identifiers, of all items.
#[derive(Debug, Default)]
pub(crate) struct Names {
    text: String,
    /// Where each name ends in the text.
    ends: Vec<u32>,
    /// Whose it is: ascending.
    owners: Vec<ItemIndex>,
    by_name: Lookup,
    /// By number.
    numbers: Vec<(u64, ItemIndex, Kind)>,
}

pub(crate) fn write_aliases(items: &[Item], out: &mut ByteWriter) {
    items
        .iter()
        .for_each(|item| out.varint(item.aliases.len() as u64));
    let names = || items.iter().flat_map(|item| &item.aliases);
    let mut before = "";
    let mut suffixes = Vec::new();
    for name in names() {
        let same = name.bytes().zip(before.bytes());
        let mut shared = same.take(MOST_SHARED).take_while(|(a, b)| a == b).count();
        while !name.is_char_boundary(shared) {
            shared -= 1;
        }
        out.varint(shared as u64);
        suffixes.push(&name[shared..]);
        before = name;
    }
    suffixes
        .iter()
        .for_each(|suffix| out.varint(suffix.len() as u64));
    for suffix in suffixes {
        out.bytes.extend_from_slice(suffix.as_bytes());
    }
}

pub(crate) fn write_numbers(items: &[Item], out: &mut ByteWriter) {
    items
        .iter()
        .for_each(|item| out.varint(item.shopify.len() as u64));
    let mut before = [0; 2];
    for item in items {
        for (at, &number) in item.shopify.iter().enumerate() {
            // Products count from the product before, variants from the variant before.
            let before = &mut before[at.min(1)];
            let step = number.wrapping_sub(*before) as i64;
            out.varint(((step << 1) ^ (step >> 63)) as u64);
            *before = number;
        }
    }
}

impl Names {
    pub(crate) fn read_aliases(&mut self, reader: &mut ByteReader<'_>, items: usize) {
        for item in 0..items as u32 {
            for _ in 0..reader.count() {
                self.owners.push(ItemIndex(item));
            }
            if self.owners.len() > reader.len() {
                // What comes below would be as large as the numbers that are wrong say.
                self.owners.clear();
                return reader.invalid(Rule::NameCount);
            }
        }
        let count = self.owners.len();
        let shared: Vec<usize> = (0..count).map(|_| reader.count()).collect();
        let lengths: Vec<usize> = (0..count).map(|_| reader.count()).collect();
        let mut text: Vec<u8> = Vec::new();
        let mut start = 0;
        for (shared, length) in shared.into_iter().zip(lengths) {
            let end = text.len();
            let there = shared <= MOST_SHARED && shared <= end - start;
            reader.must(there, Rule::NameShares);
            if there {
                text.extend_from_within(start..start + shared);
            }
            text.extend_from_slice(reader.take(length));
            reader.must(text.len() > end, Rule::EmptyName);
            let end_of_name = u32::try_from(text.len());
            reader.must(end_of_name.is_ok(), Rule::NamesLength);
            self.ends.push(end_of_name.unwrap_or(0));
            start = end;
        }
        let text = String::from_utf8(text);
        reader.must(text.is_ok(), Rule::Utf8);
        self.text = text.unwrap_or_default();
        let whole = |&end: &u32| self.text.is_char_boundary(end as usize);
        let whole = self.ends.iter().all(whole);
        reader.must(whole, Rule::CharBoundary);
        let by_name = Lookup::of(count, |at| self.name(at));
        reader.must(by_name.is_some(), Rule::SameName);
        self.by_name = by_name.unwrap_or_default();
    }

    pub(crate) fn read_numbers(&mut self, reader: &mut ByteReader<'_>, items: usize) {
        let mut counts = Vec::with_capacity(items);
        let mut sum = 0_usize;
        for _ in 0..items {
            let count = reader.count();
            counts.push(count);
            sum = sum.saturating_add(count);
            reader.must(sum <= reader.len(), Rule::NumberCount);
        }
        let mut before = [0_u64; 2];
        for (item, count) in (0..).zip(counts) {
            for at in 0..count {
                let step = reader.varint();
                let before = &mut before[at.min(1)];
                let step = ((step >> 1) as i64) ^ -((step & 1) as i64);
                *before = before.wrapping_add(step as u64);
                let kind = if at == 0 {
                    Kind::Product
                } else {
                    Kind::Variant
                };
                if *before > 0 {
                    self.numbers.push((*before, ItemIndex(item), kind));
                } else {
                    reader.must(kind == Kind::Product, Rule::VariantZero);
                }
            }
        }
        // By a heap: the standard library's `sort` is 3 to 5 KB of wasm.
        self.numbers = BinaryHeap::from(core::mem::take(&mut self.numbers)).into_sorted_vec();
        let differ = |pair: &[(u64, ItemIndex, Kind)]| pair[0].0 != pair[1].0;
        let differ = self.numbers.windows(2).all(differ);
        reader.must(differ, Rule::SameNumber);
    }

    /// Whether no name is one of `ids`.
    pub(crate) fn all_differ(&self, is_id: impl Fn(&str) -> bool) -> bool {
        !(0..self.ends.len()).any(|at| is_id(self.name(at)))
    }

    /// The item with this name.
    pub(crate) fn find(&self, name: &str) -> Option<ItemIndex> {
        if let Some(at) = self.by_name.find(name, |at| self.name(at)) {
            return self.owners.get(at).copied();
        }
        match Name::of(name)? {
            Name::Bare(number) => self.number(number, None),
            Name::Global(kind, number) => self.number(number, Some(kind)),
            Name::Feed { product, variant } => {
                let product = self.number(product, Some(Kind::Product));
                let variant = self.number(variant, Some(Kind::Variant));
                match (product, variant) {
                    (Some(product), Some(variant)) => (product == variant).then_some(product),
                    (product, variant) => product.or(variant),
                }
            }
        }
    }

    fn number(&self, number: u64, wanted: Option<Kind>) -> Option<ItemIndex> {
        let by_number = |&(own, ..): &(u64, ItemIndex, Kind)| own.cmp(&number);
        let at = self.numbers.binary_search_by(by_number).ok()?;
        let &(_, item, kind) = self.numbers.get(at)?;
        wanted.is_none_or(|wanted| wanted == kind).then_some(item)
    }

    fn name(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0) as usize;
        let end = self.ends.get(at).map_or(start, |&end| end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The names of one item, in their order.
    pub(crate) fn aliases(&self, item: ItemIndex) -> impl Iterator<Item = &str> {
        let start = self.owners.partition_point(|&owner| owner < item);
        let end = self.owners.partition_point(|&owner| owner <= item);
        (start..end).map(|at| self.name(at))
    }

    /// The numbers of one item: none, or that of the product (0 where it has none) and those of
    /// its variants, ascending.
    pub(crate) fn shopify(&self, item: ItemIndex) -> Vec<u64> {
        let own = || {
            self.numbers
                .iter()
                .filter(move |(_, owner, _)| *owner == item)
        };
        if own().next().is_none() {
            return Vec::new();
        }
        let product = own().find(|(.., kind)| *kind == Kind::Product);
        let variants = own().filter(|(.., kind)| *kind == Kind::Variant);
        core::iter::once(product.map_or(0, |&(number, ..)| number))
            .chain(variants.map(|&(number, ..)| number))
            .collect()
    }
}
