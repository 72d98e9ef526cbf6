//! A shelf drawn once: the very elements that the components make ([`super::shelf`], [`super::card`],
//! [`super::steps`]), without what lets them change. A page has it before it has the components.

use wasm_bindgen::JsValue;
use web_sys::Element;
use whyshelf_pack::text::{cut, pieces};

use super::messages::{Key, Language, Piece, say};
use super::view::{CardView, ShelfView};

/// Draws a shelf into an element.
///
/// # Errors
/// What the page refuses.
pub(crate) fn draw_shelf(
    into: &Element,
    language: Language,
    shelf: &ShelfView,
) -> Result<(), JsValue> {
    let section = "class,part,data-part=shelf;aria-labelledby=heading";
    let section = add(into, "section", section)?;
    let head = add(&section, "div", "class,part=head")?;
    let heading = add(&head, "h2", "class,part,id=heading")?;
    heading.set_text_content(Some(&shelf.title()));
    let steps = add(&head, "div", "class,part=steps;hidden")?;
    for (step, key) in [
        ("class,part=step previous;data-part=previous", Key::PREVIOUS),
        ("class=step;part=step next;data-part=next", Key::NEXT),
    ] {
        let button = add(&steps, "button", step)?;
        set(&button, "type=button;aria-disabled=true")?;
        button.set_attribute("aria-label", say(language, key))?;
    }
    let list = "class,part=cards;role=list;aria-labelledby=heading";
    let list = add(&section, "ul", list)?;
    for one in &shelf.cards {
        card(&list, language, one)?;
    }
    let foot = add(&section, "footer", "class=foot")?;
    let signals = "class=quiet;part,data-part=signals;type=button;aria-haspopup=dialog";
    let signals = add(&foot, "button", signals)?;
    signals.set_text_content(Some(say(language, Key::SIGNALS)));
    let note = add(&foot, "span", "class,part,data-part=note")?;
    note.set_text_content(Some(shelf.note));
    Ok(())
}

fn card(list: &Element, language: Language, card: &CardView) -> Result<(), JsValue> {
    let item = add(list, "li", "class,part,data-part=card")?;
    item.set_attribute("data-item", &card.id)?;
    let link = add(&item, "a", "class,part,data-part=link")?;
    link.set_attribute("href", &card.href)?;
    let frame = add(&link, "span", "class=frame")?;
    if let Some(address) = &card.image {
        // When to load it is said before its address, which would else be fetched at once.
        let image = "class,part=image;alt;width,height=300;loading=lazy;decoding=async";
        add(&frame, "img", image)?.set_attribute("src", address)?;
    }
    if let Some(words) = card.availability {
        let availability = add(&frame, "span", "class,part=availability")?;
        availability.set_text_content(Some(words));
    }
    let title = add(&link, "bdi", "class,part=title")?;
    title.set_text_content(Some(&card.title));
    let price = add(&item, "span", "class,part=price")?;
    price.set_text_content(card.price.as_deref());
    for beside in &card.beside {
        let made = add(&price, "bdi", "")?;
        made.set_attribute("class", beside.part)?;
        made.set_attribute("part", beside.part)?;
        if let Some(label) = &beside.label {
            made.set_attribute("role", "img")?;
            made.set_attribute("aria-label", label)?;
        }
        made.set_text_content(Some(&beside.text));
    }
    let reason = add(&item, "p", "class,part,data-part=reason")?;
    for piece in &card.reason {
        let (class, text) = match piece {
            Piece::Words(words) => {
                reason.append_with_str_1(words)?;
                continue;
            }
            Piece::Title(title) => ("class=named", title),
            Piece::Value(value) => ("", value),
        };
        add(&reason, "bdi", class)?.set_text_content(Some(text));
    }
    let why = "class,part,data-part=why;type=button;aria-haspopup=dialog";
    let why = add(&item, "button", why)?;
    why.set_attribute("aria-label", &card.why_label(language))?;
    why.set_text_content(Some(say(language, Key::WHY)));
    Ok(())
}

