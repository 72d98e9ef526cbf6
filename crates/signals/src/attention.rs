//! How long a page was looked at and how far down: weak signals, beside the view of its product.

/// What one page view was given of attention. It is kept in memory for as long as the page lives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attention {
    visible_ms: f64,
    since: Option<f64>,
    depth: u8,
}

impl Attention {
    /// The page is visible, or not, since `now` (in milliseconds).
    pub fn visible(&mut self, visible: bool, now: f64) {
        self.visible_ms = self.dwell(now);
        self.since = visible.then_some(now);
    }

    /// The lower edge of the window is at `bottom` of a page of this height.
    pub fn seen_to(&mut self, bottom: f64, height: f64) {
        let share = if height > 0.0 { bottom / height } else { 0.0 };
        // A cast from a float saturates.
        self.depth = self.depth.max((share.clamp(0.0, 1.0) * 100.0) as u8);
    }

    /// Milliseconds that the page has been visible until `now`. A clock that runs back adds nothing.
    #[must_use]
    pub fn dwell(&self, now: f64) -> f64 {
        let running = self.since.map_or(0.0, |since| now - since);
        self.visible_ms + if running > 0.0 { running } else { 0.0 }
    }

    /// Hundredths of the page that have been in the window.
    #[must_use]
    pub fn depth(&self) -> u8 {
        self.depth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_visible_time_counts() {
        let mut attention = Attention::default();
        attention.visible(true, 1_000.0);
        attention.visible(false, 4_000.0);
        attention.visible(true, 60_000.0);
        assert_eq!(attention.dwell(62_000.0), 5_000.0);
        // The clock jumps back by ten years.
        assert_eq!(attention.dwell(-1e12), 3_000.0);
        attention.visible(false, -1e12);
        assert_eq!(attention.dwell(70_000.0), 3_000.0);
    }

    #[test]
    fn the_deepest_point_counts() {
        let mut attention = Attention::default();
        for (bottom, height) in [(500.0, 2_000.0), (1_000.0, 2_000.0), (200.0, 2_000.0)] {
            attention.seen_to(bottom, height);
        }
        assert_eq!(attention.depth(), 50);
        attention.seen_to(9.0, 0.0);
        attention.seen_to(f64::NAN, 1.0);
        assert_eq!(attention.depth(), 50);
        attention.seen_to(1e300, 1.0);
        assert_eq!(attention.depth(), 100);
    }
}
