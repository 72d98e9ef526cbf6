//! What belongs to a shelf and comes when it is asked for: the dialogs, and beneath the shelf what
//! was changed and what is to be compared.

use leptos::prelude::*;

use super::compare::{Comparison, Tray};
use super::explanation::Explanation;
use super::notice::Notice;
use super::panel::Panel;
use super::state::DrawerState;

/// See the module.
#[component]
pub(crate) fn Drawer(state: DrawerState) -> impl IntoView {
    view! {
        <Notice state node=state.notice_node />
        <Tray state />
        <Explanation state />
        <Comparison state />
        <Panel state />
    }
}
