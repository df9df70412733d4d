//! Numbers, dates and names of countries, by the browser's own `Intl`: no tables in the wasm.

use super::object::object;
use js_sys::{Array, Function, Intl, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// An object of `Intl`, or nothing where the browser lacks it or refuses the options, such as a zone that it does not
/// know: a constructor reached by `Reflect` gives an error where `new` would throw.
fn construct(name: &str, language: &str, options: &Object) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &name.into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&constructor, &Array::of2(&language_list(language), options)).ok()
}

/// Figures are Latin in every language, as those that people type and those that the widget writes itself: browsers do not
/// agree on the figures of Arabic.
fn language_list(language: &str) -> Array {
    Array::of1(&[language, "-u-nu-latn"].concat().into())
}

/// A number as the language writes it, rounded to at most `decimals`, and with exactly that many if `fixed`.
pub fn number(language: &str, value: f64, decimals: u32, fixed: bool) -> String {
    formatted(language, value, NumberStyle { decimals, fixed, unit: "" })
}

/// A number with its unit as the language writes it, with exactly so many decimals. The unit is one of ECMA-402, such as
/// `kilometer`.
pub fn quantity(language: &str, value: f64, decimals: u32, unit: &'static str) -> String {
    formatted(language, value, NumberStyle { decimals, fixed: true, unit })
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct NumberStyle {
    decimals: u32,
    fixed: bool,
    /// Empty for none.
    unit: &'static str,
}

#[wasm_bindgen]
extern "C" {
    /// The browser's function that writes numbers in a style; it never fails.
    type WriteNumber;

    /// `Function.prototype.call`: number in and text out in one step, because a moving cursor takes four of them a frame.
    #[wasm_bindgen(method)]
    fn call(this: &WriteNumber, this_argument: &JsValue, number: f64) -> String;
}

/// A style in a language, and what writes it.
type NumberFormat = (NumberStyle, String, WriteNumber);

thread_local! {
    /// Making one takes the browser a hundred times as long as using it, and a moving cursor uses four.
    static NUMBER_FORMATS: RefCell<Vec<NumberFormat>> = const { RefCell::new(Vec::new()) };
}

fn formatted(language: &str, value: f64, style: NumberStyle) -> String {
    NUMBER_FORMATS.with_borrow_mut(|formats| {
        let known = formats.iter().find(|(of, tag, _)| *of == style && tag == language);
        if let Some((_, _, write)) = known {
            return write.call(&JsValue::UNDEFINED, value);
        }
        let least = if style.fixed { style.decimals } else { 0 };
        let mut options =
            vec![("maximumFractionDigits", style.decimals.into()), ("minimumFractionDigits", least.into())];
        if !style.unit.is_empty() {
            options.extend([("style", "unit".into()), ("unit", style.unit.into())]);
        }
        let format = Intl::NumberFormat::new(&language_list(language), &object(&options)).format();
        let write = format.unchecked_into::<WriteNumber>();
        let written = write.call(&JsValue::UNDEFINED, value);
        formats.push((style, language.to_owned(), write));
        written
    })
}

/// A calendar day (`YYYY-MM-DD`) in full, with its weekday.
pub fn day(language: &str, iso: &str) -> String {
    written_day(language, iso, &[("weekday", "long".into())])
}

/// A calendar day (`YYYY-MM-DD`) in full, without its weekday.
pub fn date(language: &str, iso: &str) -> String {
    written_day(language, iso, &[])
}

fn written_day(language: &str, iso: &str, more: &[(&str, JsValue)]) -> String {
    let mut options = more.to_vec();
    options.extend([
        ("day", "numeric".into()),
        ("month", "long".into()),
        ("year", "numeric".into()),
        // The text is a day, not a moment: read and write it in the same zone.
        ("timeZone", "UTC".into()),
        // Elsewhere a language may bring another calendar along, whose years a desk could not read.
        ("calendar", "gregory".into()),
    ]);
    let moment = js_sys::Date::parse(iso);
    if !moment.is_finite() {
        return iso.to_owned();
    }
    let format = Intl::DateTimeFormat::new(&language_list(language), &object(&options)).format();
    call_with(&format, moment.into()).unwrap_or_else(|| iso.to_owned())
}

/// A moment in a format of the browser's, or nothing if it refuses the options, such as a zone that it does not know.
fn date_in_format(language: &str, moment_ms: f64, options: &Object) -> Option<String> {
    let format = construct("DateTimeFormat", language, options)?;
    let format: Function = Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?;
    call_with(&format, moment_ms.into())
}

/// The calendar day (`YYYY-MM-DD`) in an IANA time zone at a moment, with the zone's rules of that day.
pub fn day_in_zone(moment_ms: f64, time_zone: &str) -> Option<String> {
    let options = object(&[
        ("year", "numeric".into()),
        ("month", "2-digit".into()),
        ("day", "2-digit".into()),
        ("timeZone", time_zone.into()),
    ]);
    // Not Canadian English, which wrote ISO 8601 days once and does not in Safari any more.
    let written = date_in_format("en-US", moment_ms, &options)?;
    let mut parts = written.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{year}-{month}-{day}"))
}

/// A moment to the minute with its zone: an IANA time zone, or the visitor's own if there is none.
pub fn moment(language: &str, moment_ms: f64, time_zone: Option<&str>) -> Option<String> {
    let mut options = vec![
        ("weekday", "long".into()),
        ("day", "numeric".into()),
        ("month", "long".into()),
        ("year", "numeric".into()),
        ("hour", "2-digit".into()),
        ("minute", "2-digit".into()),
        ("timeZoneName", "short".into()),
        ("calendar", "gregory".into()),
    ];
    options.extend(time_zone.map(|zone| ("timeZone", zone.into())));
    date_in_format(language, moment_ms, &object(&options))
}

/// "In three days": so many of a unit of ECMA-402 from now.
pub fn from_now(language: &str, count: u32, unit: &str) -> Option<String> {
    let format = construct("RelativeTimeFormat", language, &Object::new())?;
    let function: Function = Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?;
    function.call2(&format, &count.into(), &unit.into()).ok()?.as_string()
}

/// How far an IANA time zone is from UTC at a moment, as in `+08:30`; nothing if the browser does not know the zone.
pub fn utc_offset(moment_ms: f64, time_zone: &str) -> Option<String> {
    let options = object(&[("timeZoneName", "longOffset".into()), ("timeZone", time_zone.into())]);
    // "10/4/2015, GMT+08:30", and for UTC itself "10/4/2015, GMT".
    let written = date_in_format("en-US", moment_ms, &options)?;
    let (_, offset) = written.split_once("GMT")?;
    Some(if offset.is_empty() { "Z" } else { offset }.to_owned())
}

/// Names of things of a type in a language: an `Intl.DisplayNames`, and its function.
fn display_names(language: &str, kind: &str) -> Option<(JsValue, Function)> {
    let names = construct("DisplayNames", language, &object(&[("type", kind.into())]))?;
    let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some((names, of))
}

/// The name of a code; the code itself in a browser that has none.
fn display_name(names: Option<&(JsValue, Function)>, code: &str) -> String {
    names
        .and_then(|(names, of)| of.call1(names, &code.into()).ok())
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| code.to_owned())
}

