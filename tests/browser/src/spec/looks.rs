//! Components look, and read, as in their references.

use anyhow::{Result, ensure};

use crate::reference;
use crate::stage::{Site, Stage};

const CURE: &str =
    "if this is meant: `whyshelf-browser-tests --update-references`, and look at what it made";

pub(super) async fn every_component_looks_as_in_its_reference(stage: &Stage) -> Result<()> {
    compare(stage, reference::DIRECTIONS[0]).await
}

pub(super) async fn every_component_looks_as_in_its_reference_from_right_to_left(
    stage: &Stage,
) -> Result<()> {
    compare(stage, reference::DIRECTIONS[1]).await
}

async fn compare(stage: &Stage, direction: (&str, &str)) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let different = reference::compare_pictures(&stage.places, shop, direction).await?;
            ensure!(different.is_empty(), "{different:#?}\n{CURE}");
            Ok(())
        })
        .await
}

pub(super) async fn every_component_reads_as_in_its_reference(stage: &Stage) -> Result<()> {
    stage
        .visit(Site::Demo, async |shop| {
            let different = reference::compare_trees(&stage.places, shop).await?;
            ensure!(different.is_empty(), "{}\n{CURE}", different.join("\n"));
            Ok(())
        })
        .await
}
