#![allow(clippy::unwrap_used)]
use super::*;

/// Titles from every department, and some no shop should have.
const TITLES: &[&str] = &[
    "White Hanging Heart T-Light Holder",
    "Set of 6 Soldier Skittles",
    "Jumbo Bag Red Retrospot",
    "Regency Cakestand 3 Tier",
    "Number Tile Cottage Garden 5",
    "Letter \"U\" Bling Key Ring",
    "Wrap Dolly Girl",
    "Set of 4 Fairy Cake Placemats",
    "Pack of 6 Skull Paper Plates",
    "Knitted Union Flag Hot Water Bottle",
    "Zinc Heart Lattice T-Light Holder",
    "Charlie + Lola Red Hot Water Bottle",
    "Easter Decoration Hanging Bunny",
    "Magnets Pack of 4 Swallows",
    "Wooden Heart Christmas Scandinavian",
    "Zzyzx",
    "",
    "<script>alert(1)</script> \"Heart\" & 'Mug' ]]> --> \u{0}\u{8}\u{fffe}",
    "</title><image href=\"https://evil.example/x\" onload=\"alert(1)\"/>",
    "Mug \u{202e}gnuM 🦉 é 日本",
];

const BOUND: usize = 2048;

#[test]
fn every_picture_is_small_well_formed_and_titled() {
    for (number, title) in TITLES.iter().enumerate() {
        let svg = draw(&format!("{number}A"), title);
        assert!(svg.len() < BOUND, "{title}: {} bytes", svg.len());
        let document = roxmltree::Document::parse(&svg)
            .unwrap_or_else(|error| unreachable!("{title}: {error}\n{svg}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let named = root.first_element_child().unwrap();
        assert_eq!(named.tag_name().name(), "title");
        let kept: String = title
            .chars()
            .filter(|c| !c.is_control() && *c != '\u{fffe}')
            .collect();
        assert_eq!(named.text().unwrap_or(""), kept);
        harmless(&document);
    }
}

/// Nothing but shapes: no script, style sheet, handler or outside reference.
fn harmless(document: &roxmltree::Document<'_>) {
    const SHAPES: &[&str] = &[
        "svg", "title", "path", "circle", "ellipse", "rect", "g", "use", "pattern", "text",
    ];
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(
            SHAPES.contains(&node.tag_name().name()),
            "{}",
            node.tag_name().name()
        );
        for attribute in node.attributes() {
            assert!(
                !attribute.name().starts_with("on") && attribute.name() != "style",
                "{}",
                attribute.name()
            );
            assert!(
                attribute.name() != "href" || attribute.value().starts_with('#'),
                "{}",
                attribute.value()
            );
        }
    }
}

#[test]
fn every_drawing_fits_with_its_longest_company() {
    for object in art::objects() {
        let word = object.words.split(", ").next().unwrap();
        for motif in art::motifs() {
            let title = format!(
                "Set of 12 {} Paisley {word} {}",
                motif.words.split(", ").next().unwrap(),
                "x".repeat(24)
            );
            let svg = draw("85123A", &title);
            assert!(svg.len() < BOUND + 512, "{title}: {} bytes", svg.len());
            roxmltree::Document::parse(&svg)
                .unwrap_or_else(|error| unreachable!("{title}: {error}"));
        }
    }
}

#[test]
fn no_colour_letter_is_left_unpainted() {
    for art in art::objects()
        .map(|object| object.art)
        .chain(art::motifs().map(|motif| motif.art))
        .chain([PARCEL])
    {
        for piece in art.split('@').skip(1) {
            let letter = piece.chars().next().unwrap();
            assert!("abcdplkwvmngroy".contains(letter), "@{letter} in {art}");
        }
    }
}

#[test]
fn words_are_claimed_once_and_spares_exist() {
    let objects: Vec<&str> = art::objects()
        .flat_map(|object| object.words.split(", "))
        .collect();
    let motifs: Vec<&str> = art::motifs()
        .flat_map(|motif| motif.words.split(", "))
        .collect();
    for words in [objects, motifs] {
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let twice: Vec<_> = sorted
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .map(|pair| pair[0])
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
    for object in art::objects().filter(|object| !object.spare.is_empty()) {
        assert!(choice::motif(object.spare).is_some(), "{}", object.spare);
    }
}

#[test]
fn words_decide_and_the_id_varies() {
    let red = draw("1", "Red Heart Mug");
    assert!(red.contains("#c9483f"));
    assert_eq!(red, draw("1", "Red Heart Mug"));
    assert_ne!(red, draw("2", "Red Heart Mug"));
    assert!(draw("1", "Blue Polkadot Bowl").contains("url(#p)"));
    assert!(draw("1", "Number Tile Vintage Font 7").contains(">7</text>"));
}

#[test]
fn the_scene_is_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hero.svg");
    scene::write(&path).unwrap();
    let svg = std::fs::read_to_string(path).unwrap();
    harmless(&roxmltree::Document::parse(&svg).unwrap());
}
