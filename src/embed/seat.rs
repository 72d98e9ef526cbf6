//! Where a shelf's components sit in its shadow root.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollToOptions, ShadowRoot};

use super::apart;
use super::element::{division, unmount};
use super::error::ApiError;
use super::passage::on_the_way;
use crate::widget::{Language, Open, Shelf, ShelfState, ShelfView};

/// So many cards come before a shelf is made anew. Its list keeps something of every card that there
/// ever was in it, which a page that lives for hours would not get back.
const CAME: usize = 400;

/// Cards that are made in one task, and come in one frame: all at once would make a long one.
const AT_ONCE: usize = 4;

/// Puts a shelf on the page.
type Put = Box<dyn Fn(&HtmlElement) -> Result<(), ApiError>>;

/// A shelf that is made off the page, a few cards a task, and made anew now and then, where nobody
/// notices.
pub(super) struct Seat {
    root: ShadowRoot,
    language: Language,
    open: Rc<dyn Fn(Open)>,
    /// Puts the first shelf in its place.
    first: Put,
    /// What is to be seen.
    shelf: RefCell<ShelfView>,
    taken: RefCell<Option<Taken>>,
    came: Cell<usize>,
    /// Whether it has waited for its turn to be put on the page.
    waited: Cell<bool>,
    /// When what is shown changes next.
    change: RefCell<Option<Timeout>>,
    /// The shelf that is being made, off the page, once it is begun, and the task in which that goes on.
    next: RefCell<Option<(Option<Taken>, Timeout)>>,
}

struct Taken {
    element: HtmlElement,
    state: ShelfState,
    unmount: Box<dyn FnOnce()>,
}

impl Taken {
    fn leave(self) {
        (self.unmount)();
        self.element.remove();
    }
}

impl Seat {
    /// Nothing sits there yet; `open` opens dialogs, `first` puts the first shelf in its place.
    pub(super) fn new(
        root: ShadowRoot,
        language: Language,
        open: Rc<dyn Fn(Open)>,
        first: Put,
    ) -> Seat {
        Seat {
            root,
            language,
            open,
            first,
            waited: Cell::default(),
            change: RefCell::default(),
            shelf: RefCell::default(),
            taken: RefCell::default(),
            came: Cell::default(),
            next: RefCell::default(),
        }
    }

    /// Shows a shelf in the place of the one before.
    pub(super) fn show(self: &Rc<Self>, shelf: ShelfView) {
        self.shelf.replace(shelf);
        self.change();
        let due =
            self.state().is_none() || (self.came.get() >= CAME && !self.focus_would_be_lost());
        if due && self.next.borrow().is_none() {
            self.go_on_with(None, 0);
        }
    }

    /// Changes what is shown to what is to be seen, in its turn.
    fn change(self: &Rc<Self>) {
        if self.change.borrow().is_some() {
            return;
        }
        let Some(state) = self.state() else { return };
        let is_wanted = |shown: &ShelfView| *shown == *self.shelf.borrow();
        if state.shelf.with_untracked(is_wanted) {
            return;
        }
        let wait = if self.hidden() { None } else { apart::wait() };
        let Some(milliseconds) = wait else {
            return self.change_now();
        };
        self.say_changing(true);
        let weak = Rc::downgrade(self);
        let then = Timeout::new(milliseconds, move || {
            if let Some(own) = weak.upgrade() {
                own.change_now();
            }
        });
        self.change.replace(Some(then));
    }

    fn change_now(self: &Rc<Self>) {
        self.change.take();
        apart::changed();
        let Some(state) = self.state() else { return };
        let wanted = self.shelf.borrow().clone();
        // Out of sight nothing is painted, and time goes slowly.
        let part = state.shelf.with_untracked(|shown| {
            let part = || on_the_way(shown, &wanted, AT_ONCE);
            if self.hidden() { None } else { part() }
        });
        self.say_changing(part.is_some());
        let next = part.unwrap_or(wanted);
        let fresh = state.shelf.with_untracked(|shown| {
            let fresh = next.cards.iter().filter(|card| !shown.has(&card.id));
            fresh.count()
        });
        self.came.set(self.came.get() + fresh);
        state.shelf.set(next);
        self.change();
    }

    fn go_on_with(self: &Rc<Self>, next: Option<Taken>, milliseconds: u32) {
        let weak = Rc::downgrade(self);
        let step = Timeout::new(milliseconds, move || {
            if let Some(own) = weak.upgrade() {
                // What cannot be put in its place is tried again with the next change.
                if let Err(cause) = own.step() {
                    web_sys::console::warn_1(&cause.into());
                }
            }
        });
        self.next.replace(Some((next, step)));
    }

