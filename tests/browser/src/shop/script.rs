//! Scripts in the page whose errors come back as errors.

use anyhow::{Result, bail};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Wraps the inside of an async function so that WebDriver is told its value or its error.
pub(super) fn settled(body: &str) -> String {
    format!(
        "const parts = [...arguments], done = parts.pop();
         (async function () {{ {body} }}).apply(null, parts).then(
            (value) => done({{ value: value === undefined ? null : value }}),
            (error) => done({{ error: String(error?.stack || error) + ' ' + String(error?.message) }}));"
    )
}

/// The value in what [`settled`] answered.
pub(super) fn value<T: DeserializeOwned>(answer: Value) -> Result<T> {
    if let Some(error) = answer.get("error") {
        bail!("the page threw {error}");
    }
    match answer {
        Value::Object(mut fields) => Ok(serde_json::from_value(
            fields.remove("value").unwrap_or(Value::Null),
        )?),
        other => bail!("the page answered {other}"),
    }
}
