//! The libraries that Saddle is measured against.

use crate::tools::npm::{self, Package};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Each package in the one version that is measured. d3 and the older togeojson are those that leaflet-elevation asks for.
const PACKAGES: [Package; 6] = [
    Package { folder: "uplot", name: "uplot", version: "1.6.32" },
    Package { folder: "@tmcw/togeojson", name: "@tmcw/togeojson", version: "7.1.3" },
    Package { folder: "leaflet", name: "leaflet", version: "1.9.4" },
    Package { folder: "@raruto/leaflet-elevation", name: "@raruto/leaflet-elevation", version: "2.6.0" },
    Package { folder: "d3", name: "d3", version: "7.8.4" },
    Package { folder: "togeojson-5", name: "@tmcw/togeojson", version: "5.6.2" },
];

/// The folder that holds the packages by their names, after installing them if one is missing or another version.
pub fn ensure() -> Result<PathBuf> {
    npm::ensure("bench-peers", &PACKAGES, "measure Saddle against its peers")?.context(
        "the benchmark measures Saddle against uPlot and leaflet-elevation, which npm installs, and there is no npm: \
         install Node.js",
    )
}

/// The packages as a list for people: `uplot 1.6.32, …`.
pub fn list() -> String {
    npm::list(&PACKAGES)
}
