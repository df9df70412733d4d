//! A country or region, found by typing: an input with a list below it.
//!
//! It is the "editable combobox with list autocomplete" of the ARIA Authoring Practices
//! (<https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>): the focus stays in the input, and the list is walked by arrow keys.
//! The names are asked of the browser when an input is first used.

use super::{
    field::{autocomplete, control, control_id, typed},
    session::Session,
    shown::label,
};
use crate::{
    browser::{
        by_name::call,
        intl::{self, RegionNames},
        object::object,
    },
    element::{Element, follow, html},
    live::Live,
    text::fill,
};
use saddle_signup::{
    FieldId, FieldName,
    country::{countries, is_country},
    country_search::{CountryList, CountryNames},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

thread_local! {
    /// The list in each language that was used, for all inputs of the page.
    static LISTS: RefCell<Vec<(&'static str, Rc<CountryList>)>> = const { RefCell::new(Vec::new()) };
}

fn list(language: &'static str) -> Rc<CountryList> {
    let known = LISTS
        .with_borrow(|lists| lists.iter().find(|(of, _)| *of == language).map(|(_, list)| Rc::clone(list)));
    known.unwrap_or_else(|| {
        let english = RegionNames::new("en");
        let names = intl::sorted_regions(language, countries())
            .into_iter()
            .map(|(code, name)| CountryNames { english: english.name(&code), code, name })
            .collect();
        let list = Rc::new(CountryList::new(names, &intl::decomposed));
        LISTS.with_borrow_mut(|lists| lists.push((language, Rc::clone(&list))));
        list
    })
}

/// One input with its list.
#[derive(Clone)]
struct Combobox {
    session: Session,
    field: FieldId,
    input: HtmlInputElement,
    is_open: Live<bool>,
    /// Those that suit what is typed.
    found: Live<Vec<CountryNames>>,
    /// Which of them the arrow keys are at.
    active: Live<Option<usize>>,
}

/// The input and its list.
pub fn view(session: Session, field: FieldId) -> Element {
    let token = if field.name() == Some(FieldName::Residence) { "country-name" } else { "off" };
    let shown = move || match typed(session, field) {
        answer if is_country(&answer) => {
            RegionNames::new(session.words().tag).name(&answer.to_ascii_uppercase())
        }
        answer => answer,
    };
    let (is_open, active) = (Live::new(false), Live::new(None::<usize>));
    let list_id = ["list-", &session.key(field)].concat();
    let input = control(session, field, "input")
        .class("control")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", &list_id)
        .attr_with("aria-expanded", move || Some(is_open.get().to_string()))
        .attr_with("aria-activedescendant", move || {
            active.get().map(|index| option_id(session, field, index))
        })
        .attr_with("data-code", move || {
            session
                .answers
                .with(|answers| Some(answers.get(field).to_owned()).filter(|code| is_country(code)))
        })
        .attr("autocomplete", &autocomplete(session, field, token))
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "done")
        .value(shown);
    let combobox = Combobox {
        session,
        field,
        input: input.node().clone().unchecked_into(),
        is_open,
        found: Live::new(Vec::new()),
        active,
    };
    let [typed, clicked, changed, left, pressed] = [(); 5].map(|()| combobox.clone());
    let input = input
        .on("input", move |_| typed.take_typed())
        .on("click", move |_| clicked.open())
        // A browser that fills in the form changes it without a visit.
        .on("change", move |_| changed.settle())
        .on("blur", move |_| left.settle())
        .on("keydown", move |event| pressed.press(&event));
    html("div").class("combobox").child(input).child(combobox.list(&list_id)).child(combobox.status())
}

fn option_id(session: Session, field: FieldId, index: usize) -> String {
    [&control_id(session, field), "-", &index.to_string()].concat()
}

impl Combobox {
    fn countries(&self) -> Rc<CountryList> {
        list(self.session.words().tag)
    }

    fn show(&self, text: &str) {
        let countries = self.countries();
        self.found.set(countries.matching(text, &intl::decomposed).into_iter().cloned().collect());
        self.active.set_if_new(None);
        self.is_open.set_if_new(true);
    }

    fn close(&self) {
        self.active.set_if_new(None);
        self.is_open.set_if_new(false);
    }

    /// Shows every country if one is chosen already, with that one active; else those that suit what is typed.
    fn open(&self) {
        let answer = typed(self.session, self.field);
        if !is_country(&answer) {
            return self.show(&self.input.value());
        }
        self.show("");
        // Whoever types now wants another.
        self.input.select();
        let chosen = |found: &Vec<CountryNames>| found.iter().position(|names| names.code == answer);
        self.active.set(self.found.with_untracked(chosen));
    }

    /// Takes what is typed, so that a draft keeps it. Two letters may be a code or the beginning of another name, such as
    /// `No` of Norway and of North Korea: they wait until the visitor leaves.
    fn take_typed(&self) {
        let text = self.input.value();
        if !is_country(text.trim()) {
            self.session.set(self.field, &text);
        }
        self.show(&text);
    }

    fn choose(&self, index: usize) {
        if let Some(names) = self.found.with_untracked(|found| found.get(index).cloned()) {
            self.accept(&names);
        }
        self.close();
    }

    fn accept(&self, country: &CountryNames) {
        self.input.set_value(&country.name);
        self.session.set(self.field, &country.code);
    }

    /// Takes a name that was typed in full, or a code; whatever else was typed stays, and is a mistake.
    fn settle(&self) {
        self.close();
        let text = self.input.value();
        let before = typed(self.session, self.field);
        let countries = self.countries();
        if countries.of_code(&before).is_some_and(|names| names.name == text) {
            return;
        }
        match countries.exact(&text, &intl::decomposed) {
            Some(names) => self.accept(names),
            None if text != before => self.session.set(self.field, &text),
            None => {}
        }
    }

    fn press(&self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if key.is_composing() || key.key_code() == 229 {
            return;
        }
        let is_open = self.is_open.get_untracked();
        match key.key().as_str() {
            "ArrowDown" => self.walk(event, 1),
            "ArrowUp" => self.walk(event, -1),
            "Enter" if is_open => {
                // It chooses, and does not send the form.
                event.prevent_default();
                event.stop_propagation();
                match self.active.get_untracked() {
                    Some(index) => self.choose(index),
                    None => self.settle(),
                }
            }
            "Enter" => self.settle(),
            "Tab" => {
                if let Some(index) = self.active.get_untracked() {
                    self.choose(index);
                }
            }
            "Escape" if is_open => {
                event.stop_propagation();
                self.close();
            }
            _ => {}
        }
    }

    /// Goes to the next or the previous country of the list, and from its end to the other.
    fn walk(&self, event: &Event, step: isize) {
        event.prevent_default();
        if !self.is_open.get_untracked() {
            self.open();
            if self.active.get_untracked().is_some() {
                return;
            }
        }
        let count = self.found.with_untracked(Vec::len) as isize;
        if count > 0 {
            let next = match self.active.get_untracked() {
                Some(index) => index as isize + step,
                None if step > 0 => 0,
                None => count - 1,
            };
            self.active.set(Some(next.rem_euclid(count) as usize));
        }
    }

    fn list(&self, id: &str) -> Element {
        let (own, is_open, found) = (self.clone(), self.is_open, self.found);
        html("ul")
            .class("countries")
            .attr("id", id)
            .attr("role", "listbox")
            .attr("aria-label", &label(self.session, self.field))
            .attr_with("hidden", move || {
                let is_shown = is_open.get() && found.with(|found| !found.is_empty());
                (!is_shown).then(String::new)
            })
            // The focus stays in the input.
            .on("mousedown", |event| event.prevent_default())
            .region(move || {
                if !is_open.get() {
                    return Vec::new();
                }
                found.with(|found| {
                    found.iter().enumerate().map(|(index, names)| own.option(index, names)).collect()
                })
            })
    }

    fn option(&self, index: usize, names: &CountryNames) -> Element {
        let (active, own) = (self.active, self.clone());
        let option = html("li")
            .attr("id", &option_id(self.session, self.field, index))
            .attr("role", "option")
            .attr("data-value", &names.code)
            .attr_with("aria-selected", move || Some((active.get() == Some(index)).to_string()))
            .on("click", move |_| own.choose(index))
            .text(&names.name);
        let node = option.node().clone();
        follow(Box::new(move || {
            if active.get() == Some(index) {
                call(&node, "scrollIntoView", &[object(&[("block", "nearest".into())]).into()]);
            }
        }));
        option
    }

    /// How many there are, for those who do not see the list; that there is none, for everyone.
    fn status(&self) -> Element {
        let (session, is_open, found) = (self.session, self.is_open, self.found);
        let count = move || is_open.get().then(|| found.with(Vec::len));
        html("p")
            .attr("role", "status")
            .attr_with("class", move || Some(if count() == Some(0) { "hint" } else { "unseen" }.to_owned()))
            .text_with(move || match count() {
                None => String::new(),
                Some(0) => session.words().no_country.to_owned(),
                Some(count) => fill(
                    session.words().countries_found,
                    &[("count", &intl::number(session.words().tag, count as f64, 0, false))],
                ),
            })
    }
}
