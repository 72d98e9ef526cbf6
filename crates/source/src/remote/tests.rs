#![allow(clippy::unwrap_used)]
use super::*;

fn remote(address: &str) -> Remote {
    Remote::at(Path::new(address)).unwrap().unwrap()
}

fn object(location: &str, size: u64) -> ObjectMeta {
    ObjectMeta {
        location: Location::from_url_path(location).unwrap(),
        last_modified: Default::default(),
        size,
        e_tag: None,
        version: None,
    }
}

#[test]
fn paths_are_no_addresses_and_odd_addresses_are_refused() {
    for path in ["logs/a.csv", "/logs", "C:/logs", "a:b"] {
        assert!(Remote::at(Path::new(path)).unwrap().is_none(), "{path}");
    }
    for address in ["ftp://host/a.csv", "http://", "https://host/a.csv?key=1"] {
        let error = Remote::at(Path::new(address)).unwrap_err();
        assert!(error.is_usage(), "{address}");
        assert!(error.to_string().contains(address), "{error}");
    }
}

#[test]
fn names_of_folders_tell_columns_and_what_is_hidden_is_left_out() {
    let folder = remote("http://127.0.0.1/logs/");
    let member = |location, size| folder.member(&object(location, size));
    let file = member("logs/shop=a%253Ab/date=2026-01-02/a b%3F.csv", 9).unwrap();
    let key = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(file.keys, [key("shop", "a:b"), key("date", "2026-01-02")]);
    let address = "http://127.0.0.1/logs/shop%3Da%253Ab/date%3D2026-01-02/a%20b%3F.csv";
    assert_eq!(file.path, Path::new(address));
    // What was listed is found again.
    let again = remote(address);
    assert_eq!(again.location.filename(), Some("a b?.csv"));
    for (location, size) in [
        ("logs/_SUCCESS", 1),
        ("logs/_temporary/a.csv", 9),
        ("logs/.a.csv.crc", 8),
        ("logs/date=2026-01-02", 0),
        ("logs", 0),
    ] {
        assert_eq!(member(location, size), None, "{location}");
    }
}
