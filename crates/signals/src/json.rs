//! Values of JSON.

use crate::Value;

impl Value for &serde_json::Value {
    fn field(&self, name: &'static str) -> Option<Self> {
        match self {
            serde_json::Value::Array(elements) => elements.get(name.parse::<usize>().ok()?),
            _ => self.get(name),
        }
        .filter(|value| !value.is_null())
    }

    fn text(&self, most: usize) -> Option<String> {
        let text = match self {
            serde_json::Value::String(text) => text.trim().to_owned(),
            serde_json::Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty() && text.len() <= most).then_some(text)
    }

    fn string(&self, most: usize) -> Option<String> {
        let text = self.as_str().filter(|text| text.len() <= most);
        text.map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        let number = match self {
            serde_json::Value::String(text) => text.trim().parse().ok(),
            _ => self.as_f64(),
        };
        number.filter(|number: &f64| number.is_finite())
    }

    fn count(&self) -> u32 {
        match self {
            serde_json::Value::Array(elements) => elements.len() as u32,
            serde_json::Value::Object(_) => 1,
            _ => 0,
        }
    }

    fn list(&self, most: u32) -> Vec<Self> {
        match self {
            serde_json::Value::Array(elements) => elements.iter().take(most as usize).collect(),
            serde_json::Value::Object(_) => vec![self],
            _ => Vec::new(),
        }
    }

    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }
}
