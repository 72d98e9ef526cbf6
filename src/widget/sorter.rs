//! The bar over a listing of the shop's own: sorts it when the shopper asks, and puts it back.

use leptos::prelude::*;

use super::card::sentence;
use super::messages::{DialogKey, Language, Sentence, say_in_dialog};

/// What the bar shows now.
#[derive(Clone, Copy)]
pub(crate) struct SorterState {
    language: Language,
    /// Why the listing is in its order, while that is not the shop's; or why it is not.
    pub(crate) said: RwSignal<Sentence, LocalStorage>,
    pub(crate) sorted: RwSignal<bool, LocalStorage>,
    toggle: StoredValue<Box<dyn Fn(SorterState)>, LocalStorage>,
}

impl SorterState {
    /// To be made inside a reactive owner. `toggle` sorts, or puts back what is sorted.
    pub(crate) fn new(language: Language, toggle: Box<dyn Fn(SorterState)>) -> SorterState {
        SorterState {
            language,
            said: RwSignal::new_local(Sentence::new()),
            sorted: RwSignal::new_local(false),
            toggle: StoredValue::new_local(toggle),
        }
    }
}

/// See the module.
#[component]
pub(crate) fn Sorter(state: SorterState) -> impl IntoView {
    let toggle = move |_| {
        // After the bar is gone a late click has nothing to sort.
        let _ = state.toggle.try_with_value(|toggle| toggle(state));
    };
    let label = move || {
        let key = if state.sorted.get() {
            DialogKey::SORT_UNDO
        } else {
            DialogKey::SORT
        };
        say_in_dialog(state.language, key)
    };
    view! {
        <div class="shelf sorter" data-part="sorter" part="sorter">
            <button class="quiet" data-part="sort" part="sort" type="button" on:click=toggle>{label}</button>
            <span class="note" data-part="sorted" part="note" role="status">{move || sentence(state.said.get())}</span>
        </div>
    }
}
