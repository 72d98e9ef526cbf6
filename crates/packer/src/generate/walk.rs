//! One session: a walk through items that go together.

use super::chance::Chance;
use super::shop::Shop;
use super::weights::Weights;

/// What an event says; the numbers are positions in [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    View,
    Cart,
    Purchase,
}

/// Names of the kinds, as in GA4.
pub(super) const KINDS: [&str; 3] = ["view_item", "add_to_cart", "purchase"];

/// One event of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) item: u32,
    pub(super) kind: Kind,
    /// Seconds since the session's first event; a purchase's lines share theirs.
    pub(super) second: u32,
}

/// After a view another follows with this probability: 4.75 views a session on average, 5 events.
const GO_ON: f64 = 1.0 - 1.0 / 4.75;
const MOST_VIEWS: u32 = 200;
/// A session begins in a cluster the shopper likes, otherwise anywhere, by popularity.
const BEGIN_BY_TASTE: f64 = 0.5;
/// What the next view is, where it is no step within the cluster: an item of this session again …
const AGAIN: f64 = 0.2;
/// … or one of another cluster; right after an item went into the cart, more often.
const JUMP: f64 = 0.15;
const JUMP_FROM_CART: f64 = 0.5;
/// Most jumps lead to what goes with the cluster.
const JUMP_TO_RELATED: f64 = 0.7;
/// Not every step starts from the last item: a shopper goes back to a list and on from there.
const STEP_FROM_EARLIER: f64 = 0.4;
/// A step leads to a near item of the cluster, forward more often than back.
const FORWARD: f64 = 0.7;
const FARTHER: f64 = 0.5;
/// An item goes into the cart on its first view, or on a later one.
const CART_FIRST: f64 = 0.025;
const CART_LATER: f64 = 0.1;
/// A cart is bought.
const BUY: f64 = 0.35;

/// Where and by whom a session is walked.
pub(super) struct Visit<'a> {
    pub(super) shop: &'a Shop,
    /// Popularity in the session's week.
    pub(super) weights: &'a Weights,
    pub(super) week: usize,
    /// Clusters the shopper likes.
    pub(super) tastes: &'a [usize],
}

impl Visit<'_> {
    /// Walks a session; `steps` and `viewed` are emptied first, and spare an allocation each.
    pub(super) fn walk(&self, chance: &mut Chance, steps: &mut Vec<Step>, viewed: &mut Vec<u32>) {
        steps.clear();
        viewed.clear();
        let (mut second, mut carted) = (0, false);
        for _ in 0..=chance.run(GO_ON, MOST_VIEWS) {
            let item = match viewed.last() {
                None => self.begin(chance),
                Some(&last) => {
                    second += dwell(chance);
                    self.next(chance, last, viewed, carted)
                }
            };
            let share = if viewed.contains(&item) {
                CART_LATER
            } else {
                CART_FIRST
            };
            viewed.push(item);
            let mut happen = |kind, second| steps.push(Step { item, kind, second });
            happen(Kind::View, second);
            carted = chance.happens(share);
            if carted {
                second += 2 + chance.below(20) as u32;
                happen(Kind::Cart, second);
            }
        }
        if chance.happens(BUY) {
            second += 30 + dwell(chance);
            buy(steps, second);
        }
    }

    fn begin(&self, chance: &mut Chance) -> u32 {
        if chance.happens(BEGIN_BY_TASTE) {
            self.by_taste(chance)
        } else {
            self.weights.draw_any(chance)
        }
    }

    fn next(&self, chance: &mut Chance, last: u32, viewed: &[u32], carted: bool) -> u32 {
        let jump = if carted { JUMP_FROM_CART } else { JUMP };
        if chance.happens(jump) {
            return self.jump(chance, last);
        }
        if chance.happens(AGAIN)
            && let Some(item) = again(chance, viewed)
        {
            return item;
        }
        if chance.happens(STEP_FROM_EARLIER) {
            let from = *chance.one_of(viewed);
            self.step(chance, from)
        } else {
            self.step(chance, last)
        }
    }

    fn jump(&self, chance: &mut Chance, last: u32) -> u32 {
        if chance.happens(JUMP_TO_RELATED) {
            let slot = chance.below(3) as u64;
            let cluster = self.shop.cluster_of(last);
            let related = self.shop.related(cluster, slot, self.week);
            self.weights.draw(chance, self.shop.cluster(related))
        } else {
            self.by_taste(chance)
        }
    }

    fn by_taste(&self, chance: &mut Chance) -> u32 {
        let cluster = *chance.one_of(self.tastes);
        self.weights.draw(chance, self.shop.cluster(cluster))
    }

    /// A near item of the cluster, which is a ring. It is taken with the probability of Metropolis,
    /// so that the walk keeps the popularity as it is; otherwise any item of the cluster.
    fn step(&self, chance: &mut Chance, last: u32) -> u32 {
        let cluster = self.shop.cluster(self.shop.cluster_of(last));
        let size = cluster.end - cluster.start;
        let far = (1 + chance.run(FARTHER, size)) % size;
        let place = last - cluster.start;
        let near = if chance.happens(FORWARD) {
            (place + far) % size
        } else {
            (place + size - far) % size
        };
        let near = cluster.start + near;
        let (there, here) = (self.weights.weight(near), self.weights.weight(last));
        if near != last && chance.share() * here < there {
            near
        } else {
            self.weights.draw(chance, cluster)
        }
    }
}

