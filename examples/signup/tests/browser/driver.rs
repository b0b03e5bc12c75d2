//! A headless Chromium that is driven with the keyboard and the mouse, as a user would.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

pub(crate) const TAB: &str = "\u{E004}";
pub(crate) const ENTER: &str = "\u{E007}";
pub(crate) const SPACE: &str = " ";

/// One browser runs at a time, because several would slow each other down.
static TURN: Mutex<()> = Mutex::const_new(());

/// How long to wait for the page.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser that shows the page of a demo.
pub(crate) struct Browser {
    client: Client,
    driver: Child,
    _profile: TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Browser {
    /// Opens a page. `None` if Chromium or its driver is missing, with a message on standard error.
    ///
    /// With `BROWSER_TESTS=required`, as in `.ci/run`, that is a failure.
    pub(crate) async fn open(address: &str) -> Option<Self> {
        let turn = TURN.lock().await;
        let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn();
        let mut driver = match driver {
            Ok(driver) => driver,
            Err(error) if std::env::var_os("BROWSER_TESTS").is_some() => panic!("chromedriver: {error}"),
            Err(_) => {
                // This does not go through the test harness, which hides the output of tests that pass.
                io::stderr().write_all(b"skipped: no chromedriver here (Debian: chromium-driver, chromium)\n").unwrap();
                return None;
            }
        };
        let port = port_of(&mut driver);
        let profile = TempDir::new().unwrap();
        let options = json!({ "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en-US",
            "--window-size=1280,900", format!("--user-data-dir={}", profile.path().display()),
        ] });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities([("goog:chromeOptions".to_owned(), options)].into_iter().collect());
        let client = builder.connect(&format!("http://localhost:{port}")).await.unwrap();
        client.goto(address).await.unwrap();
        let browser = Self { client, driver, _profile: profile, _turn: turn };
        browser.until("return document.readyState", "complete").await;
        Some(browser)
    }

    /// Types into the field with this name, after its text.
    pub(crate) async fn type_into(&self, name: &str, text: &str) {
        self.client.find(Locator::Id(name)).await.unwrap().send_keys(text).await.unwrap();
    }

    /// Types into the field with this name, in place of its text.
    pub(crate) async fn retype(&self, name: &str, text: &str) {
        let field = self.client.find(Locator::Id(name)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub(crate) async fn click(&self, css: &str) {
        self.client.find(Locator::Css(css)).await.unwrap().click().await.unwrap();
    }

    /// Presses keys, wherever the focus is.
    pub(crate) async fn press(&self, keys: &str) {
        if keys == TAB {
            // A control for files takes all keys that are sent to it for the path of one.
            let tab = TAB.chars().next().unwrap();
            let keys = KeyActions::new("keyboard".into()).then(KeyAction::Down { value: tab });
            return self.client.perform_actions(keys.then(KeyAction::Up { value: tab })).await.unwrap();
        }
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Runs a function body in the page, and returns its result.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Waits until a function body returns the expected value.
    pub(crate) async fn until(&self, script: &str, expected: impl Into<Value>) {
        let expected = expected.into();
        let started = Instant::now();
        loop {
            let found = self.run(script).await;
            if found == expected {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "{script}\nexpected {expected}\nfound {found}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the field with this name shows these sentences, also to assistive technology.
    pub(crate) async fn until_errors(&self, name: &str, expected: &[&str]) {
        let script = format!(
            r#"
            const control = document.getElementById("{name}");
            const errors = document.getElementById(control.getAttribute("aria-describedby").trim());
            const sentences = [...errors.children].map((sentence) => sentence.innerText);
            if ((control.getAttribute("aria-invalid") === "true") !== sentences.length > 0) return "aria-invalid is wrong";
            if (sentences.length === 0) return errors.offsetHeight > 0 ? "an empty list shows" : [];
            const around = (control.closest(".field") ?? control).getBoundingClientRect();
            const place = errors.getBoundingClientRect();
            const beside = around.top < place.top && place.bottom <= around.bottom + 1 && errors.checkVisibility();
            return beside ? sentences : "not beside the field";
            "#
        );
        self.until(&script, expected).await;
    }

    /// Waits until the element with this identifier has the focus.
    pub(crate) async fn until_focus(&self, id: &str) {
        self.until("return document.activeElement.id", id).await;
    }

    /// The name of the control that has the focus. Checks that the focus is visible.
    pub(crate) async fn focused(&self) -> String {
        let script = r#"
            const focused = document.activeElement;
            const style = getComputedStyle(focused);
            const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            return (seen ? "" : "unseen: ") + (focused.id || focused.getAttribute("aria-label") || focused.textContent.trim());
        "#;
        self.run(script).await.as_str().unwrap().to_owned()
    }

    /// Presses Tab until the control has the focus.
    pub(crate) async fn tab_to(&self, name: &str) {
        for _ in 0..40 {
            self.press(TAB).await;
            let focused = self.focused().await;
            assert!(!focused.starts_with("unseen"), "the focus does not show: {focused}");
            if focused == name {
                return;
            }
        }
        panic!("`{name}` cannot be reached with the keyboard");
    }

    /// A second tab with the same page.
    pub(crate) async fn new_tab(&self) {
        let address = self.client.current_url().await.unwrap();
        let tab = self.client.new_window(true).await.unwrap();
        self.client.switch_to_window(tab.handle).await.unwrap();
        self.client.goto(address.as_str()).await.unwrap();
    }

    /// Goes to the first tab, or to the second.
    pub(crate) async fn go_to_tab(&self, index: usize) {
        let tabs = self.client.windows().await.unwrap();
        self.client.switch_to_window(tabs[index].clone()).await.unwrap();
    }

    /// Closes the browser. If a failing test drops it instead, the browser ends with its driver.
    pub(crate) async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is asked to end closes its browser. One that is killed would leave it behind.
        let _ = Command::new("kill").arg(self.driver.id().to_string()).status();
        let _ = self.driver.wait();
    }
}

/// The port that the driver has chosen and prints in its first lines.
fn port_of(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines.by_ref().find_map(|line| {
        let line = line.unwrap();
        line.strip_prefix("ChromeDriver was started successfully on port ")?.trim_end_matches('.').parse().ok()
    });
    std::thread::spawn(move || lines.for_each(drop));
    port.expect("chromedriver says its port")
}
