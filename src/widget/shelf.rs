//! A shelf: heading, cards, and the way to everything held.

use leptos::html;
use leptos::prelude::*;

use super::card::Card;
use super::messages::Key;
use super::state::{Open, ShelfState};
use super::steps::Steps;
use super::view::ShelfView;

/// The shelf without its dialogs.
#[component]
pub(crate) fn Shelf(state: ShelfState) -> impl IntoView {
    let row = NodeRef::<html::Ul>::new();
    let heading = Memo::new(move |_| state.shelf.with(ShelfView::title));
    let cards = Memo::new(move |_| state.shelf.with(|shelf| shelf.cards.len()));
    let note = Memo::new(move |_| state.shelf.with(|shelf| shelf.note));
    view! {
        <section class="shelf" data-part="shelf" part="shelf" aria-labelledby="heading">
            <div class="head" part="head">
                <h2 class="heading" id="heading" part="heading">{heading}</h2>
                <Steps state list=row cards />
            </div>
            <ul class="cards" part="cards" role="list" aria-labelledby="heading" node_ref=row>
                <For each=move || state.shelf.with(|shelf| shelf.cards.clone()) key=|card| card.id.clone() let:card>
                    <Card card state />
                </For>
            </ul>
            <footer class="foot">
                <button class="quiet" data-part="signals" part="signals" type="button" aria-haspopup="dialog"
                    on:click=move |_| state.open(Open::Panel)>
                    {state.say(Key::SIGNALS)}
                </button>
                <span class="note" data-part="note" part="note">{note}</span>
            </footer>
        </section>
    }
}
