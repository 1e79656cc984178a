//! The player without window, sound or gamepad.
