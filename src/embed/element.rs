//! A `<why-shelf>` element: its attributes, its shadow root and its life.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use leptos::mount::UnmountHandle;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Document, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};
use whyshelf_engine::{FreeShipping, Placement, Strategy};
use whyshelf_pack::text::cut;

use super::error::ApiError;
use super::first;
use super::page::Page;
use super::seat::{Place, Seat};
use super::sorter::{self, Bar};
use super::standing::{self, Shown};
use crate::runtime::{Ask, Runtime};
use crate::widget::{STYLE, ShelfView};

/// Recommendations on a shelf or in an answer unless asked otherwise.
pub(super) const DEFAULT_LIMIT: usize = 8;
/// Most that may be asked for.
pub(super) const MOST: usize = 50;

/// A mounted shelf. `unmount` gives the element back to the shop's own content.
#[wasm_bindgen]
pub struct MountedShelf {
    host: HtmlElement,
    root: ShadowRoot,
    stands: Stands,
    subscription: Option<(Rc<Runtime>, u32)>,
    /// What the shelf is asked for, and how it is written; nothing of a bar that sorts.
    asked: Option<(Rc<RefCell<Ask>>, Rc<Page>)>,
}

/// What stands in an element.
enum Stands {
    Shelf(Rc<Seat>),
    /// A bar that sorts, by what takes it away.
    Bar(Box<dyn FnOnce()>),
}

#[wasm_bindgen]
impl MountedShelf {
    /// Shows what the element's attributes ask for now, in the same shelf. False if it has to be mounted
    /// anew for that: another language, or a bar that sorts.
    pub fn renew(&self) -> bool {
        let (Some((ask, page)), Some(document)) = (&self.asked, self.host.owner_document()) else {
            return false;
        };
        let same = Page::of_element(&self.host, &document).writes_like(page);
        if !same || self.host.has_attribute("sorts") {
            return false;
        }
        // A dialog is about what the shelf has shown.
        if let Stands::Shelf(seat) = &self.stands {
            seat.close();
        }
        ask.replace(ask_of(&self.host));
        standing::refresh();
        // Set again, it says that this is another list.
        if self.host.has_attribute("data-state") {
            say_ready(&self.host);
        }
        true
    }

    /// Takes the shelf away; the shop's own content shows again.
    pub fn unmount(self) {
        if let Some((runtime, number)) = &self.subscription {
            runtime.unsubscribe(*number);
        }
        standing::remove(&self.host);
        match self.stands {
            Stands::Shelf(seat) => seat.leave(),
            Stands::Bar(close) => close(),
        }
        show_fallback(&self.root);
        // An element without the attribute is what is wanted.
        for name in ["data-state", "data-strategy", "data-fallback"] {
            let _ = self.host.remove_attribute(name);
        }
    }
}

/// Shows a shelf in the element, in place of the shop's own content.
pub(super) fn mount(
    runtime: &Rc<Runtime>,
    host: HtmlElement,
    attend: Function,
) -> Result<MountedShelf, ApiError> {
    let document = host.owner_document().ok_or(ApiError::Page)?;
    let page = Page::of_element(&host, &document);
    let mut ask = ask_of(&host);
    if let Some(listing) = host.get_attribute("sorts") {
        return sorter(runtime, host, page, ask, listing);
    }
    // Everything that can fail comes before the shop's content is covered.
    let first = shelf_after(&standing::shown_before(&host), runtime, &mut ask, &page)?;
    sheet(STYLE).map_err(|_| ApiError::Page)?;
    let shown = shown_by(&first);
    say_how(&host, &first);
    let ask = Rc::new(RefCell::new(ask));
    let root = shadow_root(&host).map_err(|_| ApiError::Page)?;
    let asked = Some((Rc::clone(&ask), Rc::clone(&page)));
    let place = Rc::new(Place {
        runtime: Rc::clone(runtime),
        ask: Rc::clone(&ask),
        page: Rc::clone(&page),
        root: root.clone(),
        wanted: RefCell::default(),
        attend,
    });
    let put = {
        let (root, host) = (root.clone(), host.clone());
        Box::new(move |shelf: &HtmlElement| {
            adopt(&root, STYLE).map_err(|_| ApiError::Page)?;
            root.append_child(shelf).map_err(|_| ApiError::Page)?;
            if let Ok(Some(slot)) = root.query_selector("slot") {
                slot.remove();
            }
            say_ready(&host);
            Ok(())
        })
    };
    let seat = Rc::new(Seat::new(place, put));
    seat.show(first);

    let again = {
        let (weak, host, seat) = (Rc::downgrade(runtime), host.clone(), Rc::clone(&seat));
        move |before: &[Shown]| {
            let Some(runtime) = weak.upgrade() else {
                return Shown::default();
            };
            // A shelf that cannot be had anew stays as it is.
            if let Ok(shelf) = shelf_after(before, &runtime, &mut ask.borrow_mut(), &page) {
                seat.show(shelf);
            }
            seat.shown(|shelf| {
                say_how(&host, shelf);
                shown_by(shelf)
            })
        }
    };
    standing::add(host.clone(), shown, Box::new(again));
    let number = {
        let host = host.clone();
        runtime.subscribe(move || {
            if standing::is_first(&host) {
                standing::refresh();
            }
        })
    };
    Ok(MountedShelf {
        host,
        root,
        stands: Stands::Shelf(seat),
        subscription: Some((Rc::clone(runtime), number)),
        asked,
    })
}