/// What a language calls itself, by its BCP 47 tag.
pub fn language_name(tag: &str) -> String {
    display_name(display_names(tag, "language").as_ref(), tag)
}

/// Names countries and regions in one language.
pub struct RegionNames(Option<(JsValue, Function)>);

impl RegionNames {
    /// The names in a language; codes stay codes in a browser that has none.
    pub fn new(language: &str) -> Self {
        Self(display_names(language, "region"))
    }

    /// The name of an ISO 3166-1 alpha-2 code.
    pub fn name(&self, code: &str) -> String {
        display_name(self.0.as_ref(), code)
    }
}

/// Names of countries and regions with their codes, in the order in which the language sorts the names.
pub fn sorted_regions(language: &str, codes: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    let names = RegionNames::new(language);
    let compare = Intl::Collator::new(&language_list(language), &Object::new()).compare();
    let named = Array::new();
    for code in codes {
        named.push(&Array::of2(&names.name(code).into(), &code.into()));
    }
    // By the browser's own sort, which is there already.
    let sorted = named.sort_by(&mut |one, other| {
        let name = |pair: JsValue| Array::from(&pair).get(0);
        let order = compare.call2(&JsValue::UNDEFINED, &name(one), &name(other));
        order.ok().and_then(|order| order.as_f64()).unwrap_or_default() as i32
    });
    let texts = |pair: JsValue| {
        let pair = Array::from(&pair);
        (pair.get(1).as_string().unwrap_or_default(), pair.get(0).as_string().unwrap_or_default())
    };
    sorted.iter().map(texts).collect()
}

/// A text in Unicode's normal form NFD, in which an accent is a character of its own.
pub fn decomposed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFD").into()
}

fn call_with(format: &Function, value: JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, &value).ok()?.as_string()
}
