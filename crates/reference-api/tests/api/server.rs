//! Test harness: a server on a free port and an HTTP client.

use std::time::{Duration, Instant};

use clap::Parser;
use reference_api::{
    config::Config,
    server::{self, Running},
};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use ureq::{Agent, http::HeaderMap};

pub const OPERATIONS: &str = "/api/v1/inventory_device_headless_operation/";
pub const DEVICES: &str = "/api/v1/inventory_device/";

/// Stops when dropped.
pub struct Server {
    runtime: Runtime,
    running: Option<Running>,
    pub url: String,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// Parses the flags. By default on any port and in memory.
pub fn config(flags: &[&str]) -> Config {
    let mut all = vec!["reference-api", "--listen", "127.0.0.1:0"];
    if !flags.contains(&"--database") {
        all.extend(["--database", ":memory:"]);
    }
    all.extend(flags);
    Config::parse_from(all)
}

impl Server {
    /// Starts a server. By default in memory, with a quiet fleet and no delays.
    pub fn start(flags: &[&str]) -> Self {
        let mut all = vec!["--status-delay", "0", "--control"];
        if !flags.contains(&"--fleet") {
            all.extend(["--fleet", "20"]);
        }
        if !flags.contains(&"--history") {
            all.extend(["--history", "0"]);
        }
        all.push("--quiet-fleet");
        all.extend(flags);
        let runtime = Runtime::new().unwrap();
        let running = runtime.block_on(server::start(config(&all))).unwrap();
        Self { url: format!("http://{}", running.address), runtime, running: Some(running) }
    }

    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.stop());
        }
    }

    pub fn try_call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Answer, ureq::Error> {
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(20)))
            .build()
            .into();
        let url = format!("{}{path}", self.url);
        let mut request = ureq::http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = agent.run(request.body(body.to_owned()).unwrap())?;
        Ok(Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            text: String::from_utf8_lossy(&answer.body_mut().read_to_vec()?).into_owned(),
        })
    }

    #[track_caller]
    pub fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.try_call(method, path, headers, body).unwrap()
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.call("GET", path, &[("authorization", "Bearer demo-token")], "")
    }

    #[track_caller]
    pub fn list(&self, query: &str) -> Value {
        self.get(&format!("{OPERATIONS}{query}")).json()
    }

    #[track_caller]
    pub fn post(&self, body: &Value) -> Answer {
        self.post_text(&body.to_string())
    }

    #[track_caller]
    pub fn post_text(&self, body: &str) -> Answer {
        let headers = [("authorization", "Bearer demo-token"), ("content-type", "application/json")];
        self.call("POST", OPERATIONS, &headers, body)
    }

    #[track_caller]
    pub fn control(&self, path: &str, body: Value) -> Answer {
        let answer = self.call(
            "POST",
            &format!("/__control/{path}"),
            &[("content-type", "application/json")],
            &body.to_string(),
        );
        assert!(answer.status < 300, "{path}: {} {}", answer.status, answer.text);
        answer
    }

    /// The time so many simulated minutes from now, as text.
    pub fn minutes_ahead(&self, minutes: i64) -> String {
        let now = self.running.as_ref().unwrap().app.clock.now();
        reference_api::clock::iso(now + minutes * reference_api::clock::MINUTE)
    }

    /// A valid request body.
    pub fn status_check(&self, device: &str) -> Value {
        json!({"operation_type": "status_check", "device_ids": [device], "scheduled_at": self.minutes_ahead(60)})
    }

    /// Polls until the answer is as expected.
    #[track_caller]
    pub fn wait_for(&self, query: &str, right: impl Fn(&Value) -> bool) -> Value {
        wait(|| Some(self.list(query)).filter(&right))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Retries for up to ten seconds until there is a result.
#[track_caller]
pub fn wait<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begin.elapsed() < Duration::from_secs(10), "waited in vain");
        std::thread::sleep(Duration::from_millis(50));
    }
}
