//! What is fuzzed ([`readers`]) and how much memory it may take.
//!
//! `cargo xtask fuzz` builds the programs in `targets/` with coverage instrumentation and runs
//! them; see there for how. The same functions run without instrumentation in the tests of
//! `crates/engine`, `crates/signals` and `crates/memory`, over every file of `corpus/` and thousands of mutations of each. An input that
//! breaks a reader goes into `corpus/` with the cure.

pub mod catalogs;
pub mod memory;
pub mod readers;
pub mod signals;

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes that a reader may hold at once for every byte of its input.
const A_BYTE: usize = 256;

/// Bytes that it may hold besides.
const BESIDES: usize = 64 * 1024;

/// Runs a reader and holds it to memory in proportion to its input.
///
/// # Panics
/// If the reader takes more.
pub fn bounded(bytes: &[u8], reader: fn(&[u8])) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    reader(bytes);
    let taken = MEMORY.peak_usage().saturating_sub(before);
    let allowed = BESIDES + A_BYTE * bytes.len();
    assert!(
        taken <= allowed,
        "{taken} bytes of memory for {} of input",
        bytes.len()
    );
}
