//! Where a shelf sits in its shadow root. It is drawn first, and what lets it change takes its place
//! later ([`super::live`]): that code is more than half of all, and a page shows products before it has it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, ShadowRoot};

use super::apart;
use super::element::division;
use super::error::ApiError;
use super::live;
use super::page::Page;
use crate::runtime::{Ask, Runtime};
use crate::widget::{Open, ShelfView, draw_shelf};

/// Puts a shelf on the page.
type Put = Box<dyn Fn(&HtmlElement) -> Result<(), ApiError>>;

/// The shelf that a seat is for.
pub(super) struct Place {
    pub(super) runtime: Rc<Runtime>,
    pub(super) ask: Rc<RefCell<Ask>>,
    pub(super) page: Rc<Page>,
    pub(super) root: ShadowRoot,
    /// What is to be seen.
    pub(super) wanted: RefCell<ShelfView>,
    /// Resolves once somebody attends to the page.
    pub(super) attend: Function,
}

/// A shelf that can change.
pub(super) trait Live {
    /// Goes on to what is wanted now.
    fn change(self: Rc<Self>);

    /// Opens a dialog.
    fn open(self: Rc<Self>, what: Open);

    /// Takes its dialogs away.
    fn close(&self);

    /// Takes all of it away.
    fn leave(&self);
}

/// A shelf as it was drawn.
pub(super) struct Still {
    pub(super) element: HtmlElement,
    pub(super) view: ShelfView,
    /// Opens dialogs.
    _click: Closure<dyn FnMut(Event)>,
}

/// See the module.
pub(super) struct Seat {
    place: Rc<Place>,
    /// Puts the first shelf in its place.
    put: Put,
    still: RefCell<Option<Rc<Still>>>,
    live: RefCell<Option<Rc<dyn Live>>>,
    /// The task in which it is drawn or put in its place.
    next: RefCell<Option<Timeout>>,
    /// Whether what lets it change is on its way.
    coming: Cell<bool>,
    /// The dialog to open once it is there.
    open: RefCell<Option<Open>>,
    gone: Cell<bool>,
}

thread_local! {
    /// Whether shelves may have all of their code by now.
    static AWAKE: Cell<bool> = const { Cell::new(false) };
}

/// From now on every shelf becomes one that can change, as soon as it is shown again.
pub(super) fn wake() {
    AWAKE.set(true);
}

impl Seat {
    /// Nothing sits there yet.
    pub(super) fn new(place: Rc<Place>, put: Put) -> Seat {
        Seat {
            place,
            put,
            still: RefCell::default(),
            live: RefCell::default(),
            next: RefCell::default(),
            coming: Cell::default(),
            open: RefCell::default(),
            gone: Cell::default(),
        }
    }

    /// Shows a shelf in the place of the one before.
    pub(super) fn show(self: &Rc<Self>, shelf: ShelfView) {
        self.place.wanted.replace(shelf);
        let live = self.live.borrow().clone();
        if let Some(live) = live {
            live.change();
        } else if self.next.borrow().is_some() {
            // What is wanted is looked at then.
        } else if self.still.borrow().is_some() {
            self.change();
        } else {
            self.later(0, Seat::draw);
        }
    }

    /// What is shown now, or will be.
    pub(super) fn shown<T>(&self, of: impl FnOnce(&ShelfView) -> T) -> T {
        of(&self.place.wanted.borrow())
    }

    /// Takes the dialogs away.
    pub(super) fn close(&self) {
        self.open.take();
        if let Some(live) = &*self.live.borrow() {
            live.close();
        }
    }

    /// Takes the shelf away.
    pub(super) fn leave(&self) {
        self.gone.set(true);
        self.next.take();
        if let Some(still) = self.still.take() {
            still.element.remove();
        }
        if let Some(live) = self.live.take() {
            live.leave();
        }
    }

