//! What can be done about a product that is on the shelf.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::card::sentence;
use super::dialog::{Dialog, close};
use super::messages::{DialogKey, Piece, fill};
use super::view::{Change, OptionsView, ShelfState, Topic};

/// Most products side by side.
const MOST_COMPARED: usize = 4;

/// The dialog; `undo` is where the focus goes when the product vanishes with its buttons.
#[component]
pub(super) fn Options(
    state: ShelfState,
    node: NodeRef<html::Dialog>,
    shelf: NodeRef<html::Section>,
) -> impl IntoView {
    view! {
        <Dialog part="options" title=state.say_in_dialog(DialogKey::OPTIONS_TITLE) state node>
            {move || state.options.get().map(|options| choices(options, state, node, shelf))}
        </Dialog>
    }
}

fn choices(
    options: OptionsView,
    state: ShelfState,
    node: NodeRef<html::Dialog>,
    shelf: NodeRef<html::Section>,
) -> impl IntoView {
    let OptionsView {
        id,
        title,
        topics,
        gift,
    } = options;
    let then = move |change: Change| {
        close(node);
        state.change(change);
        to_undo(shelf);
    };
    let hide = {
        let id = id.clone();
        move |_| then(Change::Show(id.clone(), false))
    };
    let topic = move |topic: Topic| {
        let kind = vec![Piece::Title(topic.name().to_owned())];
        let label = fill(
            state.say_in_dialog(DialogKey::OPTIONS_HIDE_KIND),
            &[("kind", &kind)],
        );
        let mute = move |_| then(Change::ShowTopic(topic.clone(), false));
        view! { <li><button class="choice" data-part="hide-kind" type="button" on:click=mute>{sentence(label)}</button></li> }
    };
    let chosen = {
        let id = id.clone();
        move || state.compared.with(|compared| compared.contains(&id))
    };
    let full = {
        let chosen = chosen.clone();
        move || !chosen() && state.compared.with(Vec::len) >= MOST_COMPARED
    };
    let label = {
        let chosen = chosen.clone();
        move || {
            state.say_in_dialog(if chosen() {
                DialogKey::OPTIONS_COMPARE_REMOVE
            } else {
                DialogKey::OPTIONS_COMPARE
            })
        }
    };
    let compare = move |_| {
        state.compared.update(
            |compared| match compared.iter().position(|other| *other == id) {
                Some(at) => drop(compared.remove(at)),
                None => compared.push(id.clone()),
            },
        );
        close(node);
    };
    view! {
        <p class="subject" dir="auto">{title}</p>
        <ul class="choices" role="list">
            <li><button class="choice" data-part="hide" type="button" on:click=hide>{state.say_in_dialog(DialogKey::OPTIONS_HIDE)}</button></li>
            {topics.into_iter().map(topic).collect_view()}
            {(!gift).then(|| view! {
                <li><button class="choice" data-part="gift" type="button" on:click=move |_| then(Change::Gift(true))>
                    {state.say_in_dialog(DialogKey::GIFT)}
                </button></li>
            })}
            <li><button class="choice" data-part="compare-this" type="button" disabled=full on:click=compare>{label}</button></li>
        </ul>
    }
}

/// The card may be gone: the focus goes to the way back.
fn to_undo(shelf: NodeRef<html::Section>) {
    request_animation_frame(move || {
        let section = shelf.try_get_untracked().flatten();
        let undo = section.and_then(|section| {
            let found = section.query_selector(".shelf > .notice [data-part=undo]");
            found.ok().flatten()
        });
        if let Some(undo) = undo.and_then(|undo| undo.dyn_into::<web_sys::HtmlElement>().ok()) {
            // An element that has left the document takes no focus.
            let _ = undo.focus();
        }
    });
}
