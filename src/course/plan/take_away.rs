//! Files, pictures and print.

use crate::{
    course::Shown,
    element::{Element, html},
};

/// The part.
pub fn view(shown: &Shown) -> Element {
    let link = html("a")
        .attr("href", &shown.race.resolve(shown.distance.track.source().as_str()))
        .attr("download", "")
        .text(shown.race.words().download_track);
    html("p").child(link)
}
