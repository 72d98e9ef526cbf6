//! The numbers that all items share.

use crate::bytes::{ByteReader, ByteWriter};
use crate::{EVENT_KINDS, MAX_DISTANCES, MAX_KIND_WEIGHT, MAX_SCORE, Model, PackError};

pub(crate) fn write(model: &Model) -> Vec<u8> {
    let mut out = ByteWriter::default();
    out.bytes.extend_from_slice(&model.kinds);
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

pub(crate) fn read(mut reader: ByteReader<'_>) -> Result<Model, PackError> {
    let kinds: [u8; EVENT_KINDS] = reader.array()?;
    if kinds.iter().any(|&weight| weight > MAX_KIND_WEIGHT) {
        return Err(reader.invalid("an event kind weighs more than 64"));
    }
    let steps = reader.count()?;
    if steps > MAX_DISTANCES {
        return Err(reader.invalid("the distance table has more than 64 entries"));
    }
    let mut distance = Vec::with_capacity(steps);
    for _ in 0..steps {
        let weight = u16::try_from(reader.varint()?)
            .map_err(|_| reader.invalid("a distance weight is longer than 16 bits"))?;
        distance.push(weight);
    }
    let steps = reader.count()?;
    let mut seen = Vec::with_capacity(steps);
    for _ in 0..steps {
        seen.push(bounded_score(&mut reader)?);
    }
    let popularity_weight = bounded_score(&mut reader)?;
    reader.end()?;
    Ok(Model {
        distance,
        seen,
        popularity_weight,
        kinds,
    })
}

/// A score unit from outside: small enough that sums of thousands stay exact in the doubles of
/// JavaScript (2^53).
fn bounded_score(reader: &mut ByteReader<'_>) -> Result<u64, PackError> {
    let score = reader.varint()?;
    if score <= MAX_SCORE {
        Ok(score)
    } else {
        Err(reader.invalid("a score is longer than 40 bits"))
    }
}
