//! Where the project's things lie, and the cargo that builds them.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::invocation::Invocation;

/// The repository's root, in which all commands run.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The folder for all that is built.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The cargo that runs this program, in the repository's root.
pub(crate) fn cargo() -> Invocation {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Invocation::new(cargo).in_folder(root())
}

/// A path as seen from the repository's root, which is where the user stands.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
