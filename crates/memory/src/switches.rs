//! What the shopper has set, and what has to be known before anything else is.

use crate::Preferences;
use crate::consent::Source;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Switches {
    /// Recording is paused.
    pub paused: bool,
    /// The number of the visit that is for somebody else; 0 for none.
    pub gift: u32,
    /// The shopper said no, where somebody else says yes; then nothing else is held.
    pub refused: bool,
    /// The newest release of the pack that was seen, 0 for none.
    pub release: f64,
    /// Who granted and does not say so again on every page.
    pub remembered: Vec<Source>,
    /// What the shopper said about shelves.
    pub preferences: Preferences,
}
