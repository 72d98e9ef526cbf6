//! A pack that was written once and for all is read for ever.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use whyshelf_pack::{ItemIndex, Pack};

/// Everything a pack says.
fn said(pack: &Pack) -> String {
    let mut said = format!("{:?}\n", pack.model());
    for item in (0..pack.len() as u32).map(ItemIndex) {
        let names: Vec<&str> = pack.aliases(item).collect();
        let row = pack.row(item);
        let near: Vec<String> = row
            .neighbours
            .iter()
            .map(|near| format!("{}:{}:{}", near.item.0, near.weight, near.relation as u8))
            .collect();
        writeln!(
            said,
            "{} {names:?} {:?} {:?} popularity {} arrived {} sensitive {} scale {} [{}]",
            pack.id(item),
            pack.shopify(item),
            pack.card(item),
            pack.popularity(item),
            pack.arrived(item),
            pack.is_sensitive(item),
            row.scale,
            near.join(" ")
        )
        .unwrap();
    }
    said
}

#[test]
fn the_first_version_says_what_it_always_said() {
    let bytes = include_bytes!("../../../tests/packs/v1/one/pack-9cd42fe79faf532a.bin");
    let pack = Pack::parse(bytes).unwrap();
    assert_eq!(
        said(&pack),
        include_str!("../../../tests/packs/v1/said.txt")
    );
}
