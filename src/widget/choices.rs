//! What can be done about a product that is on the shelf.

use leptos::prelude::*;

use super::card::sentence;
use super::compare::MOST_COMPARED;
use super::dialog::close;
use super::messages::{DialogKey, Piece, fill};
use super::notice::focus_undo;
use super::state::{Change, DrawerState};
use super::view::Topic;

/// Not interested, a gift, comparing. Each ends the dialog, so that the shelf is seen to change.
#[component]
pub(super) fn Choices(
    id: String,
    topics: Vec<Topic>,
    gift: bool,
    state: DrawerState,
) -> impl IntoView {
    let then = move |change: Change| {
        close(state.explanation_node);
        state.change(change);
        focus_undo(state.notice_node);
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
        view! { <button class="quiet" data-part="hide-kind" type="button" on:click=mute>{sentence(label)}</button> }
    };
    let own = id.clone();
    let chosen = Memo::new(move |_| state.compared.with(|compared| compared.contains(&own)));
    let full = move || !chosen.get() && state.compared.with(Vec::len) >= MOST_COMPARED;
    let label = move || {
        state.say_in_dialog(if chosen.get() {
            DialogKey::OPTIONS_COMPARE_REMOVE
        } else {
            DialogKey::OPTIONS_COMPARE
        })
    };
    let compare = move |_| {
        state.compared.update(
            |compared| match compared.iter().position(|other| *other == id) {
                Some(at) => drop(compared.remove(at)),
                None => compared.push(id.clone()),
            },
        );
        close(state.explanation_node);
    };
    view! {
        <div class="controls" role="group" aria-label=state.say_in_dialog(DialogKey::OPTIONS_TITLE)>
            <button class="quiet" data-part="hide" type="button" on:click=hide>{state.say_in_dialog(DialogKey::OPTIONS_HIDE)}</button>
            {topics.into_iter().map(topic).collect_view()}
            {(!gift).then(|| view! {
                <button class="quiet" data-part="gift" type="button" on:click=move |_| then(Change::Gift(true))>
                    {state.say_in_dialog(DialogKey::GIFT)}
                </button>
            })}
            <button class="quiet" data-part="compare-this" type="button" disabled=full on:click=compare>{label}</button>
        </div>
    }
}
