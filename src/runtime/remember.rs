//! Carrying out what the sources of consent say: opening, filling and erasing the device.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_channel::oneshot::Sender;
use wasm_bindgen_futures::spawn_local;

use super::hand_over::Make;
use super::turns::Turns;
use super::{Attendant, RuntimeError};
use crate::consent::{Consent, Source};
use crate::storage::{Device, Held, News, StorageError, Tabs};

/// Sources whose grant is not said again on every page, so that the device has to know it.
const REMEMBERED: [Source; 2] = [Source::Shopper, Source::Shop];

/// What of the verdicts has been carried out.
#[derive(Default)]
pub(super) struct Settling {
    /// One verdict is carried out at a time.
    turns: Turns,
    /// The device is opened by one at a time: two would hand over the same events.
    pub(super) opening: Turns,
    /// The last verdict that was carried out was a no.
    denied: Cell<bool>,
    /// The device is read again by one at a time.
    rereads: Turns,
    /// Somebody waits for a turn to do so.
    reread_asked: Cell<bool>,
    /// Whoever waits for the next write to end, whatever becomes of it.
    pub(super) writes: RefCell<Vec<Sender<()>>>,
    /// What an earlier visit left, until the first verdict is carried out.
    pub(super) found: Cell<Option<Device>>,
}

/// What an earlier visit left on this device, if anything.
pub(super) async fn look() -> Option<(Device, Held)> {
    let device = Device::open_existing().await.ok()??;
    match device.read().await {
        Ok(Some(held)) => Some((device, held)),
        // A database without switches is what is left of one that was damaged: of consent
        // nothing is known, so nothing is kept.
        Ok(None) => {
            let _ = device.erase().await;
            None
        }
        Err(_) => None,
    }
}

impl Attendant {
    /// Takes up what an earlier visit left, as far as the sources of consent allow, and listens to
    /// them and to the other tabs.
    pub(super) async fn resume(self: &Rc<Self>, remembered: Option<(Device, Held)>) {
        if let Some((_, held)) = &remembered {
            for source in REMEMBERED {
                if held.switches.remembered.contains(&source) {
                    self.sources.hear(source, Some(Consent::Granted));
                }
            }
            if held.switches.refused {
                self.sources.hear(Source::Shopper, Some(Consent::Denied));
                self.settling.denied.set(true);
            }
        }
        let weak = Rc::downgrade(self);
        self.sources.watch(move || {
            if let Some(own) = weak.upgrade() {
                spawn_local(async move {
                    if let Err(cause) = own.settle().await {
                        web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
                    }
                });
            }
        });
        let weak = Rc::downgrade(self);
        *self.tabs.borrow_mut() = Tabs::listen(move |news| {
            if let Some(own) = weak.upgrade() {
                spawn_local(async move { own.hear(news).await });
            }
        });
        let found = remembered.map(|(device, _)| device);
        self.settling.found.set(found);
        // What went wrong is in memory only, and every later change tries again.
        let _ = self.settle().await;
        self.settling.found.take();
    }

    /// Takes what the shop or the shopper says about remembering, and carries it out. Anything but
    /// a grant erases the device at once; the events of this page last as long as the page.
    pub(crate) async fn set_consent(
        self: &Rc<Self>,
        source: Source,
        consent: Consent,
    ) -> Result<(), RuntimeError> {
        self.sources.hear(
            source,
            Some(consent).filter(|&said| said != Consent::Unknown),
        );
        self.settle().await?;
        if self.verdict().consent == Consent::Unknown {
            self.erase(Some(source)).await?;
        }
        self.runtime.changed();
        Ok(())
    }

    /// Brings the device in line with the verdict, however often that changes meanwhile.
    pub(super) async fn settle(self: &Rc<Self>) -> Result<(), RuntimeError> {
        let turn = self.settling.turns.turn().await;
        let done = self.carry_out().await;
        drop(turn);
        self.runtime.changed();
        done
    }

    async fn carry_out(self: &Rc<Self>) -> Result<(), RuntimeError> {
        let verdict = self.verdict();
        match (verdict.consent, verdict.permit()) {
            (Consent::Granted, Some(permit)) => {
                self.settling.denied.set(false);
                self.open(permit, Make::IfNeeded).await
            }
            (Consent::Denied, _) if self.settling.denied.replace(true) => Ok(()),
            (Consent::Denied, _) => self.erase(verdict.by).await,
            // Nobody has said no: what an earlier visit left stays where it is, unread and
            // unchanged, until somebody says something.
            _ => {
                *self.device.borrow_mut() = None;
                Ok(())
            }
        }
    }

    /// Whose grant is to be remembered.
    pub(super) fn granters(&self) -> Vec<Source> {
        let said = self.consents();
        let granted = |source: &Source| said.contains(&(*source, Consent::Granted));
        REMEMBERED.into_iter().filter(granted).collect()
    }

