//! A shelf made of components, in the place of one that was drawn ([`super::seat`]).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollToOptions};

use super::apart;
use super::drawer::{self, OpenDrawer};
use super::element::{division, unmount};
use super::error::ApiError;
use super::focus::{self, Stand};
use super::passage::on_the_way;
use super::seat::{Live, Place, Still, say_changing};
use crate::chunk::chunk;
use crate::widget::{Open, Shelf, ShelfState, ShelfView};

/// So many cards come before a shelf is made anew. Its list keeps something of every card that there
/// ever was in it, which a page that lives for hours would not get back.
const CAME: usize = 400;

/// Cards that are made in one task, and come in one frame: all at once would make a long one.
const AT_ONCE: usize = 4;

/// Milliseconds after which it is looked whether a press or scrolling has ended.
const LOOK: u32 = 50;

/// So often that is looked at: a press that lasts longer is none.
const MOST_LOOKS: usize = 100;

chunk! {
    shelf:
    /// Puts a shelf that can change in the place of one that was drawn, and shows the same.
    pub(super) async fn take_over(place: Rc<Place>, still: Rc<Still>) -> Result<Rc<dyn Live>, ApiError> {
        let own = Rc::new(LiveShelf::new(place));
        own.closing.replace(Some(own.hear_closing()));
        own.take_over(&still).await?;
        Ok(own as Rc<dyn Live>)
    }
}

/// A shelf that is made off the page, a few cards a task, and made anew now and then, where nobody
/// notices.
struct LiveShelf {
    place: Rc<Place>,
    taken: RefCell<Option<Taken>>,
    /// Its dialogs, once one of them was opened.
    drawer: RefCell<Option<OpenDrawer>>,
    /// What a dialog was opened from, and what gives the focus back there when it closes.
    opener: RefCell<Option<Stand>>,
    closing: RefCell<Option<EventListener>>,
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

impl Live for LiveShelf {
    fn change(self: Rc<Self>) {
        self.go_on();
        let due = self.came.get() >= CAME && !self.focus_would_be_lost();
        if due && self.next.borrow().is_none() {
            self.go_on_with(None, 0);
        }
    }

    /// The code of dialogs comes when the first of them is opened.
    fn open(self: Rc<Self>, what: Open) {
        self.opener.replace(Stand::of(&self.place.root));
        spawn_local(async move {
            if self.drawer.borrow().is_none() {
                match self.dialogs().await {
                    // Another click may have been faster.
                    Ok(made) => {
                        self.drawer.borrow_mut().get_or_insert(made);
                    }
                    Err(cause) => {
                        web_sys::console::warn_1(&cause);
                        return;
                    }
                }
            }
            if let Some(drawer) = &*self.drawer.borrow() {
                (drawer.open)(what);
            }
        });
    }

    fn close(&self) {
        if let Some(drawer) = self.drawer.take() {
            (drawer.close)();
        }
    }

    fn leave(&self) {
        self.close();
        self.change.take();
        if let Some((Some(next), _)) = self.next.take() {
            (next.unmount)();
        }
        if let Some(taken) = self.taken.take() {
            taken.leave();
        }
    }
}

impl LiveShelf {
    fn new(place: Rc<Place>) -> LiveShelf {
        LiveShelf {
            place,
            taken: RefCell::default(),
            drawer: RefCell::default(),
            opener: RefCell::default(),
            closing: RefCell::default(),
            came: Cell::default(),
            waited: Cell::default(),
            change: RefCell::default(),
            next: RefCell::default(),
        }
    }

    /// A dialog gives the focus back to what opened it, as far as that is still there.
    fn hear_closing(self: &Rc<Self>) -> EventListener {
        let weak = Rc::downgrade(self);
        // That a dialog closes does not bubble.
        let early = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&self.place.root, "close", early, move |_| {
            // Whoever hears of the focus may open the next: nothing is borrowed meanwhile.
            if let Some(own) = weak.upgrade()
                && let Some(opener) = own.opener.take()
            {
                opener.keep(&own.place.root);
                own.opener.borrow_mut().get_or_insert(opener);
            }
        })
    }

    /// Whoever has the drawn shelf in view, under a finger or in focus notices nothing: what takes its place
    /// looks the same, with the same images.
    async fn take_over(self: &Rc<Self>, still: &Still) -> Result<(), ApiError> {
        // Instantiating the code was a task.
        TimeoutFuture::new(0).await;
        let next = self.make()?;
        let mut shelf = still.view.clone();
        shelf.cards.clear();
        next.state.shelf.set(shelf.clone());
        for cards in still.view.cards.chunks(AT_ONCE) {
            TimeoutFuture::new(0).await;
            shelf.cards.extend_from_slice(cards);
            next.state.shelf.set(shelf.clone());
        }
        self.until_at_rest(&still.element).await;
        if still.element.is_connected() {
            self.succeed(&still.element, &next.element)?;
        }
        self.taken.replace(Some(next));
        Ok(())
    }

    /// An element that goes between press and release is not clicked, and one that goes while it scrolls
    /// stops where it is.
    async fn until_at_rest(&self, still: &HtmlElement) {
        for _ in 0..MOST_LOOKS {
            let before = self.scrolled();
            TimeoutFuture::new(LOOK).await;
            let pressed = matches!(still.matches(":active"), Ok(true));
            if !pressed && self.scrolled() == before {
                return;
            }
        }
    }

