//! Handing over to the device what it does not hold yet, and giving it up when it goes away.

use std::rc::Rc;

use futures_channel::oneshot;
use wasm_bindgen_futures::spawn_local;

use super::memory::Unsaved;
use super::{Attendant, RuntimeError};
use crate::consent::Permit;
use crate::storage::{Device, Gone, Held, News, Rules, StorageError};

/// Whether to make a database where there is none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    /// Only if there is something to keep.
    IfNeeded,
    Always,
}

impl Attendant {
    /// Opens the device if it is not open, and hands over what this page has in memory.
    pub(super) async fn open(
        self: &Rc<Self>,
        permit: Permit,
        make: Make,
    ) -> Result<(), RuntimeError> {
        let _turn = self.settling.opening.turn().await;
        if let Some(device) = self.device() {
            return self.hand_over(&device, permit).await;
        }
        let existing = match self.settling.found.take() {
            Some(device) => Some(device),
            None => Device::open_existing().await?,
        };
        let nothing = {
            let memory = self.runtime.memory.borrow();
            memory.is_saved() && !memory.has_switches() && self.granters().is_empty()
        };
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
        self.watch_for_loss(&device);
        *self.device.borrow_mut() = Some(Rc::clone(&device));
        let handed = self.hand_over(&device, permit).await;
        if handed.is_err()
            && let Ok(Some(held)) = device.read().await
            && self.still(&device).is_some()
        {
            // What cannot be written to may still be read.
            self.adopt(held, &[]).await?;
        }
        if self.still(&device).is_none() {
            return Ok(());
        }
        {
            let mut memory = self.runtime.memory.borrow_mut();
            let gift = memory.held().is_some_and(|held| held.switches.gift > 0);
            memory.set_gift(gift);
        }
        self.restore_rows(&device).await;
        self.runtime.changed();
        handed
    }

    /// Gives up the device when its database goes away; nothing is written back.
    fn watch_for_loss(self: &Rc<Self>, device: &Rc<Device>) {
        let (own, watched) = (Rc::downgrade(self), Rc::downgrade(device));
        device.when_gone(move |how| {
            let (own, watched) = (own.clone(), watched.clone());
            // Later: what listens cannot be dropped while it is called.
            spawn_local(async move {
                let (Some(own), Some(device)) = (own.upgrade(), watched.upgrade()) else {
                    return;
                };
                match (own.still(&device), how) {
                    (None, _) => {}
                    (Some(()), Gone::Cleared) => own.forget_with_the_others(),
                    (Some(()), Gone::Deleted) => own.leave_device(),
                }
            });
        });
    }

    /// Hands over what the device does not hold yet, and takes what it holds.
    async fn hand_over(
        self: &Rc<Self>,
        device: &Rc<Device>,
        permit: Permit,
    ) -> Result<(), RuntimeError> {
        let granters = self.granters();
        let (paused, preferences) = self.runtime.memory.borrow().switches_to_take_up();
        let known = self.runtime.memory.borrow().own().events().to_vec();
        let events = {
            let mut memory = self.runtime.memory.borrow_mut();
            let told = memory
                .held()
                .is_some_and(|held| held.switches.remembered == granters && !held.switches.refused);
            if told && memory.is_saved() {
                return Ok(());
            }
            memory.take_up()
        };
        let (now, rules, release) = (
            (self.runtime.now)(),
            self.runtime.rules,
            self.runtime.release,
        );
        let mut saved = Vec::new();
        let changed = device
            .change(permit, |held| {
                saved = append(held, &events, now, rules);
                held.switches.remembered = granters;
                held.switches.refused = false;
                held.switches.paused |= paused;
                let preferences = preferences.renumbered(&known, held.log.next());
                held.switches.preferences.join(preferences);
                held.switches.release = held.switches.release.max(release);
                if held.switches.gift != held.log.visit_at(now, rules) {
                    held.switches.gift = 0;
                }
            })
            .await;
        self.written(device, &events, changed.map(|held| (held, saved)))
            .await
    }

    /// Takes what became of writing these events.
    async fn written(
        self: &Rc<Self>,
        device: &Rc<Device>,
        events: &[Unsaved],
        outcome: Result<(Held, Vec<(u32, u32)>), StorageError>,
    ) -> Result<(), RuntimeError> {
        let taken = match outcome {
            _ if self.still(device).is_none() => Ok(()),
            Ok((held, saved)) => self.adopt(held, &saved).await,
            Err(cause) => {
                // They stay in memory; the next event takes them along.
                self.runtime.memory.borrow_mut().hand_back(events);
                Err(cause.into())
            }
        };
        for waiting in self.settling.writes.take() {
            // Who does not wait any more need not be told.
            let _ = waiting.send(());
        }
        taken
    }

    /// Saves an event, with others that wait for it; its number, if the device has it now.
    pub(super) async fn save(self: &Rc<Self>, permit: Permit, token: u32) -> Option<u32> {
        if self.device().is_none() {
            // Opening hands over everything, this event too.
            self.settle().await.ok()?;
        }
        let device = self.device()?;
        let events = self.runtime.memory.borrow_mut().take_up();
        if !events.is_empty() && self.write(&device, permit, &events).await.is_ok() {
            for event in &events {
                self.keep_row(permit, &event.item).await;
            }
        }
        // Somebody else may have had it under way.
        while self.runtime.memory.borrow().is_under_way(token) {
            let (sender, end) = oneshot::channel();
            self.settling.writes.borrow_mut().push(sender);
            end.await.ok()?;
        }
        self.runtime.memory.borrow().number(token)
    }

    async fn write(
        self: &Rc<Self>,
        device: &Rc<Device>,
        permit: Permit,
        events: &[Unsaved],
    ) -> Result<(), RuntimeError> {
        let (now, rules) = ((self.runtime.now)(), self.runtime.rules);
        let before = self.runtime.memory.borrow().before(events);
        if let Some(before) = before {
            let mut after = before.clone();
            let saved = append(&mut after, events, now, rules);
            if device.append(permit, &before, &after).await.is_ok() {
                return self.written(device, events, Ok((after, saved))).await;
            }
        }
        let mut saved = Vec::new();
        let changed = device
            .change(permit, |held| saved = append(held, events, now, rules))
            .await;
        self.written(device, events, changed.map(|held| (held, saved)))
            .await
    }

    /// Takes what the device holds, and forgets there what was forgotten here meanwhile.
    async fn adopt(&self, held: Held, saved: &[(u32, u32)]) -> Result<(), RuntimeError> {
        let forgotten = self.runtime.memory.borrow_mut().adopt(held, saved);
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
}

/// Appends events to what the device holds: by which token each was saved, and its number.
fn append(held: &mut Held, events: &[Unsaved], now: f64, rules: Rules) -> Vec<(u32, u32)> {
    held.log.expire(now, rules);
    let one = |event: &Unsaved| {
        let (kind, item) = (event.kind, event.item.clone());
        (event.token, held.log.append(kind, item, event.time, rules))
    };
    events.iter().map(one).collect()
}
