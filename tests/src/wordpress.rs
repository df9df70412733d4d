//! A real WordPress with the example's plugin in its folder, for one test to do with as it likes.

use crate::browser::Browser;
use crate::program::{Program, free_port, until_it_listens};
use anyhow::{Context, Result};
use serde_json::json;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

/// The plugin, as whoever runs the site copies it.
const PLUGIN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/wordpress/saddle-race");

/// Its settings.
const CONFIG: &str = include_str!("wordpress_config.php");

/// A site that runs WordPress. Its administrator is `admin`, by the password `password`.
pub struct WordPress {
    /// Its address, without a slash at the end.
    pub origin: String,
    _server: Program,
}

impl WordPress {
    /// Starts one that nobody has seen yet, from what `SADDLE_WORDPRESS` names; nothing where that is not set.
    pub async fn start() -> Result<Option<Self>> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let Some(prepared) = env::var_os("SADDLE_WORDPRESS") else { return Ok(None) };
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("saddle-wordpress-{}-{number}", process::id()));
        let site = folder.join("site");
        copy(Path::new(&prepared), &site)?;
        fs::write(site.join("wp-config.php"), CONFIG)?;
        // Browsers ask for it, whatever the page says.
        fs::write(site.join("favicon.ico"), "")?;
        copy(Path::new(PLUGIN), &site.join("wp-content/plugins/saddle-race"))?;
        let port = free_port()?;
        let arguments = ["-S".into(), format!("127.0.0.1:{port}").into(), "-t".into(), site.into_os_string()];
        let server = Program::start(OsStr::new("php"), arguments, &folder)?;
        until_it_listens(port).await?;
        Ok(Some(Self { origin: format!("http://127.0.0.1:{port}"), _server: server }))
    }

    /// The address of one of its pages.
    pub fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.origin)
    }

    /// Logs the administrator in.
    pub async fn log_in(&self, browser: &Browser) -> Result<()> {
        self.log_in_as(browser, "admin").await
    }

    /// Has the administrator, who is logged in, make a user of a role, and logs that one in.
    pub async fn log_in_as_new(&self, browser: &Browser, role: &str) -> Result<()> {
        self.open_editor(browser, "post").await?;
        let make = "return wp.apiFetch({ path: '/wp/v2/users', method: 'POST', \
                    data: { username: arguments[0], roles: [arguments[0]], password: 'password', email: 'user@example.org' } })";
        browser.script(make, vec![json!(role)]).await?;
        browser.delete_cookies().await?;
        self.log_in_as(browser, role).await
    }

    async fn log_in_as(&self, browser: &Browser, user: &str) -> Result<()> {
        browser.goto(&self.address("wp-login.php")).await?;
        // The page moves the focus there some time after it was loaded, and would do so in the middle of the password.
        browser.wait("return document.activeElement.id === 'user_login'").await?;
        browser.type_into("#user_login", user).await?;
        browser.type_into("#user_pass", "password").await?;
        browser.click_on("#wp-submit").await?;
        browser.wait("return !document.querySelector('#loginform')").await.map(drop)
    }

    /// Activates the plugin, as its administrator does on the page of plugins.
    pub async fn activate_plugin(&self, browser: &Browser) -> Result<()> {
        browser.goto(&self.address("wp-admin/plugins.php")).await?;
        browser.click_on("tr[data-slug=saddle-race] .activate a").await?;
        browser
            .wait("return document.querySelector('tr[data-slug=saddle-race] .deactivate a')")
            .await
            .map(drop)
    }

    /// Says under Settings > General where the loader is, and gives what WordPress answers.
    pub async fn name_loader(&self, browser: &Browser, address: &str) -> Result<String> {
        browser.goto(&self.address("wp-admin/options-general.php")).await?;
        browser.script("document.querySelector('#saddle_race_loader').value = ''", Vec::new()).await?;
        browser.type_into("#saddle_race_loader", address).await?;
        browser.click_on("#submit").await?;
        let answer = "return document.querySelector('.settings-error')?.innerText";
        let answer = browser.wait(answer).await?;
        Ok(answer.as_str().unwrap_or_default().to_owned())
    }

    /// Opens the editor with a new page or post.
    pub async fn open_editor(&self, browser: &Browser, kind: &str) -> Result<()> {
        browser.goto(&self.address(&format!("wp-admin/post-new.php?post_type={kind}"))).await?;
        browser
            .wait("return window.wp?.apiFetch && document.querySelector('iframe[name=editor-canvas]')")
            .await
            .map(drop)
    }

    /// Publishes a post with these blocks, written as WordPress keeps them, and gives its address; for whoever is logged in.
    pub async fn publish(&self, browser: &Browser, content: &str) -> Result<String> {
        self.open_editor(browser, "post").await?;
        let publish = "return wp.apiFetch({ path: '/wp/v2/posts', method: 'POST', \
                       data: { title: 'Hill run', status: 'publish', content: arguments[0] } })";
        let post = browser.script(publish, vec![json!(content)]).await?;
        Ok(post["link"].as_str().context("WordPress has published nothing")?.to_owned())
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("could not read {}", from.display()))? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
