//! One self-contained page that shows a merchant what an evaluation found: plots with a sentence
//! each, the numbers behind them, the words explained.
//!
//! The page loads nothing, runs no script and says so in its content policy. Text from catalogs and
//! command lines is escaped by the two libraries that write it: maud the HTML, plotters the SVG.
//! The same evaluation gives the same bytes.

mod glossary;
mod palette;
mod plot;
mod provenance;
mod section;
mod words;

use maud::{DOCTYPE, PreEscaped, html};

pub(crate) use plot::PlotError;
pub(crate) use provenance::Provenance;

use crate::evaluation::Evaluation;

/// Writes the page.
///
/// # Errors
/// If a plot cannot be drawn, which is a fault of this program.
pub(crate) fn page(evaluation: &Evaluation, provenance: &Provenance) -> Result<String, PlotError> {
    let title = "How well this pack recommends";
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(include_str!("style.css"))) (PreEscaped(palette::css())) }
            }
            body {
                main {
                    header {
                        p.eyebrow { "Whyshelf evaluation" }
                        h1 { (title) }
                        (section::summary(evaluation))
                    }
                    (section::accuracy(evaluation)?)
                    (section::popularity(evaluation)?)
                    (section::coverage(evaluation)?)
                    (section::learned(evaluation)?)
                    (section::figures(evaluation))
                    (glossary::glossary(evaluation))
                    (provenance.section(evaluation))
                }
            }
        }
    };
    Ok(page.into_string())
}
