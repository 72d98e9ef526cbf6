//! What has just been changed, with the way back. It stays until the next change: nothing runs off.

use leptos::prelude::*;

use super::card::sentence;
use super::messages::Key;
use super::view::ShelfState;

/// The region; a dialog has one of its own, since what is behind a dialog is out of reach.
#[component]
pub(super) fn Notice(state: ShelfState) -> impl IntoView {
    let undo = move |_| {
        if let Some(notice) = state.notice.get_untracked() {
            state.notice.set(None);
            (notice.undo)();
        }
    };
    view! {
        <div class="notice" data-part="notice" part="notice">
            <span role="status">{move || state.notice.get().map(|notice| sentence(notice.text))}</span>
            {move || state.notice.with(Option::is_some).then(|| view! {
                <button class="quiet" data-part="undo" type="button" on:click=undo>{state.say(Key::UNDO)}</button>
            })}
        </div>
    }
}
