//! Fetching and reading the manifest.

use std::cell::Cell;

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
    let right = Cell::new(true);
    let of = |json| Fields {
        json,
        right: &right,
    };
    let top = of(json.clone());
    let manifest = Manifest {
        format: top.text("format"),
        version: top.number("version"),
        created: top.text("created"),
        days: top.has("days").then(|| top.number("days")),
        sequence: top.whole("sequence", MOST_EXACT) as u64,
        expires: top.has("expires").then(|| top.text("expires")),
        items: top.number("items"),
        files: top.list("files", |file| {
            let file = of(file);
            PackFile {
                path: file.text("path"),
                bytes: file.whole("bytes", MOST_EXACT) as u64,
                integrity: file.text("integrity"),
            }
        }),
        shards: top.get("shards").map(|shards| {
            let shards = of(shards);
            Shards {
                folder: shards.text("folder"),
                root: shards.text("root"),
                directories: shards.number("directories"),
                shards: shards.number("shards"),
            }
        }),
        memory: top.get("memory").map(|memory| {
            let memory = of(memory);
            Memory {
                visit_minutes: memory.number("visit_minutes"),
                keep_days: memory.number("keep_days"),
                earlier: memory.list("earlier", |weight| {
                    memory.checked(weight.as_f64(), f64::from(u8::MAX)) as u8
                }),
            }
        }),
        sensitive: top.get("sensitive").is_some_and(|sensitive| {
            let sensitive = sensitive.as_bool();
            top.wants(sensitive)
        }),
    };
    right.get().then_some(manifest)
}

/// 2^53: up to there every whole number is a JavaScript number.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// Fields of an object. What is missing or of another kind is read as nothing, and takes down that
/// something is not right, so that there is one way out.
struct Fields<'a> {
    json: JsValue,
    right: &'a Cell<bool>,
}

impl Fields<'_> {
    /// A field that may be missing.
    fn get(&self, name: &'static str) -> Option<JsValue> {
        field(&self.json, name)
    }

    fn has(&self, name: &'static str) -> bool {
        self.get(name).is_some()
    }

    fn text(&self, name: &'static str) -> String {
        self.wants(self.get(name).and_then(|text| text.as_string()))
    }

    fn number(&self, name: &'static str) -> u32 {
        self.whole(name, f64::from(u32::MAX)) as u32
    }

    fn whole(&self, name: &'static str, most: f64) -> f64 {
        self.checked(self.get(name).and_then(|number| number.as_f64()), most)
    }

    fn checked(&self, number: Option<f64>, most: f64) -> f64 {
        let whole = |number: &f64| (0.0..=most).contains(number) && number.fract() == 0.0;
        self.wants(number.filter(whole))
    }

    fn list<T>(&self, name: &'static str, read: impl Fn(JsValue) -> T) -> Vec<T> {
        let list = self
            .get(name)
            .and_then(|list| list.dyn_into::<Array>().ok());
        self.wants(list).iter().map(read).collect()
    }

    /// What has to be there.
    fn wants<T: Default>(&self, value: Option<T>) -> T {
        self.right.set(self.right.get() && value.is_some());
        value.unwrap_or_default()
    }
}

fn text_of(json: &JsValue, name: &'static str) -> Option<String> {
    field(json, name)?.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const WHOLE: &str = r#"{"format":"whyshelf-pack","version":1,"created":"2026-01-01T00:00:00Z",
        "days":7,
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
            r#""days":7,"#,
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
            (r#""days":7"#, r#""days":"7""#),
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
