//! What visitors, embedders and desks meet in a real browser; one module for each theme.
#![cfg(test)]

mod accessibility;
mod axe;
mod bad_input;
mod country;
mod custom_fields;
mod delivery;
mod drafts;
mod embedding;
mod examples;
mod fallback;
mod first_light;
mod languages;
mod layout;
mod map;
mod on_use;
mod outcomes;
mod planner;
mod presets;
mod profile;
mod registration;
mod review;
mod routing;
mod runners;
mod strict_host;
mod validation;
