//! The other races on the host page.

use web_sys::HtmlElement;

/// How many elements that show a form of the same event stand before this one; none for an element in a shadow root of
/// the page's own, where nobody can look.
pub fn forms_before(host: &HtmlElement) -> usize {
    let Some(page) = host.owner_document() else { return 0 };
    let races = page.get_elements_by_tag_name("saddle-race");
    let mut count = 0;
    for race in (0..races.length()).filter_map(|index| races.item(index)) {
        if race == **host {
            return count;
        }
        let has_same = race.get_attribute("event") == host.get_attribute("event");
        if has_same && race.get_attribute("view").as_deref() != Some("course") {
            count += 1;
        }
    }
    0
}
