//! `whyshelf key`: the key that packs are signed with.

use std::path::PathBuf;

use clap::Args;

use crate::error::Error;
use crate::pack_folder::SecretKey;

/// Make a key to sign packs with, or show the public half of one
#[derive(Debug, Args)]
#[command(after_help = "\
Keep the file secret and safe: who has it can publish packs that your pages accept. Put the public
half, which this prints, into the script tag as data-key; pages then refuse packs that are not
signed with `whyshelf build --sign FILE`.

Example:
  whyshelf key shop.pem
  whyshelf build --events orders.csv --out public/whyshelf/pack --sign shop.pem")]
pub(crate) struct KeyArgs {
    /// The secret key, PEM; it is made if it is not there
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Runs the command.
pub(crate) fn run(args: &KeyArgs) -> Result<(), Error> {
    let key = if args.file.exists() {
        SecretKey::read(&args.file)?
    } else {
        let key = SecretKey::create(&args.file)?;
        eprintln!("Made a secret key: {}", args.file.display());
        key
    };
    println!("{}", key.public());
    Ok(())
}
