//! Every command of the README, and the servers that the end-to-end tests start.

pub mod bench;
pub mod build;
mod compress;
pub mod desk;
pub mod inspect;
mod markup;
pub mod npm_package;
pub mod pack;
pub mod project;
pub mod reconstruct;
pub mod schema;
pub mod serve;
pub mod snippet;
pub mod test;
#[cfg(test)]
mod testing;
pub mod tools;
