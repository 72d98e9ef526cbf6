//! Fetching and reading the manifest.

use js_sys::{Array, Date, JSON};
use wasm_bindgen::{JsCast, JsValue};
use whyshelf_pack::manifest::{Manifest, Memory, PackFile, SIGNED_FORMAT, Shards};

use super::get::get_fresh;
use super::{DeliveryError, note, signature};
use crate::host::field;

/// The manifest at this address, which must be signed by `key` if there is one.
pub(super) async fn fetch_manifest(
    url: &str,
    key: Option<&str>,
) -> Result<Manifest, DeliveryError> {
    let since = Date::now();
    let bytes = get_fresh(url).await?;
    // With a key nothing of it is used before its signature was verified.
    note(url, bytes.len(), key.is_some(), since);
    let form = || DeliveryError::ManifestForm {
        url: url.to_owned(),
    };
    let text = String::from_utf8(bytes).map_err(|_| form())?;
    let mut json = JSON::parse(&text).map_err(|_| form())?;
    if text_of(&json, "format").as_deref() == Some(SIGNED_FORMAT) {
        let manifest = text_of(&json, "manifest").ok_or_else(form)?;
        if let Some(key) = key {
            let signature = text_of(&json, "signature").ok_or_else(form)?;
            check(url, key, &manifest, signature).await?;
        }
        json = JSON::parse(&manifest).map_err(|_| form())?;
    } else if key.is_some() {
        return Err(DeliveryError::Signature {
            url: url.to_owned(),
        });
    }
    read(&json).ok_or_else(form)
}

async fn check(
    url: &str,
    key: &str,
    manifest: &str,
    signature: String,
) -> Result<(), DeliveryError> {
    let verifies = signature::verifies(key.to_owned(), manifest.to_owned(), signature).await;
    match verifies.map_err(|_| DeliveryError::NotLoaded)? {
        Some(true) => Ok(()),
        Some(false) => Err(DeliveryError::Signature {
            url: url.to_owned(),
        }),
        None => Err(DeliveryError::NoSignatures),
    }
}

/// A manifest; none if a field is missing or not of its kind. By hand: what `serde` would add to the
/// wasm of the first shelf weighs more than the whole engine.
fn read(json: &JsValue) -> Option<Manifest> {
    Some(Manifest {
        format: text_of(json, "format")?,
        version: number(json, "version")?,
        created: text_of(json, "created")?,
        sequence: whole(json, "sequence", MOST_EXACT)? as u64,
        expires: optional(json, "expires", |expires| expires.as_string())?,
        items: number(json, "items")?,
        files: list(json, "files", |file| {
            Some(PackFile {
                path: text_of(file, "path")?,
                bytes: whole(file, "bytes", MOST_EXACT)? as u64,
                integrity: text_of(file, "integrity")?,
            })
        })?,
        shards: optional(json, "shards", |shards| {
            Some(Shards {
                folder: text_of(shards, "folder")?,
                root: text_of(shards, "root")?,
                directories: number(shards, "directories")?,
                shards: number(shards, "shards")?,
            })
        })?,
        memory: optional(json, "memory", |memory| {
            Some(Memory {
                visit_minutes: number(memory, "visit_minutes")?,
                keep_days: number(memory, "keep_days")?,
                earlier: list(memory, "earlier", |weight| {
                    let weight = weight.as_f64()?;
                    let byte = (0.0..=255.0).contains(&weight) && weight.fract() == 0.0;
                    byte.then_some(weight as u8)
                })?,
            })
        })?,
        sensitive: optional(json, "sensitive", |sensitive| sensitive.as_bool())?.unwrap_or(false),
    })
}

/// 2^53: up to there every whole number is a JavaScript number.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

fn text_of(json: &JsValue, name: &'static str) -> Option<String> {
    field(json, name)?.as_string()
}

fn number(json: &JsValue, name: &'static str) -> Option<u32> {
    Some(whole(json, name, f64::from(u32::MAX))? as u32)
}

fn whole(json: &JsValue, name: &'static str, most: f64) -> Option<f64> {
    let number = field(json, name)?.as_f64()?;
    ((0.0..=most).contains(&number) && number.fract() == 0.0).then_some(number)
}

/// A field that may be missing, but must be of its kind where it is there.
fn optional<T>(
    json: &JsValue,
    name: &'static str,
    read: impl FnOnce(&JsValue) -> Option<T>,
) -> Option<Option<T>> {
    match field(json, name) {
        Some(value) => Some(Some(read(&value)?)),
        None => Some(None),
    }
}

fn list<T>(
    json: &JsValue,
    name: &'static str,
    read: impl Fn(&JsValue) -> Option<T>,
) -> Option<Vec<T>> {
    let list: Array = field(json, name)?.dyn_into().ok()?;
    list.iter().map(|entry| read(&entry)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const WHOLE: &str = r#"{"format":"whyshelf-pack","version":1,"created":"2026-01-01T00:00:00Z",
        "sequence":7,"expires":"2027-01-01T00:00:00Z","items":3,
        "files":[{"path":"pack-0.bin","bytes":12,"integrity":"sha256-x"}],
        "shards":{"folder":"shards-0","root":"00","directories":1,"shards":2},
        "memory":{"visit_minutes":30,"keep_days":30,"earlier":[37,31]},"sensitive":true}"#;

    fn parsed(text: &str) -> Option<Manifest> {
        read(&JSON::parse(text).ok()?)
    }

    #[wasm_bindgen_test]
    fn what_the_packer_writes_is_read() {
        let json = JSON::parse(WHOLE).unwrap_or(JsValue::NULL);
        let expected: Option<Manifest> = serde_wasm_bindgen::from_value(json).ok();
        assert!(expected.is_some());
        assert_eq!(parsed(WHOLE), expected);
    }

    #[wasm_bindgen_test]
    fn what_may_be_missing_may_and_nothing_may_be_of_another_kind() {
        for gone in [
            r#""expires":"2027-01-01T00:00:00Z","#,
            r#","sensitive":true"#,
        ] {
            assert!(parsed(&WHOLE.replace(gone, "")).is_some(), "{gone}");
        }
        for (right, wrong) in [
            (r#""version":1,"#, ""),
            (r#""version":1"#, r#""version":1.5"#),
            (r#""sequence":7"#, r#""sequence":-7"#),
            (r#""expires":"2027-01-01T00:00:00Z""#, r#""expires":7"#),
            (r#""keep_days":30"#, r#""keep_days":"30""#),
            ("[37,31]", "[37,256]"),
            ("[37,31]", "{}"),
            (r#""sensitive":true"#, r#""sensitive":1"#),
        ] {
            assert_eq!(parsed(&WHOLE.replace(right, wrong)), None, "{wrong}");
        }
        assert_eq!(parsed("7"), None);
    }
}
