//! The printing press: templates in, files out.

use std::fs;
use std::path::{Path, PathBuf};

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, State, UndefinedBehavior, context};

use super::shop::Shop;
use crate::error::DemoError;

/// Templates the shop cannot do without, relative to the templates folder.
const TEMPLATES: [&str; 11] = [
    "parts/base.html",
    "parts/card.html",
    "parts/footer.html",
    "parts/head.html",
    "parts/header.html",
    "pages/cart.html",
    "pages/category.html",
    "pages/not-found.html",
    "pages/order-confirmation.html",
    "pages/product.html",
    "pages/search.html",
];

/// Renders templates into the output folder.
pub(super) struct Press {
    environment: Environment<'static>,
    departments: Value,
    out: PathBuf,
}

impl Press {
    pub(super) fn new(
        templates: &Path,
        index: &Path,
        out: &Path,
        shop: &Shop,
    ) -> Result<Self, DemoError> {
        let mut environment = Environment::new();
        // A misspelt variable is an error, not an empty place on the page.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(escape);
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        for name in TEMPLATES {
            add(&mut environment, name, &templates.join(name))?;
        }
        add(&mut environment, "index.html", index)?;
        for folder in ["", "category", "product", "picture", "shop"] {
            let folder = out.join(folder);
            fs::create_dir_all(&folder).map_err(DemoError::write(&folder))?;
        }
        Ok(Self {
            environment,
            departments: Value::from_serialize(&shop.departments),
            out: out.to_owned(),
        })
    }

    /// Renders a template into a file of the shop; every page knows the departments for its menu.
    pub(super) fn page(&self, template: &str, file: &str, values: Value) -> Result<(), DemoError> {
        let values = context! { departments => self.departments, ..values };
        let page = self
            .environment
            .get_template(template)
            .and_then(|found| found.render(values))
            .map_err(DemoError::template(template))?;
        self.write(file, &page)
    }

    /// Writes a file of the shop; `file` is its address, with or without the slash in front.
    pub(super) fn write(&self, file: &str, text: &str) -> Result<(), DemoError> {
        let path = self.out.join(file.trim_start_matches('/'));
        fs::write(&path, text).map_err(DemoError::write(&path))
    }

    /// Copies the shop's own styles, scripts and pictures to `shop/`.
    pub(super) fn copy_assets(&self, assets: &Path) -> Result<(), DemoError> {
        let entries = fs::read_dir(assets).map_err(|_| DemoError::MissingTemplate {
            path: assets.to_owned(),
        })?;
        for entry in entries {
            let from = entry
                .map_err(|source| DemoError::Read {
                    path: assets.to_owned(),
                    source,
                    cure: "check the folder's permissions",
                })?
                .path();
            if let Some(name) = from.file_name().filter(|_| from.is_file()) {
                let to = self.out.join("shop").join(name);
                fs::copy(&from, &to).map_err(DemoError::write(&to))?;
            }
        }
        Ok(())
    }
}

fn add(environment: &mut Environment<'static>, name: &str, path: &Path) -> Result<(), DemoError> {
    let source = fs::read_to_string(path).map_err(|_| DemoError::MissingTemplate {
        path: path.to_owned(),
    })?;
    environment
        .add_template_owned(name.to_owned(), source)
        .map_err(DemoError::template(name))
}

/// Minijinja's own escaping also turns `/` into `&#x2f;`, which makes every address in the pages unreadable; these five
/// characters are enough for text and quoted attributes.
fn escape(
    out: &mut minijinja::Output,
    state: &State,
    value: &Value,
) -> Result<(), minijinja::Error> {
    let text = match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => text,
        _ => return minijinja::escape_formatter(out, state, value),
    };
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;");
    Ok(out.write_str(&escaped)?)
}
