//! Random bytes for idempotency keys.

/// Sixteen bytes from the browser's cryptographic generator.
pub fn sixteen_bytes() -> [u8; 16] {
    let mut bytes = [0_u8; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // Only a very old or locked-down page lacks it; a key must differ, it need not be secret.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    bytes
}
