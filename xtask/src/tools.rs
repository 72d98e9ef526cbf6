//! Installing what is missing, and nothing else.

mod apt;
mod crates;
mod npm;
mod wasm_opt;

use std::path::PathBuf;

use crate::failure::Failure;
use crate::project::Project;
use crate::shell;

pub(crate) use crates::CargoTool;
use npm::NpmSet;

/// The consent platforms that the page tests ask for real.
const CONSENT: NpmSet = NpmSet {
    folder: "consent",
    packages: &[
        ("@iabtcf/core", "1.5.6"),
        ("@iabtcf/cmpapi", "1.5.6"),
        ("@iabtcf/stub", "1.5.6"),
        ("vanilla-cookieconsent", "3.1.0"),
        ("klaro", "0.7.22"),
    ],
};
/// What the React example is made of.
const REACT: NpmSet = NpmSet {
    folder: "react",
    packages: &[("react", "19.3.1"), ("react-dom", "19.3.1")],
};
/// Bundles and shortens JavaScript.
const ESBUILD: NpmSet = NpmSet {
    folder: "esbuild",
    packages: &[("esbuild", "0.28.2")],
};
/// Judges how a page loads.
const LIGHTHOUSE: NpmSet = NpmSet {
    folder: "lighthouse",
    packages: &[("lighthouse", "12.8.2")],
};
/// Looks for what keeps people from using a page.
const AXE: NpmSet = NpmSet {
    folder: "axe",
    packages: &[("axe-core", "4.14.1")],
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The programs and Debian packages of a browser engine: any of the programs will do.
const CHROMIUM: &[Package] = &[
    Package::new(
        &["chromium", "chromium-browser", "google-chrome"],
        "chromium",
    ),
    Package::new(&["chromedriver"], "chromium-driver"),
    // The font of the reference pictures: its file tells that it is there.
    Package::new(
        &["/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"],
        "fonts-dejavu-core",
    ),
];
const FIREFOX: &[Package] = &[Package::new(&["firefox-esr", "firefox"], "firefox-esr")];
const WEBKIT: &[Package] = &[
    Package::new(&["WebKitWebDriver"], "webkit2gtk-driver"),
    Package::new(&["Xvfb"], "xvfb"),
];

/// A package of the distribution and the programs, or files by their full paths, that tell that it is there.
struct Package {
    programs: &'static [&'static str],
    name: &'static str,
}

impl Package {
    const fn new(programs: &'static [&'static str], name: &'static str) -> Self {
        Self { programs, name }
    }
}

/// A browser engine that tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// Has rustup fetch the wasm target when the compiler lacks it.
///
/// # Errors
/// When it is missing and cannot be fetched.
pub(crate) fn install_wasm_target(project: &Project) -> Result<(), Failure> {
    let cure = format!("rustup target add {WASM_TARGET}");
    let has_target = || {
        let arguments = ["--print", "target-libdir", "--target", WASM_TARGET];
        let folder = shell::output(&mut shell::command(project, "rustc", &arguments));
        folder.is_some_and(|folder| std::path::Path::new(folder.trim()).is_dir())
    };
    if has_target() {
        return Ok(());
    }
    println!("      rustup fetches the wasm target");
    if project.find_program("rustup").is_some() {
        shell::run(&mut shell::command(
            project,
            "rustup",
            &["target", "add", WASM_TARGET],
        ))?;
    }
    if has_target() {
        return Ok(());
    }
    Err(Failure::new(
        format!("the compiler has no target {WASM_TARGET}"),
        cure,
    ))
}

/// Installs wasm-opt when there is none, or only one that is too old.
///
/// # Errors
/// When it is missing and cannot be installed.
pub(crate) fn install_wasm_opt(project: &Project) -> Result<(), Failure> {
    wasm_opt::install(project)
}

/// The cargo-installed tools that build wasm: wasm-pack, and the wasm-bindgen that the lock file names.
///
/// # Errors
/// When the lock file names no wasm-bindgen.
pub(crate) fn wasm_tools(project: &Project) -> Result<[CargoTool; 2], Failure> {
    let lock = project.root.join("Cargo.lock");
    let text = std::fs::read_to_string(&lock).unwrap_or_default();
    let version = crates::locked_version(&text, "wasm-bindgen").ok_or_else(|| {
        Failure::new(
            format!("{} names no wasm-bindgen", lock.display()),
            "git checkout Cargo.lock",
        )
    })?;
    Ok([CargoTool::wasm_pack(), CargoTool::wasm_bindgen(version)])
}

/// Installs the cargo-installed tools that are missing; says so beforehand, for it takes minutes.
///
/// # Errors
/// When one cannot be built.
pub(crate) fn install_tools(project: &Project, tools: &[CargoTool]) -> Result<(), Failure> {
    for tool in tools {
        tool.install(project)?;
    }
    crates::clear_build_folder(project);
    Ok(())
}

/// Installs the browsers and drivers of these engines.
///
/// # Errors
/// When one is missing and cannot be installed.
pub(crate) fn install_engines(project: &Project, engines: &[Engine]) -> Result<(), Failure> {
    for engine in engines {
        match engine {
            Engine::Chromium => apt::install(project, CHROMIUM)?,
            Engine::Firefox => {
                apt::install(project, FIREFOX)?;
                install_tools(project, &[CargoTool::geckodriver()])?;
            }
            Engine::Webkit => apt::install(project, WEBKIT)?,
        }
    }
    Ok(())
}

/// Installs consent platforms and puts them where the page tests look for them.
///
/// # Errors
/// When npm cannot be had, or fails.
pub(crate) fn install_consent(project: &Project) -> Result<(), Failure> {
    let modules = CONSENT.install(project)?;
    let place = project.target.join("consent-platforms");
    if place.exists() {
        return Ok(());
    }
    std::os::unix::fs::symlink(modules, &place).map_err(|error| shell::cannot_write(&place, &error))
}

/// Installs esbuild, and puts it where child processes find it.
///
/// # Errors
/// When npm cannot be had, or fails.
pub(crate) fn install_esbuild(project: &Project) -> Result<(), Failure> {
    project.put_first_on_path(&ESBUILD.install(project)?.join(".bin"));
    Ok(())
}

/// Installs React; returns its `node_modules`.
///
/// # Errors
/// When npm cannot be had, or fails.
pub(crate) fn install_react(project: &Project) -> Result<PathBuf, Failure> {
    REACT.install(project)
}

/// Installs axe-core and puts it where the page tests look for it.
///
/// # Errors
/// When npm cannot be had, or fails.
pub(crate) fn install_axe(project: &Project) -> Result<(), Failure> {
    let source = AXE.install(project)?.join("axe-core/axe.min.js");
    let place = project.target.join("axe.min.js");
    std::fs::copy(source, &place).map_err(|error| shell::cannot_write(&place, &error))?;
    Ok(())
}

/// Installs Lighthouse; returns its `node_modules`.
///
/// # Errors
/// When npm cannot be had, or fails.
pub(crate) fn install_lighthouse(project: &Project) -> Result<PathBuf, Failure> {
    LIGHTHOUSE.install(project)
}

/// The Chromium that is on `PATH`.
pub(crate) fn chromium(project: &Project) -> Option<PathBuf> {
    let names = CHROMIUM.iter().next()?.programs;
    names.iter().find_map(|name| project.find_program(name))
}
