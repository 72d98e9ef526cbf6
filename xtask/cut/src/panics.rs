//! Panics without words. A browser shows none of them: the wasm stops either way, and what writes the
//! words is a fiftieth of it.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, bail};
use rustc_demangle::demangle;

/// Where functions live that never return, and call what writes the words.
const NEVER_RETURN: [&str; 15] = [
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::lazy::panic_poisoned",
    "core::cell::panic_already",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::slice::sort::shared::smallsort::panic_on_ord_violation",
    "core::str::slice_error_fail",
    "std::panicking::panic_with_hook",
    "std::thread::local::panic_access_error",
];

/// What functions are called within others that check an argument and never return.
const CHECK: &str = "::assert_failed";

/// The functions that are called so, by their number in the wasm. Nobody looks at their arguments any more.
///
/// # Errors
/// When there is none.
pub(crate) fn named(names: &HashMap<u32, String>) -> Result<HashSet<u32>> {
    let silent = names.iter().filter(|(_, name)| never_returns(name));
    let silent: HashSet<u32> = silent.map(|(&number, _)| number).collect();
    if silent.is_empty() {
        bail!("no function of the wasm is known to panic; its names have gone, or are new");
    }
    Ok(silent)
}

fn never_returns(name: &str) -> bool {
    let path = format!("{:#}", demangle(name));
    let known = NEVER_RETURN.iter().any(|known| path.starts_with(known));
    known || path.ends_with(CHECK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_returns_is_known_by_its_path_however_it_is_written() {
        for name in [
            "_RNvNtCsgXGp5Oqx2Ny_4core9panicking9panic_fmt",
            "_RNvNtNtCsgXGp5Oqx2Ny_4core9panicking11panic_const23panic_const_div_by_zero",
            "_ZN4core9panicking13panic_display17hb1a615e2d1ad759bE",
            "_RNvNvMs_NtCs5cOc02OMXlo_5alloc3vecINtB6_3VecppE6remove13assert_failed",
        ] {
            assert!(never_returns(name), "{name}");
        }
        for name in [
            "_ZN8whyshelf7runtime7Runtime4pack17hb1a615e2d1ad759bE",
            "_RNvXs1_NvNtCsebHcaeoSrxy_3std9panicking13panic_handlerNtB5_16StaticStrPayloadNtNtCsgXGp5Oqx2Ny_4core5panic12PanicPayload6as_str",
            "memcmp",
            "",
        ] {
            assert!(!never_returns(name), "{name}");
        }
    }

    #[test]
    fn a_wasm_without_names_is_refused() {
        assert!(named(&HashMap::new()).is_err());
    }
}
