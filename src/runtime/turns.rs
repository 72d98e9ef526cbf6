//! One at a time, in the order of asking.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot::{self, Sender};

/// Hands out turns.
#[derive(Default)]
pub(super) struct Turns {
    state: Rc<RefCell<State>>,
}

#[derive(Default)]
struct State {
    taken: bool,
    waiting: VecDeque<Sender<()>>,
}

/// A turn; dropped, the next one begins.
pub(super) struct Turn {
    state: Rc<RefCell<State>>,
}

impl Turns {
    /// Waits for a turn.
    pub(super) async fn turn(&self) -> Turn {
        let wait = {
            let mut state = self.state.borrow_mut();
            if state.taken {
                let (sender, wait) = oneshot::channel();
                state.waiting.push_back(sender);
                Some(wait)
            } else {
                state.taken = true;
                None
            }
        };
        if let Some(wait) = wait {
            // Whoever holds the turn hands it on when it is dropped.
            let _ = wait.await;
        }
        Turn {
            state: Rc::clone(&self.state),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.state.borrow_mut();
        while let Some(next) = state.waiting.pop_front() {
            // Who does not wait any more is passed over.
            if next.send(()).is_ok() {
                return;
            }
        }
        state.taken = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::join3;
    use gloo_timers::future::TimeoutFuture;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    async fn nobody_overtakes_and_nobody_meets() {
        let turns = Turns::default();
        let seen = RefCell::new(Vec::new());
        let visit = async |name: u32, wait: u32| {
            let _turn = turns.turn().await;
            seen.borrow_mut().push(name);
            TimeoutFuture::new(wait).await;
            seen.borrow_mut().push(name);
        };
        join3(visit(1, 20), visit(2, 5), visit(3, 0)).await;
        assert_eq!(*seen.borrow(), [1, 1, 2, 2, 3, 3]);
    }
}
