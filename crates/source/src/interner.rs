//! Identifiers as small numbers.

use std::collections::HashMap;

/// Numbers distinct texts in the order they come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    numbers: HashMap<Box<str>, u32>,
}

impl Interner {
    /// The number of `text`, a new one if it is new.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(text.into(), number);
        number
    }

    /// The texts, each at its number.
    pub(crate) fn into_texts(self) -> Vec<String> {
        let mut texts = vec![String::new(); self.numbers.len()];
        for (text, number) in self.numbers {
            texts[number as usize] = text.into();
        }
        texts
    }
}
