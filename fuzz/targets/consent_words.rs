//! libFuzzer on [`whyshelf_fuzz::memory::consent_words`].
#![no_main]

use whyshelf_fuzz::memory;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| memory::consent_words(bytes));
