//! Numbers as people read them.

/// Characters of a label at most.
const LONGEST: usize = 80;

/// A share as a percentage, its sign on the same line: `54.0 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1}\u{a0}%", 100.0 * share)
}

/// The same without a decimal: `54 %`.
pub(crate) fn whole_percent(share: f64) -> String {
    format!("{:.0}\u{a0}%", 100.0 * share)
}

/// A share out of a hundred, as a count: `54`, `fewer than one`.
pub(crate) fn of_hundred(share: f64) -> String {
    match (100.0 * share).round() as u64 {
        0 if share > 0.0 => "fewer than one".into(),
        0 => "none".into(),
        count => count.to_string(),
    }
}

/// A multiple: `2.8 times`.
pub(crate) fn times(factor: f64) -> String {
    if (0.05..0.95).contains(&factor) {
        format!("{factor:.2} times")
    } else {
        format!("{factor:.1} times")
    }
}

/// Text from outside as a label: without control and direction characters, cut to what a reader
/// takes in. Escaping is left to whoever writes it.
pub(crate) fn label(text: &str) -> String {
    shortened(text, LONGEST)
}

/// The same, cut to `longest` characters.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let visible = |letter: &char| !letter.is_control() && !turns_direction(*letter);
    let mut letters = text.chars().filter(visible);
    let mut label: String = letters.by_ref().take(longest).collect();
    if letters.next().is_some() {
        label.pop();
        label.push('…');
    }
    label
}

/// Characters that change the direction of what follows them: they could make a page lie.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_as_people_say_them() {
        assert_eq!(percent(0.54), "54.0\u{a0}%");
        assert_eq!(whole_percent(0.546), "55\u{a0}%");
        assert_eq!(of_hundred(0.544), "54");
        assert_eq!(of_hundred(0.004), "fewer than one");
        assert_eq!(of_hundred(0.0), "none");
        assert_eq!(times(2.83), "2.8 times");
        assert_eq!(times(0.06), "0.06 times");
    }

    #[test]
    fn labels_are_short_and_keep_their_direction() {
        assert_eq!(shortened("Kitchen", 10), "Kitchen");
        assert_eq!(shortened("Kitchenware", 10), "Kitchenwa…");
        assert_eq!(label("a\u{202e}b\u{0}c\u{2066}"), "abc");
        assert_eq!(label(&"x".repeat(500)).chars().count(), 80);
    }
}
