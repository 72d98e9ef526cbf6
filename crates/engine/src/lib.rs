//! The engine: a pack and a session in, recommendations out, each with the contributions whose
//! sum is its score.
//!
//! It is pure. It has no clock, no randomness, no storage and no network, and it adds integers
//! only, so that native code and wasm agree to the bit. It does not render reasons into words;
//! it says which events carry an item ([`Because`]) and by how much ([`Contribution`]).
//!
//! ```text
//! score(j) = Σ over events e of item x of this visit, d steps before the session's end:
//!              distance[d] · kind weight · row(x).scale · weight(x → j)
//!          + Σ over events e of item x, v visits ago:
//!              distance[0] · earlier[v] / 256 · kind weight · row(x).scale · weight(x → j)
//!          + Σ over events e of item j:  seen[d] · kind weight / 16   (where repeats are allowed)
//!          + popularity(j) · popularity weight
//! ```
//! Steps are counted by sequence numbers, which survive the removal of an event: forgetting one
//! leaves every other contribution as it was.
//!
//! A [`shelf`] is filled by a [`Strategy`], which chooses candidates of these and says what decides
//! their places ([`Place`]); it falls back down a ladder that ends in what is popular. Of the best
//! candidates, four for each card, variants of one product are shown once and a category fills half
//! of a shelf at most; before that, what does not meet a wish of the shopper's ([`Wishes`]) goes
//! back. What a place rests on ([`Because`]) and where an item would stand without an event or a wish
//! ([`places`]) is what the same code fills the shelf with when those are taken away.
//!
//! The cost of a ranking is that of the rows of the session's items. It does not grow with the
//! catalog: nothing here looks at, or makes room for, an item that nothing speaks for.

mod because;
mod case;
mod contribution;
mod event;
mod fill;
mod hidden;
mod listing;
mod placement;
mod rank;
mod recommend;
mod session;
mod strategy;
mod sums;
mod variety;
mod voice;
mod wishes;

pub use because::{Because, Cause};
pub use contribution::{Contribution, Source};
pub use event::{Event, EventKind};
pub use fill::{Fallback, Place};
pub use hidden::{Hidden, is_within};
pub use listing::{Sorted, sorted};
pub use placement::{
    EARLIER_VISITS, FARTHEST, FreeShipping, MOST_OF_EARLIER, Placement, Repeats, Request,
    USUAL_EARLIER,
};
pub use rank::scores;
pub use recommend::{
    Recommendation, Shelf, Without, contributions, explain, first_shelf, moved, places, recommend,
    shelf,
};
pub use session::Session;
pub use strategy::Strategy;
pub use whyshelf_pack::{ItemIndex, Pack, Relation};
pub use wishes::{Wish, Wishes};
