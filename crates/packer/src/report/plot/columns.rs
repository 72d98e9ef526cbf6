//! Pairs of columns: what shoppers do beside what the pack does.

use maud::Markup;
use plotters::chart::ChartBuilder;
use plotters::element::{Rectangle, Text};
use plotters::style::text_anchor::{HPos, VPos};

use super::{
    Canvas, Caption, Drawn, Plot, PlotError, Size, ceiling, filled, stroke, svg, text, tick,
};
use crate::report::palette::{GRID, Ink, TEXT};

/// Groups of columns side by side, all shares.
pub(crate) struct Columns<'a> {
    /// A label below each group, and the height of each of its columns.
    pub(crate) groups: Vec<(String, Vec<f64>)>,
    /// Colours of the columns of a group.
    pub(crate) inks: &'a [Ink],
    /// What the groups are.
    pub(crate) axis: &'a str,
}

impl Columns<'_> {
    /// Draws them.
    pub(crate) fn svg(&self, caption: Caption<'_>) -> Result<Markup, PlotError> {
        svg(self, caption)
    }
}

impl Plot for Columns<'_> {
    fn height(&self, size: Size) -> u32 {
        match size {
            Size::Wide => 360,
            Size::Narrow => 270,
        }
    }

    fn draw(&self, canvas: &Canvas<'_>, size: Size) -> Drawn {
        let shares = self.groups.iter().flat_map(|(_, shares)| shares);
        let largest = shares.fold(0.0_f64, |largest, &share| largest.max(share));
        let groups = self.groups.len().max(1) as f64;
        let mut chart = ChartBuilder::on(canvas)
            .margin_top(12)
            .margin_right(12)
            .x_label_area_size(48)
            .y_label_area_size(52)
            .build_cartesian_2d(0.0..groups, 0.0..ceiling(largest))?;
        let label = text(size, HPos::Left, VPos::Top);
        chart
            .configure_mesh()
            .disable_x_mesh()
            .max_light_lines(0)
            .bold_line_style(stroke(&GRID, 1))
            .axis_style(stroke(&TEXT, 1))
            .label_style(label.clone())
            .axis_desc_style(label)
            .x_labels(0)
            .y_labels(6)
            .y_label_formatter(&tick)
            .draw()?;
        for (group, (_, shares)) in self.groups.iter().enumerate() {
            let width = 0.76 / shares.len().max(1) as f64;
            for (number, (&share, ink)) in shares.iter().zip(self.inks).enumerate() {
                let left = group as f64 + 0.12 + number as f64 * width;
                let column = [(left, 0.0), (left + width * 0.94, share)];
                chart.draw_series([Rectangle::new(column, filled(ink))])?;
            }
        }
        for (group, (label, _)) in self.groups.iter().enumerate() {
            let (x, y) = chart.backend_coord(&(group as f64 + 0.5, 0.0));
            let style = text(size, HPos::Center, VPos::Top);
            canvas.draw(&Text::new(label.clone(), (x, y + 6), style))?;
        }
        let (x, y) = chart.backend_coord(&(groups / 2.0, 0.0));
        let style = text(size, HPos::Center, VPos::Top);
        canvas.draw(&Text::new(self.axis.to_owned(), (x, y + 27), style))?;
        Ok(())
    }
}
