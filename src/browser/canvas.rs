//! Paints a picture on a canvas and hands it over as a PNG.
//!
//! An SVG as the source of an image would do too, but a strict page blocks that.

use super::{
    by_name::{call, construct, set},
    download::download_blob,
};
use js_sys::Promise;
use leptos::task::spawn_local;
use saddle_course::drawing::{Anchor, INK, Mark, Picture, coordinate};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Pixels of the file for each pixel of the picture.
const SCALE: f64 = 2.0;

/// Offers the picture as a PNG file; says nothing where the page may not.
pub fn download_png(file_name: String, picture: Picture) {
    spawn_local(async move {
        if let Some(blob) = png(&picture).await {
            download_blob(&file_name, &blob);
        }
    });
}

async fn png(picture: &Picture) -> Option<Blob> {
    let canvas: JsValue = web_sys::window()?.document()?.create_element("canvas").ok()?.into();
    set(&canvas, "width", &(picture.width * SCALE).ceil().into());
    set(&canvas, "height", &(picture.height * SCALE).ceil().into());
    let context = call(&canvas, "getContext", &["2d".into()])?;
    call(&context, "scale", &[SCALE.into(), SCALE.into()]);
    set(&context, "lineJoin", &"round".into());
    for mark in &picture.marks {
        paint(&context, mark);
    }
    let painted = Promise::new(&mut |resolve, _| {
        call(&canvas, "toBlob", &[resolve.into()]);
    });
    // `null` from a browser that cannot make so large a picture.
    JsFuture::from(painted).await.ok()?.dyn_into().ok()
}

fn paint(context: &JsValue, mark: &Mark) {
    let path = |d: &str| construct(&js_sys::global(), "Path2D", &[d.into()]).unwrap_or_default();
    match mark {
        Mark::Area { d, colour } => {
            set(context, "fillStyle", &(*colour).into());
            call(context, "fill", &[path(d)]);
        }
        Mark::Line { d, colour, width } => {
            set(context, "strokeStyle", &(*colour).into());
            set(context, "lineWidth", &(*width).into());
            call(context, "stroke", &[path(d)]);
        }
        Mark::Text { text, at, anchor, size } => {
            set(context, "fillStyle", &INK.into());
            set(context, "font", &[&coordinate(*size), "px sans-serif"].concat().into());
            let align = if *anchor == Anchor::Middle { "center" } else { anchor.as_str() };
            set(context, "textAlign", &align.into());
            call(context, "fillText", &[text.into(), at.0.into(), at.1.into()]);
        }
    }
}
