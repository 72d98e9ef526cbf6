//! Where plans run: inside this process, within bounds of memory, or on an Apache Ballista cluster.
//! Plans are SQL without functions of our own, and they read files; so both run the same.

#[cfg(feature = "cluster")]
mod cluster;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use futures::StreamExt;
use tempfile::TempDir;

use crate::error::SourceError;

/// What plans may use.
#[derive(Clone, Debug)]
pub struct Resources {
    /// Bytes of memory. What does not fit goes to the work folder.
    pub memory: u64,
    /// Folder for tables on their way and for what does not fit in memory; none: the system's
    /// folder for temporary files. On a cluster every executor must see it under the same path.
    pub work: Option<PathBuf>,
}

/// Runs plans.
pub struct Engine {
    context: SessionContext,
    folder: TempDir,
    memory: u64,
}

impl Engine {
    /// An engine inside this process.
    ///
    /// # Errors
    /// If there is no folder to work in.
    pub fn embedded(resources: &Resources) -> Result<Engine, SourceError> {
        let folder = work_folder(resources)?;
        let spill = folder.path().join("spill");
        fs::create_dir(&spill).map_err(|error| unusable(&spill, &error))?;
        let disk =
            DiskManagerBuilder::default().with_mode(DiskManagerMode::Directories(vec![spill]));
        let memory = usize::try_from(resources.memory).unwrap_or(usize::MAX);
        let runtime = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(memory)))
            .with_disk_manager_builder(disk)
            .build_arc()
            .map_err(|error| unusable(folder.path(), &error))?;
        Ok(Engine {
            context: SessionContext::new_with_config_rt(SessionConfig::new(), runtime),
            folder,
            memory: resources.memory,
        })
    }

    /// An engine that sends its plans to the scheduler of a cluster, for example
    /// `127.0.0.1:50050`; `resources.memory` is what one of its executors has.
    ///
    /// # Errors
    /// If the address is none, or there is no folder to work in.
    #[cfg(feature = "cluster")]
    pub async fn cluster(address: &str, resources: &Resources) -> Result<Engine, SourceError> {
        Ok(Engine {
            context: cluster::context(address).await?,
            folder: work_folder(resources)?,
            memory: resources.memory,
        })
    }

    /// Bytes of memory that plans may use.
    pub(crate) fn memory(&self) -> u64 {
        self.memory
    }

    /// A path in the work folder, which is removed with everything in it when the engine goes.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes the Parquet file at `path` the table `name`.
    pub(crate) async fn table(&self, name: &str, path: &Path) -> Result<(), SourceError> {
        let options = ParquetReadOptions::default();
        let address = path.to_string_lossy();
        let registered = self.context.register_parquet(name, &*address, options);
        registered.await.map_err(|error| failed(&error))
    }

    /// Forgets the table `name` and removes its file.
    pub(crate) fn remove(&self, name: &str, path: &Path) -> Result<(), SourceError> {
        let gone = self.context.deregister_table(name);
        gone.map_err(|error| failed(&error))?;
        fs::remove_file(path).map_err(|error| unusable(path, &error))
    }

    /// Runs a plan and hands over its rows as they come.
    pub(crate) async fn run(
        &self,
        sql: &str,
        mut visit: impl FnMut(&RecordBatch) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        let failed = |error: DataFusionError| failed(&error);
        let frame = self.context.sql(sql).await.map_err(failed)?;
        let mut stream = frame.execute_stream().await.map_err(failed)?;
        while let Some(batch) = stream.next().await {
            visit(&batch.map_err(failed)?)?;
        }
        Ok(())
    }
}

fn work_folder(resources: &Resources) -> Result<TempDir, SourceError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("whyshelf-");
    let Some(parent) = &resources.work else {
        let parent = std::env::temp_dir();
        return builder.tempdir().map_err(|error| unusable(&parent, &error));
    };
    // An address within a plan has to be whole.
    let made = fs::create_dir_all(parent).and_then(|()| fs::canonicalize(parent));
    let made = made.and_then(|parent| builder.tempdir_in(parent));
    made.map_err(|error| unusable(parent, &error))
}

pub(crate) fn unusable(path: &Path, why: &dyn std::fmt::Display) -> SourceError {
    SourceError::WorkFolder {
        path: path.to_owned(),
        why: why.to_string(),
    }
}

pub(crate) fn failed(error: &DataFusionError) -> SourceError {
    let why = error.find_root();
    match why {
        DataFusionError::ResourcesExhausted(why) => SourceError::Memory { why: why.clone() },
        why => SourceError::Plan {
            why: why.to_string(),
        },
    }
}
