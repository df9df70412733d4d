//! Any text: read as an event file.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(mistakes) = saddle_event::read(text) {
        assert!(!mistakes.to_string().is_empty());
    }
});
