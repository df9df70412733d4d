//! The static page to compare with: the same courses as inline SVG, and a plain form; no script that draws.

use anyhow::{Context, Result};
use saddle_course::Course;
use saddle_course::drawing::{
    GradeBand, Margins, ProfileDrawing, ProfileFrame, Units, coordinate, shared_elevation_domain,
};
use saddle_event::{Event, Track};
use std::fmt::Write;

/// The profiles of a packed event, one below the other, all between the same elevations, and a form for its fields.
pub fn content(event: &Event) -> Result<String> {
    let mut courses = Vec::new();
    for distance in &event.distances {
        if let Track::Packed { packed, .. } = &distance.track {
            courses.push((distance.name.pick("en"), packed.unpack()?));
        }
    }
    let figures = courses.iter().map(|(_, course)| course.figures());
    let elevation_m = shared_elevation_domain(figures).context("the courses have no elevations")?;
    let profiles = courses.iter().map(|(name, course)| profile(name, course, elevation_m));
    let options = courses.iter().map(|(name, _)| format!("<option>{name}</option>"));
    let form = format!(
        r#"<form action="/desk" method="post">
<p><label>Distance <select name="distance" required>{}</select></label>
<p><label>Name <input name="name" autocomplete="name" required></label>
<p><label>E-mail <input name="email" type="email" autocomplete="email" required></label>
<p><label>Phone <input name="phone" type="tel" autocomplete="tel"></label>
<p><label>Nationality <input name="nationality" required></label>
<p><label>Country or region of residence <input name="residence" autocomplete="country-name" required></label>
<p><label>Date of birth <input name="date_of_birth" type="date" required></label>
<p><label>Remarks <textarea name="remarks"></textarea></label>
<p><label><input name="consent" type="checkbox" required> I agree</label>
<p><button>Sign up</button>
</form>"#,
        options.collect::<String>()
    );
    Ok(profiles.collect::<String>() + &form)
}

fn profile(name: &str, course: &Course, elevation_m: (f64, f64)) -> String {
    let frame = ProfileFrame {
        width: 640.0,
        height: 200.0,
        margins: Margins { top: 10.0, right: 12.0, bottom: 24.0, left: 52.0 },
        distance_m: (0.0, course.figures().distance_m),
        elevation_m,
        units: Units::Metric,
    };
    let drawing = ProfileDrawing::new(course, &frame);
    let bottom = coordinate(frame.plot().y + frame.plot().height + 16.0);
    let mut svg = format!(
        "<figure><figcaption>{name}</figcaption><svg viewBox=\"0 0 640 200\" role=\"img\" aria-label=\"{name}\">"
    );
    // Writing to a String cannot fail.
    for (band, path) in &drawing.bands {
        let _written = write!(svg, "<path fill=\"{}\" d=\"{path}\"/>", colour(*band));
    }
    let _written = write!(svg, "<path fill=\"none\" stroke=\"#222\" d=\"{}\"/>", drawing.line);
    for tick in &drawing.distance_ticks {
        let _written =
            write!(svg, "<text x=\"{}\" y=\"{bottom}\">{} km</text>", coordinate(tick.at), tick.value);
    }
    for tick in &drawing.elevation_ticks {
        let _written = write!(svg, "<text x=\"4\" y=\"{}\">{} m</text>", coordinate(tick.at), tick.value);
    }
    svg + "</svg></figure>\n"
}

/// Any colour will do: they cost the same.
fn colour(band: GradeBand) -> String {
    let place = GradeBand::ALL.iter().position(|other| *other == band).unwrap_or_default();
    format!("hsl({} 60% 60%)", place * 30)
}
