//! The native half of `tests/one_arithmetic.rs`, which the browsers run as wasm.

#[path = "../../../tests/one_arithmetic.rs"]
mod shared;
