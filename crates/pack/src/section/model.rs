//! The numbers that all items share.

use crate::bytes::{ByteReader, ByteWriter};
use crate::rule::Rule;
use crate::{EVENT_KINDS, MAX_DISTANCES, MAX_KIND_WEIGHT, MAX_SCORE, Model};

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

pub(crate) fn read(reader: &mut ByteReader<'_>) -> Model {
    let kinds: [u8; EVENT_KINDS] = reader.array();
    let light = kinds.iter().all(|&weight| weight <= MAX_KIND_WEIGHT);
    reader.must(light, Rule::KindWeight);
    let steps = reader.count();
    let few = steps <= MAX_DISTANCES;
    reader.must(few, Rule::DistanceCount);
    let most = u16::MAX.into();
    let weight = |_| reader.varint_to(most, Rule::DistanceWeight) as u16;
    let distance = (0..steps).map(weight).collect();
    let steps = reader.count();
    let seen = (0..steps).map(|_| bounded_score(reader)).collect();
    Model {
        distance,
        seen,
        popularity_weight: bounded_score(reader),
        kinds,
    }
}

/// A score unit from outside: small enough that sums of thousands stay exact in the doubles of
/// JavaScript (2^53).
fn bounded_score(reader: &mut ByteReader<'_>) -> u64 {
    reader.varint_to(MAX_SCORE, Rule::Score)
}
