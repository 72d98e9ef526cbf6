//! A `<why-shelf>` element: its attributes, its shadow root and its life.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};
use whyshelf_engine::Placement;

use super::changes::{self, Place};
use super::error::ApiError;
use super::page::Page;
use super::view;
use super::{comparison, copies, panel};
use crate::runtime::{Ask, Runtime};
use crate::widget::{Actions, STYLE, Shelf, ShelfState};

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
        if let Some(unmount) = self.handle.take() {
            unmount();
        }
        show_fallback(&self.root);
        // An element without the attribute is what is wanted.
        let _ = self.host.remove_attribute("data-state");
    }
}

/// Shows a shelf in the element, in place of the shop's own content.
pub(super) fn mount(runtime: &Rc<Runtime>, host: HtmlElement) -> Result<MountedShelf, ApiError> {
    let document = host.owner_document().ok_or(ApiError::Page)?;
    let page = Page::of_element(&host, &document);
    let ask = ask_of(&host);
    // Everything that can fail comes before the shop's content is covered.
    let first = view::shelf(runtime, &ask, &page)?;
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
        let panel = panel::panel(runtime, &page);
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

    let number = {
        let weak = Rc::downgrade(runtime);
        runtime.subscribe(move || {
            let state = *slot.borrow();
            if let (Some(runtime), Some(state)) = (weak.upgrade(), state) {
                refresh(&runtime, &ask, &page, state);
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
    Ask {
        placement: placement.unwrap_or(Placement::Home),
        item: attribute("item"),
        limit: limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MOST),
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
    state.panel.set(panel::panel(runtime, page));
}

fn actions(
    runtime: &Rc<Runtime>,
    ask: &Ask,
    page: &Rc<Page>,
    slot: &Rc<RefCell<Option<ShelfState>>>,
) -> Actions {
    let place = Rc::new(Place {
        runtime: Rc::clone(runtime),
        ask: ask.clone(),
        page: Rc::clone(page),
        state: Rc::clone(slot),
    });
    let (explained, opened, compared) = (Rc::clone(&place), Rc::clone(&place), Rc::clone(&place));
    let (saved, loaded) = (Rc::clone(&place), Rc::clone(&place));
    Actions {
        explain: Box::new(move |item| {
            let Place {
                runtime, ask, page, ..
            } = &*explained;
            let explanation = view::explanation(runtime, ask, item, true, page).ok();
            explained.show(|state| state.explanation.set(explanation));
        }),
        options: Box::new(move |item| {
            let options = panel::options(&opened.runtime, item).ok();
            opened.show(|state| state.options.set(options));
        }),
        compare: Box::new(move || {
            compared.show(|state| {
                let items = state.compared.get_untracked();
                let comparison = comparison::comparison(&compared.runtime, &items, &compared.page);
                state.comparison.set(comparison.unwrap_or_default());
            });
        }),
        change: Box::new(move |change| changes::make(&place, change)),
        save: Box::new(move || copies::save(&saved.runtime)),
        load: Box::new(move |file, done| copies::load(&loaded.runtime, &file, done)),
    }
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
