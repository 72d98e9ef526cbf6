//! Values of the page as the readers of `whyshelf-signals` want them.

use js_sys::{Array, JsString, Number, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use whyshelf_signals::Value;

use crate::host;

/// A value of the page's scripts.
#[derive(Clone, Debug)]
pub(crate) struct Js(pub(crate) JsValue);

impl Value for Js {
    fn field(&self, name: &'static str) -> Option<Self> {
        host::field(&self.0, name).map(Js)
    }

    fn text(&self, most: usize) -> Option<String> {
        let text = match self.0.dyn_ref::<JsString>() {
            // Long text is not copied to be refused.
            Some(text) if text.length() as usize <= most => String::from(text).trim().to_owned(),
            Some(_) => return None,
            None => {
                let number = self.0.as_f64().filter(|number| number.is_finite())?;
                let text = Number::from(number).to_string_with_radix(10).ok()?;
                text.into()
            }
        };
        (!text.is_empty() && text.len() <= most).then_some(text)
    }

    fn string(&self, most: usize) -> Option<String> {
        let text = self.0.dyn_ref::<JsString>()?;
        let text = (text.length() as usize <= most).then(|| String::from(text))?;
        (text.len() <= most).then_some(text)
    }

    fn number(&self) -> Option<f64> {
        const LONGEST: usize = 40;
        let number = match self.0.as_f64() {
            Some(number) => number,
            // The browser reads numbers; a reader of our own would be larger than all the rest.
            None => js_sys::JSON::parse(&self.text(LONGEST)?).ok()?.as_f64()?,
        };
        number.is_finite().then_some(number)
    }

    fn count(&self) -> u32 {
        if Array::is_array(&self.0) {
            let length = self.field("length").and_then(|length| length.0.as_f64());
            // A cast from a float saturates.
            length.unwrap_or(0.0) as u32
        } else {
            u32::from(self.0.is_object())
        }
    }

    fn list(&self, most: u32) -> Vec<Self> {
        if Array::is_array(&self.0) {
            (0..self.count().min(most))
                .filter_map(|at| Reflect::get_u32(&self.0, at).ok().map(Js))
                .collect()
        } else if self.0.is_object() {
            vec![self.clone()]
        } else {
            Vec::new()
        }
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn js(json: &str) -> Js {
        Js(js_sys::JSON::parse(json).unwrap_or(JsValue::UNDEFINED))
    }

    #[wasm_bindgen_test]
    fn values_are_what_json_says() {
        let value = js(
            r#"{"text":" a ","number":71053,"price":"2.50","list":[1,2,3],"none":null,"long":"xxxx"}"#,
        );
        assert_eq!(value.text_of("text", 3).as_deref(), Some("a"));
        assert_eq!(value.text_of("number", 9).as_deref(), Some("71053"));
        assert_eq!(value.text_of("long", 3), None);
        assert_eq!(value.text_of("list", 9), None);
        let number = |name: &'static str| value.field(name).and_then(|value| value.number());
        assert_eq!((number("price"), number("text")), (Some(2.5), None));
        assert!(value.field("none").is_none() && value.field("missing").is_none());
        let list = value.field("list").unwrap_or(Js(JsValue::NULL));
        assert_eq!((list.count(), list.list(2).len()), (3, 2));
        assert_eq!((value.count(), value.list(2).len()), (1, 1));
        assert_eq!(js("7").list(2).len(), 0);
    }

    #[wasm_bindgen_test]
    fn getters_that_throw_are_missing_properties() {
        let entry = js_sys::Object::new();
        let getter = js_sys::Object::new();
        // A native that throws when called on what is no symbol.
        let symbol = js_sys::Reflect::get(&js_sys::global(), &"Symbol".into());
        let throwing = Reflect::get(&symbol.unwrap_or(JsValue::UNDEFINED), &"keyFor".into());
        let _ = Reflect::set(
            &getter,
            &"get".into(),
            &throwing.unwrap_or(JsValue::UNDEFINED),
        );
        js_sys::Object::define_property(&entry, &"ecommerce".into(), &getter);
        assert!(Js(entry.into()).field("ecommerce").is_none());
    }
}
