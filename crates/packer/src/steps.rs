//! Steps of a command: a progress bar on a terminal, the seconds afterwards.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use whyshelf_train::Progress;

/// The steps of one command, one at a time.
#[derive(Default)]
pub(crate) struct Steps {
    seconds: Mutex<Vec<(&'static str, f64)>>,
    current: Mutex<Option<Step>>,
}

struct Step {
    name: &'static str,
    since: Instant,
    bar: ProgressBar,
}

impl Steps {
    /// Begins a step of unknown length; the bar shows how far it has come.
    pub(crate) fn begin_counting(&self, name: &'static str) -> ProgressBar {
        self.start(
            name,
            ProgressBar::new_spinner(),
            "{msg:8} {spinner} {human_pos} rows",
        )
    }

    /// Seconds of the steps that have ended, in their order; steps of one name are one.
    pub(crate) fn seconds(&self) -> Vec<(&'static str, f64)> {
        lock(&self.seconds).clone()
    }

    fn start(&self, name: &'static str, bar: ProgressBar, template: &str) -> ProgressBar {
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(name);
        *lock(&self.current) = Some(Step {
            name,
            since: Instant::now(),
            bar: bar.clone(),
        });
        bar
    }
}

impl Progress for Steps {
    fn begin(&self, name: &'static str, units: usize) {
        let bar = ProgressBar::new(units as u64);
        self.start(name, bar, "{msg:8} {wide_bar} {percent:>3} %");
    }

    fn advance(&self) {
        if let Some(step) = &*lock(&self.current) {
            step.bar.inc(1);
        }
    }

    fn end(&self) {
        if let Some(step) = lock(&self.current).take() {
            step.bar.finish_and_clear();
            let seconds = step.since.elapsed().as_secs_f64();
            let mut all = lock(&self.seconds);
            match all.iter_mut().find(|(name, _)| *name == step.name) {
                Some((_, before)) => *before += seconds,
                None => all.push((step.name, seconds)),
            }
        }
    }
}

/// A bar that a panicking thread left behind is still a bar.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
