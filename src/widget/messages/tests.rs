#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen_test::wasm_bindgen_test;
use whyshelf_engine::{EventKind, Placement, Strategy};
use whyshelf_pack::Relation;

use super::*;

/// Code, messages of a shelf, messages of its dialogs.
const LANGUAGES: [(&str, &str, &str); 7] = [
    (
        "en",
        include_str!("en/shelf.txt"),
        include_str!("en/drawer.txt"),
    ),
    (
        "de",
        include_str!("de/shelf.txt"),
        include_str!("de/drawer.txt"),
    ),
    (
        "fr",
        include_str!("fr/shelf.txt"),
        include_str!("fr/drawer.txt"),
    ),
    (
        "es",
        include_str!("es/shelf.txt"),
        include_str!("es/drawer.txt"),
    ),
    (
        "pt",
        include_str!("pt/shelf.txt"),
        include_str!("pt/drawer.txt"),
    ),
    (
        "ar",
        include_str!("ar/shelf.txt"),
        include_str!("ar/drawer.txt"),
    ),
    (
        "ja",
        include_str!("ja/shelf.txt"),
        include_str!("ja/drawer.txt"),
    ),
];

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn messages(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    let lines = text.lines().filter(|line| !line.is_empty());
    let mut messages = BTreeMap::new();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let (name, message) = line.split_once(" = ").unwrap();
        assert!(messages.insert(name, message).is_none(), "{name} twice");
        assert!(!message.trim().is_empty(), "{name} says nothing");
    }
    messages
}

/// Names of messages, plurals by their common name, with the places they fill in.
fn outline(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut outline: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, message) in messages(text) {
        let places = outline.entry(split(name).0).or_default();
        for place in message.split('{').skip(1) {
            let place = place.split_once('}').unwrap().0;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places.sort_unstable();
    }
    outline
}

fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((base, category)) if CATEGORIES.contains(&category) => (base, Some(category)),
        _ => (name, None),
    }
}

fn language(code: &str) -> Language {
    for (code, shelf, dialogs) in LANGUAGES {
        Language::learn(code.to_owned(), [shelf, dialogs].concat());
    }
    Language::of(code)
}

#[wasm_bindgen_test]
fn every_language_has_every_message_with_the_same_places() {
    for (code, shelf, dialogs) in LANGUAGES {
        assert_eq!(outline(shelf), outline(LANGUAGES[0].1), "{code}");
        assert_eq!(outline(dialogs), outline(LANGUAGES[0].2), "{code}");
    }
}

#[wasm_bindgen_test]
fn every_message_that_is_said_is_there() {
    let (_, shelf, dialogs) = LANGUAGES[0];
    for name in key::SAID {
        assert!(outline(shelf).contains_key(name), "{name}");
    }
    for name in dialog::SAID {
        assert!(outline(dialogs).contains_key(name), "{name}");
    }
}

#[wasm_bindgen_test]
fn every_plural_has_the_forms_that_its_language_needs() {
    for (code, shelf, dialogs) in LANGUAGES {
        let all: Vec<&str> = messages(shelf)
            .into_keys()
            .chain(messages(dialogs).into_keys())
            .collect();
        for name in &all {
            let (base, Some(_)) = split(name) else {
                continue;
            };
            let kind = if base == "nth" { "ordinal" } else { "cardinal" };
            for category in categories(code, kind) {
                let form = [base, ".", &category].concat();
                assert!(all.contains(&&*form), "{code} lacks {form}");
            }
        }
    }
}

fn categories(code: &str, kind: &str) -> Vec<String> {
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into()).unwrap();
    let rules = Intl::PluralRules::new(&Array::of1(&code.into()), &options);
    let categories = Reflect::get(&rules.resolved_options(), &"pluralCategories".into()).unwrap();
    let name = |category: wasm_bindgen::JsValue| category.as_string().unwrap();
    Array::from(&categories).iter().map(name).collect()
}

#[wasm_bindgen_test]
fn an_unknown_language_is_answered_in_english() {
    for tag in ["", "en-GB", "xx", "nl-BE"] {
        assert_eq!(Language::of(tag).code, "en");
    }
    language("de");
    assert_eq!(Language::of("DE-at").code, "de");
}

fn cited(title: &str, kinds: &[EventKind], relation: Relation) -> Cited {
    Cited {
        title: title.to_owned(),
        kinds: kinds.to_vec(),
        relation,
        in_basket: kinds == [EventKind::AddToCart],
    }
}

fn said(code: &str, reason: &Reason) -> String {
    plain(reason_line(language(code), reason))
}

