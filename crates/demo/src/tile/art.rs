//! Every drawing of the shop, by kind.

use super::drawing::{Motif, Object};

mod bag;
mod creature;
mod garden;
mod home;
mod jewel;
mod kitchen;
mod light;
mod nature;
mod paper;
mod play;
mod table;
mod token;
mod wall;

/// All objects.
pub(super) fn objects() -> impl Iterator<Item = &'static Object> {
    let kinds = [
        kitchen::OBJECTS,
        table::OBJECTS,
        light::OBJECTS,
        home::OBJECTS,
        wall::OBJECTS,
        paper::OBJECTS,
        bag::OBJECTS,
        jewel::OBJECTS,
        play::OBJECTS,
        garden::OBJECTS,
    ];
    kinds.into_iter().flatten()
}

/// All motifs.
pub(super) fn motifs() -> impl Iterator<Item = &'static Motif> {
    [creature::MOTIFS, nature::MOTIFS, token::MOTIFS]
        .into_iter()
        .flatten()
}
