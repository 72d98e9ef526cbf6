//! libFuzzer on [`whyshelf_fuzz::readers::engine`].
#![no_main]

use whyshelf_fuzz::{bounded, readers};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bounded(bytes, readers::engine));
