//! libFuzzer on [`whyshelf_fuzz::signals::signals_page`].
#![no_main]

use whyshelf_fuzz::signals;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| signals::signals_page(bytes));
