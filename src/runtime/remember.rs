//! Carrying out what the sources of consent say: opening, filling and erasing the device.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{Runtime, RuntimeError};
use crate::consent::{Consent, Permit, Source};
use crate::storage::{Device, Held, News, StorageError, Tabs};

/// Sources whose grant is not said again on every page, so that the device has to know it.
const REMEMBERED: [Source; 2] = [Source::Shopper, Source::Shop];

/// What of the verdicts has been carried out.
#[derive(Default)]
pub(super) struct Settling {
    /// Somebody is at it.
    busy: Cell<bool>,
    /// There is more to do since.
    again: Cell<bool>,
    /// The last verdict that was carried out was a no.
    denied: Cell<bool>,
}

/// Whether to make a database where there is none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    /// Only if there is something to keep.
    IfNeeded,
    Always,
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

impl Runtime {
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
            if let Some(runtime) = weak.upgrade() {
                spawn_local(async move {
                    if let Err(cause) = runtime.settle().await {
                        web_sys::console::warn_1(&format!("whyshelf: {cause}").into());
                    }
                });
            }
        });
        let weak = Rc::downgrade(self);
        *self.tabs.borrow_mut() = Tabs::listen(move |news| {
            if let Some(runtime) = weak.upgrade() {
                spawn_local(async move { runtime.hear(news).await });
            }
        });
        drop(remembered);
        // What went wrong is in memory only, and every later change tries again.
        let _ = self.settle().await;
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
        self.changed();
        Ok(())
    }

    /// Brings the device in line with the verdict, however often that changes meanwhile.
    async fn settle(self: &Rc<Self>) -> Result<(), RuntimeError> {
        if self.settling.busy.replace(true) {
            self.settling.again.set(true);
            return Ok(());
        }
        let mut done;
        loop {
            self.settling.again.set(false);
            done = self.carry_out().await;
            if !self.settling.again.get() {
                break;
            }
        }
        self.settling.busy.set(false);
        self.changed();
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

    /// Opens the device, hands over what this page has in memory and takes what is there.
    pub(super) async fn open(
        self: &Rc<Self>,
        permit: Permit,
        make: Make,
    ) -> Result<(), RuntimeError> {
        if self.device().is_some() {
            return self.change_device(self.remembering()).await;
        }
        let existing = Device::open_existing().await?;
        let worth = REMEMBERED.map(|source| self.consents().contains(&(source, Consent::Granted)));
        let events = self.memory.borrow_mut().take_up().count();
        let nothing = events == 0 && !worth.contains(&true);
        if existing.is_none() && nothing && make == Make::IfNeeded {
            // Nothing to keep yet: the database is made when there is.
            return Ok(());
        }
        let device = match existing {
            Some(device) => device,
            None => Device::create(permit).await?,
        };
        // Withdrawn while the database was being opened: leave nothing behind.
        if self.permit().is_none() {
            return Ok(device.erase().await?);
        }
        let device = Rc::new(device);
        *self.device.borrow_mut() = Some(Rc::clone(&device));
        let unsaved: Vec<_> = {
            let mut memory = self.memory.borrow_mut();
            let events = memory.take_up();
            events
                .map(|event| (event.token, event.kind, event.item.clone(), event.time))
                .collect()
        };
        let (now, rules, release) = ((self.now)(), self.rules, self.release);
        let remembering = self.remembering();
        let preferences = self.memory.borrow().preferences_to_take_up();
        let mut saved = Vec::new();
        let held = device
            .change(permit, |held| {
                held.log.expire(now, rules);
                for (token, kind, item, time) in unsaved {
                    saved.push((token, held.log.append(kind, item, time, rules)));
                }
                remembering(held);
                held.switches.preferences.join(&preferences);
                held.switches.release = held.switches.release.max(release);
                if held.switches.gift != held.log.visit_at(now, rules) {
                    held.switches.gift = 0;
                }
            })
            .await?;
        let gift = held.switches.gift > 0;
        self.adopt(held, &saved).await?;
        self.memory.borrow_mut().set_gift(gift);
        self.restore_rows(&device).await;
        self.changed();
        Ok(())
    }

    /// Writes who granted.
    fn remembering(&self) -> impl FnOnce(&mut Held) + use<> {
        let said = self.consents();
        move |held| {
            let granted = |source: &Source| said.contains(&(*source, Consent::Granted));
            held.switches.remembered = REMEMBERED.into_iter().filter(granted).collect();
            held.switches.refused = false;
        }
    }

    /// Saves one event; its number, if the device has it now.
    pub(super) async fn save(self: &Rc<Self>, permit: Permit, token: u32) -> Option<u32> {
        if self.device().is_none() {
            // Opening hands over everything, this event too.
            self.settle().await.ok()?;
        }
        let device = self.device()?;
        let (kind, item, time) = self.memory.borrow().unsaved(token)?;
        let (now, rules) = ((self.now)(), self.rules);
        let known = self.memory.borrow().before(token);
        if let Some(before) = known {
            let mut after = before.clone();
            after.log.expire(now, rules);
            let id = after.log.append(kind, item.clone(), time, rules);
            if device.append(permit, &before, &after).await.is_ok() {
                self.still(&device)?;
                self.adopt(after, &[(token, id)]).await.ok()?;
                self.keep_row(permit, &item).await;
                return Some(id);
            }
        }
        let (mut id, own) = (0, item.clone());
        let held = device
            .change(permit, |held| {
                held.log.expire(now, rules);
                id = held.log.append(kind, own, time, rules);
            })
            .await;
        self.still(&device)?;
        // The event is in memory; the next opening hands it over again.
        self.adopt(held.ok()?, &[(token, id)]).await.ok()?;
        self.keep_row(permit, &item).await;
        Some(id)
    }

    /// Takes what the device holds, and forgets there what was forgotten here meanwhile.
    async fn adopt(&self, held: Held, saved: &[(u32, u32)]) -> Result<(), RuntimeError> {
        let forgotten = self.memory.borrow_mut().adopt(held, saved);
        if !forgotten.is_empty() {
            self.change_device(move |held| {
                held.log.forget(|event| forgotten.contains(&event.id));
            })
            .await?;
        } else if !saved.is_empty() {
            self.tabs.borrow().tell(News::Changed);
        }
        Ok(())
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
        self.memory.borrow_mut().adopt(held, &[]);
        self.tabs.borrow().tell(News::Changed);
        Ok(())
    }

    /// Erases the device, whether or not it is open here. `by` is who said no.
    async fn erase(&self, by: Option<Source>) -> Result<(), RuntimeError> {
        self.memory.borrow_mut().leave_device();
        let open = self.device.borrow_mut().take();
        self.changed();
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
        self.memory.borrow_mut().clear(self.rules);
        self.memory.borrow_mut().leave_device();
        let open = self.device.borrow_mut().take();
        for source in REMEMBERED {
            self.sources.hear(source, None);
        }
        self.changed();
        self.tabs.borrow().tell(News::Forgotten);
        Ok(erase_database(open).await?)
    }

    /// Reads the device again: another tab may have written. A database that is gone was erased,
    /// there or in the browser's settings; what is held of it here goes too.
    pub(crate) async fn reread(self: &Rc<Self>) {
        let Some(device) = self.device() else { return };
        let read = device.read().await;
        if self.still(&device).is_none() {
            return;
        }
        match read {
            Ok(Some(held)) => {
                let same = self.memory.borrow().mirrors(&held);
                if !same {
                    self.memory.borrow_mut().adopt(held, &[]);
                    self.restore_rows(&device).await;
                    self.changed();
                }
            }
            Ok(None) | Err(StorageError::Refused(_)) => self.forget_with_the_others(),
            Err(StorageError::Unavailable | StorageError::NoAnswer) => {}
        }
    }

    /// Takes news of another tab.
    async fn hear(self: &Rc<Self>, news: News) {
        match news {
            News::Changed => self.reread().await,
            News::Forgotten => self.forget_with_the_others(),
            News::Withdrawn(source) => {
                // The tab that told it has erased the device.
                self.settling.denied.set(true);
                *self.device.borrow_mut() = None;
                self.memory.borrow_mut().leave_device();
                self.sources.hear(source, Some(Consent::Denied));
                self.changed();
            }
        }
    }

    fn forget_with_the_others(self: &Rc<Self>) {
        *self.device.borrow_mut() = None;
        self.memory.borrow_mut().clear(self.rules);
        self.memory.borrow_mut().leave_device();
        for source in REMEMBERED {
            self.sources.hear(source, None);
        }
        self.changed();
    }

    /// Whether a device that was asked is open still: of one that has been given up since, no answer
    /// counts any more.
    fn still(&self, asked: &Rc<Device>) -> Option<()> {
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
        None => match Device::open_existing().await? {
            Some(device) => device.erase().await,
            None => Ok(()),
        },
    }
}
