//! One drawn picture per product, made of the words of its title: a noun picks the object, a motif its decoration,
//! colour words the palette, and words like "polkadot" a pattern. The same id and title always give the same picture.
//!
//! Pictures are used through `<img>`, so they hold no style sheet and no script; colours are plain attributes.

use std::fmt::Write as _;

mod art;
mod choice;
mod drawing;
mod palette;
mod pattern;
pub(crate) mod scene;
pub(crate) mod sheet;

use choice::Choice;
use drawing::{Motif, Panel, Slot, Stage};

/// The picture of a product.
pub(crate) fn draw(id: &str, title: &str) -> String {
    let choice = Choice::of(id, title);
    let mut svg = String::with_capacity(2048);
    let _ = write!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" role="img"><title>{}</title>"##,
        escaped(title)
    );
    svg.push_str(
        &choice
            .pattern
            .map_or_else(String::new, |pattern| pattern.definition(&choice.palette)),
    );
    backdrop(&mut svg, &choice);
    match choice.object {
        Some(object) => {
            let mut group = choice.palette.paint(object.art, choice.pattern.is_some());
            decorate(&mut group, &choice, object.slots, object.panel);
            place(&mut svg, &group, &choice);
        }
        None => alone(&mut svg, &choice),
    }
    svg.push_str("</svg>");
    svg
}

/// The ground, something light behind, and for standing things a table.
fn backdrop(svg: &mut String, choice: &Choice) {
    let (ground, halo, table) = (
        choice.palette.ground(),
        choice.palette.halo(),
        choice.palette.table(),
    );
    let _ = write!(svg, r##"<path d="M0 0h200v200H0z" fill="{ground}"/>"##);
    let shape = match choice.stage {
        Stage::Stand => [
            "<path d=\"M36 200V98a64 64 0 0 1 128 0v102z\" fill=\"@\"/>",
            "<circle cx=\"100\" cy=\"96\" r=\"74\" fill=\"@\"/>",
            "<path d=\"M16 0h24v200H16zm48 0h24v200H64zm48 0h24v200h-24zm48 0h24v200h-24z\" fill=\"@\" opacity=\".55\"/>",
            "",
        ],
        Stage::Float => [
            "<circle cx=\"100\" cy=\"100\" r=\"84\" fill=\"@\"/>",
            "<path d=\"M100 6l94 94-94 94-94-94z\" fill=\"@\" stroke=\"@\" stroke-width=\"6\" stroke-linejoin=\"round\"/>",
            "<path d=\"M14 14h172v172H14z\" fill=\"none\" stroke=\"@\" stroke-width=\"6\"/>",
            "",
        ],
    };
    svg.push_str(&shape[choice.dice(3) % shape.len()].replace('@', &halo));
    if choice.stage == Stage::Stand {
        let ink = choice.palette.ink();
        let _ = write!(
            svg,
            r##"<path d="M0 152h200v48H0z" fill="{table}"/><ellipse cx="100" cy="161" rx="70" ry="7" fill="{ink}" opacity=".16"/>"##
        );
    }
}

/// Motifs in the object's slots; the second and later ones reuse the first.
fn decorate(group: &mut String, choice: &Choice, slots: &[Slot], panel: Panel) {
    if let Some(glyph) = choice.glyph {
        let colour = choice.palette.on(panel).paint("@a", false);
        if let Some((x, y, size)) = slots.first() {
            let _ = write!(
                group,
                r##"<text x="{x}" y="{}" font-size="{}" font-family="Georgia,serif" text-anchor="middle" fill="{colour}">{}</text>"##,
                y + size * 3 / 8,
                size * 11 / 10,
                escaped(&glyph.to_string())
            );
        }
        return;
    }
    let Some(motif) = choice.motif else { return };
    for (place, (x, y, size)) in slots.iter().enumerate() {
        let scale = f64::from(*size) / 100.0;
        let _ = write!(
            group,
            r##"<g transform="translate({x} {y})scale({scale})">"##
        );
        if place == 0 {
            let inner = choice.palette.on(panel).paint(motif.art, false);
            let _ = if slots.len() > 1 {
                write!(group, r##"<g id="m">{inner}</g></g>"##)
            } else {
                write!(group, "{inner}</g>")
            };
        } else {
            group.push_str("<use href=\"#m\"/></g>");
        }
    }
}

/// One object, a little turned or mirrored so that no two are quite the same; a set shows its smaller sister behind.
fn place(svg: &mut String, group: &str, choice: &Choice) {
    let flip = choice.glyph.is_none() && choice.dice(5) % 2 == 1 && !choice.has_sides();
    let mirror = if flip { "matrix(-1 0 0 1 200 0)" } else { "" };
    let _ = match choice.stage {
        Stage::Stand if choice.set => write!(
            svg,
            r##"<g transform="translate(28 9)scale(.95)"><g id="o">{group}</g></g><use href="#o" transform="translate(-14 58)scale(.65)"/>"##
        ),
        Stage::Stand => write!(
            svg,
            r##"<g transform="{mirror}translate(-16 -24)scale(1.16)">{group}</g>"##
        ),
        Stage::Float if choice.tilts() => write!(
            svg,
            r##"<g transform="{mirror}rotate({} 100 100)">{group}</g>"##,
            choice.dice(7) as i64 % 9 - 4
        ),
        Stage::Float => write!(svg, r##"<g transform="{mirror}">{group}</g>"##),
    };
}

/// A motif that is the product itself, on a string where the title says it hangs; without any motif, a parcel.
fn alone(svg: &mut String, choice: &Choice) {
    let Some(Motif { art, .. }) = choice.motif else {
        svg.push_str(&choice.palette.paint(PARCEL, choice.pattern.is_some()));
        return;
    };
    let art = art.replace("fill=\"@a\"", "fill=\"@p\"");
    let drawn = choice.palette.paint(&art, choice.pattern.is_some());
    if choice.stage == Stage::Float {
        let ink = choice.palette.ink();
        let _ = write!(
            svg,
            r##"<path d="M100 0v52" stroke="{ink}" stroke-width="2.5"/><circle cx="100" cy="56" r="6" fill="none" stroke="{ink}" stroke-width="2.5"/>"##
        );
    }
    let (scale, turn) = (choice.motif_scale(), choice.dice(7) as i64 % 9 - 4);
    let _ = write!(
        svg,
        r##"<g transform="translate(100 110)rotate({turn})scale({scale})">{drawn}</g>"##
    );
}

const PARCEL: &str = r##"<path d="M48 82h104v78H48z" fill="@p"/><path d="M90 82h20v78H90z" fill="@c"/><path d="M42 68h116v22H42z" fill="@b"/><path d="M90 68h20v22H90z" fill="@d"/><path d="M100 68C76 30 44 40 56 56q12 14 44 12zm0 0c24-38 56-28 44-12q-12 14-44 12z" fill="@c"/><circle cx="100" cy="66" r="8" fill="@d"/>"##;

/// Text for XML: markup escaped, characters XML forbids left out, and no longer than a title should be.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .take(120)
    {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests;
