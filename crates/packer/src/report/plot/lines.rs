//! Lines over shelf lengths.

use maud::Markup;
use plotters::chart::ChartBuilder;
use plotters::element::Text;
use plotters::series::LineSeries;
use plotters::style::text_anchor::{HPos, VPos};

use super::{Canvas, Caption, Drawn, Plot, PlotError, Size, ceiling, stroke, svg, text, tick};
use crate::metric::SHELF;
use crate::report::palette::{GRID, TEXT, series};
use crate::report::words::percent;

/// A figure of one method for every shelf length.
pub(crate) struct Line<'a> {
    pub(crate) name: &'a str,
    pub(crate) points: Vec<(usize, f64)>,
}

/// Lines of shares, the pack's first, over the number of items shown.
pub(crate) struct Lines<'a> {
    pub(crate) lines: Vec<Line<'a>>,
}

impl Lines<'_> {
    /// Draws them.
    pub(crate) fn svg(&self, caption: Caption<'_>) -> Result<Markup, PlotError> {
        svg(self, caption)
    }

    /// Room for names and values beside the lines' ends, in pixels.
    fn name_width(&self) -> u32 {
        let letters = self.lines.iter().map(|line| line.name.chars().count());
        let longest = letters.max().unwrap_or(0) as u32;
        80 + 8 * longest
    }

    fn largest(&self) -> f64 {
        let points = self.lines.iter().flat_map(|line| &line.points);
        points.fold(0.0, |largest, &(_, share)| largest.max(share))
    }
}

impl Plot for Lines<'_> {
    fn height(&self, size: Size) -> u32 {
        match size {
            Size::Wide => 400,
            Size::Narrow => 300,
        }
    }

    fn draw(&self, canvas: &Canvas<'_>, size: Size) -> Drawn {
        let wide = size == Size::Wide;
        let mut chart = ChartBuilder::on(canvas)
            .margin_top(12)
            .margin_right(if wide { self.name_width() } else { 16 })
            .x_label_area_size(if wide { 52 } else { 46 })
            .y_label_area_size(52)
            .build_cartesian_2d(0.0..SHELF as f64, 0.0..ceiling(self.largest()))?;
        let label = text(size, HPos::Left, VPos::Top);
        chart
            .configure_mesh()
            .disable_x_mesh()
            .max_light_lines(0)
            .bold_line_style(stroke(&GRID, 1))
            .axis_style(stroke(&TEXT, 1))
            .label_style(label.clone())
            .axis_desc_style(label)
            .x_labels(5)
            .y_labels(6)
            .x_desc("items shown")
            .x_label_formatter(&|length| format!("{length:.0}"))
            .y_label_formatter(&tick)
            .draw()?;
        // The pack last, on top of the others.
        for (number, line) in self.lines.iter().enumerate().rev() {
            let points = line
                .points
                .iter()
                .map(|&(length, share)| (length as f64, share));
            let points = std::iter::once((0.0, 0.0)).chain(points);
            let style = stroke(series(number), if number == 0 { 4 } else { 2 });
            chart.draw_series(LineSeries::new(points, style))?;
        }
        if wide {
            self.name_lines(canvas, |share| chart.backend_coord(&(SHELF as f64, share)))?;
        }
        Ok(())
    }
}

impl Lines<'_> {
    /// Writes each line's name beside its end, moved apart where lines end close together.
    fn name_lines(&self, canvas: &Canvas<'_>, place: impl Fn(f64) -> (i32, i32)) -> Drawn {
        let mut ends: Vec<(i32, i32, usize, f64)> = (0..)
            .zip(&self.lines)
            .map(|(number, line)| {
                let share = line.points.last().map_or(0.0, |&(_, share)| share);
                let (x, y) = place(share);
                (y, x, number, share)
            })
            .collect();
        ends.sort_unstable_by_key(|&(y, _, number, _)| (y, number));
        let bottom = place(0.0).1;
        let heights = apart(
            &ends.iter().map(|end| end.0).collect::<Vec<_>>(),
            18,
            bottom,
        );
        for ((_, x, number, share), y) in ends.into_iter().zip(heights) {
            let style = text(Size::Wide, HPos::Left, VPos::Center).color(&series(number).light);
            let name = format!("{} {}", self.lines[number].name, percent(share));
            canvas.draw(&Text::new(name, (x + 10, y), style))?;
        }
        Ok(())
    }
}

/// Ascending heights, moved as little downwards as leaves `gap` between them, then upwards again
/// where that went beyond `bottom`.
fn apart(heights: &[i32], gap: i32, bottom: i32) -> Vec<i32> {
    let mut heights = heights.to_vec();
    for at in 1..heights.len() {
        heights[at] = heights[at].max(heights[at - 1] + gap);
    }
    let mut limit = bottom;
    for height in heights.iter_mut().rev() {
        *height = (*height).min(limit);
        limit = *height - gap;
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_overlap() {
        assert_eq!(apart(&[10, 50], 18, 100), [10, 50]);
        assert_eq!(apart(&[10, 12, 14], 18, 100), [10, 28, 46]);
        assert_eq!(apart(&[90, 92, 99], 18, 100), [64, 82, 100]);
        assert_eq!(apart(&[], 18, 100), [0; 0]);
    }
}
