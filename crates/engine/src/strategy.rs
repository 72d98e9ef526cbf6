//! Strategies: what a shelf is filled with, and what it falls back to.
//!
//! A strategy chooses candidates and says what decides their places. Most leave the places to the
//! score; those that do not have a [`Place`](crate::Place) of their own, so that no heading and no
//! reason claims what is not so. One file a strategy.

pub(crate) mod basket;
pub(crate) mod buy_again;
pub(crate) mod continues;
pub(crate) mod for_you;
pub(crate) mod free_shipping;
pub(crate) mod goes_with;
pub(crate) mod left_in_basket;
pub(crate) mod new;
pub(crate) mod popular;
pub(crate) mod similar;
pub(crate) mod since_last_visit;

use whyshelf_pack::ItemIndex;

use crate::case::Case;
use crate::voice::Voice;
use crate::{Event, Placement, Request, Session};

/// What a shelf is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// What goes best with everything that is held.
    ForYou,
    /// What is like the page's item: alike in the catalog, viewed with it, or of its category.
    Similar,
    /// What is bought with the page's item, or with the order just placed.
    GoesWith,
    /// What goes with the items in the cart.
    CompletesBasket,
    /// What takes the cart over the threshold of free shipping, and not far beyond.
    FreeShipping,
    /// What was viewed or wished for, the latest first.
    Continue,
    /// What was put in the cart on an earlier visit and neither bought nor taken out.
    LeftInBasket,
    /// What was bought on an earlier visit, the latest first.
    BuyAgain,
    /// What is new since the shopper's last visit, best first.
    SinceLastVisit,
    /// What is new in the shop, the newest first.
    New,
    /// What is popular in the shop, whoever looks.
    Popular,
}

impl Strategy {
    /// Every strategy.
    pub const ALL: [Strategy; 11] = [
        Strategy::ForYou,
        Strategy::Similar,
        Strategy::GoesWith,
        Strategy::CompletesBasket,
        Strategy::FreeShipping,
        Strategy::Continue,
        Strategy::LeftInBasket,
        Strategy::BuyAgain,
        Strategy::SinceLastVisit,
        Strategy::New,
        Strategy::Popular,
    ];

    /// The name used in the `strategy` attribute.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Strategy::ForYou => "for-you",
            Strategy::Similar => "similar",
            Strategy::GoesWith => "goes-with",
            Strategy::CompletesBasket => "completes-basket",
            Strategy::FreeShipping => "free-shipping",
            Strategy::Continue => "continue",
            Strategy::LeftInBasket => "left-in-basket",
            Strategy::BuyAgain => "buy-again",
            Strategy::SinceLastVisit => "since-last-visit",
            Strategy::New => "new",
            Strategy::Popular => "popular",
        }
    }

    /// The strategy with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Strategy> {
        Strategy::ALL
            .into_iter()
            .find(|strategy| strategy.name() == name)
    }

    /// What is tried after one another, until one has enough to show. The last is always what is
    /// popular, called so.
    pub(crate) fn ladder(request: &Request) -> &'static [Strategy] {
        use Strategy::*;
        let usual = match request.placement {
            Placement::Cart => CompletesBasket,
            Placement::OrderConfirmation => GoesWith,
            _ => ForYou,
        };
        match request.strategy.unwrap_or(usual) {
            ForYou => &[ForYou, Popular],
            Similar => &[Similar, ForYou, Popular],
            GoesWith => &[GoesWith, ForYou, Popular],
            CompletesBasket => &[CompletesBasket, ForYou, Popular],
            FreeShipping => &[FreeShipping, CompletesBasket, ForYou, Popular],
            Continue => &[LeftInBasket, Continue, Popular],
            LeftInBasket => &[LeftInBasket, Continue, Popular],
            BuyAgain => &[BuyAgain, GoesWith, ForYou, Popular],
            SinceLastVisit => &[SinceLastVisit, New, Popular],
            New => &[New, Popular],
            Popular => &[Popular],
        }
    }

    /// What decides the places.
    pub(crate) fn order(self) -> Order {
        match self {
            Strategy::Continue | Strategy::LeftInBasket | Strategy::BuyAgain => Order::Latest,
            Strategy::New => Order::Newest,
            Strategy::Popular => Order::Popularity,
            _ => Order::Score,
        }
    }

    /// The events about the items themselves that decide the places, the latest first.
    pub(crate) fn events(self, session: &Session) -> Vec<Event> {
        match self {
            Strategy::Continue => continues::events(session),
            Strategy::LeftInBasket => left_in_basket::events(session),
            Strategy::BuyAgain => buy_again::events(session),
            _ => Vec::new(),
        }
    }

    /// Most items of one category that a shelf of `limit` shows while others are to be had: half
    /// of them. What is about one item or the shopper's own is not thinned out.
    pub(crate) fn most_of_a_category(self, limit: usize) -> usize {
        match self.order() {
            Order::Latest => usize::MAX,
            _ if self == Strategy::Similar => usize::MAX,
            _ => limit.div_ceil(2),
        }
    }

    /// The items whose events and page a candidate must go with; none where every candidate may
    /// be shown.
    pub(crate) fn basis(self, request: &Request, session: &Session) -> Option<Vec<ItemIndex>> {
        match self {
            Strategy::Similar => Some(request.page.into_iter().collect()),
            Strategy::GoesWith => Some(goes_with::basis(request, session)),
            Strategy::CompletesBasket => Some(basket::basis(session)),
            _ => None,
        }
    }

    /// Whether an item may be a candidate, as far as the strategy goes.
    pub(crate) fn admits(self, case: &Case<'_>, basis: &[&Voice<'_>], item: ItemIndex) -> bool {
        match self {
            Strategy::Similar => similar::admits(case, basis, item),
            Strategy::GoesWith | Strategy::CompletesBasket => goes_with::admits(basis, item),
            Strategy::FreeShipping => free_shipping::admits(case, item),
            Strategy::SinceLastVisit => since_last_visit::admits(case, item),
            _ => true,
        }
    }
}

/// What decides the places of a strategy's candidates.
pub(crate) enum Order {
    /// The score.
    Score,
    /// [Events](Strategy::events) about the items themselves.
    Latest,
    /// The day of arrival.
    Newest,
    /// Popularity alone.
    Popularity,
}
