//! libFuzzer on [`whyshelf_fuzz::files::catalog_parquet`].
#![no_main]

use whyshelf_fuzz::files;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| files::catalog_parquet(bytes));
