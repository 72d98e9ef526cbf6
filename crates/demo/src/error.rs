//! Everything that can go wrong here, each with the file it happened in and what to do about it.

use std::path::{Path, PathBuf};

/// A failure of `clean` or `bake`.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// A file could not be read.
    #[error("cannot read {}: {source}\n  cure: {cure}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
        cure: &'static str,
    },
    /// A file or folder could not be written.
    #[error("cannot write {}: {source}\n  cure: check that the folder exists, is writable and has room", path.display())]
    Write {
        path: PathBuf,
        source: std::io::Error,
    },
    /// The raw CSV lacks a column.
    #[error("{} has no column `{column}`\n  cure: use the UCI Online Retail CSV with the header {}", path.display(), crate::clean::HEADER)]
    MissingColumn { path: PathBuf, column: &'static str },
    /// A row of the raw CSV does not parse.
    #[error("{}, line {line}: {reason}\n  cure: repair or remove that line", path.display())]
    BrokenRow {
        path: PathBuf,
        line: u64,
        reason: String,
    },
    /// Cleaning left nothing to sell.
    #[error("{} holds no sale of a product\n  cure: use the whole UCI Online Retail CSV, not an extract of cancellations", path.display())]
    NothingSold { path: PathBuf },
    /// A Parquet file is missing.
    #[error("{} is missing\n  cure: the repository ships it in www/data; restore it, or run `whyshelf-demo clean --from online-retail.csv --out www/data`", path.display())]
    MissingTable { path: PathBuf },
    /// A Parquet file could not be read or written.
    #[error("{}: {source}\n  cure: write it anew with `whyshelf-demo clean --from online-retail.csv --out www/data`", path.display())]
    Parquet {
        path: PathBuf,
        source: parquet::errors::ParquetError,
    },
    /// A Parquet file has other columns than expected.
    #[error("{}: column `{column}` is missing or of another type\n  cure: write it anew with `whyshelf-demo clean --from online-retail.csv --out www/data`", path.display())]
    WrongColumn { path: PathBuf, column: &'static str },
    /// A template or asset folder the shop needs is not there.
    #[error("{} is missing\n  cure: --templates must name the shop's folder (www/shop), --index the home page (index.html)", path.display())]
    MissingTemplate { path: PathBuf },
    /// A template does not compile or render.
    #[error(
        "template {name}: {}\n  cure: correct the template at the line named",
        chain(source)
    )]
    Template {
        name: String,
        source: minijinja::Error,
    },
    /// The search index could not be written as JSON.
    #[error("{}: {source}\n  cure: report this, titles and prices should always be writable", path.display())]
    Json {
        path: PathBuf,
        source: serde_json::Error,
    },
}

impl DemoError {
    pub(crate) fn write(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Write {
            path: path.to_owned(),
            source,
        }
    }

    pub(crate) fn parquet(path: &Path) -> impl Fn(parquet::errors::ParquetError) -> Self + '_ {
        move |source| Self::Parquet {
            path: path.to_owned(),
            source,
        }
    }

    pub(crate) fn template(name: &str) -> impl FnOnce(minijinja::Error) -> Self + '_ {
        move |source| Self::Template {
            name: name.to_owned(),
            source,
        }
    }
}

/// A template error with what caused it: minijinja keeps the telling part (which value, which include) in the sources.
fn chain(error: &minijinja::Error) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
