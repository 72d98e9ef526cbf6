//! "Your signals on this device": everything held, and the switches over it.

use leptos::html;
use leptos::prelude::*;

use super::card::sentence;
use super::copies::Copies;
use super::dialog::{Dialog, keep_focus};
use super::messages::{DialogKey, Key};
use super::state::{Change, DrawerState, LeavesOut};
use super::topics::{Hidden, Topics};
use super::view::{EventView, PanelView};
use super::wishes::Wishes;

/// The dialog that shows, corrects and erases what is held.
#[component]
pub(super) fn Panel(state: DrawerState) -> impl IntoView {
    let node = state.panel_node;
    let say = move |key| state.say_in_dialog(key);
    let of = move |fact: fn(&PanelView) -> bool| Memo::new(move |_| state.panel.with(fact));
    let remember = of(|panel| panel.remember);
    let none = of(|panel| panel.events.is_empty());
    let newest_first = move || {
        let mut events = state.panel.with(|panel| panel.events.clone());
        events.reverse();
        events
    };
    let of_shelf = move |leaves_out| -> Box<dyn Fn(bool) -> Change> {
        Box::new(move |on| {
            let (shelf, _) = state.panel.with_untracked(|panel| panel.shelf.clone());
            Change::Shelf(shelf, if on { leaves_out } else { LeavesOut::Nothing })
        })
    };
    let toggle_remember = move |event| state.change(Change::Remember(event_target_checked(&event)));
    let forget_all = move |_| {
        state.change(Change::ForgetAll);
        keep_focus(node);
    };
    view! {
        <Dialog part="panel" title=state.say(Key::SIGNALS) state node>
            <label class="switch">
                <input type="checkbox" data-part="remember" prop:checked=remember on:change=toggle_remember />
                <span>{say(DialogKey::REMEMBER)}</span>
            </label>
            <p class="note" role="status">
                {move || say(if remember.get() { DialogKey::REMEMBER_ON } else { DialogKey::REMEMBER_OFF })}
            </p>
            <p class="note" data-part="decided">
                {move || state.panel.with(|panel| panel.decided)}
                {move || remember.get().then_some(" ")}
                {move || remember.get().then(|| sentence(state.panel.with(|panel| panel.kept.clone())))}
            </p>
            <fieldset class="wishes">
                <legend class="caption">{say(DialogKey::THIS_SHELF)}</legend>
                <Switch state part="shelf-impersonal" label=DialogKey::LESS_PERSONAL told=DialogKey::SHELF_LESS_PERSONAL_ON
                    on=of(|panel| panel.shelf.1 == LeavesOut::All) change=of_shelf(LeavesOut::All) />
                <Switch state part="shelf-pause" label=DialogKey::PAUSE told=DialogKey::SHELF_PAUSED
                    on=of(|panel| panel.shelf.1 == LeavesOut::Later) change=of_shelf(LeavesOut::Later) />
            </fieldset>
            <fieldset class="wishes">
                <legend class="caption">{say(DialogKey::EVERY_SHELF)}</legend>
                <Switch state part="impersonal" label=DialogKey::LESS_PERSONAL told=DialogKey::LESS_PERSONAL_ON
                    on=of(|panel| panel.impersonal) change=Box::new(|on| Change::Personal(!on)) />
                <Switch state part="gift" label=DialogKey::GIFT told=DialogKey::GIFT_ON
                    on=of(|panel| panel.gift) change=Box::new(Change::Gift) />
                <Switch state part="pause" label=DialogKey::PAUSE told=DialogKey::PAUSED
                    on=of(|panel| panel.paused) change=Box::new(Change::Pause) />
            </fieldset>
            <Wishes state />
            <h3 class="caption">{say(DialogKey::PANEL_EVENTS)}</h3>
            <p class="note" hidden=move || !none.get()>{say(DialogKey::PANEL_NONE)}</p>
            <ul class="rows" role="list">
                <For each=newest_first key=|event| event.id let:event>{row(event, state, node)}</For>
            </ul>
            <Topics state />
            <Hidden state />
            <Copies state />
            <div class="controls">
                <button class="quiet" data-part="forget-all" type="button" disabled=move || !state.panel.with(PanelView::holds_anything) on:click=forget_all>
                    {say(DialogKey::FORGET_ALL)}
                </button>
            </div>
        </Dialog>
    }
}

/// Something that is on or off, with what it means while it is on.
#[component]
fn Switch(
    state: DrawerState,
    part: &'static str,
    label: DialogKey,
    told: DialogKey,
    on: Memo<bool>,
    change: Box<dyn Fn(bool) -> Change>,
) -> impl IntoView {
    let toggle = move |event| state.change(change(event_target_checked(&event)));
    view! {
        <label class="switch">
            <input type="checkbox" data-part=part prop:checked=on on:change=toggle />
            <span>{state.say_in_dialog(label)}</span>
        </label>
        <p class="note" role="status">{move || on.get().then(|| state.say_in_dialog(told))}</p>
    }
}

fn row(event: EventView, state: DrawerState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let EventView { id, text, time } = event;
    let forget = move |_| {
        state.change(Change::Forget(id));
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
