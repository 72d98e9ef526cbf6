//! Where a shelf's components sit in its shadow root.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollToOptions, ShadowRoot};

use super::element::{division, unmount};
use super::error::ApiError;
use crate::widget::{Language, Open, Shelf, ShelfState, ShelfView};

/// So many cards come before a shelf is made anew. Its list keeps something of every card that there
/// ever was in it, which a page that lives for hours would not get back.
const CAME: usize = 400;

/// Cards that the new one gets in one task: all at once would be a long one.
const AT_ONCE: usize = 2;

/// A shelf that is made anew now and then, where nobody notices.
pub(super) struct Seat {
    root: ShadowRoot,
    language: Language,
    open: Rc<dyn Fn(Open)>,
    taken: RefCell<Option<Taken>>,
    came: Cell<usize>,
    /// The shelf that is being made anew, off the page, and the task in which that goes on.
    next: RefCell<Option<(Taken, Timeout)>>,
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
    /// Nothing sits there yet; `open` opens dialogs.
    pub(super) fn new(root: ShadowRoot, language: Language, open: Rc<dyn Fn(Open)>) -> Seat {
        Seat {
            root,
            language,
            open,
            taken: RefCell::default(),
            came: Cell::default(),
            next: RefCell::default(),
        }
    }

    /// Shows a shelf in the place of the one before.
    pub(super) fn show(self: &Rc<Self>, shelf: ShelfView) -> Result<(), ApiError> {
        let Some(state) = self.state() else {
            let taken = self.make(shelf)?;
            self.put(&taken)?;
            self.taken.replace(Some(taken));
            return Ok(());
        };
        let known = |id: &String| state.shelf.with_untracked(|shelf| shelf.has(id));
        let fresh = shelf.cards.iter().filter(|card| !known(&card.id));
        self.came.set(self.came.get() + fresh.count());
        state.shelf.set(shelf);
        if self.came.get() >= CAME && self.next.borrow().is_none() && !self.focus_would_be_lost() {
            let taken = self.make(ShelfView::default())?;
            self.go_on_with(taken);
        }
        Ok(())
    }

    fn go_on_with(self: &Rc<Self>, next: Taken) {
        let weak = Rc::downgrade(self);
        let step = Timeout::new(0, move || {
            if let Some(own) = weak.upgrade() {
                // What cannot be put in its place is tried again later.
                let _ = own.step();
            }
        });
        self.next.replace(Some((next, step)));
    }

    /// Some more cards for the shelf that is being made anew; once it has all, it takes the place.
    fn step(self: &Rc<Self>) -> Result<(), ApiError> {
        let (Some((next, _)), Some(state)) = (self.next.take(), self.state()) else {
            return Ok(());
        };
        if self.focus_would_be_lost() {
            (next.unmount)();
            return Ok(());
        }
        let mut shelf = state.shelf.get_untracked();
        let made = next.state.shelf.with_untracked(|made| made.cards.len());
        if made < shelf.cards.len() {
            shelf.cards.truncate(made + AT_ONCE);
            next.state.shelf.set(shelf);
            self.go_on_with(next);
            return Ok(());
        }
        next.state.shelf.set(shelf);
        self.change_over(next)
    }

    fn change_over(&self, next: Taken) -> Result<(), ApiError> {
        let focus = self
            .focus()
            .and_then(|focus| focus.get_attribute("data-part"));
        // Reading it lays the page out: not for every change.
        let scrolled = self.row().map_or(0, |row| row.scroll_left());
        self.put(&next)?;
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

    /// What is shown now.
    pub(super) fn shown<T>(&self, of: impl FnOnce(&ShelfView) -> T) -> Option<T> {
        self.state().map(|state| state.shelf.with_untracked(of))
    }

    fn state(&self) -> Option<ShelfState> {
        self.taken.borrow().as_ref().map(|taken| taken.state)
    }

    /// Takes the shelf away.
    pub(super) fn leave(&self) {
        if let Some((next, _)) = self.next.take() {
            (next.unmount)();
        }
        if let Some(taken) = self.taken.take() {
            taken.leave();
        }
    }

    /// A shelf that is on no page yet.
    fn make(&self, shelf: ShelfView) -> Result<Taken, ApiError> {
        let document = self.root.owner_document().ok_or(ApiError::Page)?;
        let element = division(&document)?;
        let slot: Rc<Cell<Option<ShelfState>>> = Rc::default();
        let (made, open, language) = (Rc::clone(&slot), Rc::clone(&self.open), self.language);
        let handle = mount_to(element.clone(), move || {
            let state = ShelfState::new(language, shelf, open);
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

    fn row(&self) -> Option<Element> {
        self.root.query_selector(".cards").ok().flatten()
    }
}
