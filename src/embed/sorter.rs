//! A listing of the shop's own, sorted for the shopper once they ask for it: its products change
//! places among themselves, and everything else in it stays where it is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, ShadowRoot};
use whyshelf_engine::{ItemIndex, Pack, Sorted};

use super::element::{division, unmount};
use super::error::ApiError;
use super::page::Page;
use super::reasons::Teller;
use crate::chunk::chunk;
use crate::runtime::{Ask, Runtime, RuntimeError};
use crate::widget::{
    DialogKey, Key, Piece, Sentence, Sorter, SorterState, fill, say, say_in_dialog,
};

/// Attributes that shops name a listed product by, on the listing's child or anything within.
const NAMED_BY: [&str; 5] = [
    "data-whyshelf-item",
    "data-item-id",
    "data-product-id",
    "data-product_id",
    "data-sku",
];

/// The bar's surroundings.
pub(super) struct Bar {
    pub(super) runtime: Rc<Runtime>,
    pub(super) ask: Ask,
    pub(super) page: Rc<Page>,
    pub(super) host: HtmlElement,
    pub(super) root: ShadowRoot,
    /// The selector of the listing.
    pub(super) listing: String,
    /// It has been taken away, perhaps before its code came.
    pub(super) gone: Cell<bool>,
}

/// What takes a bar away.
type Close = Box<dyn FnOnce()>;

chunk! {
    sort:
    /// Puts the bar into its element.
    pub(super) async fn put(bar: Rc<Bar>) -> Result<Close, ApiError> {
        mounted(bar)
    }
}

/// Shows the bar as soon as its code is there; what is returned takes it away, then or before.
pub(super) fn mount(bar: Bar) -> Close {
    let bar = Rc::new(bar);
    let close: Rc<RefCell<Option<Close>>> = Rc::default();
    let (own, slot) = (Rc::clone(&bar), Rc::clone(&close));
    spawn_local(async move {
        let put = put(Rc::clone(&own)).await.map_err(ApiError::from);
        match put.and_then(|put| put) {
            Ok(_) if own.gone.get() => {}
            Ok(close) => {
                *slot.borrow_mut() = Some(close);
                // An attribute of the element is always settable.
                let _ = own.host.set_attribute("data-state", "ready");
            }
            Err(cause) => web_sys::console::warn_1(&cause.into()),
        }
    });
    Box::new(move || {
        bar.gone.set(true);
        if let Some(close) = close.take() {
            close();
        }
    })
}

fn mounted(bar: Rc<Bar>) -> Result<Close, ApiError> {
    if bar.gone.get() {
        // The shop's own content is in its place again.
        return Ok(Box::new(|| {}));
    }
    let document = bar.host.owner_document().ok_or(ApiError::Page)?;
    let seat = division(&document)?;
    let root = bar.root.clone();
    let language = bar.page.language;
    let before: RefCell<Vec<Element>> = RefCell::default();
    let toggle = move |state: SorterState| {
        let listing = document.query_selector(&bar.listing).ok().flatten();
        let (said, sorted) = match listing {
            Some(listing) if state.sorted.get_untracked() => {
                put_back(&listing, &before.take());
                (Sentence::new(), false)
            }
            Some(listing) => match sort(&bar, &listing) {
                Ok(Some((was, said))) => {
                    before.replace(was);
                    (said, true)
                }
                Ok(None) => (fill(say(language, Key::NOTE_TOO_LITTLE), &[]), false),
                Err(cause) => {
                    web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
                    (Sentence::new(), false)
                }
            },
            None => {
                let cause = format!(
                    "whyshelf: nothing on this page is a listing {}",
                    bar.listing
                );
                web_sys::console::warn_1(&cause.into());
                (Sentence::new(), false)
            }
        };
        state.said.set(said);
        state.sorted.set(sorted);
    };
    let handle = mount_to(seat.clone(), move || {
        let state = SorterState::new(language, Box::new(toggle));
        view! { <Sorter state /> }
    });
    root.set_text_content(None);
    root.append_child(&seat).map_err(|_| ApiError::Page)?;
    Ok(unmount(handle))
}

/// Sorts a listing. Its children as they were, and why they are so now; none where nothing is known
/// that would change their order.
fn sort(bar: &Bar, listing: &Element) -> Result<Option<(Vec<Element>, Sentence)>, RuntimeError> {
    let pack = bar.runtime.pack()?;
    let children = children(listing);
    let products = products(&pack, &bar.page, &children);
    let items: Vec<ItemIndex> = products.iter().map(|&(_, item)| item).collect();
    let sorted = bar.runtime.sorted(&bar.ask, &items)?;
    let Sorted {
        order,
        because,
        contributions,
    } = sorted;
    if because.is_empty() {
        return Ok(None);
    }
    let mut now = children.clone();
    for (&(place, _), from) in products.iter().zip(order) {
        now[place] = children[products[from].0].clone();
    }
    arrange(listing, &now);
    let teller = Teller::new(&pack, bar.page.language, &bar.runtime);
    let mut said = fill(say_in_dialog(bar.page.language, DialogKey::SORTED), &[]);
    said.push(Piece::Words(" "));
    said.extend(teller.deeds(&contributions));
    Ok(Some((children, said)))
}

/// The children as they were; what the shop has added since comes after them.
fn put_back(listing: &Element, before: &[Element]) {
    let now = children(listing);
    let there = before.iter().filter(|child| now.contains(child));
    let added = now.iter().filter(|child| !before.contains(child));
    let order: Vec<Element> = there.chain(added).cloned().collect();
    arrange(listing, &order);
}

fn arrange(listing: &Element, order: &[Element]) {
    for child in order {
        // Moving a child to the end of its own parent cannot fail.
        let _ = listing.append_child(child);
    }
}

fn children(listing: &Element) -> Vec<Element> {
    let children = listing.children();
    (0..children.length())
        .filter_map(|at| children.item(at))
        .collect()
}

/// The products among a listing's children, by place: by the name that an attribute gives, or by the
/// address that the first link leads to.
fn products(pack: &Pack, page: &Page, children: &[Element]) -> Vec<(usize, ItemIndex)> {
    let named = |child: &Element| {
        NAMED_BY.iter().find_map(|name| {
            let own = child.get_attribute(name);
            let within = || {
                child
                    .query_selector(&format!("[{name}]"))
                    .ok()??
                    .get_attribute(name)
            };
            pack.index_of(&own.or_else(within)?)
        })
    };
    let linked: Vec<(String, usize)> = children
        .iter()
        .enumerate()
        .filter_map(|(at, child)| {
            let link = child.query_selector("a[href]").ok()??;
            Some((page.safe_url(&link.get_attribute("href")?)?, at))
        })
        .collect();
    let mut found: Vec<Option<ItemIndex>> = children.iter().map(named).collect();
    let all = (0..pack.len() as u32).map(ItemIndex);
    for item in all {
        if found.iter().all(Option::is_some) {
            break;
        }
        let url = pack.card(item).url;
        let end = url.rsplit('/').next().unwrap_or(url);
        for &(ref address, at) in &linked {
            // Addresses are read whole only where they end alike.
            let alike = found[at].is_none() && !url.is_empty() && address.ends_with(end);
            if alike && page.safe_url(url).as_ref() == Some(address) {
                found[at] = Some(item);
            }
        }
    }
    let products = found.into_iter().enumerate();
    products
        .filter_map(|(at, item)| Some((at, item?)))
        .collect()
}
