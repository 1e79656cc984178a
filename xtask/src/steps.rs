//! The steps of `cargo xtask test`: all that a change must pass.

use anyhow::Result;

use crate::{
    counts::Counts,
    edge,
    invocation::Invocation,
    project,
    setup::{Need, Tools},
    wasm::{self, Target},
    web,
};

/// One thing that a change must pass.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    needs: &'static [Need],
    /// The packages that it says something about; none means any of Cargo's.
    packages: &'static [&'static str],
    /// Runs one after the other; the last one's output has the counts.
    pub(crate) commands: fn(Scope<'_>) -> Result<Vec<Invocation>>,
    /// Reads test counts from the output, if the step has tests.
    pub(crate) counts: Option<fn(&str) -> Option<Counts>>,
}

/// What to check, and with what.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) tools: Tools,
    /// `None` for the whole workspace.
    pub(crate) package: Option<&'a str>,
}

const CORE: &str = "edgeboy-core";
const MEDIA: &str = "edgeboy-media";
const REWIND: &str = "edgeboy-rewind";
const DEMO: &str = "edgeboy-demo";
const NATIVE: &str = "edgeboy";
/// Tries the desktop program.
const WINDOW: &str = "window-test";
const ROMS: &str = "roms-test";
/// What passes and what fails, for people to read.
pub(crate) const SCOREBOARD: &str = "docs/scoreboard.md";
/// Not a package of Cargo, but all that npm builds: the package, the page and their tests.
const NPM: &str = "web";
/// The tag of the tests that look at screens of the page.
const SCREENS: &str = "@screens";

