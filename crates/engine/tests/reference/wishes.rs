//! What the shopper asks for, naively.

use whyshelf_engine::{ItemIndex, Pack, Place, Request, Wish};
use whyshelf_pack::Availability;

/// Whether an item meets each wish, among these candidates.
pub fn meets(pack: &Pack, request: &Request, window: &[ItemIndex], item: ItemIndex) -> [bool; 3] {
    let [_, novelty, stock] = Wish::ALL.map(|wish| request.wishes.choice(wish));
    let price = |item: ItemIndex| pack.card(item).price.map(|price| price.minor);
    let mut prices: Vec<u64> = window.iter().filter_map(|&item| price(item)).collect();
    prices.sort_unstable();
    let mut popular: Vec<u8> = window.iter().map(|&item| pack.popularity(item)).collect();
    popular.sort_unstable();
    [
        // At least half of those that have a price cost no more than the one in the middle.
        price(item).is_some_and(|own| own <= prices[(prices.len() - 1) / 2]),
        match novelty {
            0 => (1..=32).contains(&pack.arrived(item)),
            _ => pack.popularity(item) >= popular[popular.len() / 2],
        },
        match pack.card(item).availability {
            Availability::OutOfStock => false,
            Availability::PreOrder => stock < 2,
            Availability::InStock | Availability::Unknown => true,
        },
    ]
}

/// The candidates as the wishes order them: sorted by where each stands, plus how far it is put
/// back.
pub fn granted(
    pack: &Pack,
    request: &Request,
    window: &[(ItemIndex, Place)],
) -> Vec<(ItemIndex, Place)> {
    let limit = request.limit;
    let half = limit / 2 + limit % 2;
    let far = [[0, half, limit], [limit, 0, limit], [0, limit, limit]];
    let items: Vec<ItemIndex> = window.iter().map(|placed| placed.0).collect();
    let mut order: Vec<(usize, (ItemIndex, Place))> = Vec::new();
    for (at, &placed) in window.iter().enumerate() {
        let meets = meets(pack, request, &items, placed.0);
        let unmet = Wish::ALL.into_iter().filter(|&wish| !meets[wish as usize]);
        let back = unmet.map(|wish| far[wish as usize][usize::from(request.wishes.choice(wish))]);
        order.push((at + back.sum::<usize>(), placed));
    }
    order.sort_by_key(|&(place, _)| place);
    order.into_iter().map(|(_, placed)| placed).collect()
}
