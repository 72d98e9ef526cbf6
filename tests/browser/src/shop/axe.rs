//! axe-core, which looks for what keeps people from using a page.

use anyhow::{Context, Result};
use serde_json::json;

use super::Shop;

/// All of axe's usual rules, and the size of targets, but for what frames without scripts hold; and that the gallery shows the
/// same shelf again and again, under the same name, is its purpose.
const CHECK: &str = "
    const [where] = arguments;
    const rules = { 'target-size': { enabled: true }, 'landmark-unique': { enabled: !location.pathname.startsWith('/gallery/') } };
    const shelf = where && document.querySelector(where[0])?.shadowRoot;
    const context = where ? shelf.querySelector(where[1]) : document;
    const { violations } = await window.axe.run(context, { rules, iframes: false, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} (${help}): ${JSON.stringify(target)} ${failureSummary}`))";

impl Shop {
    /// What axe-core finds wrong on the page, or on what `part` selects in the element that `shelf`
    /// selects.
    pub(crate) async fn axe(&self, part: Option<(&str, &str)>) -> Result<Vec<String>> {
        let present: bool = self.run("return 'axe' in window", vec![]).await?;
        if !present {
            let script = std::fs::read_to_string(&self.axe).with_context(|| {
                format!(
                    "axe-core is put at {} by `cargo xtask test --only tools`",
                    self.axe.display()
                )
            })?;
            self.client.execute(&script, vec![]).await?;
        }
        let part = part.map(|(shelf, part)| json!([shelf, part]));
        self.run(CHECK, vec![json!(part)]).await
    }
}
