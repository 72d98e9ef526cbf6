//! Running other programs.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::project::Project;

/// A program to be run in the repository, found on the project's `PATH`.
pub(crate) fn command(project: &Project, program: &str, arguments: &[&str]) -> Command {
    let found = project
        .find_program(program)
        .unwrap_or_else(|| program.into());
    let mut command = Command::new(found);
    command
        .args(arguments)
        .current_dir(&project.root)
        .env("PATH", project.path());
    command
}

/// Cargo itself, the one that runs this program.
pub(crate) fn cargo(project: &Project, arguments: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = command(project, &cargo, arguments);
    // What cargo said of this program, some build scripts take for theirs (ring's): minutes would be
    // compiled again wherever people call cargo themselves.
    for (name, _) in std::env::vars_os() {
        let of_this_program = ["CARGO_PKG_", "CARGO_MANIFEST_"];
        if of_this_program
            .iter()
            .any(|start| name.to_string_lossy().starts_with(start))
        {
            command.env_remove(name);
        }
    }
    command
}

/// The command as a person would type it.
pub(crate) fn typed(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    std::iter::once(name)
        .chain(
            command
                .get_args()
                .map(|word| word.to_string_lossy().into_owned()),
        )
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a command that prints for itself.
///
/// # Errors
/// When it cannot be started or fails; the cure is to run it by hand and read on.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| no_start(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(failed(command, "read the output above, then run it again"))
}

/// Runs a command whose output goes to a log file.
///
/// # Errors
/// As [`run`]; the end of the log is shown.
pub(crate) fn run_logged(
    project: &Project,
    name: &str,
    command: &mut Command,
) -> Result<(), Failure> {
    let logs = project.logs();
    let log = logs.join(format!("{name}.log"));
    let file = fs::create_dir_all(&logs)
        .and_then(|()| File::create(&log))
        .and_then(|file| Ok((file.try_clone()?, file)))
        .map_err(|error| cannot_write(&log, &error))?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file.0)
        .stderr(file.1)
        .status()
        .map_err(|error| no_start(command, &error))?;
    if status.success() {
        return Ok(());
    }
    let text = fs::read_to_string(&log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let end = lines
        .get(lines.len().saturating_sub(25)..)
        .unwrap_or_default();
    eprintln!("{}\n(the whole output: {})", end.join("\n"), log.display());
    Err(failed(
        command,
        &format!("the whole output is in {}", log.display()),
    ))
}

/// Runs a command and hands its standard output on, line by line, while it is also printed.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_watched(
    command: &mut Command,
    mut watch: impl FnMut(&str),
) -> Result<(), Failure> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| no_start(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            watch(&line);
        }
    }
    let status = child.wait().map_err(|error| no_start(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(failed(command, "read the output above, then run it again"))
}

/// What a command prints on standard output, or nothing when it fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn no_start(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("`{}` cannot be started: {error}", typed(command)),
        format!(
            "install `{}` and put it on PATH",
            command.get_program().to_string_lossy()
        ),
    )
}

fn failed(command: &Command, cure: &str) -> Failure {
    Failure::new(format!("`{}` failed", typed(command)), cure)
}

/// A file or folder that cannot be read.
pub(crate) fn cannot_read(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot read {}: {error}", path.display()),
        "cargo xtask demo --no-serve",
    )
}

/// A file or folder that cannot be written.
pub(crate) fn cannot_write(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("cannot write {}: {error}", path.display()),
        "check the folder's owner and the free space with `df -h`",
    )
}
