//! Whyshelf in the browser: it listens to what the shop's page already tells, keeps what the
//! shopper allows, ranks with the engine and shows shelves that can say why.
//!
//! What a shopper does never leaves this module: the only requests it makes are GETs for the
//! shop's own static pack files, and nothing is written to the device without a
//! [`consent::Permit`]. It does not rank (that is `whyshelf-engine`) and it does not build models
//! (that is `whyshelf-packer`).
//!
//! ```text
//! embed -> runtime -> {signals, consent, storage, delivery} -> engine
//! embed -> widget  -> engine (types only)
//! ```
#![allow(
    unreachable_pub,
    reason = "what wasm-bindgen exports and Leptos generates is `pub` in private modules"
)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod chunk;
mod consent;
mod delivery;
mod embed;
mod host;
mod runtime;
mod signals;
mod storage;
mod widget;

#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
