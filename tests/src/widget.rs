//! One widget on a page, as its visitor uses it: through the shadow root, with real clicks and keys.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::wait::{PATIENCE, until};
use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// A `<saddle-race>` element.
pub struct Widget<'a> {
    browser: &'a Browser,
    /// A CSS selector of the element.
    host: String,
}

/// A line of the error summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The field that it leads to.
    pub field: String,
    /// What it says.
    pub text: String,
}

/// The Enter key, as WebDriver writes it.
const ENTER: &str = "\u{e007}";

/// Every answer in the form, by field.
const ANSWERS: &str = r#"
    const answers = {};
    for (const control of root.querySelectorAll(".form [name]:not([tabindex='-1'])")) {
      const { name, type, value, checked } = control;
      if (type === "radio") answers[name] = checked ? value : (answers[name] ?? "");
      else if (type === "checkbox" && control.hasAttribute("value"))
        answers[name] = [answers[name], checked ? value : ""].filter(Boolean).join(",");
      else if (type === "checkbox") answers[name] = checked ? "yes" : "";
      else answers[name] = control.dataset.code ?? value;
    }
    return answers;
"#;

impl<'a> Widget<'a> {
    /// The first widget of the page.
    pub fn first(browser: &'a Browser) -> Self {
        Self::at(browser, "saddle-race")
    }

    /// The widget at a CSS selector.
    pub fn at(browser: &'a Browser, selector: &str) -> Self {
        Self { browser, host: selector.to_owned() }
    }

    /// Runs the body of a function that knows the element as `host`, its shadow root as `root` and `values`
    /// as `args`.
    ///
    /// # Errors
    /// The script throws.
    pub async fn script(&self, body: &str, values: Value) -> Result<Value> {
        self.browser.script(&with_names(body), vec![json!(self.host), values]).await
    }

    /// Waits until such a body gives something other than `null` or `false`.
    ///
    /// # Errors
    /// It never does.
    pub async fn wait_for(&self, body: &str, values: Value) -> Result<Value> {
        self.wait_long_for(body, values, PATIENCE).await
    }

    /// Waits as long as one wants.
    ///
    /// # Errors
    /// It never comes.
    pub async fn wait_long_for(&self, body: &str, values: Value, deadline: Duration) -> Result<Value> {
        self.browser.wait_for(&with_names(body), vec![json!(self.host), values], deadline).await
    }

    /// Waits until the widget stands there with all its parts. What stands below the profile is fetched when it comes near
    /// the screen, so the page is scrolled there, and back to its top.
    ///
    /// # Errors
    /// It never does.
    pub async fn wait_until_ready(&self) -> Result<()> {
        // How far down the next part that waits is; nothing once there is none.
        let waiting = "if (!root?.querySelector('.saddle > section')) return 0;
            const waiting = root.querySelector('[data-waiting]');
            waiting?.scrollIntoView();
            return waiting && scrollY + waiting.getBoundingClientRect().top";
        until("all parts of the widget", PATIENCE, async || {
            let Some(top) = self.script(waiting, Value::Null).await?.as_f64() else { return Ok(Some(())) };
            self.scroll_page_around(top).await?;
            Ok(None)
        })
        .await?;
        self.script("scrollTo(0, 0)", Value::Null).await.map(drop)
    }

    /// Loads the page again, and waits until the widget stands there.
    ///
    /// # Errors
    /// It never does.
    pub async fn reload(&self) -> Result<()> {
        self.browser.reload().await?;
        self.wait_until_ready().await
    }

