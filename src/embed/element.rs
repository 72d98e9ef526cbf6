//! A `<why-shelf>` element: its attributes, its shadow root and its life.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};
use whyshelf_engine::{FreeShipping, Placement, Strategy};

use super::error::ApiError;
use super::page::Page;
use super::{standing, view};
use crate::runtime::{Ask, Consent, Forget, Runtime, RuntimeError, Source};
use crate::widget::{Actions, STYLE, Shelf, ShelfState, ShelfView};

/// Recommendations on a shelf or in an answer unless asked otherwise.
pub(super) const DEFAULT_LIMIT: usize = 8;
/// Most that may be asked for.
pub(super) const MOST: usize = 50;

/// A mounted shelf. `unmount` gives the element back to the shop's own content.
#[wasm_bindgen]
pub struct MountedShelf {
    host: HtmlElement,
    root: ShadowRoot,
    handle: Option<Box<dyn FnOnce()>>,
    subscription: (Rc<Runtime>, u32),
}

#[wasm_bindgen]
impl MountedShelf {
    /// Takes the shelf away; the shop's own content shows again.
    pub fn unmount(mut self) {
        self.subscription.0.unsubscribe(self.subscription.1);
        standing::remove(&self.host);
        if let Some(unmount) = self.handle.take() {
            unmount();
        }
        show_fallback(&self.root);
        // An element without the attribute is what is wanted.
        for name in ["data-state", "data-strategy", "data-fallback"] {
            let _ = self.host.remove_attribute(name);
        }
    }
}

/// Shows a shelf in the element, in place of the shop's own content.
pub(super) fn mount(runtime: &Rc<Runtime>, host: HtmlElement) -> Result<MountedShelf, ApiError> {
    let document = host.owner_document().ok_or(ApiError::Page)?;
    let page = Page::of_element(&host, &document);
    let ask = Ask {
        exclude: standing::shown_before(&host),
        ..ask_of(&host)
    };
    // Everything that can fail comes before the shop's content is covered.
    let first = view::shelf(runtime, &ask, &page)?;
    let shown = first.items();
    say_how(&host, &first);
    let ask = Rc::new(RefCell::new(ask));
    let root = shadow_root(&host).map_err(|_| ApiError::Page)?;
    let seat: HtmlElement = document
        .create_element("div")
        .ok()
        .and_then(|seat| seat.dyn_into().ok())
        .ok_or(ApiError::Page)?;

    let slot: Rc<RefCell<Option<ShelfState>>> = Rc::default();
    let handle = {
        let slot = Rc::clone(&slot);
        let actions = actions(runtime, &ask, &page, &slot);
        let language = page.language;
        let panel = view::panel(runtime, &page);
        mount_to(seat.clone(), move || {
            let state = ShelfState::new(language, actions);
            state.shelf.set(first);
            state.panel.set(panel);
            *slot.borrow_mut() = Some(state);
            view! { <Shelf state /> }
        })
    };
    root.set_text_content(None);
    root.append_child(&seat).map_err(|_| ApiError::Page)?;
    host.set_attribute("data-state", "ready")
        .map_err(|_| ApiError::Page)?;

    let again = {
        let (weak, host) = (Rc::downgrade(runtime), host.clone());
        move |exclude: Vec<String>| {
            let state = *slot.borrow();
            let (Some(runtime), Some(state)) = (weak.upgrade(), state) else {
                return Vec::new();
            };
            ask.borrow_mut().exclude = exclude;
            refresh(&runtime, &ask.borrow(), &page, state);
            state.shelf.with_untracked(|shelf| {
                say_how(&host, shelf);
                shelf.items()
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
        handle: Some(unmount(handle)),
        subscription: (Rc::clone(runtime), number),
    })
}

fn unmount<M: Mountable + 'static>(handle: UnmountHandle<M>) -> Box<dyn FnOnce()> {
    Box::new(move || drop(handle))
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
    let (whole, part) = amount.trim().split_once('.').unwrap_or((amount.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let cents = part.bytes().chain([b'0'; 2]).take(2);
    let cents = cents.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    whole.checked_mul(100)?.checked_add(cents)
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

fn refresh(runtime: &Runtime, ask: &Ask, page: &Page, state: ShelfState) {
    let Ok(shelf) = view::shelf(runtime, ask, page) else {
        return;
    };
    if let Some(open) = state.explanation.get_untracked() {
        let shown = shelf.cards.iter().any(|card| card.id == open.id);
        state
            .explanation
            .set(view::explanation(runtime, ask, &open.id, shown, page).ok());
    }
    state.shelf.set(shelf);
    state.panel.set(view::panel(runtime, page));
}

fn actions(
    runtime: &Rc<Runtime>,
    ask: &Rc<RefCell<Ask>>,
    page: &Rc<Page>,
    slot: &Rc<RefCell<Option<ShelfState>>>,
) -> Actions {
    let explain = {
        let (runtime, ask, slot) = (Rc::clone(runtime), Rc::clone(ask), Rc::clone(slot));
        let page = Rc::clone(page);
        move |item: &str| {
            let explanation = view::explanation(&runtime, &ask.borrow(), item, true, &page).ok();
            if let Some(state) = *slot.borrow() {
                state.explanation.set(explanation);
            }
        }
    };
    Actions {
        explain: Box::new(explain),
        forget: then(runtime, |runtime, id| async move {
            runtime.forget(&Forget::Event(id)).await.map(|_| ())
        }),
        forget_all: {
            let forget_all = then(
                runtime,
                |runtime, ()| async move { runtime.forget_all().await },
            );
            Box::new(move || forget_all(()))
        },
        pause: then(runtime, |runtime, on| async move {
            runtime.set_paused(on).await
        }),
        remember: then(runtime, |runtime, on| async move {
            let consent = if on {
                Consent::Granted
            } else {
                Consent::Denied
            };
            runtime.set_consent(Source::Shopper, consent).await
        }),
    }
}

/// An action on the runtime whose failure is told on the console: the shelf shows what is true
/// of the memory either way.
fn then<T: 'static, F: Future<Output = Result<(), RuntimeError>> + 'static>(
    runtime: &Rc<Runtime>,
    action: impl Fn(Rc<Runtime>, T) -> F + Copy + 'static,
) -> Box<dyn Fn(T)> {
    let runtime = Rc::clone(runtime);
    Box::new(move |value| {
        let runtime = Rc::clone(&runtime);
        spawn_local(async move {
            if let Err(cause) = action(runtime, value).await {
                web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
            }
        });
    })
}

fn shadow_root(host: &HtmlElement) -> Result<ShadowRoot, JsValue> {
    let root = match host.shadow_root() {
        Some(root) => root,
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?,
    };
    let sheet = style_sheet()?;
    Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    Ok(root)
}

/// One sheet for all shelves: a `<style>` would need leave from the page's content policy.
fn style_sheet() -> Result<CssStyleSheet, JsValue> {
    thread_local! {
        static SHEET: RefCell<Option<CssStyleSheet>> = const { RefCell::new(None) };
    }
    SHEET.with_borrow_mut(|sheet| match sheet {
        Some(sheet) => Ok(sheet.clone()),
        None => {
            let fresh = CssStyleSheet::new()?;
            fresh.replace_sync(STYLE)?;
            Ok(sheet.insert(fresh).clone())
        }
    })
}
