//! The files of an event log: given one by one, or as folders, in which folders named `key=value`
//! tell a column that all rows below them share, as Hive and many others write partitioned tables.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::SourceError;

/// A file of an event log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogFile {
    pub(crate) path: PathBuf,
    /// Columns that the names of its folders tell, by name and value.
    pub(crate) keys: Vec<(String, String)>,
}

/// The file at `path`, or all files below it, in the order of their names. What begins with `.` or
/// `_` is not part of a log.
///
/// # Errors
/// If a folder cannot be read or holds no file.
pub(crate) fn below(path: &Path) -> Result<Vec<LogFile>, SourceError> {
    let mut files = Vec::new();
    if !path.is_dir() {
        files.push(LogFile {
            path: path.to_owned(),
            keys: Vec::new(),
        });
        return Ok(files);
    }
    gather(path, &[], &mut files)?;
    if files.is_empty() {
        return Err(SourceError::Empty {
            path: path.to_owned(),
            what: "files",
        });
    }
    Ok(files)
}

fn gather(
    folder: &Path,
    keys: &[(String, String)],
    files: &mut Vec<LogFile>,
) -> Result<(), SourceError> {
    let unreadable = |error: std::io::Error| SourceError::unreadable(folder, &error);
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let paths: Result<Vec<PathBuf>, _> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(unreadable)?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_hidden(&name) {
            continue;
        }
        let mut keys = keys.to_vec();
        if !path.is_dir() {
            files.push(LogFile { path, keys });
            continue;
        }
        keys.extend(key(&name));
        gather(&path, &keys, files)?;
    }
    Ok(())
}

/// Whether a file or folder of this name is not part of a log.
pub(crate) fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '_'])
}

/// What a folder's name tells, if anything.
pub(crate) fn key(name: &str) -> Option<(String, String)> {
    let (key, value) = name.split_once('=')?;
    Some((key.to_owned(), unescaped(value)))
}

/// A value as it was before `%3A` stood for `:`.
fn unescaped(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| value.to_owned())
}

/// A path as it stands in an address: nothing in it can be taken for a pattern, a query or an
/// escape.
pub(crate) fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn folders_are_read_in_order_and_tell_columns() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "date=2026-01-02/part-0.csv",
            "date=2026-01-01/shop=a%3Ab/part-1.csv",
            "_SUCCESS",
            "date=2026-01-01/.part-1.csv.crc",
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = below(folder.path()).unwrap();
        let names: Vec<_> = found
            .iter()
            .map(|file| file.path.file_name().unwrap())
            .collect();
        assert_eq!(names, ["part-1.csv", "part-0.csv"]);
        let key = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            found[0].keys,
            [key("date", "2026-01-01"), key("shop", "a:b")]
        );
        assert_eq!(found[1].keys, [key("date", "2026-01-02")]);
    }

    #[test]
    fn a_folder_without_files_is_refused_and_a_file_is_itself() {
        let folder = tempfile::tempdir().unwrap();
        assert!(below(folder.path()).is_err());
        let path = folder.path().join("log.csv");
        assert_eq!(below(&path).unwrap()[0].path, path);
    }

    #[test]
    fn escapes_that_are_none_stay() {
        assert_eq!(unescaped("a%20b%"), "a b%");
        assert_eq!(unescaped("%zz%2"), "%zz%2");
    }
}
