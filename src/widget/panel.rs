//! "Your signals on this device": everything held, and the switches over it.

use leptos::html;
use leptos::prelude::*;

use super::card::sentence;
use super::dialog::{Dialog, keep_focus};
use super::messages::{DialogKey, Key};
use super::view::{DrawerState, EventView};

/// The dialog that shows, corrects and erases what is held.
#[component]
pub(super) fn Panel(state: DrawerState) -> impl IntoView {
    let node = state.panel_node;
    let remember = Memo::new(move |_| state.panel.with(|panel| panel.remember));
    let paused = Memo::new(move |_| state.panel.with(|panel| panel.paused));
    let none = Memo::new(move |_| state.panel.with(|panel| panel.events.is_empty()));
    let newest_first = move || {
        let mut events = state.panel.with(|panel| panel.events.clone());
        events.reverse();
        events
    };
    let toggle_remember =
        move |event| state.act(|actions| (actions.remember)(event_target_checked(&event)));
    let toggle_pause = move |_| state.act(|actions| (actions.pause)(!paused.get_untracked()));
    let forget_all = move |_| {
        state.act(|actions| (actions.forget_all)());
        keep_focus(node);
    };
    view! {
        <Dialog part="panel" title=state.say(Key::SIGNALS) state node>
            <label class="switch">
                <input type="checkbox" data-part="remember" prop:checked=remember on:change=toggle_remember />
                <span>{state.say_in_dialog(DialogKey::REMEMBER)}</span>
            </label>
            <p class="note" role="status">
                {move || if remember.get() { state.say_in_dialog(DialogKey::REMEMBER_ON) } else { state.say_in_dialog(DialogKey::REMEMBER_OFF) }}
            </p>
            <p class="note" data-part="decided">
                {move || state.panel.with(|panel| panel.decided)}
                {move || remember.get().then_some(" ")}
                {move || remember.get().then(|| sentence(state.panel.with(|panel| panel.kept.clone())))}
            </p>
            <p class="note" hidden=move || !none.get()>{state.say_in_dialog(DialogKey::PANEL_NONE)}</p>
            <p class="note" role="status">{move || paused.get().then_some(state.say_in_dialog(DialogKey::PAUSED))}</p>
            <ul class="rows">
                <For each=newest_first key=|event| event.id let:event>{row(event, state, node)}</For>
            </ul>
            <div class="controls">
                <button class="quiet" data-part="pause" type="button" aria-pressed=move || paused.get().to_string() on:click=toggle_pause>
                    {move || if paused.get() { state.say_in_dialog(DialogKey::RESUME) } else { state.say_in_dialog(DialogKey::PAUSE) }}
                </button>
                <button class="quiet" data-part="forget-all" type="button" disabled=none on:click=forget_all>
                    {state.say_in_dialog(DialogKey::FORGET_ALL)}
                </button>
            </div>
        </Dialog>
    }
}

fn row(event: EventView, state: DrawerState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let EventView { id, text, time } = event;
    let forget = move |_| {
        state.act(|actions| (actions.forget)(id));
        keep_focus(node);
    };
    view! {
        <li class="row" data-part="event" data-event=id>
            <span class="row-text">{sentence(text)}</span>
            <span class="share">{time}</span>
            <button class="quiet" data-part="forget" type="button" data-event=id on:click=forget>
                {state.say_in_dialog(DialogKey::FORGET)}
            </button>
        </li>
    }
}
