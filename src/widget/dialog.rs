//! A modal dialog: the browser's own, which keeps focus inside and gives it back.

use leptos::html;
use leptos::prelude::*;

use super::messages::DialogKey;
use super::notice::Notice;
use super::state::DrawerState;

/// A dialog with a title and a button that closes it. `part` names it in the shadow tree.
#[component]
pub(super) fn Dialog(
    part: &'static str,
    title: &'static str,
    state: DrawerState,
    node: NodeRef<html::Dialog>,
    children: Children,
) -> impl IntoView {
    let close = move |_| close(node);
    let notice = NodeRef::new();
    let title_id = format!("{part}-title");
    let labelled_by = title_id.clone();
    view! {
        <dialog class="dialog" data-part=part part=part tabindex="-1" node_ref=node aria-labelledby=labelled_by>
            <div class="dialog-head">
                <h2 class="dialog-title" id=title_id>{title}</h2>
                <button class="quiet" data-part="close" type="button" on:click=close>{state.say_in_dialog(DialogKey::CLOSE)}</button>
                <Notice state node=notice />
            </div>
            {children()}
        </dialog>
    }
}

/// Closes a dialog.
pub(super) fn close(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.get_untracked() {
        dialog.close();
    }
}

/// Opens a dialog, if it is there and not open.
pub(crate) fn open(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.get_untracked()
        && !dialog.open()
    {
        // Refused only for a dialog that has left the document.
        let _ = dialog.show_modal();
    }
}

/// Keeps focus in a dialog whose pressed button may vanish with what it forgot.
pub(super) fn keep_focus(node: NodeRef<html::Dialog>) {
    request_animation_frame(move || {
        if let Some(dialog) = node.try_get_untracked().flatten()
            && !matches!(dialog.query_selector(":focus"), Ok(Some(_)))
        {
            // A dialog that has closed meanwhile takes no focus.
            let _ = dialog.focus();
        }
    });
}
