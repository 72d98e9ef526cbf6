//! The figures that matter most, as sentences.

use maud::{Markup, html};

use crate::evaluation::Evaluation;
use crate::numerals::grouped;
use crate::report::words::{of_hundred, percent};

/// Four facts above everything else.
pub(crate) fn summary(evaluation: &Evaluation) -> Markup {
    let all = &evaluation.pack.all;
    let unseen = &evaluation.pack.unseen;
    let fact = |value: String, words: Markup| {
        html! { li { strong { (value) } span { (words) } } }
    };
    html! {
        p.lead {
            "The pack was asked " (grouped(evaluation.queries)) " times what a shopper would look at next, "
            "in visits it had not seen before. Its catalog holds " (grouped(evaluation.items as u64)) " items."
        }
        ul.facts {
            (fact(of_hundred(all.hr.at(20)), html! { "of 100 next items were among the 20 it would have shown" }))
            (fact(of_hundred(all.hr.at(5)), html! { "of 100 were among the first 5" }))
            (fact(of_hundred(unseen.hr.at(20)), html! { "of 100 next items that were new to the visit were among 20" }))
            (fact(percent(all.coverage), html! { "of the catalog was shown to somebody" }))
        }
    }
}