/// An item of the session other than its last, recent ones more likely.
fn again(chance: &mut Chance, viewed: &[u32]) -> Option<u32> {
    let last = viewed.last()?;
    let back = 1 + chance.run(0.6, viewed.len() as u32) as usize;
    let place = (viewed.len() - 1).checked_sub(back)?;
    Some(viewed[place]).filter(|item| item != last)
}

/// All of the cart, at one moment.
fn buy(steps: &mut Vec<Step>, second: u32) {
    for place in 0..steps.len() {
        let Step { item, kind, .. } = steps[place];
        let bought = |step: &Step| step.kind == Kind::Purchase && step.item == item;
        if kind == Kind::Cart && !steps.iter().any(bought) {
            let kind = Kind::Purchase;
            steps.push(Step { item, kind, second });
        }
    }
}

/// Seconds on a page: some, now and then very many.
fn dwell(chance: &mut Chance) -> u32 {
    let share = chance.share();
    3 + (25.0 * share / (1.02 - share)) as u32
}

#[cfg(test)]
mod tests {
    use super::super::chance::Purpose;
    use super::*;

    #[test]
    fn a_session_is_in_order_and_buys_what_is_in_its_cart() {
        let shop = Shop::new(9, 400);
        let weights = shop.weights(5);
        let mut chance = Chance::of(9, Purpose::Sessions, 0);
        let (mut steps, mut viewed, mut purchases) = (Vec::new(), Vec::new(), 0);
        let visit = Visit {
            shop: &shop,
            weights: &weights,
            week: 5,
            tastes: &[0, 1],
        };
        for _ in 0..5000 {
            visit.walk(&mut chance, &mut steps, &mut viewed);
            assert_eq!((steps[0].kind, steps[0].second), (Kind::View, 0));
            for pair in steps.windows(2) {
                let (before, step) = (pair[0], pair[1]);
                let lines = before.kind == Kind::Purchase && step.kind == Kind::Purchase;
                assert!(before.second < step.second || (lines && before.second == step.second));
            }
            for (place, step) in steps.iter().enumerate() {
                assert!(weights.weight(step.item) > 0.0);
                let before = |kind| {
                    let is = |other: &Step| other.kind == kind && other.item == step.item;
                    steps[..place].iter().any(is)
                };
                match step.kind {
                    Kind::View => {}
                    Kind::Cart => assert!(before(Kind::View)),
                    Kind::Purchase => assert!(before(Kind::Cart) && !before(Kind::Purchase)),
                }
                purchases += u32::from(step.kind == Kind::Purchase);
            }
        }
        assert!((100..600).contains(&purchases), "{purchases}");
    }

    #[test]
    fn a_shop_of_one_item_can_be_walked() {
        let shop = Shop::new(9, 1);
        let weights = shop.weights(0);
        let visit = Visit {
            shop: &shop,
            weights: &weights,
            week: 0,
            tastes: &[0],
        };
        let mut chance = Chance::of(9, Purpose::Sessions, 0);
        let (mut steps, mut viewed) = (Vec::new(), Vec::new());
        for _ in 0..100 {
            visit.walk(&mut chance, &mut steps, &mut viewed);
            assert!(steps.iter().all(|step| step.item == 0));
        }
    }
}
