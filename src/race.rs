//! The widget's one root view and its shared state: event, chosen distance, cursor, language.

use crate::{
    browser::{
        appearance, clock, focus, host_events, json,
        loader::{Loader, NoTrack},
        siblings,
    },
    chunk::Chunk,
    course::{self, explore::Explore, ground::Ground, plan::Plan},
    element::{Element, html, set_style},
    explain, header, language,
    live::Live,
    signup::{self, SignUp},
    text::{self, Words},
};
use leptos::{
    prelude::{GetValue, LocalStorage, StoredValue},
    task::spawn_local,
};
use saddle_course::{
    Course, Units,
    drawing::{MapView, Window},
    packed::PackedTrack,
};
use saddle_event::{Distance, Enrolment, Event, track};
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
    /// Whether the head is made, and the distance picker.
    is_head_due: Live<bool>,
    /// Whether the rest of the course is made.
    pub is_course_due: Live<bool>,
    /// Whether the first screen is painted.
    pub is_painted: Live<bool>,
    /// The course of each distance, in the order of the event.
    pub courses: Live<Vec<CourseState>>,
    /// The index of the chosen distance.
    pub distance: Live<usize>,
    /// The distance that the page asked for last.
    pub distance_attribute: Live<Option<String>>,
    /// The place on the course that profile, map and list point at, in metres from the start.
    pub cursor: Live<Option<f64>>,
    /// The part of the course that the profile shows; nothing for the whole.
    pub window: Live<Option<Window>>,
    /// Where the map looks; nothing for the whole course.
    pub map_view: Live<Option<MapView>>,
    /// Whether the organiser's map lies under the course map.
    pub is_overlay_shown: Live<bool>,
    /// Whether a web map lies under the course map: nothing is asked of its server before the visitor has said so.
    pub are_tiles_shown: Live<bool>,
    /// The stretch of the course that the visitor has marked, from and to in metres from the start.
    pub selection: Live<Option<(f64, f64)>>,
    /// Whether the profile shows the other distances too, all on one scale.
    pub is_comparing: Live<bool>,
    /// Which of the parts below the map are open, a bit each: they stay so with another distance and in another language.
    pub opened_parts: Live<u8>,
    /// Whether the next drag over the profile marks a stretch, with a finger too, or the next two clicks do.
    pub is_marking: Live<bool>,
    /// Whether the profile is heard.
    pub is_sounding: Live<bool>,
    /// What planning and taking away needs.
    pub plan: Chunk<Plan>,
    /// In what the page counts.
    pub units: Live<Units>,
    /// What stands below the profile.
    pub ground: Chunk<Ground>,
    /// What looks closer at the course.
    pub explore: Chunk<Explore>,
    /// What fills the place of the sign-up.
    pub signup: Chunk<SignUp>,
    /// The visitor's language as a BCP 47 tag.
    pub language: Live<String>,
    /// The language that was asked for last; its words may be on their way.
    asked_language: Live<String>,
    /// The language that the page asked for last.
    page_language: Live<String>,
    /// The desk that the element asks for.
    pub desk: Live<Option<String>>,
    /// How many places are left, where the event says it.
    pub places_left: Live<Option<u32>>,
    /// Goes up when the page knows more of what the visitor would type.
    pub prefill: Live<u32>,
    /// On whose page the widget stands.
    pub partner: Live<Option<String>>,
    /// The moment that the page is shown at, for demos and tests; empty for the clock.
    pub now: Live<String>,
    theme: Live<String>,
    /// Whether the element shows the course.
    pub has_course: Live<bool>,
    /// Whether the element shows a form.
    pub has_form: Live<bool>,
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
    /// The text of the event file.
    pub file: JsValue,
    /// What fetches words and reads tracks.
    pub loader: Loader,
}

