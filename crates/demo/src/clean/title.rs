//! From the stock book's shouting abbreviations to a title one can read: `S/4 HEART ETCHED T-LIGHTS` becomes
//! `Set of 4 Heart Etched T-Lights`.

/// Whole words of the stock book and what they stand for.
const SPELT_OUT: &[(&str, &str)] = &[
    ("ANT", "Antique"),
    ("ASS", "Assorted"),
    ("ASST", "Assorted"),
    ("ASSTD", "Assorted"),
    ("ASSORT", "Assorted"),
    ("BATHSALTS", "Bath Salts"),
    ("B'FLY", "Butterfly"),
    ("BLK", "Black"),
    ("BRACLET", "Bracelet"),
    ("C/COVER", "Cushion Cover"),
    ("CANDL", "Candle"),
    ("CEATURE", "Creature"),
    ("CHOCOLATECANDLE", "Chocolate Candle"),
    ("CINAMMON", "Cinnamon"),
    ("BOXED", "Boxed"),
    ("CHILDRENS", "Children's"),
    ("CHILDS", "Child's"),
    ("CHOC", "Chocolate"),
    ("CHRSTMAS", "Christmas"),
    ("COL", "Colour"),
    ("COLOUR", "Colour"),
    ("DEC", "Decoration"),
    ("DES", "Design"),
    ("DIAMANTE", "Diamanté"),
    ("DOORSIGN", "Door Sign"),
    ("DOZ", "Dozen"),
    ("DRAWERKNOB", "Drawer Knob"),
    ("EARINGS", "Earrings"),
    ("GARLD", "Garland"),
    ("HYDRANGA", "Hydrangea"),
    ("NECKL", "Necklace"),
    ("NECKL.", "Necklace"),
    ("NECKLAC", "Necklace"),
    ("PHOTOFRAME", "Photo Frame"),
    ("SKIPPPING", "Skipping"),
    ("SQUARECUSHION", "Square Cushion"),
    ("STRAWBRY", "Strawberry"),
    ("TOASTRACK", "Toast Rack"),
    ("UTILTY", "Utility"),
    ("WHT", "White"),
    ("DRAGONS", "Dragon's"),
    ("FF", "Faux Fur"),
    ("FRST", "Frosted"),
    ("GIRLS", "Girls'"),
    ("BOYS", "Boys'"),
    ("GRN", "Green"),
    ("KINGS", "King's"),
    ("LGE", "Large"),
    ("LRG", "Large"),
    ("MED", "Medium"),
    ("PAPIER", "Papier"),
    ("P'WEIGHT", "Paperweight"),
    ("PKT", "Packet"),
    ("PK", "Pack"),
    ("POL", "Polished"),
    ("RND", "Round"),
    ("SIL'T", "Silhouette"),
    ("SML", "Small"),
    ("SQ", "Square"),
    ("SQU", "Square"),
    ("TRAD", "Traditional"),
    ("TRADITIONAL", "Traditional"),
    ("TURQ", "Turquoise"),
    ("W", "with"),
    ("W/", "with"),
    ("XMAS", "Christmas"),
    ("CAFE", "Café"),
    ("DECOUPAGE", "Découpage"),
];

/// Words that keep their capitals.
const CAPITALS: &[&str] = &[
    "3D",
    "BBQ",
    "CD",
    "DIY",
    "II",
    "IV",
    "LED",
    "LOL",
    "LP",
    "MDF",
    "MR",
    "NY",
    "TV",
    "UK",
    "USA",
    "USB",
    "VIP",
    "VIPPASSPORT",
    "YMCA",
];

/// Small words inside a title.
const SMALL: &[&str] = &[
    "a", "an", "and", "at", "by", "de", "for", "from", "in", "la", "le", "of", "on", "or", "the",
    "to", "with", "x",
];

/// Units that follow a number directly: `30cm`, `500g`.
const UNITS: &[&str] = &[
    "cm", "cl", "g", "kg", "in", "l", "m", "ml", "mm", "oz", "pc", "s",
];

/// A readable title for a description of the stock book.
pub(super) fn polish(description: &str) -> String {
    let spaced = inches_apart(
        &description
            .replace(',', ", ")
            .replace('+', " + ")
            .replace("( ", "("),
    );
    let trimmed = spaced.trim_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | ')' | '"' | '!' | '?' | '£')
    });
    let mut words: Vec<String> = Vec::new();
    let mut raw = trimmed.split_whitespace().peekable();
    while let Some(word) = raw.next() {
        let first = words.is_empty()
            || raw.peek().is_none() && !SMALL.contains(&word.to_lowercase().as_str());
        if word == "," {
            if let Some(last) = words.last_mut() {
                last.push(',');
            }
            continue;
        }
        words.extend(
            set_of(word)
                .or_else(|| with(word))
                .unwrap_or_else(|| vec![cased(word, first)]),
        );
    }
    words.join(" ")
}

/// `NECKL.36"BLUE` becomes `NECKL. 36" BLUE`.
fn inches_apart(description: &str) -> String {
    let mut apart = String::with_capacity(description.len() + 2);
    let mut before = (' ', ' ');
    for c in description.chars() {
        let after_inches = before.1 == '"' && before.0.is_ascii_digit() && c.is_alphabetic();
        if after_inches || (before.1 == '.' && before.0.is_alphabetic() && c.is_ascii_digit()) {
            apart.push(' ');
        }
        apart.push(c);
        before = (before.1, c);
    }
    apart
}

