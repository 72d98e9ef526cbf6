//! The examples of shops that render for themselves.

use anyhow::{Result, ensure};
use serde::Deserialize;

use crate::shop::Shop;
use crate::stage::{Site, Stage};

/// A product as an example shows it, with the numbers of its opened table.
#[derive(Debug, Deserialize)]
struct Shown {
    reason: String,
    values: Vec<i64>,
    score: i64,
}

pub(super) async fn shops_that_render_for_themselves_show_the_same_arithmetic(
    stage: &Stage,
) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            for page in ["/examples/plain.html", "/examples/react.html"] {
                shop.open(page).await?;
                press(shop, "I looked at this").await?;
                shop.until("reasons that follow the view", async || {
                    let events = shop.events().await?.len();
                    let texts = reasons(shop).await?;
                    Ok((events == 1 && texts.contains("viewed")).then_some(()))
                })
                .await?;
                press(shop, "Why this?").await?;
                let shown = shop
                    .until("the table", async || {
                        shop.run::<Option<Shown>>(
                            "const table = document.querySelector('.products li table');
                             const numbers = (part) => [...table.querySelectorAll(`${part} td`)].map(({ textContent }) => Number(textContent));
                             return table && { reason: table.closest('li').textContent, values: numbers('tbody'), score: numbers('tfoot')[0] }",
                            vec![],
                        )
                        .await
                    })
                    .await?;
                ensure!(
                    shown.values.iter().sum::<i64>() == shown.score && shown.score > 0,
                    "{page}: {shown:?} do not add up, of {}",
                    shown.reason
                );
                let (errors, violations) = (shop.errors().await?, shop.violations().await?);
                ensure!(
                    errors.is_empty() && violations.is_empty(),
                    "{page}: {errors:?} {violations:?}"
                );
            }
            Ok(())
        })
        .await
}

/// Presses the first button with these words, once it is there.
async fn press(shop: &Shop, words: &str) -> Result<()> {
    shop.until(words, async || {
        let pressed: bool = shop
            .run(
                "const button = [...document.querySelectorAll('.products button')].find(({ textContent }) => textContent === arguments[0]);
                 button?.click();
                 return button !== undefined",
                vec![words.into()],
            )
            .await?;
        Ok(pressed.then_some(()))
    })
    .await
}

async fn reasons(shop: &Shop) -> Result<String> {
    shop.run(
        "return document.querySelector('.products')?.textContent ?? ''",
        vec![],
    )
    .await
}
