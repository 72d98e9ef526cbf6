//! Contents to bytes.

use crate::bytes::ByteWriter;
use crate::section::{Section, items, model, rows};
use crate::{
    ItemIndex, MAGIC, MAX_DISTANCES, MAX_KIND_WEIGHT, MAX_LEVELS, MAX_SCORE, Neighbour,
    PackContents, PackError, VERSION,
};

/// Writes a pack; the same contents give the same bytes.
///
/// # Errors
/// [`PackError::Unwritable`] if the contents break a rule of [`PackContents`]: more rows than
/// items, an identifier that is empty or stands twice, neighbours out of order or out of range.
pub fn write(contents: &PackContents) -> Result<Vec<u8>, PackError> {
    check(contents)?;
    let mut pack = ByteWriter::default();
    pack.bytes.extend_from_slice(&MAGIC);
    pack.u16(VERSION);
    let payloads = [
        (Section::Model, model::write(&contents.model)),
        (Section::Items, items::write(&contents.items)),
        (Section::Rows, rows::write(&contents.rows)),
    ];
    for (section, payload) in payloads {
        let length = u32::try_from(payload.len()).map_err(|_| PackError::Unwritable {
            rule: "a section is longer than 4 GiB",
        })?;
        pack.u8(section as u8);
        pack.u32(length);
        pack.bytes.extend_from_slice(&payload);
    }
    Ok(pack.bytes)
}

fn check(contents: &PackContents) -> Result<(), PackError> {
    let rule = |holds: bool, rule: &'static str| {
        if holds {
            Ok(())
        } else {
            Err(PackError::Unwritable { rule })
        }
    };
    let model = &contents.model;
    let items = contents.items.len();
    rule(
        u32::try_from(items).is_ok(),
        "more items than 32 bits count",
    )?;
    rule(
        model.distance.len() <= MAX_DISTANCES,
        "the distance table has more than 64 entries",
    )?;
    let scores = model.seen.iter().copied();
    rule(
        scores
            .chain([model.popularity_weight])
            .all(|score| score <= MAX_SCORE),
        "a score of the model is longer than 40 bits",
    )?;
    rule(
        model.kinds.iter().all(|&weight| weight <= MAX_KIND_WEIGHT),
        "an event kind weighs more than 64",
    )?;
    rule(contents.rows.len() <= items, "more rows than items")?;
    let mut ids: Vec<&str> = contents.items.iter().map(|item| item.id.as_str()).collect();
    ids.sort_unstable();
    rule(
        ids.first().is_none_or(|id| !id.is_empty()),
        "an item has no identifier",
    )?;
    rule(
        ids.windows(2).all(|pair| pair[0] != pair[1]),
        "two items have the same identifier",
    )?;
    let aliases = contents.items.iter().flat_map(|item| &item.aliases);
    let mut names: Vec<&str> = aliases.map(String::as_str).collect();
    names.sort_unstable();
    rule(
        names.first().is_none_or(|name| !name.is_empty()),
        "a name is empty",
    )?;
    rule(
        names.windows(2).all(|pair| pair[0] != pair[1]),
        "a name stands twice",
    )?;
    rule(
        names.iter().all(|name| ids.binary_search(name).is_err()),
        "a name is an item's identifier",
    )?;
    let mut numbers: Vec<&u64> = Vec::new();
    for item in &contents.items {
        let (product, variants) = item.shopify.split_at(item.shopify.len().min(1));
        rule(
            product != [0] || !variants.is_empty(),
            "an item has a list of numbers without a number",
        )?;
        rule(
            variants.first() != Some(&0) && variants.windows(2).all(|pair| pair[0] < pair[1]),
            "numbers of variants must ascend",
        )?;
        numbers.extend(item.shopify.iter().filter(|&&number| number > 0));
    }
    numbers.sort_unstable();
    rule(
        numbers.windows(2).all(|pair| pair[0] != pair[1]),
        "a number stands twice",
    )?;
    for (own, row) in contents.rows.iter().enumerate() {
        let mut before: Option<ItemIndex> = None;
        for &Neighbour { item, weight, .. } in &row.neighbours {
            rule(before < Some(item), "neighbours must ascend and not repeat")?;
            rule(item.slot() < items, "a neighbour is out of range")?;
            rule(item.slot() != own, "an item is its own neighbour")?;
            rule(weight > 0, "a neighbour's weight is zero")?;
            before = Some(item);
        }
    }
    rule(
        rows::levels(&contents.rows).len() <= MAX_LEVELS,
        "rows have more than 32 different weights",
    )
}
