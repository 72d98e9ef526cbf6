//! Who wants to know that something changed. However much changes at once, they are called once,
//! as soon as what runs now has ended and before anything is drawn.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

type Listener = Rc<dyn Fn()>;

/// See the module.
#[derive(Default)]
pub(super) struct Listeners {
    all: RefCell<Vec<(u32, Listener)>>,
    next: Cell<u32>,
    /// They are going to be called already.
    called: Cell<bool>,
}

impl Listeners {
    /// Takes a listener; the number to leave with.
    pub(super) fn add(&self, listener: impl Fn() + 'static) -> u32 {
        let number = self.next.get();
        self.next.set(number.wrapping_add(1));
        self.all.borrow_mut().push((number, Rc::new(listener)));
        number
    }

    pub(super) fn remove(&self, number: u32) {
        self.all.borrow_mut().retain(|(own, _)| *own != number);
    }

    /// Calls everybody soon.
    pub(super) fn call(self: &Rc<Self>) {
        if self.called.replace(true) {
            return;
        }
        let listeners = Rc::clone(self);
        spawn_local(async move {
            listeners.called.set(false);
            // Copied, so that a listener may come or leave.
            let all: Vec<Listener> = {
                let all = listeners.all.borrow();
                all.iter().map(|(_, one)| Rc::clone(one)).collect()
            };
            for listener in all {
                listener();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gloo_timers::future::TimeoutFuture;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn many_changes_at_once_are_told_once() {
        let listeners = Rc::new(Listeners::default());
        let (told, other) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let count = |cell: &Rc<Cell<u32>>| {
            let cell = Rc::clone(cell);
            move || cell.set(cell.get() + 1)
        };
        listeners.add(count(&told));
        let left = listeners.add(count(&other));
        for _ in 0..1_000 {
            listeners.call();
        }
        listeners.remove(left);
        assert_eq!(told.get(), 0);
        TimeoutFuture::new(0).await;
        assert_eq!((told.get(), other.get()), (1, 0));
        listeners.call();
        TimeoutFuture::new(0).await;
        assert_eq!(told.get(), 2);
    }
}
