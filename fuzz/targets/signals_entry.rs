//! libFuzzer on [`whyshelf_fuzz::signals::signals_entry`].
#![no_main]

use whyshelf_fuzz::signals;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| signals::signals_entry(bytes));