/// In the order in which they run: those that fail soonest come first.
pub(crate) const STEPS: [Step; 15] = [
    Step {
        name: "format",
        about: "the code is formatted",
        needs: &[Need::Rustfmt],
        packages: &[],
        commands: |scope| {
            let format = project::cargo().arg("fmt");
            Ok(vec![
                match scope.package {
                    Some(package) => format.args(["--package", package]),
                    None => format.arg("--all"),
                }
                .arg("--check"),
            ])
        },
        counts: None,
    },
    Step {
        name: "clippy",
        about: "neither the compiler nor clippy warns",
        needs: &[Need::Clippy, Need::DesktopLibraries],
        packages: &[],
        commands: |scope| {
            let clippy = scope.cargo("clippy").arg("--all-targets");
            Ok(vec![clippy.args(["--", "-D", "warnings"])])
        },
        counts: None,
    },
    Step {
        name: "guest",
        about: "the headless program builds as WASI",
        needs: &[Need::Wasm],
        packages: &[CORE, MEDIA, "edgeboy-api", wasm::GUEST, edge::HOST],
        commands: |scope| Ok(vec![scope.tools.wasm()?.build(wasm::GUEST, Target::Wasi)]),
        counts: None,
    },
    Step {
        name: "component",
        about: "the render API builds as a component",
        needs: &[Need::Wasm],
        packages: &[CORE, "edgeboy-media", "edgeboy-api", wasm::GUEST, edge::COMPONENT],
        commands: |scope| edge::component(scope.tools),
        counts: None,
    },
    Step {
        name: "test",
        about: "unit tests, property tests and the examples in the documentation",
        needs: &[Need::Node, Need::DesktopLibraries],
        packages: &[],
        commands: |scope| {
            let test = scope.cargo("test").arg("--no-fail-fast");
            let test = test.env("EDGEBOY_HEADLESS_WASM", wasm::guest());
            Ok(vec![test.env("EDGEBOY_HTTP_COMPONENT", edge::component_file())])
        },
        counts: Some(|output| Counts::of_libtest(output.lines())),
    },
    Step {
        name: "docs",
        about: "the documentation builds without warnings",
        needs: &[Need::DesktopLibraries],
        packages: &[],
        commands: |scope| {
            // Asked for examples, cargo takes the same features of everything as clippy did, and
            // checks nothing anew.
            let doc = scope.cargo("doc").args(["--no-deps", "--lib", "--bins", "--examples"]);
            Ok(vec![doc.env("RUSTDOCFLAGS", "-D warnings")])
        },
        counts: None,
    },
    Step {
        name: "window",
        about: "the desktop program with a real window, real sound and real kills",
        needs: &[Need::DesktopLibraries, Need::DesktopPrograms],
        packages: &[CORE, MEDIA, REWIND, DEMO, NATIVE, wasm::GUEST, WINDOW],
        commands: |_| {
            let release = |command| project::cargo().args([command, "--release", "--package"]);
            Ok(vec![release("build").arg(NATIVE), release("run").arg(WINDOW)])
        },
        counts: Some(|output| Counts::of_libtest(output.lines())),
    },
    Step {
        name: "no-std",
        about: "the core and rewinding build where there is no standard library",
        needs: &[Need::Wasm],
        packages: &[CORE, REWIND],
        commands: |scope| {
            let wasm = scope.tools.wasm()?;
            Ok([CORE, REWIND].map(|package| wasm.build(package, Target::Bare)).into())
        },
        counts: None,
    },
    Step {
        name: "web-build",
        about: "the machine for browsers, the npm package and the page build, and are small",
        needs: web::NEEDS,
        packages: &[CORE, MEDIA, REWIND, web::MACHINE, web::BINDGEN, DEMO, NPM],
        commands: |scope| web::build(scope.tools),
        counts: None,
    },
    Step {
        name: "web-check",
        about: "what is written in TypeScript is formatted, has no lint, and has right types",
        needs: &[Need::Node, Need::NodeModules],
        packages: &[web::MACHINE, web::BINDGEN, NPM],
        commands: |_| Ok(vec![web::npm(["run", "check"])]),
        counts: None,
    },
    Step {
        name: "web-unit",
        about: "unit tests of the npm package and the page",
        needs: &[Need::Node, Need::NodeModules],
        packages: &[CORE, MEDIA, REWIND, web::MACHINE, web::BINDGEN, NPM],
        commands: |_| Ok(vec![web::npm(["test", "-w", "edgeboy", "-w", "edgeboy-app"])]),
        counts: Some(|output| Counts::of_vitest(output.lines())),
    },
    Step {
        name: "web-page",
        about: "the page and the npm package in Chromium, and the package in fresh projects",
        needs: &[Need::Wasm, Need::Node, Need::NodeModules, Need::Chromium],
        packages: &[CORE, MEDIA, REWIND, web::MACHINE, web::BINDGEN, DEMO, wasm::GUEST, NPM],
        commands: |scope| {
            let guest = scope.tools.wasm()?.build(wasm::GUEST, Target::Wasi);
            let test = web::npm(["test", "-w", "edgeboy-tests", "--", "--grep-invert", SCREENS]);
            Ok(vec![guest, test.env("EDGEBOY_HEADLESS_WASM", wasm::guest())])
        },
        counts: Some(|output| Counts::of_playwright(output.lines())),
    },
    Step {
        name: "web-screens",
        about: "pictures of all screens of the page, and what axe says of them",
        needs: &[Need::Wasm, Need::Node, Need::NodeModules, Need::Chromium],
        packages: &[DEMO, NPM],
        commands: |_| {
            // Nothing in them is measured, so two may be at work.
            let two = ["--fully-parallel", "--workers=2"];
            let test = web::npm(["test", "-w", "edgeboy-tests", "--", "--grep", SCREENS]);
            Ok(vec![test.args(two)])
        },
        counts: Some(|output| Counts::of_playwright(output.lines())),
    },
    Step {
        name: "roms-native",
        about: "the ROM suites, natively; the scoreboard; the lazy machine beside the eager one",
        needs: &[],
        packages: &[CORE, ROMS],
        commands: |_| {
            let suites = roms_test("native").args(["--check-scoreboard", SCOREBOARD]);
            Ok(vec![lockstep(), suites])
        },
        counts: Some(|output| Counts::of_last_line(output.lines())),
    },
    Step {
        name: "roms-wasi",
        about: "the ROM suites, as WASI",
        needs: &[Need::Wasm, Need::Node],
        packages: &[CORE, wasm::GUEST, ROMS],
        commands: |scope| {
            let build = scope.tools.wasm()?.build(wasm::GUEST, Target::Wasi);
            Ok(vec![build, roms_test("wasi").arg("--wasm").arg(wasm::guest())])
        },
        counts: Some(|output| Counts::of_last_line(output.lines())),
    },
];

