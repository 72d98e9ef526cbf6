//! The options that say where plans run and what they may use.

use std::path::PathBuf;

use clap::Args;
use tokio::runtime::Runtime;
use whyshelf_source::{Engine, Resources};

use crate::error::Error;
use crate::memory;

/// Where plans run.
#[derive(Clone, Debug, Args)]
pub(super) struct PlanArgs {
    /// Memory for reading logs and counting pairs, for example 4GiB; what does not fit goes to the
    /// work folder. The model of the items comes on top [default: half of the machine's]
    #[arg(long, value_name = "SIZE", value_parser = memory::bytes)]
    memory: Option<u64>,
    /// Folder for what does not fit in memory and for tables on their way; emptied at the end
    /// [default: the system's folder for temporary files]
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// Scheduler of an Apache Ballista cluster that does it instead, each executor with this much
    /// --memory and with the --work folder under the same path
    #[arg(long, value_name = "HOST:PORT", requires = "work")]
    cluster: Option<String>,
}

impl PlanArgs {
    /// The engine that these options ask for.
    ///
    /// # Errors
    /// If there is no folder to work in, or no cluster.
    pub(super) fn engine(&self, runtime: &Runtime) -> Result<Engine, Error> {
        let resources = Resources {
            memory: self.memory.unwrap_or_else(memory::half),
            work: self.work.clone(),
        };
        match &self.cluster {
            None => Ok(Engine::embedded(&resources)?),
            Some(address) => cluster(address, &resources, runtime),
        }
    }
}

/// The engine of a command that offers no choice.
///
/// # Errors
/// If there is no folder to work in.
pub(super) fn default_engine() -> Result<Engine, Error> {
    let memory = memory::half();
    Ok(Engine::embedded(&Resources { memory, work: None })?)
}

#[cfg(feature = "cluster")]
fn cluster(address: &str, resources: &Resources, runtime: &Runtime) -> Result<Engine, Error> {
    Ok(runtime.block_on(Engine::cluster(address, resources))?)
}

#[cfg(not(feature = "cluster"))]
fn cluster(_: &str, _: &Resources, _: &Runtime) -> Result<Engine, Error> {
    Err(Error::NoClusters)
}
