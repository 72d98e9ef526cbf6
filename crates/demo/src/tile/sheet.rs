//! A sheet of pictures side by side, for whoever draws them.

use std::fmt::Write as _;
use std::path::Path;

use crate::error::DemoError;
use crate::table;

/// Writes an HTML page with the pictures of products whose title contains `matching`, leaving out `skip` between two.
pub(crate) fn run(data: &Path, out: &Path, matching: &str, skip: usize) -> Result<(), DemoError> {
    let catalog = table::read_catalog(&data.join(table::CATALOG))?;
    let wanted = matching.to_lowercase();
    let shown = catalog
        .iter()
        .filter(|row| row.title.to_lowercase().contains(&wanted))
        .step_by(skip + 1);
    let mut page = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Pictures</title><style>body{display:grid;grid-template-columns:repeat(auto-fill,150px);gap:10px;font:11px sans-serif}svg{width:150px;border-radius:8px;display:block}</style>",
    );
    let (mut count, mut bytes, mut largest) = (0_usize, 0_usize, (0, ""));
    for row in shown {
        let svg = super::draw(&row.id, &row.title);
        (count, bytes, largest) = (
            count + 1,
            bytes + svg.len(),
            largest.max((svg.len(), row.title.as_str())),
        );
        let ids = isolated(&svg, &row.id);
        let _ = write!(page, "<div>{ids}{}</div>", super::escaped(&row.title));
    }
    std::fs::write(out, page).map_err(DemoError::write(out))?;
    println!(
        "{count} pictures, {} bytes on average, {} at most ({})",
        bytes / count.max(1),
        largest.0,
        largest.1
    );
    Ok(())
}

/// On one page the pictures' ids would clash.
fn isolated(svg: &str, id: &str) -> String {
    ["p", "m", "o", "q", "z"]
        .iter()
        .fold(svg.to_owned(), |svg, name| {
            svg.replace(&format!("id=\"{name}\""), &format!("id=\"{name}{id}\""))
                .replace(&format!("\"#{name}\""), &format!("\"#{name}{id}\""))
                .replace(&format!("url(#{name})"), &format!("url(#{name}{id})"))
        })
}
