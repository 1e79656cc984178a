//! Which key is which button.

use edgeboy_core::Buttons;
use minifb::Key;

/// The buttons held down when these keys are.
pub(crate) fn buttons(keys: &[Key]) -> Buttons {
    keys.iter().fold(Buttons::NONE, |held, &key| held | button(key))
}

/// Keys are named by their place on a US keyboard.
fn button(key: Key) -> Buttons {
    match key {
        Key::Right => Buttons::RIGHT,
        Key::Left => Buttons::LEFT,
        Key::Up => Buttons::UP,
        Key::Down => Buttons::DOWN,
        Key::X => Buttons::A,
        Key::Z => Buttons::B,
        Key::Backspace => Buttons::SELECT,
        Key::Enter => Buttons::START,
        _ => Buttons::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_held_together_are_buttons_held_together() {
        assert_eq!(buttons(&[Key::Left, Key::X, Key::Q]), Buttons::LEFT | Buttons::A);
        assert_eq!(buttons(&[]), Buttons::NONE);
    }

    #[test]
    fn every_button_has_a_key() {
        let keys =
            [Key::Right, Key::Left, Key::Up, Key::Down, Key::X, Key::Z, Key::Backspace, Key::Enter];
        assert_eq!(buttons(&keys).bits(), 0xFF);
    }
}
