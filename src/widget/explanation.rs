//! "Why this?": every contribution as a share of the score, or what decides a place instead of it.

use leptos::either::Either;
use leptos::html;
use leptos::prelude::*;

use super::card::sentence;
use super::choices::Choices;
use super::dialog::{Dialog, keep_focus};
use super::messages::{DialogKey, Sentence};
use super::state::{Change, DrawerState};
use super::view::{ExplanationView, PartView, PolicyView, Share};

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
        decides,
        parts,
        by_score,
        wishes,
        topics,
        gift,
        filled_with,
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
            {decides.map(|decides| view! { <p class="note" data-part="decides">{decides}</p> })}
            <ul class="rows">
                {parts.into_iter().map(|part| row(part, state, node)).collect_view()}
                {wishes.into_iter().map(asked).collect_view()}
            </ul>
            <p class="note">
                {state.say_in_dialog(if by_score { DialogKey::WHY_HERE } else { DialogKey::WHY_DEVICE })}
            </p>
            <Choices id topics gift state />
            <details class="policy" data-part="policy">
                <summary class="quiet">{state.say_in_dialog(DialogKey::WHY_POLICY)}</summary>
                <p class="note" data-part="filled-with">{filled_with}</p>
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

fn row(part: PartView, state: DrawerState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let PartView {
        text,
        relation,
        place,
        share,
        event,
    } = part;
    let kind = if share.is_some() {
        "contribution"
    } else {
        "deed"
    };
    let share = share.map(|share| {
        let Share { percent, per_mille } = share;
        let width = format!("{}.{}%", per_mille / 10, per_mille % 10);
        view! {
            <span class="bar" aria-hidden="true"><span class="bar-fill" style:inline-size=width></span></span>
            <span class="share" data-part="share">{percent}</span>
        }
    });
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
        <li class="row" data-part=kind>
            <span class="row-text">
                {sentence(text)}
                {relation.map(|relation| view! { <span class="aside">{relation}</span> })}
                {place.map(|place| view! { <span class="aside" data-part="place">{sentence(place)}</span> })}
            </span>
            {share}
            {forget}
        </li>
    }
}
