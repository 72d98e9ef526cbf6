//! Products side by side.

use leptos::html;
use leptos::prelude::*;

use super::card::sentence;
use super::dialog::{self, Dialog};
use super::messages::{DialogKey, Piece, fill, plural};
use super::view::{ComparedRow, ShelfState};

/// What has been chosen, at the foot of the shelf.
#[component]
pub(super) fn Tray(state: ShelfState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let count = move || state.compared.with(Vec::len);
    let chosen = move || {
        let number = u32::try_from(count()).unwrap_or(u32::MAX);
        let digits = vec![Piece::Value(number.to_string())];
        sentence(fill(
            plural(state.language, DialogKey::COMPARE_CHOSEN, number),
            &[("n", &digits)],
        ))
    };
    let compare = move |_| {
        state.act(|actions| (actions.compare)());
        dialog::open(node);
    };
    view! {
        <div class="tray" data-part="tray" part="tray">
            <span role="status">{move || (count() > 0).then(chosen)}</span>
            {move || (count() > 0).then(|| view! {
                <button class="quiet" data-part="compare" type="button" aria-haspopup="dialog" disabled=move || count() < 2 on:click=compare>
                    {state.say_in_dialog(DialogKey::COMPARE)}
                </button>
                <button class="quiet" data-part="compare-none" type="button" on:click=move |_| state.compared.set(Vec::new())>
                    {state.say_in_dialog(DialogKey::COMPARE_CLEAR)}
                </button>
            })}
            <span>{move || (count() == 1).then(|| state.say_in_dialog(DialogKey::COMPARE_MORE))}</span>
        </div>
    }
}

/// The dialog with the table.
#[component]
pub(super) fn Comparison(state: ShelfState, node: NodeRef<html::Dialog>) -> impl IntoView {
    let table = move || {
        let comparison = state.comparison.get();
        let products = comparison.products.into_iter();
        view! {
            <table class="compared">
                <thead>
                    <tr>
                        <td></td>
                        {products.map(|(id, title)| view! { <th scope="col" dir="auto" data-item=id>{title}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{comparison.rows.into_iter().map(|row| line(row, state)).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <Dialog part="comparison" title=state.say_in_dialog(DialogKey::COMPARE) state node>
            <div class="scroll" tabindex="0" role="group" aria-label=state.say_in_dialog(DialogKey::COMPARE)>{table}</div>
        </Dialog>
    }
}

/// What differs stands out, not by colour alone: what is alike is said once.
fn line(row: ComparedRow, state: ShelfState) -> impl IntoView {
    let same = row.values.windows(2).all(|pair| pair[0] == pair[1]);
    let class = if same { "same" } else { "differs" };
    let note = same.then(
        || view! { <span class="aside">{state.say_in_dialog(DialogKey::COMPARE_SAME)}</span> },
    );
    view! {
        <tr class=class>
            <th scope="row">{row.name}{note}</th>
            {row.values.into_iter().map(|value| view! { <td dir="auto">{value}</td> }).collect_view()}
        </tr>
    }
}