impl Step {
    /// What it cannot do without, for the whole workspace or for one package.
    pub(crate) fn needs(&self, package: Option<&str>) -> impl Iterator<Item = Need> {
        // Of Cargo's packages, only the desktop program is compiled with libraries of the system.
        let is_desktop =
            package.is_none_or(|package| package == NATIVE || !self.packages.is_empty());
        let is_needed = move |need: &Need| *need != Need::DesktopLibraries || is_desktop;
        self.needs.iter().copied().filter(is_needed)
    }

    /// Whether a change to this package alone could make the step fail.
    pub(crate) fn concerns(&self, package: &str) -> bool {
        match self.packages {
            [] => package != NPM,
            packages => packages.contains(&package),
        }
    }
}

impl Scope<'_> {
    fn cargo(self, command: &str) -> Invocation {
        let cargo = project::cargo().arg(command);
        match self.package {
            Some(package) => cargo.args(["--package", package]),
            None => cargo.arg("--workspace"),
        }
    }
}

/// Games, and ROMs that write to registers in the middle of lines, for some frames each.
fn lockstep() -> Invocation {
    let some = ["lockstep", "--suite", "mealybug-tearoom-tests", "--most-frames", "40"];
    project::cargo().args(["run", "--release", "--package", ROMS, "--"]).args(some)
}

/// A run of all ROM suites on a target.
pub(crate) fn roms_test(target: &str) -> Invocation {
    project::cargo().args(["run", "--release", "--package", ROMS, "--", "--target", target])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        for (index, step) in STEPS.iter().enumerate() {
            assert!(STEPS[..index].iter().all(|other| other.name != step.name), "{}", step.name);
        }
    }

    #[test]
    fn a_change_to_the_core_concerns_all_that_runs_and_others_few() {
        let concerned = |package| {
            let steps = STEPS.iter().filter(move |step| step.concerns(package));
            steps.map(|step| step.name).collect::<Vec<_>>()
        };
        let unconcerned = STEPS.iter().filter(|step| !step.concerns(CORE)).map(|step| step.name);
        assert_eq!(unconcerned.collect::<Vec<_>>(), ["web-check", "web-screens"]);
        assert_eq!(concerned("xtask"), ["format", "clippy", "test", "docs"]);
        assert_eq!(
            concerned(NPM),
            ["web-build", "web-check", "web-unit", "web-page", "web-screens"]
        );
    }

    #[test]
    fn one_package_needs_no_libraries_that_it_is_not_compiled_with() {
        let needed = |package| {
            let steps = STEPS.iter().filter(move |step| step.concerns(package));
            steps.flat_map(move |step| step.needs(Some(package))).collect::<Vec<_>>()
        };
        assert_eq!(needed("xtask"), [Need::Rustfmt, Need::Clippy, Need::Node]);
        assert!(needed(NATIVE).contains(&Need::DesktopLibraries));
        assert!(needed(CORE).contains(&Need::DesktopPrograms));
    }

    #[test]
    fn commands_are_for_the_workspace_or_for_one_package() {
        let shown = |package| {
            let scope = Scope { tools: Tools::default(), package };
            let steps = STEPS.iter().filter(|step| step.needs.iter().all(|&n| n != Need::Wasm));
            steps.flat_map(move |step| (step.commands)(scope).unwrap()).map(|c| c.to_string())
        };
        let cargo = project::cargo().to_string();
        assert_eq!(
            shown(None).collect::<Vec<_>>(),
            [
                format!("{cargo} fmt --all --check"),
                format!("{cargo} clippy --workspace --all-targets -- -D warnings"),
                format!(
                    "EDGEBOY_HEADLESS_WASM={} EDGEBOY_HTTP_COMPONENT={} \
                     {cargo} test --workspace --no-fail-fast",
                    wasm::guest().display(),
                    edge::component_file().display()
                ),
                format!(
                    "RUSTDOCFLAGS='-D warnings' {cargo} doc --workspace --no-deps --lib --bins --examples"
                ),
                format!("{cargo} build --release --package edgeboy"),
                format!("{cargo} run --release --package window-test"),
                "npm run check".to_owned(),
                "npm test -w edgeboy -w edgeboy-app".to_owned(),
                format!(
                    "{cargo} run --release --package roms-test -- lockstep \
                     --suite mealybug-tearoom-tests --most-frames 40"
                ),
                format!(
                    "{cargo} run --release --package roms-test -- --target native \
                     --check-scoreboard docs/scoreboard.md"
                ),
            ]
        );
        assert!(shown(Some("xtask")).take(4).all(|command| command.contains("--package xtask")));
    }
}
