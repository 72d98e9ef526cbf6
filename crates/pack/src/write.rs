//! Contents to bytes.

use crate::bytes::ByteWriter;
use crate::strings::{Dictionary, Strings};
use crate::{
    ItemIndex, MAGIC, MAX_DISTANCES, MAX_SCORE, Model, Neighbour, PackContents, PackError,
    Relation, Row, Section, VERSION,
};

/// Writes a pack; the same contents give the same bytes.
///
/// # Errors
/// [`PackError::Unwritable`] if the contents break a rule of [`PackContents`]: list lengths that
/// differ, an identifier that is empty or stands twice, neighbours out of order or out of range.
pub fn write(contents: &PackContents) -> Result<Vec<u8>, PackError> {
    check(contents)?;
    let mut pack = ByteWriter::default();
    pack.bytes.extend_from_slice(&MAGIC);
    pack.u16(VERSION);
    let payloads = [
        (Section::Model, model(&contents.model)),
        (Section::Items, items(contents)),
        (Section::Popularity, contents.popularity.clone()),
        (Section::Rows, rows(&contents.rows)),
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
    let items = contents.items.len();
    rule(
        u32::try_from(items).is_ok(),
        "more items than 32 bits count",
    )?;
    rule(
        contents.popularity.len() == items,
        "popularity needs one entry an item",
    )?;
    rule(
        contents.model.distance.len() <= MAX_DISTANCES,
        "the distance table has more than 64 entries",
    )?;
    let scores = contents.model.seen.iter().copied();
    rule(
        scores
            .chain([contents.model.popularity_weight])
            .all(|score| score <= MAX_SCORE),
        "a score of the model is longer than 40 bits",
    )?;
    rule(contents.rows.len() == items, "rows need one entry an item")?;
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
    Ok(())
}

fn model(model: &Model) -> Vec<u8> {
    let mut out = ByteWriter::default();
    out.u8(match model.relation {
        Relation::BoughtTogether => 0,
        Relation::ViewedTogether => 1,
    });
    out.varint(model.distance.len() as u64);
    for &weight in &model.distance {
        out.varint(weight.into());
    }
    out.varint(model.seen.len() as u64);
    for &score in &model.seen {
        out.varint(score);
    }
    out.varint(model.popularity_weight);
    out.bytes
}

fn items(contents: &PackContents) -> Vec<u8> {
    let mut out = ByteWriter::default();
    let items = &contents.items;
    let cards = || items.iter().map(|item| &item.card);
    out.varint(items.len() as u64);
    Strings::write(&mut out, items.iter().map(|item| item.id.as_str()));
    Strings::write(&mut out, cards().map(|card| card.title.as_str()));
    Strings::write(&mut out, cards().map(|card| card.url.as_str()));
    Strings::write(&mut out, cards().map(|card| card.image.as_str()));
    Dictionary::write(&mut out, cards().map(|card| card.category.as_str()));
    Dictionary::write(&mut out, cards().map(|card| card.brand.as_str()));
    Dictionary::write(
        &mut out,
        cards().map(|card| {
            card.price
                .as_ref()
                .map_or("", |price| price.currency.as_str())
        }),
    );
    for card in cards() {
        out.varint(
            card.price
                .as_ref()
                .map_or(0, |price| price.minor.saturating_add(1)),
        );
    }
    out.bytes
}

fn rows(rows: &[Row]) -> Vec<u8> {
    let mut out = ByteWriter::default();
    for row in rows {
        out.varint(row.neighbours.len() as u64);
    }
    for row in rows.iter().filter(|row| !row.neighbours.is_empty()) {
        out.u16(row.scale);
    }
    for row in rows {
        let mut next = 0;
        for neighbour in &row.neighbours {
            let ItemIndex(id) = neighbour.item;
            out.varint(u64::from(id - next) << 1 | u64::from(!neighbour.met));
            next = id + 1;
        }
    }
    for row in rows {
        out.bytes
            .extend(row.neighbours.iter().map(|neighbour| neighbour.weight));
    }
    out.bytes
}
