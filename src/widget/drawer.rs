//! The dialogs of a shelf, which are only there once one of them was opened.

use leptos::prelude::*;

use super::explanation::Explanation;
use super::panel::Panel;
use super::view::DrawerState;

/// Both dialogs.
#[component]
pub(crate) fn Drawer(state: DrawerState) -> impl IntoView {
    view! {
        <Explanation state />
        <Panel state />
    }
}
