//! Elements of the page that follow signals: the one place where views become DOM.
//!
//! Leptos' own views are generic: every element has a type of its own, and the compiler writes code for each. Here every
//! element is the same type and the work is done in a few functions; for this widget that is a module of less than half
//! the size (figures in docs/architecture.md). The reactive system, and with it the life of every effect, is Leptos'.
//!
//! Nothing here sets markup from text, so views work where Trusted Types are required.

use crate::browser::{by_name, clock};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::RefCell, mem};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Event, EventTarget, Node};

const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// An element with its attributes and children. A clone is another handle to the same element.
#[derive(Clone)]
pub struct Element(web_sys::Element);

/// A new HTML element.
pub fn html(tag: &str) -> Element {
    Element(created(document().create_element(tag)))
}

/// A new SVG element.
pub fn svg(tag: &str) -> Element {
    Element(created(document().create_element_ns(Some(SVG_NAMESPACE), tag)))
}

fn document() -> Document {
    // The widget is started by a script of a page: there is a window, and it has a document.
    web_sys::window()
        .and_then(|window| window.document())
        .unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into())
}

/// Creating an element fails only for a name that is none; every name here is a literal.
fn created(element: Result<web_sys::Element, JsValue>) -> web_sys::Element {
    element.unwrap_or_else(JsCast::unchecked_into)
}

impl Element {
    /// The element itself.
    pub fn node(&self) -> &web_sys::Element {
        &self.0
    }

    /// Sets the class names.
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        set_attribute(&self.0, name, Some(value));
        self
    }

    /// An attribute that follows signals; absent while there is no value.
    pub fn attr_with(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || set_attribute(&element, name, value().as_deref())));
        self
    }

    /// Sets a property, such as the value of an input.
    pub fn property(self, name: &str, value: impl Into<JsValue>) -> Self {
        set_property(&self.0, name, &value.into());
        self
    }

    /// What stands in an input at first, and again when the browser brings the page back as it was left: WebKit then empties every
    /// input that it must not complete, and tells nobody. In between it is the visitor's alone: writing into an input disturbs the
    /// composition of characters.
    pub fn value(self, value: impl Fn() -> String + 'static) -> Self {
        let shown = self.property("value", value());
        if let Some(window) = web_sys::window() {
            let input = shown.0.clone();
            let write = move |event: Event| {
                if by_name::get(&event, "persisted").is_truthy() {
                    let (input, value) = (input.clone(), value());
                    spawn_local(async move {
                        // It does so when everybody was told that the page is back.
                        clock::sleep(0.0).await;
                        if !by_name::get(&input, "value").is_truthy() {
                            set_property(&input, "value", &value.into());
                        }
                    });
                }
            };
            listen(&window, "pageshow", Box::new(write));
        }
        shown
    }

    /// A property that follows signals.
    pub fn property_with<T: Into<JsValue>>(
        self,
        name: &'static str,
        value: impl Fn() -> T + 'static,
    ) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || set_property(&element, name, &value().into())));
        self
    }

    /// A property of the element's style that follows signals. Set by script, it needs no permission for inline styles.
    pub fn style_with(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let element = self.0.clone();
        follow(Box::new(move || set_style(&element, name, &value())));
        self
    }

    /// Adds a text.
    pub fn text(self, text: &str) -> Self {
        append(&self.0, &document().create_text_node(text));
        self
    }

    /// Adds a text that follows signals.
    pub fn text_with(self, text: impl Fn() -> String + 'static) -> Self {
        let node = document().create_text_node("");
        append(&self.0, &node);
        follow(Box::new(move || node.set_data(&text())));
        self
    }

    /// Adds an element.
    pub fn child(self, child: Element) -> Self {
        append(&self.0, &child.0);
        self
    }

    /// Adds elements: an `Option`, an array, a `Vec`, an iterator.
    pub fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        for child in children {
            append(&self.0, &child.0);
        }
        self
    }

    /// Adds elements that follow signals: whenever one changes, they are made anew, and what they followed is let go.
    pub fn region(self, view: impl Fn() -> Vec<Element> + 'static) -> Self {
        region(&self.0, Box::new(view));
        self
    }

    /// Calls `handler` for each event of this name.
    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(handler));
        self
    }
}

/// Runs now, and again whenever a signal that it read has changed, until the current owner is disposed of.
pub fn follow(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| run());
    StoredValue::new_local(effect);
}

fn set_attribute(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // Names are literals: neither call can fail.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn set_property(element: &web_sys::Element, name: &str, value: &JsValue) {
    // Elements are extensible and their properties writable.
    let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), value);
}

/// Sets a property of an element's style; an empty value takes it away.
pub fn set_style(element: &web_sys::Element, name: &str, value: &str) {
    // HTML and SVG elements have a style of the same kind; web-sys knows it of HTML elements.
    let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
    // A value that is none is ignored by the browser.
    let _ = style.set_property(name, value);
}

fn append(parent: &Node, child: &Node) {
    // A fresh node has no descendants that could contain the parent.
    let _ = parent.append_child(child);
}

/// Calls `handler` for each event of this name, until the current owner is disposed of.
pub fn listen(target: &EventTarget, event: &'static str, handler: Box<dyn FnMut(Event)>) {
    let handler = Closure::<dyn FnMut(Event)>::wrap(handler);
    let listener = Listener { target: target.clone(), event, handler };
    // Adding a listener does not fail.
    let _ = target.add_event_listener_with_callback(event, listener.function());
    // It lives as long as the owner that made the element.
    StoredValue::new_local(listener);
}

/// What listens to an element or the window. An element may outlive it for a moment, and a browser tells an input of its change when it
/// takes it out of the page: then nobody listens any more.
struct Listener {
    target: EventTarget,
    event: &'static str,
    handler: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn function(&self) -> &js_sys::Function {
        self.handler.as_ref().unchecked_ref()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Nor does taking it away.
        let _ = self.target.remove_event_listener_with_callback(self.event, self.function());
    }
}

fn region(parent: &web_sys::Element, view: Box<dyn Fn() -> Vec<Element>>) {
    // What the region shows stands before an empty text, which keeps its place when it shows nothing.
    let end = document().create_text_node("");
    append(parent, &end);
    let shown: RefCell<Vec<Element>> = RefCell::default();
    follow(Box::new(move || {
        let next = view();
        for old in mem::take(&mut *shown.borrow_mut()) {
            old.0.remove();
        }
        if let Some(parent) = end.parent_node() {
            for element in &next {
                // `end` is a child of this parent.
                let _ = parent.insert_before(&element.0, Some(&end));
            }
        }
        *shown.borrow_mut() = next;
    }));
}
