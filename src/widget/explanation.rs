//! "Why this?": every contribution as a share of the score.

use leptos::either::Either;
use leptos::html;
use leptos::prelude::*;

use super::card::sentence;
use super::dialog::{Dialog, keep_focus};
use super::messages;
use super::view::{DrawerState, ExplanationView, ShareView};

/// The dialog that explains one product of the shelf.
#[component]
pub(super) fn Explanation(state: DrawerState) -> impl IntoView {
    let node = state.explanation_node;
    view! {
        <Dialog part="explanation" title=messages::WHY_TITLE node>
            {move || state.explanation.get().map(|explanation| tree(explanation, state, node))}
        </Dialog>
    }
}

fn tree(
    explanation: ExplanationView,
    state: DrawerState,
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
            <p class="subject">{title}</p>
            <p class="line" role="status">
                {if shown { Either::Left(sentence(reason)) } else { Either::Right(messages::GONE) }}
            </p>
            <h3 class="caption">{messages::SHARES}</h3>
            <ul class="rows">
                {shares.into_iter().map(|share| row(share, state, node)).collect_view()}
            </ul>
            <p class="note">{messages::COMPUTED_HERE}</p>
        </div>
    }
}

fn row(share: ShareView, state: DrawerState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let ShareView {
        text,
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
                {messages::FORGET}
            </button>
        }
    });
    view! {
        <li class="row" data-part="contribution">
            <span class="row-text">{sentence(text)}</span>
            <span class="bar" aria-hidden="true"><span class="bar-fill" style:inline-size=width></span></span>
            <span class="share" data-part="share">{messages::percent(per_mille)}</span>
            {forget}
        </li>
    }
}