    /// Changes what the device holds, if it may hold anything, and tells the other tabs.
    pub(super) async fn change_device(
        &self,
        change: impl FnOnce(&mut Held),
    ) -> Result<(), RuntimeError> {
        let (Some(permit), Some(device)) = (self.permit(), self.device()) else {
            return Ok(());
        };
        let held = device.change(permit, change).await?;
        if self.still(&device).is_none() {
            return Ok(());
        }
        self.runtime.memory.borrow_mut().adopt(held, &[]);
        self.tabs.borrow().tell(News::Changed);
        Ok(())
    }

    /// Erases the device, whether or not it is open here. `by` is who said no.
    async fn erase(&self, by: Option<Source>) -> Result<(), RuntimeError> {
        self.runtime.memory.borrow_mut().leave_device();
        let open = self.device.borrow_mut().take();
        self.runtime.changed();
        if let Some(by) = by {
            self.tabs.borrow().tell(News::Withdrawn(by));
        }
        erase_database(open).await?;
        // Where somebody else grants, the next page would remember again: the shopper's no has to
        // be known there, and is all that is.
        let refused = by == Some(Source::Shopper)
            && self
                .consents()
                .iter()
                .any(|&(_, said)| said == Consent::Granted);
        if refused && let Some(permit) = self.verdict().permit_to_refuse() {
            let device = Device::create(permit).await?;
            device
                .change(permit, |held| held.switches.refused = true)
                .await?;
        }
        Ok(())
    }

    /// Forgets everything, here, on the device and in the other tabs; the device is left as if
    /// Whyshelf had never been here.
    pub(crate) async fn forget_all(self: &Rc<Self>) -> Result<(), RuntimeError> {
        self.runtime.memory.borrow_mut().clear();
        self.runtime.memory.borrow_mut().leave_device();
        let open = self.device.borrow_mut().take();
        for source in REMEMBERED {
            self.sources.hear(source, None);
        }
        self.runtime.changed();
        self.tabs.borrow().tell(News::Forgotten);
        Ok(erase_database(open).await?)
    }

    /// Reads the device again: another tab may have written. A database that is gone was erased,
    /// there or in the browser's settings; what is held of it here goes too.
    ///
    /// However often this is asked for while it is under way, once more is enough.
    pub(super) async fn read_again(self: &Rc<Self>) {
        if self.settling.reread_asked.replace(true) {
            return;
        }
        let _turn = self.settling.rereads.turn().await;
        self.settling.reread_asked.set(false);
        let Some(device) = self.device() else { return };
        let read = device.read().await;
        if self.still(&device).is_none() {
            return;
        }
        match read {
            Ok(Some(held)) => {
                let same = self.runtime.memory.borrow().mirrors(&held);
                if !same {
                    self.runtime.memory.borrow_mut().adopt(held, &[]);
                    self.restore_rows(&device).await;
                    self.runtime.changed();
                }
            }
            Ok(None) | Err(StorageError::Refused(_)) => self.forget_with_the_others(),
            Err(StorageError::Unavailable | StorageError::NoAnswer) => {}
        }
    }

    /// Takes news of another tab.
    async fn hear(self: &Rc<Self>, news: News) {
        match news {
            News::Changed => self.read_again().await,
            News::Forgotten => self.forget_with_the_others(),
            News::Withdrawn(source) => {
                // The tab that told it has erased the device.
                self.settling.denied.set(true);
                *self.device.borrow_mut() = None;
                self.runtime.memory.borrow_mut().leave_device();
                self.sources.hear(source, Some(Consent::Denied));
                self.runtime.changed();
            }
        }
    }

    pub(super) fn forget_with_the_others(&self) {
        self.runtime.memory.borrow_mut().clear();
        self.leave_device();
    }

    /// Lets go of a device that others have erased: who granted here has to do so again.
    pub(super) fn leave_device(&self) {
        *self.device.borrow_mut() = None;
        self.runtime.memory.borrow_mut().leave_device();
        for source in REMEMBERED {
            self.sources.hear(source, None);
        }
        self.runtime.changed();
    }

    /// Whether a device that was asked is open still: of one that has been given up since, no answer
    /// counts any more.
    pub(super) fn still(&self, asked: &Rc<Device>) -> Option<()> {
        let now = self.device()?;
        Rc::ptr_eq(&now, asked).then_some(())
    }

    /// The device, while it is open.
    pub(crate) fn device(&self) -> Option<Rc<Device>> {
        self.device.borrow().clone()
    }
}

/// Deletes the database, whether or not it is open here.
async fn erase_database(open: Option<Rc<Device>>) -> Result<(), StorageError> {
    match open {
        Some(device) => device.erase().await,
        None => Device::erase_existing().await,
    }
}
