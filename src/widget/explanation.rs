//! "Why this?": every contribution as a share of the score.

use leptos::either::Either;
use leptos::html;
use leptos::prelude::*;

use super::card::sentence;
use super::choices::Choices;
use super::dialog::{Dialog, keep_focus};
use super::messages::{DialogKey, Sentence};
use super::state::{Change, DrawerState};
use super::view::{ExplanationView, PolicyView, ShareView};

/// The dialog that explains one product of the shelf.
#[component]
pub(super) fn Explanation(state: DrawerState) -> impl IntoView {
    let node = state.explanation_node;
    view! {
        <Dialog part="explanation" title=state.say_in_dialog(DialogKey::WHY_TITLE) state node>
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
        wishes,
        topics,
        gift,
        policy,
    } = explanation;
    let item = id.clone();
    view! {
        <div class="tree" data-item=item>
            <p class="subject" dir="auto">{title}</p>
            <p class="line" role="status">
                {if shown { Either::Left(sentence(reason)) } else { Either::Right(state.say_in_dialog(DialogKey::WHY_GONE)) }}
            </p>
            <h3 class="caption">{state.say_in_dialog(DialogKey::WHY_SHARES)}</h3>
            <ul class="rows">
                {shares.into_iter().map(|share| row(share, state, node)).collect_view()}
                {wishes.into_iter().map(asked).collect_view()}
            </ul>
            <p class="note">{state.say_in_dialog(DialogKey::WHY_HERE)}</p>
            <Choices id topics gift state />
            <details class="policy" data-part="policy">
                <summary class="quiet">{state.say_in_dialog(DialogKey::WHY_POLICY)}</summary>
                {text(policy)}
            </details>
        </div>
    }
}

fn text(policy: PolicyView) -> impl IntoView {
    let PolicyView { sum, kinds, rest } = policy;
    view! {
        <p class="note">{sentence(sum)}</p>
        <p class="note">{sentence(kinds.0)}</p>
        <ul class="note">
            {kinds.1.into_iter().map(|kind| view! { <li>{sentence(kind)}</li> }).collect_view()}
        </ul>
        {rest.into_iter().map(|line| view! { <p class="note">{sentence(line)}</p> }).collect_view()}
    }
}

/// A wish that counts is no part of the sum, and to be taken back in the panel.
fn asked((text, place): (Sentence, Sentence)) -> impl IntoView {
    view! {
        <li class="row" data-part="asked">
            <span class="row-text">
                {sentence(text)}
                <span class="aside" data-part="place">{sentence(place)}</span>
            </span>
        </li>
    }
}

fn row(share: ShareView, state: DrawerState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let ShareView {
        text,
        relation,
        place,
        percent,
        per_mille,
        event,
    } = share;
    let width = format!("{}.{}%", per_mille / 10, per_mille % 10);
    let forget = event.map(|event| {
        let forget = move |_| {
            state.change(Change::Forget(event));
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
            <span class="row-text">
                {sentence(text)}
                {relation.map(|relation| view! { <span class="aside">{relation}</span> })}
                {place.map(|place| view! { <span class="aside" data-part="place">{sentence(place)}</span> })}
            </span>
            <span class="bar" aria-hidden="true"><span class="bar-fill" style:inline-size=width></span></span>
            <span class="share" data-part="share">{percent}</span>
            {forget}
        </li>
    }
}
