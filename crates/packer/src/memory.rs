//! How much memory there is, and how much was used.

use std::fs;

/// Taken where the system does not say how much it has.
const UNKNOWN: u64 = 4 << 30;

/// Half of the memory that this process may have, in bytes.
pub(crate) fn half() -> u64 {
    let machine = fs::read_to_string("/proc/meminfo").ok();
    let machine = machine.and_then(|text| kilobytes(&text, "MemTotal:"));
    let group = fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let group = group.and_then(|text| text.trim().parse().ok());
    machine.into_iter().chain(group).min().unwrap_or(UNKNOWN) / 2
}

/// The most bytes that this process had in memory at once, where the system says so.
pub(crate) fn peak() -> Option<u64> {
    kilobytes(&fs::read_to_string("/proc/self/status").ok()?, "VmHWM:")
}

/// A number of bytes such as `4GiB`, `512 MB` or `1000000`.
///
/// # Errors
/// What to write instead.
pub(crate) fn bytes(text: &str) -> Result<u64, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1000,
        "kib" | "k" => 1 << 10,
        "mb" => 1_000_000,
        "mib" | "m" => 1 << 20,
        "gb" => 1_000_000_000,
        "gib" | "g" => 1 << 30,
        _ => 0,
    };
    let number: f64 = number.parse().unwrap_or(0.0);
    let bytes = (number * unit as f64) as u64;
    if bytes < LEAST {
        return Err("write at least 64MiB, for example 4GiB".to_owned());
    }
    Ok(bytes)
}

/// With less than this, plans cannot even begin.
const LEAST: u64 = 64 << 20;

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let number: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(number * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_the_usual_units() {
        assert_eq!(bytes("4GiB"), Ok(4 << 30));
        assert_eq!(bytes("1.5 GB"), Ok(1_500_000_000));
        assert_eq!(bytes("512m"), Ok(512 << 20));
        assert_eq!(bytes("100000000"), Ok(100_000_000));
        for text in ["", "GiB", "4 trees", "1kb", "-4GiB"] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lines_of_the_system_are_read() {
        let text = "VmPeak:\t  99 kB\nVmHWM:\t  12 kB\n";
        assert_eq!(kilobytes(text, "VmHWM:"), Some(12 * 1024));
        assert_eq!(kilobytes(text, "VmRSS:"), None);
    }
}
