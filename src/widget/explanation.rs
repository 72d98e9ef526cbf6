//! "Why this?": every contribution as a share of the score.

use leptos::either::Either;
use leptos::html;
use leptos::prelude::*;

use super::card::sentence;
use super::dialog::{Dialog, keep_focus};
use super::messages::DialogKey;
use super::view::{ExplanationView, ShareView, ShelfState};

/// The dialog that explains one product of the shelf.
#[component]
pub(super) fn Explanation(state: ShelfState, node: NodeRef<html::Dialog>) -> impl IntoView {
    view! {
        <Dialog part="explanation" title=state.say_in_dialog(DialogKey::WHY_TITLE) state node>
            {move || state.explanation.get().map(|explanation| tree(explanation, state, node))}
        </Dialog>
    }
}

fn tree(
    explanation: ExplanationView,
    state: ShelfState,
    node: NodeRef<html::Dialog>,
) -> impl IntoView {
    let ExplanationView {
        id,
        title,
        reason,
        shown,
        shares,
    } = explanation;
    view! {
        <div class="tree" data-item=id>
            <p class="subject" dir="auto">{title}</p>
            <p class="line" role="status">
                {if shown { Either::Left(sentence(reason)) } else { Either::Right(state.say_in_dialog(DialogKey::WHY_GONE)) }}
            </p>
            <h3 class="caption">{state.say_in_dialog(DialogKey::WHY_SHARES)}</h3>
            <ul class="rows">
                {shares.into_iter().map(|share| row(share, state, node)).collect_view()}
            </ul>
            <p class="note">{state.say_in_dialog(DialogKey::WHY_HERE)}</p>
        </div>
    }
}

fn row(share: ShareView, state: ShelfState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let ShareView {
        text,
        relation,
        percent,
        per_mille,
        event,
    } = share;
    let width = format!("{}.{}%", per_mille / 10, per_mille % 10);
    let forget = event.map(|event| {
        let forget = move |_| {
            state.act(|actions| (actions.forget)(event));
            keep_focus(node);
        };
        view! {
            <button class="quiet" data-part="forget" type="button" data-event=event on:click=forget>
                {state.say_in_dialog(DialogKey::FORGET)}
            </button>
        }
    });
    view! {
        <li class="row" data-part="contribution">
            <span class="row-text">{sentence(text)}{relation.map(|relation| view! { <span class="aside">{relation}</span> })}</span>
            <span class="bar" aria-hidden="true"><span class="bar-fill" style:inline-size=width></span></span>
            <span class="share" data-part="share">{percent}</span>
            {forget}
        </li>
    }
}
