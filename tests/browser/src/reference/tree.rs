//! The accessibility tree of a component, as text.

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::shop::Shop;

/// Roles that tell nobody anything.
const SILENT: [&str; 4] = ["generic", "none", "InlineTextBox", "LineBreak"];
/// Properties that assistive technology announces.
const ANNOUNCED: [&str; 8] = [
    "level", "checked", "disabled", "expanded", "hasPopup", "live", "modal", "pressed",
];

/// What `part` selects inside the element that `shelf` selects, one line a node.
///
/// # Errors
/// When there is no such part.
pub(super) async fn of(shop: &Shop, shelf: &str, part: &str) -> Result<String> {
    let expression = format!(
        "document.querySelector({}).shadowRoot.querySelector({})",
        json!(shelf),
        json!(part)
    );
    let object = shop
        .devtools("Runtime.evaluate", json!({ "expression": expression }))
        .await?;
    let object = &object["result"]["objectId"];
    let described = shop
        .devtools("DOM.describeNode", json!({ "objectId": object }))
        .await?;
    let root = &described["node"]["backendNodeId"];
    shop.devtools("Accessibility.enable", json!({})).await?;
    let tree = shop
        .devtools("Accessibility.getFullAXTree", json!({}))
        .await?;
    let nodes = tree["nodes"].as_array().context("no tree")?;
    let by_id: HashMap<&str, &Value> = nodes
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let root = nodes
        .iter()
        .find(|node| node["backendDOMNodeId"] == *root)
        .with_context(|| format!("{part} is not in the tree"))?;
    let mut text = String::new();
    let mut said = sliders(shop, &expression).await?.into_iter();
    write_node(&mut text, root, &by_id, 0, &mut said)?;
    Ok(text)
}

/// What the sliders say in place of their numbers, one after the other; Chromium's protocol has the numbers only.
async fn sliders(shop: &Shop, part: &str) -> Result<Vec<String>> {
    let sliders = format!("[...({part}).querySelectorAll('input[type=range]')]");
    let said = format!("return {sliders}.map((slider) => slider.getAttribute('aria-valuetext'))");
    shop.run(&said, vec![]).await
}

fn write_node(
    text: &mut String,
    node: &Value,
    nodes: &HashMap<&str, &Value>,
    depth: usize,
    sliders: &mut dyn Iterator<Item = String>,
) -> Result<()> {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let silent = node["ignored"] == true || SILENT.contains(&role);
    if !silent {
        write!(text, "{:indent$}{role}", "", indent = depth * 2)?;
        if let Some(name) = node["name"]["value"]
            .as_str()
            .filter(|name| !name.is_empty())
        {
            write!(text, " {name:?}")?;
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let (name, value) = (&property["name"], &property["value"]["value"]);
            let name = name.as_str().unwrap_or_default();
            if ANNOUNCED.contains(&name) && *value != false {
                write!(text, " {name}={value}")?;
            }
        }
        if role == "slider" {
            let said = sliders.next().context("a slider that says nothing")?;
            write!(text, " says={said:?}")?;
        }
        text.push('\n');
    }
    let depth = if silent { depth } else { depth + 1 };
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = child.as_str().and_then(|id| nodes.get(id)) {
            write_node(text, child, nodes, depth, sliders)?;
        }
    }
    Ok(())
}
