//! One tone, by Web Audio.

use web_sys::{AudioContext, OscillatorNode};

/// How loud, of 1: below speech.
const LOUDNESS: f32 = 0.15;

/// A tone that sounds until it is dropped.
pub struct Tone {
    context: AudioContext,
    oscillator: OscillatorNode,
}

impl Tone {
    /// Starts a tone; nothing where the browser has no sound.
    pub fn start() -> Option<Self> {
        let context = AudioContext::new().ok()?;
        let oscillator = context.create_oscillator().ok()?;
        let gain = context.create_gain().ok()?;
        gain.gain().set_value(LOUDNESS);
        oscillator.connect_with_audio_node(&gain).ok()?;
        gain.connect_with_audio_node(&context.destination()).ok()?;
        oscillator.start().ok()?;
        Some(Self { context, oscillator })
    }

    /// Changes its pitch.
    pub fn set_pitch_hz(&self, pitch_hz: f64) {
        self.oscillator.frequency().set_value(pitch_hz as f32);
    }
}

impl Drop for Tone {
    fn drop(&mut self) {
        // A context that is closed already cannot be closed again, and needs not.
        let _ = self.context.close();
    }
}