    /// The text of the first element of a CSS selector, as the visitor sees it; `None` if there is none.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn text(&self, selector: &str) -> Result<Option<String>> {
        let text = self.script("return root.querySelector(args)?.innerText", json!(selector)).await?;
        Ok(text.as_str().map(str::to_owned))
    }

    /// How many elements a CSS selector finds.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn count(&self, selector: &str) -> Result<u64> {
        let count = self.script("return root.querySelectorAll(args).length", json!(selector)).await?;
        count.as_u64().context("a count")
    }

    /// An attribute of the first element of a CSS selector.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let body = "return root.querySelector(args[0])?.getAttribute(args[1])";
        Ok(self.script(body, json!([selector, name])).await?.as_str().map(str::to_owned))
    }

    /// Whether the page's own link is seen, which stands in the element for those who have no widget.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn is_fallback_link_seen(&self) -> Result<bool> {
        let body = "const link = host.querySelector('a');
                    return link.checkVisibility() && link.getBoundingClientRect().height > 0";
        Ok(self.script(body, Value::Null).await? == json!(true))
    }

    async fn find(&self, body: &str, values: Value) -> Result<Element> {
        self.browser.element(&self.wait_for(body, values).await?)
    }

    /// If the widget is in a frame, scrolls the page around so that what is that far down in the frame is in view. WebKit does not let
    /// a frame of another origin do so; visitors do.
    async fn scroll_page_around(&self, top: f64) -> Result<()> {
        if self.browser.is_in_frame() && self.browser.engine() == Engine::WebKit {
            self.browser.leave_frame().await?;
            self.browser.script("scrollTo(0, arguments[0] - innerHeight / 2)", vec![json!(top)]).await?;
            self.browser.enter_frame().await?;
        }
        Ok(())
    }

    /// Clicks on what such a body gives, once it is there.
    async fn click_on(&self, body: &str, values: Value) -> Result<()> {
        // The drivers do so too, but in a frame that is higher than the screen some look at the frame alone.
        let in_view = format!(
            "const element = (() => {{ {body} }})();
             element?.scrollIntoView({{ block: 'nearest', behavior: 'instant' }});
             return element && [element, scrollY + element.getBoundingClientRect().top]"
        );
        let found = self.wait_for(&in_view, values).await?;
        self.scroll_page_around(found[1].as_f64().unwrap_or_default()).await?;
        Ok(self.browser.element(&found[0])?.click().await?)
    }

    /// Clicks on the first element of a CSS selector.
    ///
    /// # Errors
    /// There is none, or something lies over it.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let clicked = self.click_on("return root.querySelector(args)", json!(selector)).await;
        clicked.with_context(|| format!("could not click on {selector}"))
    }

    /// Types keys into the first element of a CSS selector, behind what stands there.
    ///
    /// # Errors
    /// There is none, or it takes no keys.
    pub async fn press(&self, selector: &str, keys: &str) -> Result<()> {
        let context = || format!("could not type into {selector}");
        if self.browser.engine() == Engine::Chromium {
            let element = self.find("return root.querySelector(args)", json!(selector)).await?;
            return element.send_keys(keys).await.with_context(context);
        }
        // The other drivers take no modifiers among an element's keys.
        let focus = "const control = root.querySelector(args);
                     control?.focus();
                     if (typeof control?.selectionEnd === 'number') control.selectionStart = control.value.length;
                     return control !== null";
        self.wait_for(focus, json!(selector)).await.with_context(context)?;
        self.browser.press(keys).await.with_context(context)
    }

    /// Chooses a distance in the picker above the profile.
    ///
    /// # Errors
    /// There is no such distance.
    pub async fn choose_distance(&self, id: &str) -> Result<()> {
        let body = "return root.querySelector(`.picker input[value='${args}']`)?.closest('label')";
        self.click_on(body, json!(id)).await
    }

    /// Answers a field of the form, whatever its control is.
    ///
    /// # Errors
    /// The field is not asked, or does not take the answer.
    pub async fn answer(&self, field: &str, value: &str) -> Result<()> {
        self.try_answer(field, value)
            .await
            .with_context(|| format!("could not answer {field} with {value:?}"))
    }

    async fn try_answer(&self, field: &str, value: &str) -> Result<()> {
        if self.attribute(".form", "data-step").await?.as_deref() == Some("review") {
            self.click("[data-action=back]").await?;
        }
        let kind = "const control = root.querySelector(`.form [name='${args}']`);
                    return control?.role || control?.type";
        let kind = self.wait_for(kind, json!(field)).await?;
        match kind.as_str().unwrap_or_default() {
            "radio" => {
                let body = "const radio = `.form [name='${args[0]}'][value='${args[1]}']`;
                            return root.querySelector(radio)?.closest('label')";
                self.click_on(body, json!([field, value])).await
            }
            "checkbox" => {
                // One of several boxes has a value of its own.
                let body = "const one = root.querySelector(`.form [name='${args[0]}'][value='${args[1]}']`);
                            return one?.closest('label')";
                let one = self.script(body, json!([field, value])).await?;
                if !one.is_null() {
                    return Ok(self.browser.element(&one)?.click().await?);
                }
                let body = "return root.querySelector(`.form [name='${args}']`).checked ? 'yes' : ''";
                if self.script(body, json!(field)).await? != json!(value) {
                    let body = "return root.querySelector(`.form [name='${args}']`).closest('label')";
                    self.click_on(body, json!(field)).await?;
                }
                Ok(())
            }
            // A code is a name too; leaving the input takes it.
            "combobox" => self.replace(field, &format!("{value}{}", char::from(Key::Tab))).await,
            "text" | "email" | "tel" | "textarea" if value.is_empty() => {
                self.replace(field, &char::from(Key::Delete).to_string()).await
            }
            // All at once: a driver takes three steps for each key. The tests by keyboard press every one of them.
            "text" | "email" | "tel" | "textarea" => {
                self.select(field).await?;
                self.browser.insert_text(value).await
            }
            other => bail!("a control of type {other} is not known"),
        }
    }

    /// Focuses a control with everything in it selected, so that what comes next replaces it.
    async fn select(&self, field: &str) -> Result<Element> {
        let body = "const control = root.querySelector(`.form [name='${args}']`);
                    control?.focus();
                    control?.select();
                    return control";
        self.find(body, json!(field)).await
    }

    /// Types keys into a control in place of what stands there.
    async fn replace(&self, field: &str, keys: &str) -> Result<()> {
        let control = self.select(field).await?;
        if self.browser.engine() == Engine::Chromium {
            // Its driver puts the caret behind the text first.
            let all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
            return Ok(control.send_keys(&format!("{all}{keys}")).await?);
        }
        self.browser.press(keys).await
    }

    /// Answers several fields in their order.
    ///
    /// # Errors
    /// One of them is not asked, or does not take its answer.
    pub async fn answer_all(&self, answers: &[(&str, &str)]) -> Result<()> {
        for (field, value) in answers {
            self.answer(field, value).await?;
        }
        Ok(())
    }

    /// What stands in every field that is asked.
    ///
    /// # Errors
    /// There is no form.
    pub async fn answers(&self) -> Result<BTreeMap<String, String>> {
        let answers = self.script(ANSWERS, Value::Null).await?;
        let answers = answers.as_object().context("no answers")?;
        Ok(answers
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect())
    }

    /// Clicks on the button below the form, and waits until the review stands there, or what keeps the visitor from it.
    /// Says whether it is the review.
    ///
    /// # Errors
    /// There is no button, or nothing comes of it.
    pub async fn check(&self) -> Result<bool> {
        if self.browser.engine() == Engine::WebKit && !self.browser.is_in_frame() {
            // By Enter: this driver takes a second click in the same place for a double click, which sends nothing.
            self.press("button[part~=submit]", "\u{e007}").await?;
        } else {
            self.click("button[part~=submit]").await?;
        }
        // At the first click what checks may still be on its way, and nothing is told yet.
        let done = "if (root.querySelector('button[part~=submit]')?.getAttribute('aria-busy') === 'true') return false;
                    const step = root.querySelector('.form')?.dataset.step;
                    if (step === 'review') return root.activeElement?.id === 'review-title' && [step];
                    if (!root.querySelector('.form')) return [''];
                    const is_told = root.activeElement?.id === 'error-summary'
                      || root.querySelector('.send .progress').innerText || root.querySelector('.outcome');
                    return is_told && [step]";
        Ok(self.wait_for(done, Value::Null).await?[0] == json!("review"))
    }

    /// Sends: by the review, unless it stands there already, if the event wants one and nothing is wrong.
    ///
    /// # Errors
    /// There is no button, or nothing comes of it.
    pub async fn send(&self) -> Result<()> {
        let is_reviewing = self.attribute(".form", "data-step").await?.as_deref() == Some("review");
        if is_reviewing || self.check().await? {
            // By Enter: a click in the same place so soon after the first would be a double click, which sends nothing.
            self.press("button[part~=submit]", ENTER).await?;
        }
        Ok(())
    }

    /// Waits for the outcome of a sending: `accepted`, `unknown`, `refused`, `not-now`, `opaque` or `mail`.
    ///
    /// # Errors
    /// None comes.
    pub async fn outcome(&self) -> Result<String> {
        self.outcome_within(PATIENCE).await
    }

    /// Waits longer for the outcome.
    ///
    /// # Errors
    /// None comes.
    pub async fn outcome_within(&self, deadline: Duration) -> Result<String> {
        let body = "return root.querySelector('[data-outcome]')?.dataset.outcome";
        let outcome = self.wait_long_for(body, Value::Null, deadline).await;
        match outcome {
            Ok(outcome) => Ok(outcome.as_str().unwrap_or_default().to_owned()),
            Err(error) => Err(error.context(format!("the form says: {:?}", self.errors().await?))),
        }
    }

    /// The questions and answers of the review, without the words of its buttons.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn reviewed(&self) -> Result<Vec<(String, String)>> {
        // As it is seen. WebKit gives the lines of a text as one, though it shows them apart.
        let text = if self.browser.engine() == Engine::WebKit { "textContent" } else { "innerText" };
        let body = "const rows = [...root.querySelectorAll('.review .answers > div')];
                    return rows.map((row) => [row.querySelector('dt'), row.querySelector('.answer')]
                      .map((cell) => cell[args]))";
        let rows = self.script(body, json!(text)).await?;
        let text = |cell: &Value| cell.as_str().unwrap_or_default().to_owned();
        Ok(rows.as_array().into_iter().flatten().map(|row| (text(&row[0]), text(&row[1]))).collect())
    }

    /// Sends and waits for the outcome.
    ///
    /// # Errors
    /// None comes.
    pub async fn send_for_outcome(&self) -> Result<String> {
        self.send().await?;
        self.outcome().await
    }

    /// Answers fields, sends, and waits for the outcome.
    ///
    /// # Errors
    /// A field does not take its answer, or no outcome comes.
    pub async fn sign_up(&self, answers: &[(&str, &str)]) -> Result<String> {
        self.answer_all(answers).await?;
        self.send_for_outcome().await
    }

    /// The lines of the error summary.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn errors(&self) -> Result<Vec<FormError>> {
        let body = "const links = [...root.querySelectorAll('.error-summary a')];
                    return links.map((link) => [link.getAttribute('href'), link.innerText])";
        let lines = self.script(body, Value::Null).await?;
        let read = |line: &Value| FormError {
            field: line[0].as_str().unwrap_or_default().trim_start_matches("#field-").to_owned(),
            text: line[1].as_str().unwrap_or_default().to_owned(),
        };
        Ok(lines.as_array().into_iter().flatten().map(read).collect())
    }

    /// Follows the link of the error summary that leads to a field.
    ///
    /// # Errors
    /// There is none.
    pub async fn follow_error(&self, field: &str) -> Result<()> {
        let link = format!(".error-summary a[href='#field-{field}']");
        // A click of WebKit's driver on it sometimes comes to nothing.
        if self.browser.engine() == Engine::WebKit {
            self.press(&link, ENTER).await
        } else {
            self.click(&link).await
        }
    }

    /// The fields that the error summary names, in order.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn wrong_fields(&self) -> Result<Vec<String>> {
        Ok(self.errors().await?.into_iter().map(|error| error.field).collect())
    }

    /// What stands beside a field, if something is wrong with it.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn error_beside(&self, field: &str) -> Result<String> {
        Ok(self.text(&format!("#error-{field}")).await?.unwrap_or_default())
    }

    /// The id of the element in the widget that has the keyboard focus; empty if none has.
    ///
    /// # Errors
    /// The page is gone.
    pub async fn focused(&self) -> Result<String> {
        let id = self.script("return root.activeElement?.id ?? ''", Value::Null).await?;
        Ok(id.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the element of this id in the widget has the keyboard focus.
    ///
    /// # Errors
    /// It never has.
    pub async fn wait_until_focused(&self, id: &str) -> Result<()> {
        self.wait_for("return root.activeElement?.id === args", json!(id)).await.map(drop)
    }

    /// The desk that the notice names, by its id.
    ///
    /// # Errors
    /// There is no notice.
    pub async fn desk(&self) -> Result<String> {
        self.attribute(".desk", "data-desk").await?.context("there is no notice of the desk")
    }
}

fn with_names(body: &str) -> String {
    format!(
        "const [selector, args] = arguments;
         const host = document.querySelector(selector), root = host?.shadowRoot;
         {body}"
    )
}
