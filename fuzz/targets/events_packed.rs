//! libFuzzer on [`whyshelf_fuzz::files::events_packed`].
#![no_main]

use whyshelf_fuzz::files;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| files::events_packed(bytes));
