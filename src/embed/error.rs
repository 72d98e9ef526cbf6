//! Failures as JavaScript errors with a stable `code`.

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use crate::chunk::NotLoaded;
use crate::runtime::RuntimeError;

/// What went wrong at the boundary.
pub(super) enum ApiError {
    /// A function was called before `start` finished.
    NotStarted,
    /// An argument is not of its form.
    Argument(&'static str),
    /// The runtime's own.
    Runtime(RuntimeError),
    /// A part of the code did not arrive.
    NotLoaded,
    /// The page has no place to show a shelf.
    Page,
}

impl From<RuntimeError> for ApiError {
    fn from(cause: RuntimeError) -> Self {
        ApiError::Runtime(cause)
    }
}

impl From<NotLoaded> for ApiError {
    fn from(_: NotLoaded) -> Self {
        ApiError::NotLoaded
    }
}

impl From<ApiError> for JsValue {
    fn from(error: ApiError) -> JsValue {
        let (code, message) = match error {
            ApiError::NotStarted => (
                "not-started",
                "call start(manifestUrl) and attend(), and wait for them first".to_owned(),
            ),
            ApiError::Argument(cure) => ("bad-argument", cure.to_owned()),
            ApiError::Runtime(cause) => {
                let code = match cause {
                    RuntimeError::NoPack(_) => "no-pack",
                    RuntimeError::UnknownItem(_) => "unknown-item",
                    RuntimeError::Storage(_) => "storage",
                };
                (code, cause.words())
            }
            ApiError::NotLoaded => ("not-loaded", NotLoaded::WORDS.to_owned()),
            ApiError::Page => (
                "no-page",
                "a shelf needs an element in a document".to_owned(),
            ),
        };
        let error = Error::new(&["whyshelf: ", &message].concat());
        // Setting a property of a fresh error cannot fail.
        let _ = Reflect::set(&error, &"code".into(), &code.into());
        error.into()
    }
}
