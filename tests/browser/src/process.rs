//! Child processes that never outlive the tests: ended by pid, with everything they started.

use std::fs;
use std::process::{Child, Command};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};

/// Pids of the children alive now, for the signal handler in [`end_all`].
static ALIVE: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A child process that is ended, with its descendants, when dropped.
pub(crate) struct OwnedProcess {
    pub(crate) child: Child,
}

impl OwnedProcess {
    /// Starts `command`.
    ///
    /// # Errors
    /// When the program cannot be started; the message names it.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command
            .spawn()
            .with_context(|| format!("cannot start `{program}`"))?;
        alive().push(child.id());
        Ok(Self { child })
    }

    /// Whether the process still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl OwnedProcess {
    /// Kills whatever the process has started, and not itself.
    pub(crate) fn end_children(&self) {
        let own = self.child.id();
        let children = parents().into_iter().filter(|&(_, parent)| parent == own);
        for (child, _) in children {
            end_tree(child);
        }
    }
}

impl Drop for OwnedProcess {
    fn drop(&mut self) {
        let pid = self.child.id();
        if self.is_running() {
            end_tree(pid);
        }
        // The pid is reaped here and only then forgotten: until then it cannot name another process.
        let _ = self.child.wait();
        alive().retain(|&other| other != pid);
    }
}

/// Ends every process that is still owned: for the way out by Ctrl-C.
pub(crate) fn end_all() {
    for &pid in alive().iter() {
        end_tree(pid);
    }
}

fn alive() -> std::sync::MutexGuard<'static, Vec<u32>> {
    ALIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Kills `root` and all its descendants, found by parent pid: browsers leave their driver's process group.
fn end_tree(root: u32) {
    let parents = parents();
    let mut tree = vec![root];
    let mut next = 0;
    while let Some(&parent) = tree.get(next) {
        tree.extend(
            parents
                .iter()
                .filter(|&&(_, its_parent)| its_parent == parent)
                .map(|&(pid, _)| pid),
        );
        next += 1;
    }
    for pid in tree {
        if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::KILL);
        }
    }
}

/// `(pid, parent pid)` of every process that can be seen.
fn parents() -> Vec<(u32, u32)> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| {
            let pid = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            Some((pid, parent_in_stat(&stat)?))
        })
        .collect()
}

/// The parent pid in a line of `/proc/PID/stat`: the second field after the parenthesised name, which may hold spaces.
fn parent_in_stat(stat: &str) -> Option<u32> {
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_the_parent_behind_an_awkward_name() {
        assert_eq!(
            parent_in_stat("12 (Web (Content) 7) S 34 12 12 0"),
            Some(34)
        );
    }

    #[test]
    fn a_dropped_process_takes_its_children_along() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 300 & wait"]);
        let owned = OwnedProcess::start(&mut command).unwrap();
        let shell = owned.child.id();
        let sleeper = loop {
            if let Some(&(pid, _)) = parents().iter().find(|&&(_, parent)| parent == shell) {
                break pid;
            }
        };
        drop(owned);
        let state = fs::read_to_string(format!("/proc/{sleeper}/stat")).unwrap_or_default();
        assert!(
            state.is_empty() || state.contains(") Z ") || parent_in_stat(&state) != Some(shell)
        );
    }
}
