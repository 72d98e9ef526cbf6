//! A value of unknown shape.

/// A value of a page: of JSON, of a script's object, of an element. Looking into it never fails.
pub trait Value: Clone {
    /// A property; `None` where it is missing or null, where the value has no properties, or where
    /// reading it throws.
    fn field(&self, name: &'static str) -> Option<Self>;

    /// Text that is not blank, trimmed: a string, or a number as a page prints it. `None` for
    /// everything else, and for text longer than `most` bytes.
    fn text(&self, most: usize) -> Option<String>;

    /// A string as it is, if it has at most `most` bytes.
    fn string(&self, most: usize) -> Option<String>;

    /// A finite number, or a string that is one.
    fn number(&self) -> Option<f64>;

    /// How many elements a list has; 1 for any other object, 0 for what is none.
    fn count(&self) -> u32;

    /// The first elements of a list, at most `most`; of any other object itself.
    fn list(&self, most: u32) -> Vec<Self>;

    /// `true` or `false`, if it is exactly that.
    fn truth(&self) -> Option<bool>;

    /// Whether it is `true`.
    fn is_true(&self) -> bool {
        self.truth() == Some(true)
    }

    /// The property at the end of a path.
    fn at(&self, path: &[&'static str]) -> Option<Self> {
        path.iter()
            .try_fold(self.clone(), |value, name| value.field(name))
    }

    /// The text of a property.
    fn text_of(&self, name: &'static str, most: usize) -> Option<String> {
        self.field(name)?.text(most)
    }
}