/// Shows a bar that sorts a listing, in place of the shop's own content.
fn sorter(
    runtime: &Rc<Runtime>,
    host: HtmlElement,
    page: Rc<Page>,
    ask: Ask,
    listing: String,
) -> Result<MountedShelf, ApiError> {
    let root = shadow_root(&host).map_err(|_| ApiError::Page)?;
    adopt(&root, STYLE).map_err(|_| ApiError::Page)?;
    let close = sorter::mount(Bar {
        runtime: Rc::clone(runtime),
        ask,
        page,
        host: host.clone(),
        root: root.clone(),
        listing,
        gone: Cell::default(),
    });
    Ok(MountedShelf {
        host,
        root,
        stands: Stands::Bar(close),
        subscription: None,
        asked: None,
    })
}

pub(super) fn unmount<M: Mountable + 'static>(handle: UnmountHandle<M>) -> Box<dyn FnOnce()> {
    Box::new(move || drop(handle))
}

/// An empty element that components are mounted in.
pub(super) fn division(document: &Document) -> Result<HtmlElement, ApiError> {
    let made = document.create_element("div").ok();
    made.and_then(|made| made.dyn_into().ok())
        .ok_or(ApiError::Page)
}

/// Leaves the root with a slot, through which the shop's own content shows.
fn show_fallback(root: &ShadowRoot) {
    root.set_text_content(None);
    let slot = root
        .owner_document()
        .and_then(|document| document.create_element("slot").ok());
    if let Some(slot) = slot {
        // Appending a fresh element to an empty root cannot fail.
        let _ = root.append_child(&slot);
    }
}

fn ask_of(host: &HtmlElement) -> Ask {
    let attribute = |name: &str| host.get_attribute(name).filter(|value| !value.is_empty());
    let placement = attribute("placement").and_then(|name| Placement::from_name(&name));
    let limit = attribute("limit").and_then(|limit| limit.parse::<usize>().ok());
    let amount = |name: &str| attribute(name).and_then(|amount| hundredths(&amount));
    Ask {
        placement: placement.unwrap_or(Placement::Home),
        item: attribute("item"),
        limit: limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MOST),
        strategy: attribute("strategy").and_then(|name| Strategy::from_name(&name)),
        exclude: Vec::new(),
        free_shipping: amount("free-shipping").map(|threshold| FreeShipping {
            threshold,
            cart: amount("cart-value"),
        }),
    }
}

/// An amount like `50` or `49.95` in hundredths; none if it is written in another way.
fn hundredths(amount: &str) -> Option<u64> {
    let amount = amount.trim_ascii();
    let (whole, part) = cut(amount, b'.').unwrap_or((amount, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let cents = part.bytes().chain([b'0'; 2]).take(2);
    let cents = cents.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    whole.checked_mul(100)?.checked_add(cents)
}

fn say_ready(host: &HtmlElement) {
    // An attribute of the element is always settable.
    let _ = host.set_attribute("data-state", "ready");
}

/// Tells on the element what fills the shelf, and why it is not what was asked for.
fn say_how(host: &HtmlElement, shelf: &ShelfView) {
    let values = [
        ("data-strategy", Some(shelf.strategy)),
        ("data-fallback", shelf.fallback),
    ];
    for (name, value) in values {
        // An attribute of the element is always settable.
        let _ = match value {
            Some(value) => host.set_attribute(name, value),
            None => host.remove_attribute(name),
        };
    }
}

/// A shelf that repeats neither an item nor, as it is, a heading of those before it.
fn shelf_after(
    before: &[Shown],
    runtime: &Runtime,
    ask: &mut Ask,
    page: &Page,
) -> Result<ShelfView, ApiError> {
    let items = before.iter().flat_map(|shown| &shown.items);
    ask.exclude = items.cloned().collect();
    let mut shelf = first::shelf(runtime, ask, page)?;
    let namesakes = before.iter().filter(|shown| shown.heading == shelf.heading);
    shelf.namesakes = namesakes.count();
    Ok(shelf)
}

fn shown_by(shelf: &ShelfView) -> Shown {
    Shown {
        heading: shelf.heading,
        items: shelf.cards.iter().map(|card| card.id.clone()).collect(),
    }
}

/// The element's own tree, through which the shop's content shows.
fn shadow_root(host: &HtmlElement) -> Result<ShadowRoot, JsValue> {
    let root = match host.shadow_root() {
        Some(root) => root,
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?,
    };
    show_fallback(&root);
    Ok(root)
}

/// One of our style sheets, of which a page has one each: a `<style>` would need leave from the page's
/// content policy.
fn sheet(style: &'static str) -> Result<CssStyleSheet, JsValue> {
    thread_local! {
        static SHEETS: RefCell<Vec<(&'static str, CssStyleSheet)>> = const { RefCell::new(Vec::new()) };
    }
    SHEETS.with_borrow_mut(|sheets| {
        let known = sheets.iter().find(|(text, _)| *text == style);
        if let Some((_, sheet)) = known {
            return Ok::<_, JsValue>(sheet.clone());
        }
        let fresh = CssStyleSheet::new()?;
        fresh.replace_sync(style)?;
        sheets.push((style, fresh.clone()));
        Ok(fresh)
    })
}

/// Adds one of our style sheets to a tree.
pub(super) fn adopt(root: &ShadowRoot, style: &'static str) -> Result<(), JsValue> {
    let sheet = sheet(style)?;
    let name = JsValue::from_str("adoptedStyleSheets");
    let adopted = Array::from(&Reflect::get(root, &name)?);
    if !adopted.includes(&sheet, 0) {
        adopted.push(&sheet);
        Reflect::set(root, &name, &adopted)?;
    }
    Ok(())
}
