//! `cargo xtask serve`: the built widget, its demo page and a desk, on this computer.

pub mod assets;
pub mod server;

use crate::desk::Desk;
use crate::{build, project};
use anyhow::{Context, Result, bail};
use assets::Assets;
use server::Server;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What to serve and where.
pub struct Options {
    /// The port on 127.0.0.1; 0 for any free one.
    pub port: u16,
    /// Whether to build first, or to serve what `dist/` holds.
    pub build: bool,
    /// Where the desk keeps its sign-ups.
    pub desk_file: PathBuf,
    /// How many sign-ups each desk takes; as many as come if not said.
    pub places: Option<u32>,
}

/// Builds, serves, prints the addresses and stays until Ctrl-C.
pub fn serve(options: &Options) -> Result<()> {
    let dist = project::dist();
    if options.build {
        build::build(&build::Options::default())?;
    } else if !dist.join("index.html").is_file() {
        bail!("{} holds no built page; run this without --no-build", dist.display());
    }
    let desk = Desk::open(&options.desk_file)?;
    desk.set_places(options.places);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let router = desk.router().merge(Assets::new(dist).router());
        let server = Server::start(router, SocketAddr::from(([127, 0, 0, 1], options.port))).await?;
        let origin = server.origin();
        println!("demo page  {origin}/");
        println!("the desk   {origin}/desk  (what arrives is kept in {})", options.desk_file.display());
        println!("services   {origin}/service/…  (what they keep: {origin}/service.json)");
        println!("Ctrl-C ends it");
        tokio::signal::ctrl_c().await.context("could not wait for Ctrl-C")?;
        server.stop().await;
        println!();
        Ok(())
    })
}
