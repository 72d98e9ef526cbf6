//! What has just been changed, with the way back. It stays until the next change: nothing runs off.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::card::sentence;
use super::messages::DialogKey;
use super::state::DrawerState;

/// The region; a dialog has one of its own, since what is behind a dialog is out of reach.
#[component]
pub(super) fn Notice(state: DrawerState, node: NodeRef<html::Div>) -> impl IntoView {
    let undo = move |_| {
        let undo = state.notice.get_untracked().and_then(|notice| notice.undo);
        if let Some(undo) = undo {
            undo();
            focus(node, None);
        }
    };
    let can_undo = move || {
        let notice = state.notice.get();
        notice.is_some_and(|notice| notice.undo.is_some())
    };
    view! {
        <div class="notice" data-part="notice" part="notice" tabindex="-1" node_ref=node>
            <span role="status">{move || state.notice.get().map(|notice| sentence(notice.text))}</span>
            {move || can_undo().then(|| view! {
                <button class="quiet" data-part="undo" type="button" on:click=undo>{state.say_in_dialog(DialogKey::UNDO)}</button>
            })}
        </div>
    }
}

/// Puts the focus on the way back: the control that was used may be gone with what it changed.
pub(super) fn focus_undo(node: NodeRef<html::Div>) {
    focus(node, Some("[data-part=undo]"));
}

/// Puts the focus on a part of the region or on the region, once it shows what it is to show.
fn focus(node: NodeRef<html::Div>, part: Option<&'static str>) {
    request_animation_frame(move || {
        let Some(region) = node.try_get_untracked().flatten() else {
            return;
        };
        let found = part.and_then(|part| region.query_selector(part).ok().flatten());
        let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
        // An element that has left the document takes no focus.
        let _ = match found {
            Some(found) => found.focus(),
            None => region.focus(),
        };
    });
}
