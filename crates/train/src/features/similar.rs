//! The items most like one: found by shared tokens, compared in full, chosen one by one so that
//! variants of one thing do not fill the list.

use super::describe::Token;
use super::{CHOICE, CHOICE_PRICE, Features, Similarity, TOKEN_KINDS};
use crate::accumulator::Accumulator;

/// Holders read of one token, those nearest in price.
const HOLDERS: usize = 400;

/// Holders read of all tokens of an item, rare tokens first: bounds the work of an item whatever
/// the size of the catalog.
const READ: usize = 3000;

/// Candidates compared in full.
const COMPARED: usize = 120;

/// Items chosen.
const CHOSEN: usize = 40;

/// Title likeness from which two items are variants of one thing.
const VARIANT: f32 = 0.75;

const TITLE: usize = 1;

/// A worker's own memory.
pub(crate) struct Scratch {
    shared: Accumulator<f32>,
    tokens: Vec<Token>,
}

impl Scratch {
    /// For `features`.
    pub(crate) fn of(features: &Features) -> Scratch {
        Scratch {
            shared: Accumulator::over(features.descriptions.item_count()),
            tokens: Vec::new(),
        }
    }
}

struct Candidate {
    item: u32,
    similarity: Similarity,
    /// Chosen items of which it is a variant, the row's own among them.
    variants: u32,
}

impl Candidate {
    fn worth(&self) -> f32 {
        choice_weight(&self.similarity) / self.share()
    }

    /// The second variant of one thing counts half, the third a third.
    fn share(&self) -> f32 {
        (1 + self.variants) as f32
    }
}

/// Items like `item`, by ascending number, at most [`CHOSEN`].
pub(crate) fn similar(
    features: &Features,
    item: u32,
    scratch: &mut Scratch,
) -> Vec<(u32, Similarity)> {
    if features.is_empty() {
        return Vec::new();
    }
    let remembered = features.remembered.get();
    if let Some(known) = remembered.and_then(|known| known.get(&item)) {
        return known.clone();
    }
    let own = features.descriptions.tokens(item);
    let mut left: Vec<Candidate> = candidates(features, item, scratch)
        .into_iter()
        .map(|other| {
            let tokens = features.descriptions.tokens(other);
            let similarity = compare(features, item, other);
            Candidate {
                item: other,
                variants: u32::from(is_variant(own, tokens)),
                similarity,
            }
        })
        .collect();
    let mut chosen = Vec::with_capacity(CHOSEN);
    while chosen.len() < CHOSEN {
        let best = left.iter().enumerate().max_by(|(_, a), (_, b)| {
            let by_worth = a.worth().total_cmp(&b.worth());
            by_worth.then(b.item.cmp(&a.item))
        });
        let Some((best, _)) = best else { break };
        let best = left.swap_remove(best);
        let tokens = features.descriptions.tokens(best.item);
        for other in &mut left {
            let others = features.descriptions.tokens(other.item);
            other.variants += u32::from(is_variant(tokens, others));
        }
        let share = best.share();
        chosen.push((best.item, best.similarity.map(|kind| kind / share)));
    }
    chosen.sort_unstable_by_key(|&(item, _)| item);
    chosen
}

/// Items that share the most, by a rough measure.
fn candidates(features: &Features, item: u32, scratch: &mut Scratch) -> Vec<u32> {
    let described = &features.descriptions;
    let (shared, tokens) = (&mut scratch.shared, &mut scratch.tokens);
    tokens.clear();
    tokens.extend(described.tokens(item));
    tokens.sort_unstable_by_key(|token| (described.holders(token.number), token.number));
    let mut read = 0;
    for token in tokens.iter() {
        if read >= READ {
            break;
        }
        let weight = CHOICE[token.kind as usize] * token.weight * token.weight;
        for other in features.index.near(token.number, item, HOLDERS) {
            read += 1;
            if other != item {
                *shared.at(other) += weight;
            }
        }
    }
    let own = described.price(item);
    let mut found = shared.drain();
    for (other, weight) in &mut found {
        let near = own.zip(described.price(*other));
        *weight *= 1.0 + 0.5 * near.map_or(0.0, |(own, other)| own.closeness(other));
    }
    let heavier = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if found.len() > COMPARED {
        found.select_nth_unstable_by(COMPARED - 1, heavier);
        found.truncate(COMPARED);
    }
    found.into_iter().map(|(other, _)| other).collect()
}

fn compare(features: &Features, item: u32, other: u32) -> Similarity {
    let described = &features.descriptions;
    let cosines = cosines(described.tokens(item), described.tokens(other));
    let near = described.price(item).zip(described.price(other));
    let closeness = near.map_or(0.0, |(own, other)| own.closeness(other));
    let alike: f32 = cosines
        .iter()
        .zip(CHOICE)
        .map(|(cosine, weight)| cosine * weight)
        .sum();
    let most: f32 = CHOICE.iter().sum();
    let mut similarity = [0.0; super::KINDS];
    similarity[..TOKEN_KINDS].copy_from_slice(&cosines);
    similarity[TOKEN_KINDS] = closeness * alike / most;
    similarity
}

fn choice_weight(similarity: &Similarity) -> f32 {
    let tokens = similarity[..TOKEN_KINDS].iter().zip(CHOICE);
    let tokens: f32 = tokens.map(|(cosine, weight)| cosine * weight).sum();
    tokens + CHOICE_PRICE * similarity[TOKEN_KINDS]
}

fn cosines(mut own: &[Token], mut others: &[Token]) -> [f32; TOKEN_KINDS] {
    let mut cosines = [0.0; TOKEN_KINDS];
    while let ([a, rest_a @ ..], [b, rest_b @ ..]) = (own, others) {
        if a.number == b.number {
            cosines[a.kind as usize] += a.weight * b.weight;
        }
        if a.number <= b.number {
            own = rest_a;
        }
        if b.number <= a.number {
            others = rest_b;
        }
    }
    cosines
}

fn is_variant(own: &[Token], others: &[Token]) -> bool {
    cosines(own, others)[TITLE] >= VARIANT
}
