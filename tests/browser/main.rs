//! What visitors, embedders and desks meet in a real browser; one module for each theme.
#![cfg(test)]

mod accessibility;
mod axe;
mod bad_input;
mod delivery;
mod embedding;
mod fallback;
mod first_light;
mod languages;
mod layout;
mod map;
mod on_use;
mod planner;
mod profile;
mod registration;
mod routing;
mod strict_host;
mod validation;
