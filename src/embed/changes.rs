//! What the controls of a shelf change, told at once and to be taken back.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::page::Page;
use super::panel::title_of;
use crate::runtime::{self, Ask, Consent, Forget, Runtime, RuntimeError, Source, Wish};
use crate::widget::{
    Change, DialogKey, Notice, Piece, Sentence, ShelfState, Topic, fill, say_in_dialog,
};

/// The shelf that is changed from.
pub(super) struct Place {
    pub(super) runtime: Rc<Runtime>,
    pub(super) ask: Ask,
    pub(super) page: Rc<Page>,
    pub(super) state: Rc<RefCell<Option<ShelfState>>>,
}

impl Place {
    /// Does something with what the shelf shows, while it is there.
    pub(super) fn show(&self, what: impl FnOnce(ShelfState)) {
        if let Some(state) = *self.state.borrow() {
            what(state);
        }
    }
}

/// Makes a change, and tells it on the shelf with the way back. What consent and erasing change is
/// told by the panel, and is final.
pub(super) fn make(place: &Place, change: Change) {
    let notice = told(place, &change).map(|text| {
        let (runtime, then) = (Rc::clone(&place.runtime), place.runtime.snapshot());
        let undo = move || {
            let then = then.clone();
            in_background(
                &runtime,
                |runtime| async move { runtime.restore(then).await },
            );
        };
        Notice {
            text,
            undo: Rc::new(undo),
        }
    });
    place.show(|state| state.notice.set(notice));
    in_background(&place.runtime, |runtime| carry_out(runtime, change));
}

async fn carry_out(runtime: Rc<Runtime>, change: Change) -> Result<(), RuntimeError> {
    match change {
        Change::Forget(id) => runtime.forget(&Forget::Event(id)).await.map(drop),
        Change::ForgetTopic(Topic::Category(path)) => {
            runtime.forget(&Forget::Category(path)).await.map(drop)
        }
        Change::ForgetTopic(Topic::Brand(brand)) => {
            runtime.forget(&Forget::Brand(brand)).await.map(drop)
        }
        Change::ForgetAll => runtime.forget_all().await,
        Change::Pause(on) => runtime.set_paused(on).await,
        Change::Remember(on) => {
            let consent = if on {
                Consent::Granted
            } else {
                Consent::Denied
            };
            runtime.set_consent(Source::Shopper, consent).await
        }
        Change::Gift(on) => runtime.set_gift(on).await,
        Change::Personal(on) => runtime.prefer(Wish::Personal(on)).await,
        Change::Show(item, shown) => runtime.prefer(Wish::Item(item, shown)).await,
        Change::ShowTopic(topic, shown) => {
            let topic = match topic {
                Topic::Category(path) => runtime::Topic::Category(path),
                Topic::Brand(brand) => runtime::Topic::Brand(brand),
            };
            runtime.prefer(Wish::Topic(topic, shown)).await
        }
    }
}

/// What is told of a change that can be taken back.
fn told(place: &Place, change: &Change) -> Option<Sentence> {
    let language = place.page.language;
    let say = |key| fill(say_in_dialog(language, key), &[]);
    let about = |key, name: &str, title: String| {
        let title = vec![Piece::Title(title)];
        fill(say_in_dialog(language, key), &[(name, &title)])
    };
    match change {
        Change::ForgetAll | Change::Remember(_) => None,
        Change::Forget(_) | Change::ForgetTopic(_) => Some(say(DialogKey::DONE_FORGOTTEN)),
        Change::Gift(true) => Some(say(DialogKey::DONE_GIFT)),
        Change::Gift(false)
        | Change::Pause(_)
        | Change::Personal(_)
        | Change::Show(_, true)
        | Change::ShowTopic(_, true) => Some(say(DialogKey::DONE_CHANGED)),
        Change::Show(item, false) => Some(about(
            DialogKey::DONE_HIDDEN,
            "item",
            title_of(&place.runtime, item),
        )),
        Change::ShowTopic(topic, false) => {
            Some(about(DialogKey::DONE_KIND, "kind", topic.name().to_owned()))
        }
    }
}

/// Does something whose failure is told on the console: the shelf shows what is true of the memory
/// either way.
pub(super) fn in_background<F: Future<Output = Result<(), RuntimeError>> + 'static>(
    runtime: &Rc<Runtime>,
    deed: impl FnOnce(Rc<Runtime>) -> F,
) {
    let deed = deed(Rc::clone(runtime));
    spawn_local(async move {
        if let Err(cause) = deed.await {
            web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
        }
    });
}
