//! Plots as inline SVG, drawn twice: for wide pages and for phones, so that text keeps its size.

mod bars;
mod columns;
mod lines;

use maud::{Markup, PreEscaped, html};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{IntoFont, ShapeStyle, TextStyle};

use super::palette::{Ink, TEXT};
use super::words::whole_percent;

pub(crate) use bars::{Bar, Bars};
pub(crate) use columns::Columns;
pub(crate) use lines::{Line, Lines};

/// A plot could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("cannot draw the plot {name}: {why}")]
pub(crate) struct PlotError {
    name: &'static str,
    why: String,
}

/// Why drawing stopped.
type Drawn = Result<(), Box<dyn std::error::Error>>;

/// What is drawn on.
type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Which of the two drawings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    Wide,
    Narrow,
}

impl Size {
    fn class(self) -> &'static str {
        match self {
            Size::Wide => "wide",
            Size::Narrow => "narrow",
        }
    }

    fn width(self) -> u32 {
        match self {
            Size::Wide => 860,
            Size::Narrow => 320,
        }
    }

    /// Font size; plotters measures a line, of which letters take about four fifths.
    fn font(self) -> f64 {
        match self {
            Size::Wide => 17.0,
            Size::Narrow => 16.0,
        }
    }
}

/// Something that can be drawn in both sizes.
trait Plot {
    /// Height in pixels.
    fn height(&self, size: Size) -> u32;

    fn draw(&self, canvas: &Canvas<'_>, size: Size) -> Drawn;
}

/// A plot's words for those who do not see it.
#[derive(Clone, Copy)]
pub(crate) struct Caption<'a> {
    /// Distinguishes the plot on its page: letters only.
    pub(crate) name: &'static str,
    /// What it shows.
    pub(crate) title: &'a str,
    /// What is to be seen.
    pub(crate) description: &'a str,
}

/// Both drawings of a plot.
fn svg(plot: &dyn Plot, caption: Caption<'_>) -> Result<Markup, PlotError> {
    let draw = |size: Size| -> Result<Markup, PlotError> {
        let (width, height) = (size.width(), plot.height(size));
        let mut svg = String::new();
        let canvas = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
        let drawn = plot
            .draw(&canvas, size)
            .and_then(|()| Ok(canvas.present()?));
        drop(canvas);
        drawn.map_err(|why| PlotError {
            name: caption.name,
            why: why.to_string(),
        })?;
        let (title, description) = (
            format!("{}-{}-title", caption.name, size.class()),
            format!("{}-{}-desc", caption.name, size.class()),
        );
        Ok(html! {
            svg class=(size.class()) role="img" viewBox=(format!("0 0 {width} {height}"))
                aria-labelledby=(format!("{title} {description}"))
            {
                title id=(title) { (caption.title) }
                desc id=(description) { (caption.description) }
                (PreEscaped(content(&svg)))
            }
        })
    };
    Ok(html! { div.plot { (draw(Size::Wide)?) (draw(Size::Narrow)?) } })
}

/// What plotters drew, without its own `svg` element.
fn content(svg: &str) -> &str {
    let start = svg.find('>').map_or(0, |end| end + 1);
    let end = svg.rfind("</svg>").unwrap_or(svg.len());
    svg.get(start..end).unwrap_or("")
}

fn text(size: Size, horizontal: HPos, vertical: VPos) -> TextStyle<'static> {
    let font = ("sans-serif", size.font()).into_font();
    TextStyle::from(font)
        .color(&TEXT.light)
        .pos(Pos::new(horizontal, vertical))
}

fn filled(ink: &Ink) -> ShapeStyle {
    ShapeStyle {
        color: ink.light.into(),
        filled: true,
        stroke_width: 0,
    }
}

fn stroke(ink: &Ink, stroke_width: u32) -> ShapeStyle {
    ShapeStyle {
        color: ink.light.into(),
        filled: false,
        stroke_width,
    }
}

/// The end of an axis for shares: the next tenth, at least one.
fn ceiling(largest: f64) -> f64 {
    ((largest * 10.0).ceil() / 10.0).clamp(0.1, 1.0)
}

fn tick(share: &f64) -> String {
    whole_percent(*share)
}
