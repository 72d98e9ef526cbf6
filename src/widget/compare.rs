//! Products side by side.

use std::rc::Rc;

use leptos::prelude::*;

use super::card::sentence;
use super::dialog::{self, Dialog};
use super::messages::{DialogKey, Piece, fill, plural};
use super::notice::focus_undo;
use super::state::{DrawerState, Notice};
use super::view::ComparedRow;

/// Most products side by side.
pub(super) const MOST_COMPARED: usize = 4;

/// What has been chosen, at the foot of the shelf.
#[component]
pub(super) fn Tray(state: DrawerState) -> impl IntoView {
    let count = Memo::new(move |_| state.compared.with(Vec::len));
    let any = Memo::new(move |_| count.get() > 0);
    let chosen = move || {
        // At most `MOST_COMPARED`.
        let number = count.get() as u32;
        let digits = vec![Piece::Value(number.to_string())];
        let form = plural(state.language, DialogKey::COMPARE_CHOSEN, number);
        sentence(fill(form, &[("n", &digits)]))
    };
    let compare = move |_| {
        state.act(|actions| (actions.compare)(state));
        dialog::open(state.comparison_node);
    };
    let clear = move |_| {
        let before = state.compared.get_untracked();
        state.compared.set(Vec::new());
        let changed = move |undo| {
            let text = fill(state.say_in_dialog(DialogKey::DONE_CHANGED), &[]);
            state.notice.set(Some(Notice { text, undo }));
        };
        let undo = move || {
            state.compared.set(before.clone());
            changed(None);
        };
        changed(Some(Rc::new(undo)));
        focus_undo(state.notice_node);
    };
    view! {
        <div class="tray" data-part="tray" part="tray">
            <span role="status">
                // Not by `any`: what reads a memo and the memo that it is made of can miss a change.
                {move || (count.get() > 0).then(chosen)}
                {move || (count.get() == 1).then_some(" ")}
                {move || (count.get() == 1).then(|| state.say_in_dialog(DialogKey::COMPARE_MORE))}
            </span>
            {move || any.get().then(|| view! {
                <button class="quiet" data-part="compare" type="button" aria-haspopup="dialog" disabled=move || count.get() < 2 on:click=compare>
                    {state.say_in_dialog(DialogKey::COMPARE)}
                </button>
                <button class="quiet" data-part="compare-none" type="button" on:click=clear>
                    {state.say_in_dialog(DialogKey::COMPARE_CLEAR)}
                </button>
            })}
        </div>
    }
}

/// The dialog with the table.
#[component]
pub(super) fn Comparison(state: DrawerState) -> impl IntoView {
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
        <Dialog part="comparison" title=state.say_in_dialog(DialogKey::COMPARE) state node=state.comparison_node>
            <div class="scroll" tabindex="0" role="group" aria-label=state.say_in_dialog(DialogKey::COMPARE)>{table}</div>
        </Dialog>
    }
}

/// What differs stands out, not by colour alone: what is alike is called so.
fn line(row: ComparedRow, state: DrawerState) -> impl IntoView {
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
