//! Two buttons that turn the page of a row of cards, there only while it has more than it shows.

use leptos::html;
use leptos::leptos_dom::helpers::{
    AnimationFrameRequestHandle, request_animation_frame_with_handle,
};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};

use super::messages::Key;
use super::state::ShelfState;

/// Browsers round scroll positions: this many pixels from an end is the end.
const SLACK: i32 = 2;

/// Where a row stands, in pixels from its beginning whichever way it is read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Position {
    before: i32,
    after: i32,
}

/// The buttons of the row that `list` holds. All cards are of one width: only with their number the
/// row's length changes.
#[component]
pub(super) fn Steps(
    state: ShelfState,
    list: NodeRef<html::Ul>,
    cards: Memo<usize>,
) -> impl IntoView {
    let position = RwSignal::new(Position::default());
    let measure = move || {
        if let Some(row) = list.try_get_untracked().flatten() {
            position.try_set(measured(&row));
        }
    };
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        cards.track();
        if let Some(row) = list.get() {
            watch.set_value(Watch::start(&row, measure));
        }
    });
    let fits = move || position.get() == Position::default();
    let step = move |way: f64| {
        if let Some(row) = list.get_untracked() {
            row.scroll_by_with_x_and_y(way * reading_direction(&row) * page(&row), 0.0);
        }
    };
    view! {
        <div class="steps" part="steps" hidden=fits>
            <button class="step previous" data-part="previous" part="step previous" type="button" aria-label=state.say(Key::PREVIOUS)
                aria-disabled=move || (position.get().before == 0).to_string() on:click=move |_| step(-1.0)></button>
            <button class="step" data-part="next" part="step next" type="button" aria-label=state.say(Key::NEXT)
                aria-disabled=move || (position.get().after == 0).to_string() on:click=move |_| step(1.0)></button>
        </div>
    }
}

fn measured(row: &HtmlElement) -> Position {
    let room = row.scroll_width() - row.client_width();
    // Read from right to left, positions count down from zero.
    let before = row.scroll_left().abs();
    let beyond_slack = |pixels: i32| if pixels > SLACK { pixels } else { 0 };
    Position {
        before: beyond_slack(before),
        after: beyond_slack(room - before),
    }
}

/// What of the width of a card, the gap behind it included, its last card may lack and be seen whole.
const GAP: f64 = 0.1;

/// The cards that the row shows whole, in pixels: a row at its beginning snaps to none by itself.
fn page(row: &HtmlElement) -> f64 {
    let left = |at| {
        let card = row.children().item(at)?.dyn_into::<HtmlElement>().ok()?;
        Some(f64::from(card.offset_left()))
    };
    let width = f64::from(row.client_width());
    match (left(0), left(1)) {
        (Some(first), Some(second)) if first != second => {
            let card = (second - first).abs();
            (width / card + GAP).floor().max(1.0) * card
        }
        _ => width,
    }
}

/// 1 where the row is read from left to right, else -1.
fn reading_direction(row: &HtmlElement) -> f64 {
    let style = window().get_computed_style(row).ok().flatten();
    let direction = style.and_then(|style| style.get_property_value("direction").ok());
    if direction.as_deref() == Some("rtl") {
        -1.0
    } else {
        1.0
    }
}

/// Calls back when the row is scrolled or changes its size, until it is dropped.
struct Watch {
    row: HtmlElement,
    observer: ResizeObserver,
    /// The frame in which observing begins.
    begin: Option<AnimationFrameRequestHandle>,
    callback: Closure<dyn FnMut()>,
}

impl Watch {
    fn start(row: &HtmlElement, callback: impl FnMut() + 'static) -> Option<Watch> {
        let callback: Closure<dyn FnMut()> = Closure::new(callback);
        let function = callback.as_ref().unchecked_ref();
        let observer = ResizeObserver::new(function).ok()?;
        row.add_event_listener_with_callback("scroll", function)
            .ok()?;
        // Observing begins with a call. In WebKit one that is asked for while others are called back
        // comes too late for the frame, and the page is told of an error: before a frame none are.
        let begin = {
            let (row, observer) = (row.clone(), observer.clone());
            request_animation_frame_with_handle(move || observer.observe(&row)).ok()
        };
        Some(Watch {
            row: row.clone(),
            observer,
            begin,
            callback,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(begin) = self.begin {
            begin.cancel();
        }
        self.observer.disconnect();
        // A listener that is not there is what is wanted.
        let _ = self
            .row
            .remove_event_listener_with_callback("scroll", self.callback.as_ref().unchecked_ref());
    }
}