    fn succeed(&self, still: &HtmlElement, own: &HtmlElement) -> Result<(), ApiError> {
        // Made anew they would be empty for a frame or two.
        let (loaded, fresh) = (all(still, IMAGES)?, all(own, IMAGES)?);
        for (image, fresh) in loaded.iter().zip(fresh) {
            fresh
                .replace_with_with_node_1(image)
                .map_err(|_| ApiError::Page)?;
        }
        let focus = self.place.root.active_element();
        let before = all(still, FOCUSABLE)?;
        let at = focus.and_then(|focus| before.iter().position(|one| *one == focus));
        let scrolled = self.scrolled();
        still
            .replace_with_with_node_1(own)
            .map_err(|_| ApiError::Page)?;
        self.scroll(scrolled);
        if let Some(at) = at
            && let Some(focus) = all(own, FOCUSABLE)?.into_iter().nth(at)
        {
            focus::focus(focus);
        }
        Ok(())
    }

    /// Makes the dialogs, once somebody attends to the page.
    async fn dialogs(&self) -> Result<OpenDrawer, JsValue> {
        if !self.place.runtime.is_attended() {
            let attended = self.place.attend.call0(&JsValue::UNDEFINED)?;
            JsFuture::from(Promise::resolve(&attended)).await?;
        }
        let made = drawer::make(Rc::clone(&self.place)).await;
        Ok(made.map_err(ApiError::from)??)
    }

    /// Changes what is shown to what is to be seen, in its turn.
    fn go_on(self: &Rc<Self>) {
        if self.change.borrow().is_some() {
            return;
        }
        let Some(state) = self.state() else { return };
        let is_wanted = |shown: &ShelfView| *shown == *self.place.wanted.borrow();
        if state.shelf.with_untracked(is_wanted) {
            return;
        }
        let wait = if self.hidden() { None } else { apart::wait() };
        let Some(milliseconds) = wait else {
            return self.change_now();
        };
        say_changing(&self.place.root, true);
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
        let wanted = self.place.wanted.borrow().clone();
        // Out of sight nothing is painted, and time goes slowly.
        let part = state.shelf.with_untracked(|shown| {
            let part = || on_the_way(shown, &wanted, AT_ONCE);
            if self.hidden() { None } else { part() }
        });
        say_changing(&self.place.root, part.is_some());
        let next = part.unwrap_or(wanted);
        let fresh = state.shelf.with_untracked(|shown| {
            let fresh = next.cards.iter().filter(|card| !shown.has(&card.id));
            fresh.count()
        });
        self.came.set(self.came.get() + fresh);
        let stand = Stand::of(&self.place.root);
        state.shelf.set(next);
        if let Some(stand) = stand {
            let root = self.place.root.clone();
            // The list has changed by then.
            Timeout::new(0, move || stand.keep(&root)).forget();
        }
        self.go_on();
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
        let mut shelf = self.place.wanted.borrow().clone();
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
        let scrolled = self.scrolled();
        self.put(&next)?;
        let part = focus.and_then(|part| {
            let part = next.element.query_selector(&format!("[data-part={part}]"));
            part.ok()?
        });
        self.came.set(0);
        if let Some(before) = self.taken.replace(Some(next)) {
            before.leave();
        }
        self.scroll(scrolled);
        if let Some(part) = part {
            focus::focus(part);
        }
        Ok(())
    }

    /// Where the row stands. Reading it lays the page out: not for every change.
    fn scrolled(&self) -> i32 {
        self.row().map_or(0, |row| row.scroll_left())
    }

    fn scroll(&self, left: i32) {
        if let Some(row) = self.row().filter(|_| left != 0) {
            let options = ScrollToOptions::new();
            options.set_left(left.into());
            options.set_behavior(ScrollBehavior::Instant);
            row.scroll_to_with_scroll_to_options(&options);
        }
    }

    fn state(&self) -> Option<ShelfState> {
        self.taken.borrow().as_ref().map(|taken| taken.state)
    }

    /// A shelf without cards that is on no page yet.
    fn make(self: &Rc<Self>) -> Result<Taken, ApiError> {
        let document = self.place.root.owner_document().ok_or(ApiError::Page)?;
        let element = division(&document)?;
        let slot: Rc<Cell<Option<ShelfState>>> = Rc::default();
        let (made, language) = (Rc::clone(&slot), self.place.page.language);
        let weak = Rc::downgrade(self);
        let open = Rc::new(move |what| {
            if let Some(own) = weak.upgrade() {
                own.open(what);
            }
        });
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
        let first = self.place.root.first_child();
        let put = self
            .place
            .root
            .insert_before(&taken.element, first.as_ref());
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
        self.place.root.active_element().filter(own)
    }

    /// Whether a card has the focus, which may not be there any more, or a button that turns the row,
    /// which is not to be seen before the row has been measured.
    fn focus_would_be_lost(&self) -> bool {
        let within = |focus: Element| focus.closest(".cards, .steps").ok().flatten();
        self.focus().and_then(within).is_some()
    }

    fn hidden(&self) -> bool {
        let document = self.place.root.owner_document();
        document.is_some_and(|document| document.hidden())
    }

    fn row(&self) -> Option<Element> {
        self.place.root.query_selector(".cards").ok().flatten()
    }
}

const IMAGES: &str = ".image";
const FOCUSABLE: &str = "a, button";

fn all(within: &HtmlElement, what: &str) -> Result<Vec<Element>, ApiError> {
    let found = within.query_selector_all(what);
    let found = found.map_err(|_| ApiError::Page)?;
    let elements = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok());
    Ok(elements.collect())
}
