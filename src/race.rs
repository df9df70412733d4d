//! The widget's one root view and its shared state: event, chosen distance, cursor, language.

use crate::{
    browser::{
        appearance, focus, host_events, json,
        loader::{Loader, NoTrack},
        performance,
    },
    course,
    element::{Element, html},
    explain, header,
    live::Live,
    signup,
    text::{self, Words},
};
use leptos::{
    prelude::{GetValue, LocalStorage, StoredValue},
    task::spawn_local,
};
use saddle_course::{Course, packed::PackedTrack};
use saddle_event::{Distance, Event, track};
use std::{rc::Rc, sync::Arc};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// The line of one distance.
#[derive(Clone)]
pub enum CourseState {
    /// On its way.
    Loading,
    /// Here.
    Ready(Arc<Course>),
    /// The file could not be fetched.
    Unreachable,
    /// The file is no track, or has no line in it.
    Unreadable,
}

/// What the parts of the widget share. A copy is a handle to the same race.
#[derive(Clone, Copy)]
pub struct Race {
    fixed: StoredValue<Rc<Fixed>, LocalStorage>,
    /// The course of each distance, in the order of the event.
    pub courses: Live<Vec<CourseState>>,
    /// The index of the chosen distance.
    pub distance: Live<usize>,
    /// Whether the visitor or the element has chosen it.
    is_distance_chosen: Live<bool>,
    /// The place on the course that profile, map and list point at, in metres from the start.
    pub cursor: Live<Option<f64>>,
    /// The visitor's language as a BCP 47 tag.
    pub language: Live<String>,
    /// The desk that the element asks for.
    pub desk: Live<Option<String>>,
    /// On whose page the widget stands.
    pub partner: Live<Option<String>>,
    /// The moment that the page is shown at, for demos and tests; empty for the clock.
    pub now: Live<String>,
    theme: Live<String>,
    parts: Live<Parts>,
}

/// What stays as it is while the widget stands.
struct Fixed {
    host: HtmlElement,
    event: Arc<Event>,
    outside: Outside,
}

/// What the loader tells the widget of the world outside.
pub struct Outside {
    /// The absolute URL of the event file.
    pub source: String,
    /// What fetches words and reads tracks.
    pub loader: Loader,
}

/// Which parts the element shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Parts {
    #[default]
    Both,
    Course,
    SignUp,
}

impl Race {
    /// A race as its element asks for it, in a language whose words are here. Tracks that are not packed are fetched at once.
    pub fn new(host: HtmlElement, event: Event, language: String, outside: Outside) -> Self {
        let count = event.distances.len();
        let race = Self {
            fixed: StoredValue::new_local(Rc::new(Fixed { host, event: Arc::new(event), outside })),
            courses: Live::new(vec![CourseState::Loading; count]),
            distance: Live::new(0),
            is_distance_chosen: Live::new(false),
            cursor: Live::new(None),
            language: Live::new(language),
            desk: Live::new(None),
            partner: Live::new(None),
            now: Live::new(String::new()),
            theme: Live::new(String::new()),
            parts: Live::new(Parts::Both),
        };
        for name in ["distance", "partner", "desk", "theme", "now", "view"] {
            race.set_attribute(name, race.attribute(name));
        }
        race.load_courses();
        race
    }

    fn fixed(self) -> Rc<Fixed> {
        self.fixed.get_value()
    }

    fn attribute(self, name: &str) -> Option<String> {
        self.fixed().host.get_attribute(name)
    }

    /// Takes over an attribute of the element.
    pub fn set_attribute(self, name: &str, value: Option<String>) {
        match name {
            "distance" => {
                if let Some(id) = value.filter(|id| !id.is_empty()) {
                    self.choose_distance(&id);
                }
            }
            "partner" => self.partner.set_if_new(value.filter(|partner| !partner.is_empty())),
            "desk" => self.desk.set_if_new(value.filter(|desk| !desk.is_empty())),
            "lang" => self.speak(),
            "theme" => self.theme.set_if_new(value.unwrap_or_default()),
            "now" => self.now.set_if_new(value.unwrap_or_default()),
            "view" => self.parts.set_if_new(match value.as_deref() {
                Some("course") => Parts::Course,
                Some("signup") => Parts::SignUp,
                _ => Parts::Both,
            }),
            _ => {}
        }
    }

    /// Takes over the element's language once its words are here.
    fn speak(self) {
        let fixed = self.fixed();
        let language = language_of(&fixed.host);
        if self.language.with_untracked(|before| *before == language) {
            return;
        }
        spawn_local(async move {
            text::load(&fixed.outside.loader, &language).await;
            // It may have been changed again while the words were on their way.
            if language == language_of(&fixed.host) {
                self.language.set(language);
            }
        });
    }

    /// The event.
    pub fn event(self) -> Arc<Event> {
        self.fixed().event.clone()
    }

