//! Whether the widget is drawn for a light or a dark page.

use web_sys::HtmlElement;

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

/// Light text means a dark page. The computed value is always `rgb(r, g, b)` or `rgba(…)` for the classic colours;
/// anything else counts as dark text.
fn appearance_of_text(colour: String) -> Appearance {
    let mut channels = colour
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .split([',', ' ', '/', ')'])
        .filter_map(|part| part.parse::<u32>().ok());
    // Rec. 709 luma in ten-thousandths: close enough to tell ink from chalk.
    let luma = match (channels.next(), channels.next(), channels.next()) {
        (Some(red), Some(green), Some(blue)) => 2126 * red + 7152 * green + 722 * blue,
        _ => 0,
    };
    if luma > 1_400_000 { Appearance::Dark } else { Appearance::Light }
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
            ("color(srgb none)", Appearance::Light),
        ] {
            assert_eq!(appearance_of_text(colour.to_owned()), expected, "{colour}");
        }
    }
}
