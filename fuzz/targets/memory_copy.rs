//! libFuzzer on [`whyshelf_fuzz::memory::memory_copy`].
#![no_main]

use whyshelf_fuzz::memory;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| memory::memory_copy(bytes));
