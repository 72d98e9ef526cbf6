//! A product on a shelf, with its reason.

use leptos::either::Either;
use leptos::prelude::*;

use super::messages;
use super::view::{CardView, Open, Piece, Sentence, ShelfState};

/// A card.
#[component]
pub(super) fn Card(card: CardView, state: ShelfState) -> impl IntoView {
    let CardView {
        id,
        title,
        href,
        image,
        price,
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
    let label = format!("{} {title}", messages::WHY);
    view! {
        <li class="card" data-part="card" part="card" data-item=id>
            <a class="link" data-part="link" part="link" href=href>
                <span class="frame">
                    {image.map(|src| view! {
                        <img class="image" part="image" src=src alt="" width="300" height="300" loading="lazy" decoding="async" />
                    })}
                </span>
                <span class="title" part="title">{title}</span>
            </a>
            <span class="price" part="price">{price}</span>
            <p class="reason" data-part="reason" part="reason">{move || sentence(reason.get())}</p>
            <button class="why" data-part="why" part="why" type="button" aria-haspopup="dialog" aria-label=label on:click=why>
                {messages::WHY}
            </button>
        </li>
    }
}

/// A sentence with its titles set apart.
pub(super) fn sentence(sentence: Sentence) -> impl IntoView {
    sentence
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => Either::Left(words),
            Piece::Title(title) => Either::Right(view! { <em>{title}</em> }),
        })
        .collect_view()
}