/// An element at the end of another, with these attributes.
fn add(into: &Element, name: &str, attributes: &str) -> Result<Element, JsValue> {
    let document = into.owner_document().ok_or(JsValue::NULL)?;
    let made = document.create_element(name)?;
    set(&made, attributes)?;
    into.append_child(&made)?;
    Ok(made)
}

/// Sets attributes that are written `name,name=value;name`, which is less code than lists of pairs.
fn set(on: &Element, attributes: &str) -> Result<(), JsValue> {
    for one in pieces(attributes, b';') {
        let (names, value) = cut(one, b'=').unwrap_or((one, ""));
        for name in pieces(names, b',') {
            on.set_attribute(name, value)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::rc::Rc;

    use gloo_timers::future::TimeoutFuture;
    use leptos::mount::mount_to;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::{HtmlElement, Node};

    use super::*;
    use crate::widget::{Beside, Shelf, ShelfState};

    fn division() -> HtmlElement {
        let document = web_sys::window().unwrap().document().unwrap();
        document.create_element("div").unwrap().unchecked_into()
    }

    /// What can be seen of an element, heard or styled, whatever the order of its attributes.
    fn outline(node: &Node, depth: usize, lines: &mut Vec<String>) {
        let margin = " ".repeat(depth);
        let children = node.child_nodes();
        let children: Vec<Node> = (0..children.length())
            .filter_map(|at| children.item(at))
            .collect();
        if let Some(element) = node.dyn_ref::<Element>() {
            let names = element.get_attribute_names();
            let mut attributes: Vec<String> = names
                .iter()
                .map(|name| name.as_string().unwrap())
                .map(|name| format!(" {name}={:?}", element.get_attribute(&name).unwrap()))
                .collect();
            attributes.sort();
            lines.push(format!(
                "{margin}{}{}",
                element.local_name(),
                attributes.concat()
            ));
        } else if node.node_type() == Node::TEXT_NODE {
            lines.push(format!("{margin}{:?}", node.node_value().unwrap()));
        }
        for child in children {
            outline(&child, depth + 1, lines);
        }
    }

    fn outlined(element: &HtmlElement) -> Vec<String> {
        let mut lines = Vec::new();
        // Empty texts are the components' own business.
        element.normalize();
        outline(element, 0, &mut lines);
        lines
    }

    fn plain_card(id: &str) -> CardView {
        CardView {
            id: id.to_owned(),
            title: format!("Title of {id}"),
            href: format!("/products/{id}"),
            image: None,
            price: None,
            beside: Vec::new(),
            availability: None,
            reason: Vec::new(),
        }
    }

    fn rich_card(id: &str) -> CardView {
        let beside = |part, label: Option<&str>| Beside {
            part,
            text: format!("{part} text"),
            label: label.map(str::to_owned),
        };
        CardView {
            image: Some(format!("/images/{id}.svg")),
            price: Some("£1.25".to_owned()),
            beside: vec![
                beside("was", Some("before: £2.00")),
                beside("rating", Some("4 of 5")),
                beside("other", None),
            ],
            availability: Some("Out of stock"),
            reason: vec![
                Piece::Words("Because you viewed "),
                Piece::Title("A \"mug\" & <b>".to_owned()),
                Piece::Words(" "),
                Piece::Value("12 %".to_owned()),
            ],
            ..plain_card(id)
        }
    }

    #[wasm_bindgen_test]
    async fn what_is_drawn_is_what_the_components_make() {
        let shelf = |note, namesakes, cards| ShelfView {
            heading: "Popular in this shop",
            namesakes,
            note,
            strategy: "popular",
            fallback: None,
            cards,
        };
        for view in [
            shelf("", 0, Vec::new()),
            shelf("", 1, vec![plain_card("1")]),
            shelf(
                "Too little is known.",
                0,
                vec![rich_card("1"), plain_card("2"), rich_card("3")],
            ),
        ] {
            let language = Language::of("en");
            let (drawn, made) = (division(), division());
            draw_shelf(&drawn, language, &view).unwrap();
            let handle = mount_to(made.clone(), move || {
                let state = ShelfState::new(language, view, Rc::new(|_| {}));
                view! { <Shelf state /> }
            });
            TimeoutFuture::new(0).await;
            assert_eq!(outlined(&drawn), outlined(&made));
            drop(handle);
        }
    }
}
