//! Whether the widget is drawn for a light or a dark page.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

/// The look of the surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appearance {
    /// Dark text on a light ground.
    Light,
    /// Light text on a dark ground.
    Dark,
}

impl Appearance {
    /// The word that the style sheet knows it by.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What the element's `theme` attribute asks for; without one, what the host page itself looks like.
///
/// The page's own text colour decides, not the visitor's preference alone: a page that knows no dark mode
/// stays light for everyone, and a dark widget on it would be a hole.
pub fn appearance(host: &HtmlElement, theme: &str) -> Appearance {
    match theme {
        "light" => Appearance::Light,
        "dark" => Appearance::Dark,
        _ => inherited_text_colour(host).map_or(Appearance::Light, appearance_of_text),
    }
}

fn inherited_text_colour(host: &HtmlElement) -> Option<String> {
    let style = web_sys::window()?.get_computed_style(host).ok()??;
    style.get_property_value("color").ok()
}

/// Light text means a dark page.
fn appearance_of_text(colour: String) -> Appearance {
    let [red, green, blue] = channels(&colour).or_else(|| painted(&colour)).unwrap_or_default();
    // Rec. 709 luma in ten-thousandths: close enough to tell ink from chalk.
    let luma = 2126 * red + 7152 * green + 722 * blue;
    if luma > 1_400_000 { Appearance::Dark } else { Appearance::Light }
}

/// Red, green and blue of 0 to 255: the computed value of the classic colours is always `rgb(r, g, b)` or `rgba(…)`.
fn channels(colour: &str) -> Option<[u32; 3]> {
    let mut channels = colour
        .strip_prefix("rgb")?
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .split([',', ' ', '/', ')'])
        .filter_map(|part| part.parse().ok());
    Some([channels.next()?, channels.next()?, channels.next()?])
}

/// The same of any other colour, such as `oklch(…)`, `lab(…)` or `color(…)`: the browser paints one pixel with it.
fn painted(colour: &str) -> Option<[u32; 3]> {
    let canvas = web_sys::window()?.document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    // What is no colour to the browser is ignored, and black stays.
    context.set_fill_style_str(colour);
    context.fill_rect(0.0, 0.0, 1.0, 1.0);
    let pixel = context.get_image_data(0.0, 0.0, 1.0, 1.0).ok()?.data();
    Some([u32::from(*pixel.first()?), u32::from(*pixel.get(1)?), u32::from(*pixel.get(2)?)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn light_text_means_a_dark_page() {
        for (colour, expected) in [
            ("rgb(29, 36, 33)", Appearance::Light),
            ("rgb(236, 232, 223)", Appearance::Dark),
            ("rgba(255, 255, 255, 0.8)", Appearance::Dark),
            ("oklch(0.95 0.01 90)", Appearance::Dark),
            ("oklch(0.25 0.02 160)", Appearance::Light),
            ("lab(95 0 0)", Appearance::Dark),
            ("lab(10 0 0 / 0.9)", Appearance::Light),
            ("color(display-p3 0.9 0.92 0.9)", Appearance::Dark),
            ("color(srgb 0.1 0.1 0.1)", Appearance::Light),
            ("no colour", Appearance::Light),
        ] {
            assert_eq!(appearance_of_text(colour.to_owned()), expected, "{colour}");
        }
    }
}
