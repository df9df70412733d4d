//! The steps of `cargo xtask test`.

use super::examples;
use crate::tools::command::{command, run};
use crate::tools::{axe, browser, components, firefox, say, wasm_bindgen, wasm_target, webkit, wordpress};
use crate::{build, project};
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

/// One step: a heading and what it does.
pub struct Step {
    /// What is checked.
    pub name: &'static str,
    /// Does it; its programs print in the terminal.
    pub run: fn() -> Result<()>,
}

/// What the first load may weigh at most, in kB of 1,000 bytes, brotli.
const FIRST_LOAD_LIMIT_KB: u32 = 100;

/// A browser that the end-to-end tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Chromium or Chrome
    Chromium,
    /// Firefox
    Firefox,
    /// WebKitGTK's MiniBrowser
    #[value(name = "webkit")]
    WebKit,
}

/// The tests that `cargo xtask test` runs in every engine, by words of their names: what engines differ in. All of them
/// take too long for every change; `cargo xtask test --browser` runs them.
const IN_EVERY_ENGINE: &[&str] = &["first_light::", "fallback::", "strict_host::"];

/// The steps in order: seconds first, minutes last.
pub fn all() -> [Step; 9] {
    [
        Step { name: "format", run: check_format },
        Step { name: "lints of the native code", run: lint_native },
        Step { name: "lints of the code for browsers", run: lint_wasm },
        Step { name: "native tests", run: test_native },
        Step { name: "the widget's unit tests, in a browser", run: test_widget },
        Step { name: "release build", run: build_release },
        Step { name: "the examples, with the package for npm", run: examples::build },
        Step { name: "end-to-end tests, in a browser against real servers", run: test_end_to_end },
        Step { name: "some of them in WebKit and Firefox", run: test_other_engines },
    ]
}

fn check_format() -> Result<()> {
    components::ensure()?;
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint_native() -> Result<()> {
    let mut lint = cargo();
    lint.args(["clippy", "--workspace", "--exclude", "saddle", "--all-targets", "--all-features"]);
    run(lint.args(["--", "-D", "warnings"]))
}

fn lint_wasm() -> Result<()> {
    wasm_target::ensure()?;
    let mut lint = cargo();
    lint.args(["clippy", "--package", "saddle", "--package", "saddle-reader"]);
    lint.args(["--target", wasm_target::TARGET, "--all-targets"]);
    run(lint.args(["--", "-D", "warnings"]))
}

fn test_native() -> Result<()> {
    let mut test = cargo();
    test.args(["test", "--workspace", "--exclude", "saddle", "--exclude", "saddle-tests", "--all-features"]);
    run(&mut test)
}

fn test_widget() -> Result<()> {
    let browser = browser::ensure()?;
    let runner = wasm_bindgen::ensure()?.join("wasm-bindgen-test-runner");
    let mut test = cargo();
    test.args(["test", "--package", "saddle", "--target", wasm_target::TARGET]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    // Without a word about it the runner takes Node.js.
    test.env("WASM_BINDGEN_USE_BROWSER", "1");
    test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project::root().join("webdriver.json"));
    run(test.env("CHROMEDRIVER", browser.chromedriver))
}

fn build_release() -> Result<()> {
    let options = build::Options { deny_over_kb: Some(FIRST_LOAD_LIMIT_KB), url: None };
    build::build(&options).map(drop)
}

fn test_end_to_end() -> Result<()> {
    test_in(Engine::Chromium, &[])
}

fn test_other_engines() -> Result<()> {
    test_in(Engine::WebKit, IN_EVERY_ENGINE)?;
    if firefox::find().is_some() {
        return test_in(Engine::Firefox, IN_EVERY_ENGINE);
    }
    say(
        "Firefox or geckodriver is not here, and to install them takes long: `cargo xtask test --browser firefox` does",
    );
    Ok(())
}

/// Runs the end-to-end tests in a browser: all, or those whose names hold one of some words.
pub fn test_in(engine: Engine, words: &[&str]) -> Result<()> {
    let axe = axe::ensure()?;
    let mut test = match engine {
        Engine::WebKit => {
            let webkit = webkit::ensure()?;
            let mut on_screen = command(webkit.screen);
            on_screen.current_dir(project::root()).args(["--auto-servernum", "cargo"]);
            on_screen.env("SADDLE_BROWSER", "webkit").env("WEBKIT_BROWSER", webkit.browser);
            on_screen.env("WEBKIT_DRIVER", webkit.driver);
            on_screen
        }
        Engine::Firefox => {
            let mut test = cargo();
            test.env("SADDLE_BROWSER", "firefox").env("GECKODRIVER", firefox::ensure()?);
            test
        }
        Engine::Chromium => {
            let browser = browser::ensure()?;
            let mut test = cargo();
            test.env("SADDLE_BROWSER", "chromium").env("CHROMIUM", browser.chromium);
            test.env("CHROMEDRIVER", browser.chromedriver);
            test
        }
    };
    test.args(["test", "--package", "saddle-tests", "--"]).args(words);
    test.envs(axe.map(|axe| ("SADDLE_AXE", axe)));
    test.envs(wordpress::ensure()?.map(|site| ("SADDLE_WORDPRESS", site)));
    run(test.env("SADDLE_DIST", project::dist()))
}

fn cargo() -> Command {
    let mut cargo = command("cargo");
    cargo.current_dir(project::root());
    cargo
}
