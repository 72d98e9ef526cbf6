//! The rules of the format. A pack that breaks one is refused by its number: the words would be a hundredth of
//! the first shelf's wasm, where nothing says them.

use core::fmt;

macro_rules! rules {
    ($($name:ident = $words:literal,)*) => {
        /// A rule of the format; [`fmt::Display`] says how it is broken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = concat!("Broken: ", $words, ".")] $name,)*
        }

        impl fmt::Display for Rule {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Rule::$name => $words,)*
                })
            }
        }
    };
}

rules! {
    SectionOrder = "a section is missing or out of order",
    Number64 = "a number is longer than 64 bits",
    Number32 = "a number is longer than 32 bits",
    KindWeight = "an event kind weighs more than 64",
    DistanceCount = "the distance table has more than 64 entries",
    DistanceWeight = "a distance weight is longer than 16 bits",
    Score = "a score is longer than 40 bits",
    ItemCount = "too many items",
    ColumnOrder = "a column is out of order",
    Availability = "unknown availability",
    Arrival = "an arrival is longer than 16 bits",
    Sensitive = "sensitive is neither 0 nor 1",
    Rating = "a rating is above five stars",
    RatingCount = "a number of ratings is longer than 32 bits",
    NoIdentifier = "an item has no identifier",
    SameIdentifier = "two items have the same identifier",
    NameIsIdentifier = "a name is an item's identifier",
    NameCount = "more names than bytes",
    NameShares = "a name shares more than there is",
    EmptyName = "a name is empty",
    NamesLength = "names are longer than 4 GiB",
    Utf8 = "text is not UTF-8",
    CharBoundary = "a string ends inside a character",
    SameName = "a name stands twice",
    NumberCount = "more numbers than bytes",
    VariantZero = "a variant has the number 0",
    SameNumber = "a number stands twice",
    RowCount = "more rows than items",
    LevelOrder = "weight levels do not ascend from 1",
    Relation = "unknown relation",
    Level = "unknown weight level",
    Neighbour = "a neighbour is out of range",
    StringsLength = "a string column is longer than 4 GiB",
    DictionaryIndex = "a dictionary index is out of range",
    PathLength = "the path of hashes is longer than 32",
    Shard = "a shard is out of range",
    EntryOrder = "entries do not ascend",
}