impl Race {
    /// A race as its element asks for it, in a language whose words are here.
    pub fn new(host: HtmlElement, event: Event, language: String, outside: Outside) -> Self {
        let count = event.distances.len();
        let page_language = language::of_page(&host);
        let places_left = event.capacity.as_ref().and_then(|capacity| capacity.left);
        // From the start, and not chosen later: nobody hears of a choice then.
        let distance =
            host.get_attribute("distance").and_then(|id| index_of(&event, &id)).unwrap_or_default();
        let race = Self {
            fixed: StoredValue::new_local(Rc::new(Fixed { host, event: Arc::new(event), outside })),
            is_head_due: Live::new(false),
            is_course_due: Live::new(false),
            is_painted: Live::new(false),
            courses: Live::new(vec![CourseState::Loading; count]),
            distance: Live::new(distance),
            distance_attribute: Live::new(None),
            cursor: Live::new(None),
            window: Live::new(None),
            map_view: Live::new(None),
            is_overlay_shown: Live::new(false),
            are_tiles_shown: Live::new(false),
            selection: Live::new(None),
            is_comparing: Live::new(false),
            opened_parts: Live::new(0),
            is_marking: Live::new(false),
            is_sounding: Live::new(false),
            plan: Chunk::new(course::plan::fetch),
            units: Live::new(Units::Metric),
            ground: Chunk::new(course::ground::fetch),
            explore: Chunk::new(course::explore::fetch),
            signup: Chunk::new(signup::fetch),
            asked_language: Live::new(language.clone()),
            page_language: Live::new(page_language),
            language: Live::new(language),
            desk: Live::new(None),
            places_left: Live::new(places_left),
            prefill: Live::new(0),
            partner: Live::new(None),
            now: Live::new(String::new()),
            theme: Live::new(String::new()),
            has_course: Live::new(true),
            has_form: Live::new(true),
        };
        for name in ["partner", "desk", "theme", "now", "units", "view"] {
            race.set_attribute(name, race.attribute(name));
        }
        if let Some(id) = race.attribute("distance") {
            race.ask_for_distance(id);
        }
        race
    }

