//! "Your wishes": what is to come forward, and how much that moves.

use leptos::prelude::*;
use whyshelf_engine::Wish;

use super::card::sentence;
use super::messages::DialogKey;
use super::state::{Change, DrawerState};

/// A slider for each wish.
#[component]
pub(super) fn Wishes(state: DrawerState) -> impl IntoView {
    view! {
        <fieldset class="wishes" data-part="wishes">
            <legend class="caption">{state.say_in_dialog(DialogKey::WISHES)}</legend>
            {Wish::ALL.map(|wish| slider(wish, state)).collect_view()}
        </fieldset>
    }
}

fn slider(wish: Wish, state: DrawerState) -> impl IntoView {
    let (label, choices) = words(wish);
    let choice = Memo::new(move |_| state.panel.with(|panel| panel.wishes.choice(wish)));
    let said = move || state.say_in_dialog(choices[usize::from(choice.get())]);
    let moves = move || state.panel.with(|panel| panel.moves[wish as usize].clone());
    let choose = move |event| {
        // What is no number between them was not chosen here.
        if let Ok(choice) = event_target_value(&event).parse() {
            state.change(Change::Wish(wish, choice));
        }
    };
    view! {
        <label class="wish">
            <span>{state.say_in_dialog(label)}</span>
            <input type="range" min="0" max="2" step="1" data-part="wish" data-wish=wish.name()
                prop:value=move || choice.get().to_string() aria-valuetext=said on:input=choose />
            <span class="share" aria-hidden="true">{said}</span>
        </label>
        <p class="note" role="status" data-part="moves">{move || sentence(moves())}</p>
    }
}

/// What a wish is called, and its choices.
fn words(wish: Wish) -> (DialogKey, [DialogKey; 3]) {
    match wish {
        Wish::Price => (
            DialogKey::WISH_PRICE,
            [
                DialogKey::WISH_PRICE_0,
                DialogKey::WISH_PRICE_1,
                DialogKey::WISH_PRICE_2,
            ],
        ),
        Wish::Novelty => (
            DialogKey::WISH_NOVELTY,
            [
                DialogKey::WISH_NOVELTY_0,
                DialogKey::WISH_NOVELTY_1,
                DialogKey::WISH_NOVELTY_2,
            ],
        ),
        Wish::Stock => (
            DialogKey::WISH_STOCK,
            [
                DialogKey::WISH_STOCK_0,
                DialogKey::WISH_STOCK_1,
                DialogKey::WISH_STOCK_2,
            ],
        ),
    }
}