/// `S/4`, `SET/4` and `SET/4,` become `Set of 4`.
fn set_of(word: &str) -> Option<Vec<String>> {
    let upper = word.to_uppercase();
    let count = upper
        .strip_prefix("SET/")
        .or_else(|| upper.strip_prefix("S/"))?;
    let digits = count.trim_end_matches(',');
    (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
        .then(|| vec!["Set".to_owned(), "of".to_owned(), count.to_owned()])
}

/// `W/SUCKER` becomes `with Sucker`.
fn with(word: &str) -> Option<Vec<String>> {
    let rest = word.strip_prefix("W/").filter(|rest| rest.len() > 1)?;
    Some(vec!["with".to_owned(), cased(rest, false)])
}

fn cased(word: &str, first: bool) -> String {
    let upper = word.to_uppercase();
    let lower = word.to_lowercase();
    if let Some((_, full)) = SPELT_OUT.iter().find(|(short, _)| *short == upper) {
        return (*full).to_owned();
    }
    if CAPITALS.contains(&upper.as_str()) {
        return upper;
    }
    if !first && SMALL.contains(&lower.as_str()) {
        return lower;
    }
    if is_measure(&lower) {
        return lower;
    }
    capitalised(&lower)
}

/// `30cm`, `45x45cm`, `500g`, `3.5g`, `50's`.
fn is_measure(lower: &str) -> bool {
    let unit =
        lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, 'x' | '.' | '\''));
    lower.starts_with(|c: char| c.is_ascii_digit())
        && (unit.is_empty()
            || UNITS.contains(&unit)
            || unit.split('x').all(|part| part.starts_with("cm")))
}

/// A capital at the start and after `-`, `/`, `&`, `(` and an opening quote; not after an apostrophe, not after a digit.
fn capitalised(lower: &str) -> String {
    let mut title = String::with_capacity(lower.len());
    let mut start = true;
    for c in lower.chars() {
        if start && c.is_alphabetic() {
            title.extend(c.to_uppercase());
        } else {
            title.push(c);
        }
        start =
            matches!(c, '-' | '/' | '&' | '(' | '"' | '.' | '*') || start && !c.is_alphanumeric();
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_read_well() {
        for (raw, title) in [
            (
                "WHITE HANGING HEART T-LIGHT HOLDER",
                "White Hanging Heart T-Light Holder",
            ),
            (
                "S/4 HEART ETCHED T-LIGHTS",
                "Set of 4 Heart Etched T-Lights",
            ),
            (
                "SET/6 PINK  BUTTERFLY T-LIGHTS",
                "Set of 6 Pink Butterfly T-Lights",
            ),
            ("CREAM SWEETHEART MINI CHEST", "Cream Sweetheart Mini Chest"),
            (
                "KNITTED UNION FLAG HOT WATER BOTTLE",
                "Knitted Union Flag Hot Water Bottle",
            ),
            (
                "PACK OF 12 50'S CHRISTMAS TISSUES",
                "Pack of 12 50's Christmas Tissues",
            ),
            (
                "POLYESTER FILLER PAD 45x45cm",
                "Polyester Filler Pad 45x45cm",
            ),
            (
                "POLYESTER FILLER PAD 65CMx65CM",
                "Polyester Filler Pad 65cmx65cm",
            ),
            (
                "CHILDRENS CUTLERY DOLLY GIRL",
                "Children's Cutlery Dolly Girl",
            ),
            (
                "VINTAGE HEADS AND TAILS CARD GAME",
                "Vintage Heads and Tails Card Game",
            ),
            (
                "METAL SIGN,CUPCAKE SINGLE HOOK",
                "Metal Sign, Cupcake Single Hook",
            ),
            (
                "PINK/WHITE \"KEEP CLEAN\" BULLET BIN",
                "Pink/White \"Keep Clean\" Bullet Bin",
            ),
            (
                "FOLK ART GREETING CARD,pack/12",
                "Folk Art Greeting Card, Pack/12",
            ),
            ("*Boombox Ipod Classic", "Boombox Ipod Classic"),
            ("DAD'S CAB ELECTRONIC METER", "Dad's Cab Electronic Meter"),
            (
                "3 TRADITIONAl BISCUIT CUTTERS  SET",
                "3 Traditional Biscuit Cutters Set",
            ),
            (
                "THE KING GIFT BAG 25x24x12cm",
                "The King Gift Bag 25x24x12cm",
            ),
            (
                "ASS COL LARGE SAND FROG P'WEIGHT",
                "Assorted Colour Large Sand Frog Paperweight",
            ),
            (
                "FLOWER GLASS GARLD NECKL.36\"BLACK",
                "Flower Glass Garland Necklace 36\" Black",
            ),
            (
                "PINK B'FLY C/COVER W BOBBLES",
                "Pink Butterfly Cushion Cover with Bobbles",
            ),
            (
                "ELEPHANT CLIP W SUCTION CUP",
                "Elephant Clip with Suction Cup",
            ),
        ] {
            assert_eq!(polish(raw), title);
        }
    }
}