#[wasm_bindgen_test]
fn one_view_is_named_in_every_language() {
    let reason = Reason::Together(vec![cited(
        "Mug",
        &[EventKind::ViewItem],
        Relation::BoughtTogether,
    )]);
    for (code, sentence) in [
        ("en", "Because you viewed Mug – often bought together"),
        ("de", "Weil Sie Mug angesehen haben – oft zusammen gekauft"),
        (
            "fr",
            "Parce que vous avez consulté Mug – souvent achetés ensemble",
        ),
        ("es", "Porque has visto Mug: suelen comprarse juntos"),
        ("pt", "Porque você viu Mug – costumam ser comprados juntos"),
        ("ar", "لأنك شاهدت Mug – كثيرًا ما تُشترى معًا"),
        (
            "ja",
            "「Mug」の閲覧にもとづくおすすめ – よく一緒に購入されています",
        ),
    ] {
        assert_eq!(said(code, &reason), sentence);
    }
}

#[wasm_bindgen_test]
fn several_deeds_make_one_sentence_in_every_language() {
    use EventKind::{Purchase, ViewItem};
    let reason = Reason::Together(vec![
        cited("Mug", &[ViewItem], Relation::Similar),
        cited("Cup", &[ViewItem], Relation::BoughtTogether),
        cited("Jar", &[Purchase], Relation::BoughtTogether),
    ]);
    for (code, sentence) in [
        ("en", "Because you viewed Mug and Cup and bought Jar"),
        ("de", "Weil Sie Mug und Cup angesehen und Jar gekauft haben"),
        (
            "fr",
            "Parce que vous avez consulté Mug et Cup et acheté Jar",
        ),
        ("es", "Porque has visto Mug y Cup y comprado Jar"),
        ("pt", "Porque você viu Mug e Cup e comprou Jar"),
        ("ar", "لأنك شاهدت Mug وCup واشتريت Jar"),
        (
            "ja",
            "「Mug」と「Cup」の閲覧と「Jar」の購入にもとづくおすすめ",
        ),
    ] {
        assert_eq!(said(code, &reason), sentence);
    }
}

#[wasm_bindgen_test]
fn only_what_was_had_together_is_called_so() {
    let alike = cited("Mug", &[EventKind::ViewItem], Relation::BoughtAlike);
    assert_eq!(
        said("en", &Reason::Together(vec![alike])),
        "Because you viewed Mug – often bought with the same things"
    );
    let page = Plain::Page {
        relation: Relation::Similar,
        title: "Mug".to_owned(),
    };
    assert_eq!(said("en", &Reason::Plain(page)), "Similar to Mug");
    let basket = cited("Mug", &[EventKind::AddToCart], Relation::BoughtTogether);
    assert_eq!(
        said("en", &Reason::Together(vec![basket])),
        "Goes with Mug in your basket"
    );
}

#[wasm_bindgen_test]
fn popular_is_called_popular_for_as_long_as_it_was_counted() {
    for (days, line) in [
        (7.9, "Popular this week"),
        (8.1, "Popular this month"),
        (31.0, "Popular this month"),
        (33.0, "Popular in this shop"),
        // The device's clock is wrong, or the manifest says nothing.
        (-1.0, "Popular in this shop"),
        (f64::NAN, "Popular in this shop"),
    ] {
        let popular = Popular::counted_from(days);
        assert_eq!(said("en", &Reason::Plain(Plain::Popular(popular))), line);
        let shelf = |code| {
            heading(
                language(code),
                Placement::Product,
                Strategy::Popular,
                popular,
            )
        };
        assert_eq!(shelf("en"), line);
        assert_eq!(
            shelf("de").starts_with("Beliebt"),
            line == "Popular in this shop"
        );
    }
}

#[wasm_bindgen_test]
fn titles_are_set_apart_and_never_read_as_patterns() {
    let title = "{items} & <b>";
    let reason = Reason::Together(vec![cited(
        title,
        &[EventKind::ViewItem],
        Relation::Similar,
    )]);
    let line = reason_line(language("en"), &reason);
    assert!(line.contains(&Piece::Title(title.to_owned())), "{line:?}");
}

#[wasm_bindgen_test]
fn plurals_follow_the_language() {
    let arabic = |number| dialog::plural(language("ar"), DialogKey::KEPT, number);
    assert_eq!(arabic(2), "ما مضى عليه أكثر من يومين يُنسى تلقائيًا.");
    assert_eq!(arabic(3), "ما مضى عليه أكثر من {n} أيام يُنسى تلقائيًا.");
    assert_eq!(arabic(11), "ما مضى عليه أكثر من {n} يومًا يُنسى تلقائيًا.");
    let english = |place| dialog::ordinal(language("en"), DialogKey::NTH, place);
    assert_eq!(
        [1, 2, 3, 4, 11, 22].map(english),
        ["{n}st", "{n}nd", "{n}rd", "{n}th", "{n}th", "{n}nd"]
    );
}
