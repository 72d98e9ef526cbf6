//! What the controls of a shelf change, told at once and to be taken back.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::page::Page;
use super::panel::title_of;
use crate::runtime::{
    self, Attendant, Consent, Everything, Forget, Preference, RuntimeError, Source, StoredEvent,
};
use crate::widget::{
    Change, DialogKey, DrawerState, LeavesOut, Notice, Piece, Sentence, Topic, fill, say_in_dialog,
};

/// What takes a change back.
#[derive(Clone)]
pub(super) enum Undo {
    /// The other change.
    Change(Change),
    /// The shelf of this name leaves out what it left out.
    Scope(String, Option<u32>),
    /// These events come back.
    PutBack(Vec<StoredEvent>),
    /// The visit is the shopper's own again, and these events of it come back.
    NoGift(Vec<StoredEvent>),
    /// All is as it was.
    Restore(Everything),
}

/// Makes a change, and tells it with the way back. What consent and erasing change is told by the
/// panel, and is final.
pub(super) fn make(attendant: &Rc<Attendant>, page: &Page, state: DrawerState, change: Change) {
    // What has come before the change counts before it.
    attendant.take_all();
    // Before the change: what it takes away is there still.
    let told = told(attendant, page, &change);
    let told = told.zip(undo(attendant, &change));
    let told = told.map(|(text, undo)| notice(attendant, page, state, text, undo));
    state.notice.set(told);
    in_background(attendant, |attendant| carry_out(attendant, change));
}

/// The notice of a change that has just been made.
pub(super) fn notice(
    attendant: &Rc<Attendant>,
    page: &Page,
    state: DrawerState,
    text: Sentence,
    undo: Undo,
) -> Notice {
    let attendant = Rc::clone(attendant);
    let undone = changed(page);
    let undo = move || {
        let undo = undo.clone();
        in_background(&attendant, |attendant| take_back(attendant, undo));
        let text = undone.clone();
        state.notice.set(Some(Notice { text, undo: None }));
    };
    Notice {
        text,
        undo: Some(Rc::new(undo)),
    }
}

/// That something has changed.
pub(super) fn changed(page: &Page) -> Sentence {
    fill(say_in_dialog(page.language, DialogKey::DONE_CHANGED), &[])
}

async fn carry_out(attendant: Rc<Attendant>, change: Change) -> Result<(), RuntimeError> {
    match change {
        Change::Forget(id) => attendant.forget(&Forget::Event(id)).await.map(drop),
        Change::ForgetTopic(topic) => attendant.forget(&about(topic)).await.map(drop),
        Change::ForgetAll => attendant.forget_all().await,
        Change::Pause(on) => attendant.set_paused(on).await,
        Change::Remember(on) => {
            let consent = if on {
                Consent::Granted
            } else {
                Consent::Denied
            };
            attendant.set_consent(Source::Shopper, consent).await
        }
        Change::Gift(on) => attendant.set_gift(on).await,
        Change::Personal(on) => attendant.prefer(Preference::Personal(on)).await,
        Change::Shelf(shelf, leaves_out) => {
            let before = match leaves_out {
                LeavesOut::Nothing => None,
                LeavesOut::All => Some(0),
                LeavesOut::Later => Some(attendant.next()),
            };
            attendant.prefer(Preference::Scope(shelf, before)).await
        }
        Change::Wish(wish, choice) => attendant.prefer(Preference::Wish(wish, choice)).await,
        Change::Show(item, shown) => attendant.prefer(Preference::Item(item, shown)).await,
        Change::ShowTopic(topic, shown) => {
            let topic = match topic {
                Topic::Category(path) => runtime::Topic::Category(path),
                Topic::Brand(brand) => runtime::Topic::Brand(brand),
            };
            attendant.prefer(Preference::Topic(topic, shown)).await
        }
    }
}

async fn take_back(attendant: Rc<Attendant>, undo: Undo) -> Result<(), RuntimeError> {
    match undo {
        Undo::Change(change) => carry_out(attendant, change).await,
        Undo::Scope(shelf, before) => attendant.prefer(Preference::Scope(shelf, before)).await,
        Undo::PutBack(events) => attendant.put_back(events).await,
        Undo::NoGift(events) => {
            attendant.set_gift(false).await?;
            attendant.put_back(events).await
        }
        Undo::Restore(everything) => attendant.import(everything).await,
    }
}

/// What takes a change back that is about to be made.
fn undo(attendant: &Attendant, change: &Change) -> Option<Undo> {
    let named = |what: &Forget| Undo::PutBack(attendant.named(what));
    Some(match change.clone() {
        Change::ForgetAll | Change::Remember(_) => return None,
        Change::Forget(id) => named(&Forget::Event(id)),
        Change::ForgetTopic(topic) => named(&about(topic)),
        Change::Gift(true) => Undo::NoGift(attendant.named(&Forget::ThisVisit)),
        Change::Gift(false) => Undo::Change(Change::Gift(true)),
        Change::Pause(on) => Undo::Change(Change::Pause(!on)),
        Change::Personal(on) => Undo::Change(Change::Personal(!on)),
        Change::Shelf(shelf, _) => {
            let before = attendant.runtime().preferences().scope(&shelf);
            Undo::Scope(shelf, before)
        }
        Change::Wish(wish, _) => {
            let before = attendant.runtime().preferences().wishes.choice(wish);
            Undo::Change(Change::Wish(wish, before))
        }
        Change::Show(item, shown) => Undo::Change(Change::Show(item, !shown)),
        Change::ShowTopic(topic, shown) => Undo::Change(Change::ShowTopic(topic, !shown)),
    })
}

fn about(topic: Topic) -> Forget {
    match topic {
        Topic::Category(path) => Forget::Category(path),
        Topic::Brand(brand) => Forget::Brand(brand),
    }
}

/// What is told of a change that can be taken back.
fn told(attendant: &Attendant, page: &Page, change: &Change) -> Option<Sentence> {
    let language = page.language;
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
        | Change::Shelf(..)
        | Change::Wish(..)
        | Change::Show(_, true)
        | Change::ShowTopic(_, true) => Some(changed(page)),
        Change::Show(item, false) => Some(about(
            DialogKey::DONE_HIDDEN,
            "item",
            title_of(attendant, item),
        )),
        Change::ShowTopic(topic, false) => {
            Some(about(DialogKey::DONE_KIND, "kind", topic.name().to_owned()))
        }
    }
}

/// Does something whose failure is told on the console: the shelf shows what is true of the memory
/// either way.
fn in_background<F: Future<Output = Result<(), RuntimeError>> + 'static>(
    attendant: &Rc<Attendant>,
    deed: impl FnOnce(Rc<Attendant>) -> F,
) {
    let deed = deed(Rc::clone(attendant));
    spawn_local(async move {
        if let Err(cause) = deed.await {
            web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
        }
    });
}
