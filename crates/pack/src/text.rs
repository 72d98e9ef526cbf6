//! Texts taken apart at an ASCII character. The standard library searches long texts fast for any character,
//! which is half a kilobyte more of the first shelf's wasm than this, and these texts are short.

/// What comes before and after the first `at`, an ASCII character; `None` where there is none.
#[must_use]
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    debug_assert!(at.is_ascii(), "one byte of a text is no character");
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// The pieces of a text between one `at`, an ASCII character, and the next; none after the last of them if
/// the text ends there.
pub fn pieces(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = cut(rest, at).unwrap_or((rest, ""));
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_are_cut_as_the_standard_library_does(text in "[a,é;]{0,9}") {
            prop_assert_eq!(cut(&text, b','), text.split_once(','));
            let all: Vec<&str> = pieces(&text, b',').collect();
            prop_assert_eq!(all, text.split_terminator(',').collect::<Vec<_>>());
        }
    }
}
