//! Drives a headless Chromium, by the protocol of its driver.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs};

use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Control;

/// What the page found.
#[derive(Debug, Deserialize)]
pub struct Report {
    /// Values that the rules accept and the browser refuses.
    pub violations: Vec<String>,
    /// How many values the controls could hold as they are.
    pub held: usize,
    /// How many values the browser refused, by the attribute that refused them.
    pub refusals: BTreeMap<String, usize>,
    /// How many values were typed.
    pub typed: usize,
}

/// Gives the page these controls. `None` if there is no Chromium here, with a message on standard error.
///
/// With `BROWSER_TESTS=required`, as in `.ci/run`, that is a failure.
pub fn run(controls: &[Control]) -> Option<Report> {
    let browser = Browser::start()?;
    let page = browser.folder.path().join("page.html");
    // Text in a script ends at `</script>`.
    let data = serde_json::to_string(controls).unwrap().replace('<', "\\u003c");
    fs::write(&page, include_str!("page.html").replace("\"CONTROLS\"", &data)).unwrap();
    browser.post("url", json!({ "url": format!("file://{}", page.display()) }));
    while let Some(text) = browser.execute("return next();").as_str() {
        browser.post("goog/cdp/execute", json!({ "cmd": "Input.insertText", "params": { "text": text } }));
    }
    Some(serde_json::from_value(browser.execute("return report();")).unwrap())
}

struct Browser {
    driver: Child,
    agent: ureq::Agent,
    session: String,
    folder: TempDir,
}

impl Browser {
    fn start() -> Option<Self> {
        let driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn();
        let mut driver = match driver {
            Ok(driver) => driver,
            Err(error) if env::var_os("BROWSER_TESTS").is_some() => panic!("chromedriver: {error}"),
            Err(_) => {
                // This does not go through the test harness, which hides the output of tests that pass.
                io::stderr().write_all(b"skipped: no chromedriver (Debian: chromium-driver, chromium)\n").unwrap();
                return None;
            }
        };
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            line.split_once("started successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        });
        let port = port.expect("chromedriver says its port");
        std::thread::spawn(move || lines.for_each(drop));
        let patience = Some(Duration::from_secs(300));
        let agent = ureq::Agent::config_builder().timeout_global(patience).build().new_agent();
        let folder = tempfile::tempdir().unwrap();
        let mut browser = Self { driver, agent, session: format!("http://127.0.0.1:{port}/session"), folder };
        let options = json!({ "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            format!("--user-data-dir={}", browser.folder.path().join("profile").display()),
        ] });
        let session = browser.post("", json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } }));
        browser.session = format!("{}/{}", browser.session, session["sessionId"].as_str().unwrap());
        browser.post("timeouts", json!({ "script": 300_000, "pageLoad": 300_000 }));
        Some(browser)
    }

    fn execute(&self, script: &str) -> Value {
        self.post("execute/sync", json!({ "script": script, "args": [] }))
    }

    fn post(&self, path: &str, body: Value) -> Value {
        let address = if path.is_empty() { self.session.clone() } else { format!("{}/{path}", self.session) };
        let mut answer = self.agent.post(&address).send_json(body).unwrap_or_else(|error| panic!("{path}: {error}"));
        answer.body_mut().read_json::<Value>().unwrap()["value"].take()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is asked to end closes its browser. One that is killed would leave it behind.
        let _ = Command::new("kill").arg(self.driver.id().to_string()).status();
        let _ = self.driver.wait();
    }
}
