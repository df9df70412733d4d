//! One page in a browser context of its own, so that nothing is cached: conditions, navigation, scripts, measures.

use super::chromium::Chromium;
use super::trace;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Runs in every page before its own scripts: observes long tasks, shifts, paints and WebAssembly memories.
const RECORDER: &str = include_str!("pages/recorder.js");

/// What holds for a page.
#[derive(Clone, Copy)]
pub struct Conditions {
    /// Width and height of the screen in CSS pixels.
    pub screen: (u32, u32),
    /// How many times slower the processor is made.
    pub slower: f64,
    /// Whether the network is slow 4G: 1.6 Mbit/s both ways, 150 ms from request to answer.
    pub slow_network: bool,
}

/// A page. It must be [closed](Page::close), or its browser context stays until the browser ends.
pub struct Page<'a> {
    chromium: &'a mut Chromium,
    context: String,
    session: String,
}

impl<'a> Page<'a> {
    /// Opens an address in a new context, under these conditions; returns as soon as the document has begun to come.
    pub async fn open(chromium: &'a mut Chromium, conditions: Conditions, url: &str) -> Result<Self> {
        let devtools = &mut chromium.devtools;
        let created = devtools.call(None, "Target.createBrowserContext", json!({})).await?;
        let context = text(&created, "browserContextId")?;
        let blank = json!({ "url": "about:blank", "browserContextId": context });
        let target = text(&devtools.call(None, "Target.createTarget", blank).await?, "targetId")?;
        let attach = json!({ "targetId": target, "flatten": true });
        let session = text(&devtools.call(None, "Target.attachToTarget", attach).await?, "sessionId")?;
        let mut page = Self { chromium, context, session };
        page.prepare(conditions).await?;
        let navigated = page.call("Page.navigate", json!({ "url": url })).await?;
        if let Some(error) = navigated["errorText"].as_str() {
            bail!("could not open {url}: {error}");
        }
        Ok(page)
    }

    async fn prepare(&mut self, conditions: Conditions) -> Result<()> {
        for domain in ["Page", "Runtime", "Network"] {
            self.call(&format!("{domain}.enable"), json!({})).await?;
        }
        // Processor time: what other programs take meanwhile is not counted.
        self.call("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        let (width, height) = conditions.screen;
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", screen).await?;
        if conditions.slow_network {
            let bytes_per_second = 1.6e6 / 8.0;
            let network = json!({
                "offline": false,
                "latency": 150,
                "downloadThroughput": bytes_per_second,
                "uploadThroughput": bytes_per_second,
            });
            self.call("Network.emulateNetworkConditions", network).await?;
        }
        self.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORDER })).await?;
        self.slow_down(conditions.slower).await
    }

    /// Makes the processor this many times slower from now on.
    pub async fn slow_down(&mut self, times: f64) -> Result<()> {
        self.call("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await.map(drop)
    }

    /// What an expression gives; of a promise, what it resolves to.
    pub async fn evaluate(&mut self, expression: &str) -> Result<Value> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut evaluated = self.call("Runtime.evaluate", parameters).await?;
        if let Some(exception) = evaluated.get("exceptionDetails") {
            bail!("{expression}: {}", described(exception));
        }
        Ok(evaluated["result"]["value"].take())
    }

    /// The number that an expression gives.
    pub async fn number(&mut self, expression: &str) -> Result<f64> {
        let value = self.evaluate(expression).await?;
        value.as_f64().with_context(|| format!("{expression} is {value} and no number"))
    }

    /// Waits until these User Timing marks are set and nothing has happened for two seconds.
    pub async fn quiet(&mut self, marks: &[&str]) -> Result<()> {
        let waited = self.evaluate(&format!("bench.quiet({})", json!(marks))).await;
        let complaints = self.complaints();
        match complaints.first() {
            Some(complaint) => bail!("the page complains: {complaint}"),
            None => waited.map(drop),
        }
    }

    /// What the page's own scripts failed with, and what they wrote into the console as a warning or an error.
    fn complaints(&mut self) -> Vec<String> {
        let devtools = &mut self.chromium.devtools;
        let thrown = devtools.take_events(&self.session, "Runtime.exceptionThrown");
        let thrown = thrown.iter().map(|event| described(&event.parameters["exceptionDetails"]).to_owned());
        let console = devtools.take_events(&self.session, "Runtime.consoleAPICalled");
        let written = console
            .iter()
            .filter(|event| event.parameters["type"] == "error" || event.parameters["type"] == "warning");
        let written = written.map(|event| event.parameters["args"].to_string());
        thrown.chain(written).collect()
    }

    /// A measure of the renderer's main thread, such as `TaskDuration` (seconds of processor time) or `JSHeapUsedSize`
    /// (bytes).
    pub async fn metric(&mut self, name: &str) -> Result<f64> {
        let metrics = self.call("Performance.getMetrics", json!({})).await?;
        let metrics = metrics["metrics"].as_array().context("the browser gives no metrics")?;
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        metric
            .and_then(|metric| metric["value"].as_f64())
            .with_context(|| format!("there is no metric {name}"))
    }

    /// Bytes that JavaScript and WebAssembly hold after a garbage collection.
    pub async fn heap_bytes(&mut self) -> Result<f64> {
        self.collect_garbage().await?;
        Ok(self.metric("JSHeapUsedSize").await? + self.wasm_bytes().await?)
    }

    /// Collects garbage now, so that what loading left behind is not collected while something else is measured.
    pub async fn collect_garbage(&mut self) -> Result<()> {
        self.call("HeapProfiler.collectGarbage", json!({})).await.map(drop)
    }

    /// Bytes of all WebAssembly memories of the page.
    pub async fn wasm_bytes(&mut self) -> Result<f64> {
        self.number("bench.wasmBytes()").await
    }

    /// Moves the mouse over these places one after the other and gives the milliseconds of script that each move took, in
    /// processor time.
    pub async fn move_mouse(&mut self, places: &[(f64, f64)]) -> Result<f64> {
        let start = json!({
            "transferMode": "ReportEvents",
            "traceConfig": { "includedCategories": ["devtools.timeline"] },
        });
        self.call("Tracing.start", start).await?;
        for (x, y) in places {
            let moved = json!({ "type": "mouseMoved", "x": x, "y": y });
            self.call("Input.dispatchMouseEvent", moved).await?;
        }
        self.call("Tracing.end", json!({})).await?;
        self.chromium.devtools.wait_for(&self.session, "Tracing.tracingComplete").await?;
        let collected = self.chromium.devtools.take_events(&self.session, "Tracing.dataCollected");
        let events = collected.iter().filter_map(|part| part.parameters["value"].as_array()).flatten();
        let script_ms = trace::script_ms(events).context("no event of the mouse reached the page")?;
        Ok(script_ms / places.len() as f64)
    }

    /// Closes the page and its context.
    pub async fn close(self) -> Result<()> {
        let dispose = json!({ "browserContextId": self.context });
        self.chromium.devtools.call(None, "Target.disposeBrowserContext", dispose).await?;
        self.chromium.devtools.forget(&self.session);
        Ok(())
    }

    async fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.chromium.devtools.call(Some(&self.session), method, parameters).await
    }
}

fn text(answer: &Value, key: &str) -> Result<String> {
    Ok(answer[key].as_str().with_context(|| format!("the browser gave no {key}"))?.to_owned())
}

/// An exception as one would read it in the console.
fn described(exception: &Value) -> &str {
    let description = exception["exception"]["description"].as_str();
    description.or_else(|| exception["text"].as_str()).unwrap_or_default()
}
