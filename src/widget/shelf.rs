//! A shelf: heading, cards, and the way to everything held.

use leptos::html;
use leptos::prelude::*;

use super::card::Card;
use super::compare::{Comparison, Tray};
use super::dialog;
use super::explanation::Explanation;
use super::messages::Key;
use super::notice::Notice;
use super::options::Options;
use super::panel::Panel;
use super::steps::Steps;
use super::view::ShelfState;

/// The whole shelf with its dialogs.
#[component]
pub(crate) fn Shelf(state: ShelfState) -> impl IntoView {
    let explanation = NodeRef::<html::Dialog>::new();
    let panel = NodeRef::<html::Dialog>::new();
    let options = NodeRef::<html::Dialog>::new();
    let comparison = NodeRef::<html::Dialog>::new();
    let section = NodeRef::<html::Section>::new();
    let row = NodeRef::<html::Ul>::new();
    let heading = Memo::new(move |_| state.shelf.with(|shelf| shelf.heading));
    view! {
        <section class="shelf" data-part="shelf" part="shelf" aria-labelledby="heading" node_ref=section>
            <div class="head" part="head">
                <h2 class="heading" id="heading" part="heading">{heading}</h2>
                <Steps state list=row cards=move || state.shelf.with(|shelf| shelf.cards.len()) />
            </div>
            <ul class="cards" part="cards" role="list" aria-labelledby="heading" node_ref=row>
                <For each=move || state.shelf.with(|shelf| shelf.cards.clone()) key=|card| card.id.clone() let:card>
                    <Card card state open_explanation=move || dialog::open(explanation) open_options=move || dialog::open(options) />
                </For>
            </ul>
            <Notice state />
            <Tray state node=comparison />
            <footer class="foot">
                <button class="quiet" data-part="signals" part="signals" type="button" aria-haspopup="dialog"
                    on:click=move |_| dialog::open(panel)>
                    {state.say(Key::SIGNALS)}
                </button>
            </footer>
            <Explanation state node=explanation />
            <Options state node=options shelf=section />
            <Comparison state node=comparison />
            <Panel state node=panel />
        </section>
    }
}
