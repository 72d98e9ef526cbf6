//! The words of the page.

use maud::{Markup, html};

use crate::evaluation::Evaluation;

/// What each figure means.
pub(crate) fn glossary(evaluation: &Evaluation) -> Markup {
    let alike = if evaluation.diversity_by_catalog {
        "Items are alike that share steps of their category's path or their brand."
    } else {
        "Items are alike that recommend the same other items; the catalog names too few categories and brands."
    };
    let log = if evaluation.popularity_of_training_log {
        "Popularity is counted in the log that the other methods were trained on."
    } else {
        "Popularity is counted in the evaluated log itself; with --baselines, in the log the pack was built from."
    };
    let words: [(&str, String); 12] = [
        ("Hit rate, HR@k", "How often the very next item of a visit was among the first k shown.".into()),
        ("MRR@k", "Mean reciprocal rank: 1 if the next item was shown first, ½ if second, ⅓ if third, 0 beyond the first k; on average. High where the right item stands far in front.".into()),
        ("NDCG@k", "Normalised discounted cumulative gain: like MRR, but places further back lose less, 1 / log₂(place + 1).".into()),
        ("Recall@k", "How many of all the items that followed in the visit were among the first k, on average.".into()),
        ("Coverage", "Share of the catalog that was on at least one shelf of 20.".into()),
        ("Reachable", "Share of the catalog that looking at some single item can bring onto a shelf.".into()),
        ("Gini", "How unevenly the places on shelves are shared among items: 0 if all are shown equally often, close to 1 if a few take all.".into()),
        ("Popularity percentile", format!("How many of 100 other items are less popular than what is shown, on average: 0.50 is a random choice, 1.00 only the bestseller. {log}")),
        ("Diversity", format!("How unlike the items of one shelf are: 0 all the same, 1 nothing in common. {alike}")),
        ("Novelty", "How rarely shoppers come across what is shown, in bits: one more bit means half as popular.".into()),
        ("Unseen targets", "Only next items that were new to the visit count, and shelves do not repeat what was seen.".into()),
        ("Pack", "The file that shoppers' browsers load; recommendations are computed there, and nothing about a visit leaves the device.".into()),
    ];
    html! {
        section {
            h2 { "Words" }
            dl {
                @for (word, meaning) in words {
                    div { dt { (word) } dd { (meaning) } }
                }
                @if !evaluation.baselines.is_empty() {
                    div {
                        dt { "The methods beside the pack" }
                        dd {
                            "Popularity shows everybody the same bestsellers. Cosine co-occurrence shows what shares many "
                            "visits with the items seen. Sequential rules show what came soon after the last item. VMIS-kNN looks "
                            "for past visits that resemble this one (Kersbergen, Sprangers, Schelter, SIGMOD 2022); it needs all "
                            "past visits at hand, which no browser should have."
                        }
                    }
                }
            }
        }
    }
}