    /// Fetches the courses and makes the parts of the view, each in a task of its own: in one go it would keep a slow phone from
    /// everything else. Ends in the task that has made the last one.
    pub async fn make_parts(self) {
        self.load_courses();
        for part in [self.is_head_due, self.is_course_due] {
            clock::sleep(0.0).await;
            part.set(true);
        }
        clock::microtask().await;
        spawn_local(async move {
            clock::painted().await;
            self.is_painted.set(true);
        });
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
            // It counts when it changes, and not again when the loader repeats it: the visitor, or the visitor's draft,
            // may have chosen another since.
            "distance" if self.distance_attribute.with_untracked(|before| *before != value) => {
                // Afterwards: the page hears of it, and what it does then may end this very widget.
                spawn_local(async move {
                    if self.distance.is_alive() {
                        self.ask_for_distance(value.unwrap_or_default());
                    }
                });
            }
            "prefill" => self.prefill.update(|times| *times += 1),
            "partner" => self.partner.set_if_new(value.filter(|partner| !partner.is_empty())),
            "desk" => self.desk.set_if_new(value.filter(|desk| !desk.is_empty())),
            "lang" => self.follow_page_language(),
            "theme" => self.theme.set_if_new(value.unwrap_or_default()),
            "now" => self.now.set_if_new(value.unwrap_or_default()),
            "units" => self.units.set_if_new(match value.as_deref() {
                Some("imperial") => Units::Imperial,
                _ => Units::Metric,
            }),
            "view" => {
                self.has_course.set_if_new(value.as_deref() != Some("signup"));
                self.has_form.set_if_new(value.as_deref() != Some("course"));
            }
            _ => {}
        }
    }

    /// Takes over the language that the element asks for, if that is another one than before: since then the visitor may have
    /// chosen one.
    fn follow_page_language(self) {
        let asked = language::of_page(&self.fixed().host);
        if self.page_language.with_untracked(|before| *before != asked) {
            self.page_language.set(asked.clone());
            self.speak(asked);
        }
    }

    /// Speaks a language once its words are here.
    pub fn speak(self, language: String) {
        self.asked_language.set(language.clone());
        let loader = self.loader();
        spawn_local(async move {
            text::load(&loader, &language).await;
            if self.signup.get_untracked().is_some() {
                signup::load(self, text::words(&language).tag).await;
            }
            // Another may have been asked for while the words were on their way.
            if self.asked_language.with_untracked(|asked| *asked == language) {
                self.language.set_if_new(language);
            }
        });
    }

    /// Decides anew whether the widget is light or dark: what stands around it looks different.
    pub fn look_around(self) {
        self.theme.update(|_| {});
    }

    /// The event.
    pub fn event(self) -> Arc<Event> {
        self.fixed().event.clone()
    }

    /// What a sign-up needs of the event file; nothing, and the reasons in the console, if there is a mistake in it.
    pub fn read_enrolment(self) -> Option<Enrolment> {
        let fixed = self.fixed();
        let file = json::parse(&fixed.outside.file).ok()?;
        let read = saddle_event::read_enrolment(&file);
        if read.part.is_none() || read.has_warnings {
            explain::event(fixed.outside.source.clone(), file);
        }
        read.part
    }

    /// What fetches words.
    pub fn loader(self) -> Loader {
        self.fixed().outside.loader.clone()
    }

    /// The element.
    pub fn host(self) -> HtmlElement {
        self.fixed().host.clone()
    }

    /// What the widget stands in.
    pub fn shadow_root(self) -> Option<web_sys::ShadowRoot> {
        self.fixed().host.shadow_root()
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
        let Some(index) = index_of(&self.event(), id) else { return };
        if self.distance.get_untracked() != index {
            self.distance.set(index);
            // A place on one course means nothing on another.
            self.cursor.set(None);
            self.window.set_if_new(None);
            self.map_view.set(None);
            self.selection.set_if_new(None);
            self.tell_host("saddle-distance", false, &[("distance", id.into())]);
        }
    }

    /// The page asks for a distance by its id.
    pub fn ask_for_distance(self, id: String) {
        self.choose_distance(&id);
        self.distance_attribute.set(Some(id));
    }

    /// The index of the distance that the page asks for, or of the first one.
    fn first_distance(self) -> usize {
        self.distance_attribute
            .with_untracked(|asked| index_of(&self.event(), asked.as_deref()?))
            .unwrap_or_default()
    }

    /// Chooses the distance that the page asks for, or the first one.
    pub fn choose_first_distance(self) {
        self.choose_distance(&self.id_of(self.first_distance()));
    }

    /// Whether the visitor has picked another distance than the page asks for.
    pub fn is_distance_picked(self) -> bool {
        self.distance.get_untracked() != self.first_distance()
    }

    /// Points at a place on the course.
    pub fn point_at(self, distance_m: f64) {
        if self.cursor.get_untracked() != Some(distance_m) {
            self.cursor.set(Some(distance_m));
            // The widget may be gone.
            if let Some(fixed) = self.fixed.try_get_value() {
                fixed.outside.loader.point(&fixed.host, distance_m);
            }
        }
    }

    /// Shows or hides the page's own fallback link, below the widget.
    pub fn show_fallback(self, is_shown: bool) {
        let slot = self.shadow_root().and_then(|root| root.query_selector("slot").ok().flatten());
        if let Some(slot) = slot {
            set_style(&slot, "display", if is_shown { "" } else { "none" });
        }
    }

    /// How many elements of this event that show a form stand before this one on the page.
    pub fn forms_before(self) -> usize {
        siblings::forms_before(&self.fixed().host)
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

    /// The width of the element in whole CSS pixels; some width while it has none.
    pub fn width(self) -> f64 {
        const UNKNOWN: f64 = 640.0;
        let width = f64::from(self.fixed().host.client_width());
        if width > 0.0 { width } else { UNKNOWN }
    }

    /// The length of the longest course that is here, in metres.
    pub fn longest_m(self) -> f64 {
        self.courses.with(|courses| {
            let lengths_m = courses.iter().filter_map(|course| match course {
                CourseState::Ready(course) => Some(course.figures().distance_m),
                _ => None,
            });
            lengths_m.fold(0.0, f64::max)
        })
    }

    /// A URL of the event file, as an absolute one.
    pub fn resolve(self, url: &str) -> String {
        web_sys::Url::new_with_base(url, &self.fixed().outside.source)
            .map_or_else(|_| url.to_owned(), |url| url.href())
    }

    /// The host that a URL of the event file is on.
    pub fn host_of(self, url: &str) -> String {
        web_sys::Url::new(&self.resolve(url)).map_or_else(|_| String::new(), |url| url.host())
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

/// The index of the distance with this id.
fn index_of(event: &Event, id: &str) -> Option<usize> {
    event.distances.iter().position(|distance| distance.id == id)
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

/// The whole widget. Header and course are built anew when the language changes; what was chosen lives in the state.
pub fn view(race: Race) -> Element {
    let appearance = move || appearance::appearance(&race.fixed().host, &race.theme.get()).as_str();
    // Whoever has touched the widget is likely to want the rest of it.
    let want = move |_| {
        if race.has_course.get_untracked() {
            race.ground.want();
        }
        signup::want(race);
    };
    html("div")
        .class("saddle")
        .attr("part", "saddle")
        .attr_with("lang", move || Some(race.language.with(|language| text::words(language).tag).to_owned()))
        .attr_with("dir", move || {
            Some(race.language.with(|language| text::direction(text::words(language).tag)).to_owned())
        })
        .attr_with("data-theme", move || Some(appearance().to_owned()))
        .on("pointerdown", want)
        .on("keydown", want)
        .child(language::view(race))
        .region(move || {
            race.language.track();
            if !race.is_head_due.get() {
                return Vec::new();
            }
            let course = race.has_course.get().then(|| course::view(race));
            [Some(header::view(race)), course].into_iter().flatten().collect()
        })
        .region(move || race.has_form.get().then(|| signup::place(race)).into_iter().collect())
}
