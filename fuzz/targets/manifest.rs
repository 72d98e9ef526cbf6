//! libFuzzer on [`whyshelf_fuzz::readers::manifest`].
#![no_main]

use whyshelf_fuzz::{bounded, readers};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bounded(bytes, readers::manifest));
