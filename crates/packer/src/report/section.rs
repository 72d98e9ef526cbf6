//! The parts of the page: a heading, a sentence a merchant understands, a plot, the numbers.

mod accuracy;
mod coverage;
mod figures;
mod learned;
mod popularity;
mod summary;

use maud::{Markup, html};

pub(crate) use accuracy::accuracy;
pub(crate) use coverage::coverage;
pub(crate) use figures::figures;
pub(crate) use learned::learned;
pub(crate) use popularity::popularity;
pub(crate) use summary::summary;

/// The numbers behind a plot, folded away.
fn numbers(caption: &str, head: &[String], rows: &[Vec<String>]) -> Markup {
    html! {
        details {
            summary { "The numbers" }
            (table(caption, head, rows))
        }
    }
}

/// A table whose first column names its rows.
fn table(caption: &str, head: &[String], rows: &[Vec<String>]) -> Markup {
    html! {
        // Wide tables scroll by themselves; a keyboard has to reach what scrolls.
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for cell in head { th scope="col" { (cell) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th scope="row" { (cell) } }
                                @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