    /// Does the next step in a task of its own.
    fn later(self: &Rc<Self>, milliseconds: u32, step: fn(&Rc<Self>) -> Result<(), ApiError>) {
        let weak = Rc::downgrade(self);
        let then = Timeout::new(milliseconds, move || {
            let Some(own) = weak.upgrade() else { return };
            own.next.take();
            // What cannot be drawn or put in its place is tried again with the next change.
            if let Err(cause) = step(&own) {
                own.still.take();
                web_sys::console::warn_1(&cause.into());
            }
        });
        self.next.replace(Some(then));
    }

    /// Draws the shelf off the page.
    fn draw(self: &Rc<Self>) -> Result<(), ApiError> {
        let document = self.place.root.owner_document().ok_or(ApiError::Page)?;
        let element = division(&document)?;
        element.set_class_name("still");
        let view = self.place.wanted.borrow().clone();
        draw_shelf(&element, self.place.page.language, &view).map_err(|_| ApiError::Page)?;
        let click = self.opener();
        element
            .add_event_listener_with_callback("click", click.as_ref().unchecked_ref())
            .map_err(|_| ApiError::Page)?;
        self.still.replace(Some(Rc::new(Still {
            element,
            view,
            _click: click,
        })));
        self.later(apart::wait().unwrap_or_default(), Seat::put_in_place);
        Ok(())
    }

    fn put_in_place(self: &Rc<Self>) -> Result<(), ApiError> {
        let still = self.still.borrow().clone();
        let Some(still) = still.filter(|still| still.view == *self.place.wanted.borrow()) else {
            return self.draw();
        };
        (self.put)(&still.element)?;
        if AWAKE.get() {
            self.become_live();
        }
        Ok(())
    }

    /// The drawn shelf cannot change: it says that it is about to, and becomes one that can.
    fn change(self: &Rc<Self>) {
        let still = self.still.borrow().clone();
        if let Some(still) = still
            && still.view != *self.place.wanted.borrow()
        {
            say_changing(&self.place.root, true);
            self.become_live();
        } else if AWAKE.get() {
            self.become_live();
        }
    }

    fn become_live(self: &Rc<Self>) {
        if self.coming.replace(true) {
            return;
        }
        let own = Rc::clone(self);
        spawn_local(async move {
            let still = own.still.borrow().clone();
            let taken = match still {
                Some(still) => live::take_over(Rc::clone(&own.place), still).await,
                None => return,
            };
            match taken.map_err(ApiError::from).and_then(|taken| taken) {
                Ok(live) => own.take(live),
                // The drawn shelf stays; the next click or change tries again.
                Err(cause) => {
                    say_changing(&own.place.root, false);
                    web_sys::console::warn_1(&cause.into());
                }
            }
            own.coming.set(false);
        });
    }

    fn take(&self, live: Rc<dyn Live>) {
        if self.gone.get() {
            return live.leave();
        }
        self.still.take();
        self.live.replace(Some(Rc::clone(&live)));
        Rc::clone(&live).change();
        if let Some(what) = self.open.take() {
            live.open(what);
        }
    }

    /// What a click on the drawn shelf does.
    fn opener(self: &Rc<Self>) -> Closure<dyn FnMut(Event)> {
        let weak: Weak<Seat> = Rc::downgrade(self);
        Closure::new(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            if let (Some(own), Some(what)) = (weak.upgrade(), target.and_then(asked_by)) {
                own.open.replace(Some(what));
                own.become_live();
            }
        })
    }
}

/// Tells on the list whether something else is to be shown next, or only a part of it is there.
pub(super) fn say_changing(root: &ShadowRoot, changing: bool) {
    if let Ok(Some(list)) = root.query_selector(".cards") {
        // An attribute of an element is always settable.
        let _ = if changing {
            list.set_attribute("aria-busy", "true")
        } else {
            list.remove_attribute("aria-busy")
        };
    }
}

/// The dialog that a button of a drawn shelf is for.
fn asked_by(target: Element) -> Option<Open> {
    let button = target.closest("[aria-haspopup]").ok()??;
    match button.closest("[data-item]").ok()? {
        Some(card) => Some(Open::Explanation(card.get_attribute("data-item")?)),
        None => Some(Open::Panel),
    }
}
