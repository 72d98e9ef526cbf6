//! A product on a shelf, with its reason.

use leptos::either::EitherOf3;
use leptos::prelude::*;

use super::messages::{Key, Piece, Sentence};
use super::state::{Open, ShelfState};
use super::view::{Beside, CardView};

/// A card.
#[component]
pub(super) fn Card(card: CardView, state: ShelfState) -> impl IntoView {
    let label = card.why_label(state.language);
    let CardView {
        id,
        title,
        href,
        image,
        price,
        beside,
        availability,
        reason,
    } = card;
    // The card stays while its reason changes, so that focus is not lost when a shelf re-ranks.
    let own = id.clone();
    let reason = Memo::new(move |_| {
        state.shelf.with(|shelf| {
            let current = shelf.cards.iter().find(|card| card.id == own);
            current.map_or_else(|| reason.clone(), |card| card.reason.clone())
        })
    });
    let asked = id.clone();
    let why = move |_| state.open(Open::Explanation(asked.clone()));
    view! {
        <li class="card" data-part="card" part="card" data-item=id>
            <a class="link" data-part="link" part="link" href=href>
                <span class="frame">
                    {image.map(|src| view! {
                        <img class="image" part="image" src=src alt="" width="300" height="300" loading="lazy" decoding="async" />
                    })}
                    {availability.map(|words| view! { <span class="availability" part="availability">{words}</span> })}
                </span>
                <bdi class="title" part="title">{title}</bdi>
            </a>
            <span class="price" part="price">
                {price}
                {beside.into_iter().map(|Beside { part, text, label }| {
                    let role = label.is_some().then_some("img");
                    view! { <bdi class=part part=part role=role aria-label=label>{text}</bdi> }
                }).collect_view()}
            </span>
            <p class="reason" data-part="reason" part="reason">{move || sentence(reason.get())}</p>
            <button class="why" data-part="why" part="why" type="button" aria-haspopup="dialog" aria-label=label on:click=why>
                {state.say(Key::WHY)}
            </button>
        </li>
    }
}

/// A sentence with its titles set apart, each in its own direction of writing.
pub(super) fn sentence(sentence: Sentence) -> impl IntoView {
    sentence
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => EitherOf3::A(words),
            Piece::Title(title) => EitherOf3::B(view! { <bdi class="named">{title}</bdi> }),
            Piece::Value(value) => EitherOf3::C(view! { <bdi>{value}</bdi> }),
        })
        .collect_view()
}
