//! What the browser half may not look at: no interface that tells machines apart, no places.

use std::path::{Path, PathBuf};

use super::text;
use crate::project::Project;

/// Names of such interfaces, in JavaScript and as web-sys features.
const FORBIDDEN: [&str; 24] = [
    "geolocation",
    "deviceMemory",
    "hardwareConcurrency",
    "hardware_concurrency",
    "device_memory",
    "getBattery",
    "mediaDevices",
    "media_devices",
    "userAgent",
    "user_agent",
    "navigator.plugins",
    "mimeTypes",
    "AudioContext",
    "CanvasRenderingContext",
    "HtmlCanvasElement",
    "getImageData",
    "toDataURL",
    "WebGl",
    "RtcPeerConnection",
    "RTCPeerConnection",
    "FontFace",
    "document.fonts",
    "colorDepth",
    "speechSynthesis",
];

pub(super) fn check(project: &Project, files: &[PathBuf]) -> Vec<String> {
    files
        .iter()
        .filter(|file| is_browsers(file))
        .flat_map(|file| breaches(file, &text(project, file).unwrap_or_default()))
        .collect()
}

/// Whether a file becomes part of what a page loads. The root's manifest lists web-sys' features.
fn is_browsers(file: &Path) -> bool {
    file.starts_with("src")
        || file.starts_with("crates/signals/src")
        || file.starts_with("crates/memory/src")
        || file == Path::new("www/whyshelf.js")
        || file == Path::new("Cargo.toml")
}

fn breaches(file: &Path, source: &str) -> Vec<String> {
    let named = |(line, text): (usize, &str)| {
        let text = text.to_ascii_lowercase();
        let name = FORBIDDEN
            .iter()
            .find(|name| text.contains(&name.to_ascii_lowercase()))?;
        Some(format!(
            "{}:{line}: names `{name}`, which tells machines or places apart",
            file.display()
        ))
    };
    (1..).zip(source.lines()).filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interface_that_tells_machines_apart_is_found() {
        let found = breaches(
            Path::new("src/signals/context.rs"),
            "let a = 1;\nnavigator.user_agent();",
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("src/signals/context.rs:2: names `user_agent`"));
        assert!(breaches(Path::new("www/whyshelf.js"), "navigator.language").is_empty());
    }

    #[test]
    fn only_what_a_page_loads_is_looked_at() {
        for file in ["src/runtime.rs", "www/whyshelf.js", "Cargo.toml"] {
            assert!(is_browsers(Path::new(file)), "{file}");
        }
        for file in ["tests/browser/src/spec/signals.rs", "docs/signals.md"] {
            assert!(!is_browsers(Path::new(file)), "{file}");
        }
    }
}
