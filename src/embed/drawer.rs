//! The dialogs of a shelf, in a file of their own.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::calls::attendant;
use super::changes::{self, Undo};
use super::comparison::comparison;
use super::copies;
use super::element::{adopt, division, unmount};
use super::error::ApiError;
use super::page::Page;
use super::panel::panel;
use super::seat::Place;
use super::view;
use crate::chunk::chunk;
use crate::runtime::Attendant;
use crate::widget::{Actions, DRAWER_STYLE, Drawer, DrawerState, Open, open};

/// Dialogs that are in the page.
pub(super) struct OpenDrawer {
    /// Shows one of them.
    pub(super) open: Box<dyn Fn(Open)>,
    /// Takes them away.
    pub(super) close: Box<dyn FnOnce()>,
}

chunk! {
    panel:
    /// Puts the dialogs of a shelf into the page, closed.
    pub(super) async fn make(place: Rc<Place>) -> Result<OpenDrawer, ApiError> {
        put(&place)
    }
}

fn put(place: &Rc<Place>) -> Result<OpenDrawer, ApiError> {
    let attendant = attendant()?;
    let seat = division(&place.root.owner_document().ok_or(ApiError::Page)?)?;
    seat.set_class_name("drawer");
    adopt(&place.root, DRAWER_STYLE).map_err(|_| ApiError::Page)?;
    let slot: Rc<RefCell<Option<DrawerState>>> = Rc::default();
    let handle = {
        let (slot, actions) = (Rc::clone(&slot), actions(&attendant, &place.page));
        let language = place.page.language;
        mount_to(seat.clone(), move || {
            let state = DrawerState::new(language, actions);
            *slot.borrow_mut() = Some(state);
            view! { <Drawer state /> }
        })
    };
    place.root.append_child(&seat).map_err(|_| ApiError::Page)?;
    let state = (*slot.borrow()).ok_or(ApiError::Page)?;
    let number = {
        let (place, attendant) = (Rc::downgrade(place), Rc::downgrade(&attendant));
        // The place is the shelf's, so that nothing is shown after it has gone.
        place.upgrade().map(|own| {
            own.runtime.subscribe(move || {
                if let (Some(place), Some(attendant)) = (place.upgrade(), attendant.upgrade()) {
                    refresh(&place, &attendant, state);
                }
            })
        })
    };
    let shown = Rc::clone(place);
    let show = Box::new(move |what| match what {
        Open::Explanation(item) => {
            let explanation =
                view::explanation(&shown.runtime, &shown.ask.borrow(), &item, &shown.page).ok();
            state.explanation.set(explanation);
            open(state.explanation_node);
        }
        Open::Panel => {
            state
                .panel
                .set(panel(&attendant, &shown.ask.borrow(), &shown.page));
            open(state.panel_node);
        }
    });
    let (runtime, unmount) = (Rc::clone(&place.runtime), unmount(handle));
    let close = Box::new(move || {
        if let Some(number) = number {
            runtime.unsubscribe(number);
        }
        unmount();
        seat.remove();
    });
    Ok(OpenDrawer { open: show, close })
}

/// What is closed is made anew when it opens: until then it would only take time, and its lists keep
/// something of every row that there ever was in them.
fn refresh(place: &Place, attendant: &Attendant, state: DrawerState) {
    let is_open = |node: NodeRef<html::Dialog>| {
        let dialog = node.get_untracked();
        dialog.is_some_and(|dialog| dialog.open())
    };
    let explained = state.explanation.get_untracked();
    if let Some(explained) = explained.filter(|_| is_open(state.explanation_node)) {
        let (ask, page) = (place.ask.borrow(), &place.page);
        let explanation = view::explanation(&place.runtime, &ask, &explained.id, page).ok();
        state.explanation.set(explanation);
    }
    if is_open(state.panel_node) {
        let panel = panel(attendant, &place.ask.borrow(), &place.page);
        state.panel.set(panel);
    }
}

fn actions(attendant: &Rc<Attendant>, page: &Rc<Page>) -> Actions {
    let own = || (Rc::clone(attendant), Rc::clone(page));
    let ((changed, told), (compared, shown), (loaded, done)) = (own(), own(), own());
    let saved = Rc::clone(attendant);
    Actions {
        change: Box::new(move |state, change| changes::make(&changed, &told, state, change)),
        compare: Box::new(move |state| {
            let items = state.compared.get_untracked();
            let comparison = comparison(compared.runtime(), &items, &shown);
            state.comparison.set(comparison.unwrap_or_default());
        }),
        save: Box::new(move || copies::save(&saved)),
        load: Box::new(move |state, file, answer| {
            let (attendant, page) = (Rc::clone(&loaded), Rc::clone(&done));
            spawn_local(async move {
                let before = attendant.everything();
                let read = copies::load(&attendant, file).await;
                if read {
                    let undo = Undo::Restore(before);
                    let notice =
                        changes::notice(&attendant, &page, state, changes::changed(&page), undo);
                    // The shelf may have gone meanwhile.
                    state.notice.try_set(Some(notice));
                }
                answer(read);
            });
        }),
    }
}
