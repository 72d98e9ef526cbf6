//! A shelf: heading, cards, and the way to everything held.

use leptos::prelude::*;

use super::card::Card;
use super::messages;
use super::view::{Open, ShelfState};

/// The shelf without its dialogs.
#[component]
pub(crate) fn Shelf(state: ShelfState) -> impl IntoView {
    let heading = Memo::new(move |_| state.shelf.with(|shelf| shelf.heading));
    view! {
        <section class="shelf" data-part="shelf" part="shelf" aria-labelledby="heading">
            <h2 class="heading" id="heading" part="heading">{heading}</h2>
            <ul class="cards" part="cards" tabindex="0" aria-labelledby="heading">
                <For each=move || state.shelf.with(|shelf| shelf.cards.clone()) key=|card| card.id.clone() let:card>
                    <Card card state />
                </For>
            </ul>
            <footer class="foot">
                <button class="quiet" data-part="signals" part="signals" type="button" aria-haspopup="dialog"
                    on:click=move |_| state.open(Open::Panel)>
                    {messages::SIGNALS}
                </button>
            </footer>
        </section>
    }
}
