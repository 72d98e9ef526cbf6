//! libFuzzer on [`whyshelf_fuzz::catalogs::catalog_json_ld`].
#![no_main]

use whyshelf_fuzz::catalogs;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| catalogs::catalog_json_ld(bytes));