    /// Some more cards for the shelf that is being made; once it has all, it takes the place.
    fn step(self: &Rc<Self>) -> Result<(), ApiError> {
        let Some((next, _)) = self.next.take() else {
            return Ok(());
        };
        if self.focus_would_be_lost() {
            if let Some(next) = next {
                (next.unmount)();
            }
            return Ok(());
        }
        let Some(next) = next else {
            self.go_on_with(Some(self.make()?), 0);
            return Ok(());
        };
        let mut shelf = self.shelf.borrow().clone();
        let made = next.state.shelf.with_untracked(|made| made.cards.len());
        // The last cards are there once this task has ended: before, the row has not its length.
        let more = made < shelf.cards.len();
        if more {
            shelf.cards.truncate(made + AT_ONCE);
        }
        next.state.shelf.set(shelf);
        let wait = if more { Some(0) } else { self.wait() };
        if let Some(wait) = wait {
            self.go_on_with(Some(next), wait);
            return Ok(());
        }
        self.change_over(next)
    }

    /// Milliseconds until this shelf may be put on the page; none if it may be now. It waits once, however
    /// the clock goes.
    fn wait(&self) -> Option<u32> {
        if self.waited.replace(false) {
            return None;
        }
        let wait = apart::wait();
        self.waited.set(wait.is_some());
        wait
    }

    fn change_over(&self, next: Taken) -> Result<(), ApiError> {
        let focus = self
            .focus()
            .and_then(|focus| focus.get_attribute("data-part"));
        // Reading it lays the page out: not for every change.
        let scrolled = self.row().map_or(0, |row| row.scroll_left());
        if self.taken.borrow().is_some() {
            self.put(&next)?;
        } else {
            (self.first)(&next.element)?;
        }
        let part = focus.and_then(|part| {
            let part = next.element.query_selector(&format!("[data-part={part}]"));
            part.ok()??.dyn_into::<HtmlElement>().ok()
        });
        self.came.set(0);
        if let Some(before) = self.taken.replace(Some(next)) {
            before.leave();
        }
        if let Some(row) = self.row().filter(|_| scrolled != 0) {
            let options = ScrollToOptions::new();
            options.set_left(scrolled.into());
            options.set_behavior(ScrollBehavior::Instant);
            row.scroll_to_with_scroll_to_options(&options);
        }
        if let Some(part) = part {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // What cannot have the focus has not had it.
            let _ = part.focus_with_options(&options);
        }
        Ok(())
    }

    /// What is shown now, or will be once it is made.
    pub(super) fn shown<T>(&self, of: impl FnOnce(&ShelfView) -> T) -> T {
        of(&self.shelf.borrow())
    }

    fn state(&self) -> Option<ShelfState> {
        self.taken.borrow().as_ref().map(|taken| taken.state)
    }

    /// Takes the shelf away.
    pub(super) fn leave(&self) {
        self.change.take();
        if let Some((Some(next), _)) = self.next.take() {
            (next.unmount)();
        }
        if let Some(taken) = self.taken.take() {
            taken.leave();
        }
    }

    /// A shelf without cards that is on no page yet.
    fn make(&self) -> Result<Taken, ApiError> {
        let document = self.root.owner_document().ok_or(ApiError::Page)?;
        let element = division(&document)?;
        let slot: Rc<Cell<Option<ShelfState>>> = Rc::default();
        let (made, open, language) = (Rc::clone(&slot), Rc::clone(&self.open), self.language);
        let handle = mount_to(element.clone(), move || {
            let state = ShelfState::new(language, ShelfView::default(), open);
            made.set(Some(state));
            view! { <Shelf state /> }
        });
        let state = slot.get().ok_or(ApiError::Page)?;
        Ok(Taken {
            element,
            state,
            unmount: unmount(handle),
        })
    }

    /// Puts a shelf before the dialogs, if there are any.
    fn put(&self, taken: &Taken) -> Result<(), ApiError> {
        let first = self.root.first_child();
        let put = self.root.insert_before(&taken.element, first.as_ref());
        put.map(drop).map_err(|_| ApiError::Page)
    }

    /// What of the shelf has the focus; its dialogs stay as they are.
    fn focus(&self) -> Option<Element> {
        let taken = self.taken.borrow();
        let own = |focus: &Element| {
            taken
                .as_ref()
                .is_some_and(|taken| taken.element.contains(Some(focus)))
        };
        self.root.active_element().filter(own)
    }

    /// Whether a card has the focus, which may not be there any more, or a button that turns the row,
    /// which is not to be seen before the row has been measured.
    fn focus_would_be_lost(&self) -> bool {
        let within = |focus: Element| focus.closest(".cards, .steps").ok().flatten();
        self.focus().and_then(within).is_some()
    }

    /// Tells whether something else is to be shown next, or only a part of it is there.
    fn say_changing(&self, changing: bool) {
        if let Some(row) = self.row() {
            // An attribute of an element is always settable.
            let _ = if changing {
                row.set_attribute("aria-busy", "true")
            } else {
                row.remove_attribute("aria-busy")
            };
        }
    }

    fn hidden(&self) -> bool {
        let document = self.root.owner_document();
        document.is_some_and(|document| document.hidden())
    }

    fn row(&self) -> Option<Element> {
        self.root.query_selector(".cards").ok().flatten()
    }
}
