//! What is in the wasm of every page needs neither comments nor indentation: style sheets and English messages,
//! line by line without them, in `OUT_DIR` by their own names.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Each with what its comments begin with.
const TEXTS: [(&str, &str); 4] = [
    ("widget/shelf.css", "/*"),
    ("widget/drawer.css", "/*"),
    ("widget/messages/en/shelf.txt", "#"),
    ("widget/messages/en/drawer.txt", "#"),
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (name, comment) in TEXTS {
        let from = Path::new("src").join(name);
        println!("cargo::rerun-if-changed={}", from.display());
        let text = fs::read_to_string(&from)?;
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with(comment));
        // A style sheet's lines end where a space says nothing.
        let between = if comment == "#" { "\n" } else { "" };
        let text = lines.collect::<Vec<_>>().join(between);
        fs::write(out.join(from.file_name().unwrap_or_default()), text)?;
    }
    Ok(())
}