    /// The words of the visitor's language, without following it.
    pub fn words(self) -> &'static Words {
        self.language.with_untracked(|language| text::words(language))
    }

    /// The visitor's language, without following it.
    pub fn language_untracked(self) -> String {
        self.language.get_untracked()
    }

    /// The id of the chosen distance.
    pub fn chosen_distance_id(self) -> String {
        self.id_of(self.distance.get())
    }

    /// The id of the chosen distance, without following it.
    pub fn chosen_distance_id_untracked(self) -> String {
        self.id_of(self.distance.get_untracked())
    }

    fn id_of(self, index: usize) -> String {
        self.event().distances.get(index).map_or_else(String::new, |distance| distance.id.clone())
    }

    /// Chooses a distance by its id; an unknown id changes nothing.
    pub fn choose_distance(self, id: &str) {
        let Some(index) = self.event().distances.iter().position(|distance| distance.id == id) else {
            return;
        };
        self.is_distance_chosen.set(true);
        if self.distance.get_untracked() != index {
            self.distance.set(index);
            // A place on one course means nothing on another.
            self.cursor.set(None);
            self.tell_host("saddle-distance", false, &[("distance", id.into())]);
        }
    }

    /// Chooses a distance that was remembered, unless the element or the visitor has chosen one.
    pub fn choose_distance_if_free(self, id: &str) {
        if !self.is_distance_chosen.get_untracked() {
            self.choose_distance(id);
        }
    }

    /// Points at a place on the course.
    pub fn point_at(self, distance_m: f64) {
        if self.cursor.get_untracked() != Some(distance_m) {
            self.cursor.set(Some(distance_m));
            self.tell_host("saddle-cursor", false, &[("distance_m", distance_m.into())]);
        }
    }

    /// Whether the element shows a form.
    pub fn has_form(self) -> bool {
        self.parts.get_untracked() != Parts::Course
    }

    /// Whether the widget stands on a page of the race series itself.
    pub fn is_partner_the_series(self) -> bool {
        let partner = self.partner.get_untracked();
        let event = self.event();
        partner.is_some() && event.series.as_ref().and_then(|series| series.partner.clone()) == partner
    }

    /// The range of elevations that all distances share, so that hills can be compared.
    pub fn shared_elevations_m(self) -> Option<(f64, f64)> {
        self.courses.with(|courses| {
            let figures = courses.iter().filter_map(|course| match course {
                CourseState::Ready(course) => Some(course.figures()),
                _ => None,
            });
            saddle_course::drawing::shared_elevation_domain(figures)
        })
    }

    /// A URL of the event file, as an absolute one.
    pub fn resolve(self, url: &str) -> String {
        web_sys::Url::new_with_base(url, &self.fixed().outside.source)
            .map_or_else(|_| url.to_owned(), |url| url.href())
    }

    /// Dispatches an event on the element; `false` if the page cancelled it. Nothing after the widget is gone.
    pub fn tell_host(self, name: &str, cancelable: bool, detail: &[(&str, JsValue)]) -> bool {
        self.fixed
            .try_get_value()
            .is_none_or(|fixed| host_events::dispatch(&fixed.host, name, cancelable, detail))
    }

    /// Moves the keyboard focus to the element with this id.
    pub fn focus(self, id: &str) {
        focus::focus_when_drawn(&self.fixed().host, id.to_owned());
    }

    fn load_courses(self) {
        for (index, distance) in self.event().distances.iter().enumerate() {
            match &distance.track {
                track::Track::Packed { packed, .. } => {
                    let course = match packed.unpack() {
                        Ok(course) => CourseState::Ready(Arc::new(course)),
                        Err(error) => {
                            explain::track(&distance.id, error);
                            CourseState::Unreadable
                        }
                    };
                    self.set_course(index, course);
                }
                track::Track::File(url) => {
                    let (url, fixed) = (self.resolve(url.as_str()), self.fixed());
                    spawn_local(async move {
                        let course = match fixed.event.distances.get(index) {
                            Some(distance) => fetch_course(&fixed.outside.loader, &url, distance).await,
                            None => CourseState::Unreachable,
                        };
                        self.set_course(index, course);
                    });
                }
            }
        }
    }

    /// The element may have been removed while a track was on its way.
    fn set_course(self, index: usize, course: CourseState) {
        self.courses.update(|courses| {
            if let Some(place) = courses.get_mut(index) {
                *place = course;
            }
        });
    }
}

/// Has the loader read a track by the module that only events with track files need.
async fn fetch_course(loader: &Loader, url: &str, distance: &Distance) -> CourseState {
    let (state, reason) = match loader.track(url, distance.track_name.as_deref()).await {
        Ok(packed) => {
            let packed = json::parse(&packed.as_str().into()).unwrap_or_default();
            match PackedTrack::from_json(&packed).and_then(|packed| packed.unpack()) {
                Ok(course) => return CourseState::Ready(Arc::new(course)),
                Err(error) => {
                    explain::track(&distance.id, error);
                    return CourseState::Unreadable;
                }
            }
        }
        Err(NoTrack::Unreadable(reason)) => (CourseState::Unreadable, reason),
        Err(NoTrack::Unreachable(reason)) => (CourseState::Unreachable, reason),
    };
    host_events::log_error(&["saddle: ", url, ": ", &reason].concat());
    state
}

/// The language that the element's `lang` says, or that of the page around it, else the browser's.
pub fn language_of(host: &HtmlElement) -> String {
    let nearest = host.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
    nearest
        .filter(|tag| !tag.is_empty())
        .or_else(|| web_sys::window()?.navigator().language())
        .unwrap_or_else(|| "en".to_owned())
}

/// The whole widget. It is built anew when the language changes; what was typed and chosen lives in the state.
pub fn view(race: Race) -> Element {
    let session = signup::Session::new(race);
    let appearance = move || appearance::appearance(&race.fixed().host, &race.theme.get()).as_str();
    let widget = html("div")
        .class("saddle")
        .attr("part", "saddle")
        .attr_with("lang", move || Some(race.language.with(|language| text::words(language).tag).to_owned()))
        .attr_with("data-theme", move || Some(appearance().to_owned()))
        .region(move || {
            race.language.track();
            let parts = race.parts.get();
            let course = (parts != Parts::SignUp).then(|| course::view(race));
            let signup = (parts != Parts::Course).then(|| signup::view(session));
            [Some(header::view(race)), course, signup].into_iter().flatten().collect()
        });
    performance::mark(performance::READY);
    widget
}
