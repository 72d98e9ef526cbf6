//! The names of a table's columns, as the file has them and as they are compared.

use super::{Role, plain};

/// A table's header.
#[derive(Debug)]
pub(crate) struct Header {
    given: Vec<String>,
    /// As [`plain`] has them: each is compared with every name that a role may have.
    plain: Vec<String>,
}

impl Header {
    pub(crate) fn of(given: &[String]) -> Header {
        Header {
            given: given.to_vec(),
            plain: given.iter().map(|name| plain(name)).collect(),
        }
    }

    /// The names as the file has them.
    pub(crate) fn given(&self) -> &[String] {
        &self.given
    }

    /// Where a name stands: the exact one, else one that differs in case, blanks or dashes only.
    pub(super) fn find(&self, wanted: &str) -> Option<usize> {
        self.exact(wanted).or_else(|| self.place(&[&plain(wanted)]))
    }

    /// Where a column stands that has a role by its name, found as [`Header::find`] does.
    pub(super) fn find_role(&self, role: Role) -> Option<usize> {
        let find = |name: &&str| self.exact(name).or_else(|| self.place(&[*name]));
        role.columns.iter().find_map(find)
    }

    fn exact(&self, wanted: &str) -> Option<usize> {
        self.given.iter().position(|column| column == wanted)
    }

    /// Where the first of `names` stands that there is, given as [`plain`] has them.
    pub(crate) fn place(&self, names: &[&str]) -> Option<usize> {
        let place = |name: &&str| self.plain.iter().position(|column| column == name);
        names.iter().find_map(place)
    }

    pub(crate) fn has(&self, names: &[&str]) -> bool {
        self.place(names).is_some()
    }
}
