//! Horizontal bars with a name before and a value after each.

use maud::Markup;
use plotters::element::{Rectangle, Text};
use plotters::style::text_anchor::{HPos, VPos};

use super::{Canvas, Caption, Drawn, Plot, PlotError, Size, filled, svg, text};
use crate::report::palette::{GRID, Ink, PACK};
use crate::report::words::shortened;

/// One bar.
pub(crate) struct Bar {
    pub(crate) name: String,
    /// Length; the longest possible is [`Bars::full`].
    pub(crate) value: f64,
    /// The value in words.
    pub(crate) label: String,
}

/// Bars below each other.
pub(crate) struct Bars {
    pub(crate) bars: Vec<Bar>,
    /// The value that fills the width; above 0.
    pub(crate) full: f64,
}

/// Height of a bar and of the space it has.
const THICK: i32 = 18;
const PITCH: i32 = 30;

impl Bars {
    /// Draws them.
    pub(crate) fn svg(&self, caption: Caption<'_>) -> Result<Markup, PlotError> {
        svg(self, caption)
    }
}

impl Plot for Bars {
    fn height(&self, size: Size) -> u32 {
        // On a phone names stand above their bars.
        let pitch = if size == Size::Wide {
            PITCH
        } else {
            PITCH + THICK
        };
        self.bars.len() as u32 * pitch as u32 + 8
    }

    fn draw(&self, canvas: &Canvas<'_>, size: Size) -> Drawn {
        let wide = size == Size::Wide;
        let (left, right) = if wide { (270, 100) } else { (4, 76) };
        let width = f64::from(size.width() as i32 - left - right);
        for (number, bar) in (0..).zip(&self.bars) {
            let pitch = if wide { PITCH } else { PITCH + THICK };
            let top = 4 + number * pitch + if wide { (PITCH - THICK) / 2 } else { THICK + 4 };
            let middle = top + THICK / 2;
            let length = (bar.value / self.full).clamp(0.0, 1.0) * width;
            let rectangle = |to: f64, ink: &Ink| {
                let corners = [(left, top), (left + to.round() as i32, top + THICK)];
                Rectangle::new(corners, filled(ink))
            };
            canvas.draw(&rectangle(width, &GRID))?;
            canvas.draw(&rectangle(length, &PACK))?;
            let (place, anchor) = if wide {
                ((left - 10, middle), HPos::Right)
            } else {
                ((left, top - 13), HPos::Left)
            };
            let name = shortened(&bar.name, if wide { 32 } else { 36 });
            canvas.draw(&Text::new(name, place, text(size, anchor, VPos::Center)))?;
            let value = (left + width as i32 + 8, middle);
            let style = text(size, HPos::Left, VPos::Center);
            canvas.draw(&Text::new(bar.label.clone(), value, style))?;
        }
        Ok(())
    }
}
