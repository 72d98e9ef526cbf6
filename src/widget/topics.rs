//! What the events are about, and what the shopper does not want to see.

use leptos::prelude::*;

use super::card::sentence;
use super::dialog::keep_focus;
use super::messages::DialogKey;
use super::state::{Change, DrawerState};
use super::view::TopicView;

/// Categories and brands of the events: to forget, to show no more, to show again.
#[component]
pub(super) fn Topics(state: DrawerState) -> impl IntoView {
    let topics = move || state.panel.with(|panel| panel.topics.clone());
    view! {
        <div hidden=move || topics().is_empty()>
            <h3 class="caption">{state.say_in_dialog(DialogKey::TOPICS)}</h3>
            <ul class="rows" role="list">
                {move || topics().into_iter().map(|topic| row(topic, state)).collect_view()}
            </ul>
        </div>
    }
}

fn row(view: TopicView, state: DrawerState) -> impl IntoView {
    let TopicView {
        topic,
        signals,
        held,
        muted,
    } = view;
    let name = topic.name().to_owned();
    let key = if muted {
        DialogKey::TOPIC_UNMUTE
    } else {
        DialogKey::TOPIC_MUTE
    };
    let show = {
        let topic = topic.clone();
        move |_| {
            state.change(Change::ShowTopic(topic.clone(), muted));
            keep_focus(state.panel_node);
        }
    };
    let forget = move |_| {
        state.change(Change::ForgetTopic(topic.clone()));
        keep_focus(state.panel_node);
    };
    view! {
        <li class="row" data-part="topic">
            <span class="row-text" dir="auto">{name}</span>
            <span class="share grow">{sentence(signals)}</span>
            <button class="quiet" data-part="mute" type="button" on:click=show>{state.say_in_dialog(key)}</button>
            {held.then(|| view! {
                <button class="quiet" data-part="forget-topic" type="button" on:click=forget>{state.say_in_dialog(DialogKey::TOPIC_FORGET)}</button>
            })}
        </li>
    }
}

/// Products that are not shown.
#[component]
pub(super) fn Hidden(state: DrawerState) -> impl IntoView {
    let hidden = move || state.panel.with(|panel| panel.hidden.clone());
    let row = move |(id, title): (String, String)| {
        let show = move |_| {
            state.change(Change::Show(id.clone(), true));
            keep_focus(state.panel_node);
        };
        view! {
            <li class="row" data-part="hidden">
                <span class="row-text" dir="auto">{title}</span>
                <button class="quiet" data-part="show" type="button" on:click=show>{state.say_in_dialog(DialogKey::TOPIC_UNMUTE)}</button>
            </li>
        }
    };
    view! {
        <div hidden=move || hidden().is_empty()>
            <h3 class="caption">{state.say_in_dialog(DialogKey::HIDDEN)}</h3>
            <ul class="rows" role="list">{move || hidden().into_iter().map(row).collect_view()}</ul>
        </div>
    }
}
