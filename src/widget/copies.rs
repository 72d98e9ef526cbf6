//! Taking everything along as a file, and back.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::messages::DialogKey;
use super::state::DrawerState;

/// The two buttons.
#[component]
pub(super) fn Copies(state: DrawerState) -> impl IntoView {
    let failed = RwSignal::new(false);
    let file = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = file.get_untracked() {
            input.click();
        }
    };
    let load = move |event: web_sys::Event| {
        let input = event.target();
        let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(chosen) = input.files().and_then(|files| files.get(0)) {
            // A late answer may find the shelf gone.
            let done = Box::new(move |read: bool| {
                let _ = failed.try_set(!read);
            });
            state.act(|actions| (actions.load)(state, chosen, done));
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <div class="controls">
            <button class="quiet" data-part="save" type="button" on:click=move |_| state.act(|actions| (actions.save)())>
                {state.say_in_dialog(DialogKey::COPY_SAVE)}
            </button>
            <button class="quiet" data-part="load" type="button" on:click=choose>{state.say_in_dialog(DialogKey::COPY_LOAD)}</button>
            <input type="file" accept=".json,application/json" data-part="file" hidden node_ref=file
                aria-label=state.say_in_dialog(DialogKey::COPY_LOAD) on:change=load />
        </div>
        <p class="note" role="status">{move || failed.get().then(|| state.say_in_dialog(DialogKey::COPY_FAILED))}</p>
    }
}
