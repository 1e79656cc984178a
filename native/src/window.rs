//! The window: shows pixels, tells which keys are held.

#[cfg(all(unix, not(target_os = "macos")))]
mod x11;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use minifb::{InputCallback, Key, ScaleMode, WindowOptions};

use crate::config::Settings;
use crate::input::{Control, KeyControl};

/// How a window begins.
pub(crate) struct WindowWish {
    pub(crate) size: [u16; 2],
    pub(crate) is_borderless: bool,
    pub(crate) is_fullscreen: bool,
}

impl WindowWish {
    /// As the settings say, in the size of the last time if that is remembered.
    pub(crate) fn of(settings: &Settings, remembered: Option<[u16; 2]>) -> WindowWish {
        let scale = settings.window.scale as u16;
        let usual =
            [edgeboy_core::LCD_WIDTH as u16 * scale, edgeboy_core::LCD_HEIGHT as u16 * scale];
        // A window that was left too small to be found again is not brought back.
        let remembered = remembered.filter(|[width, height]| *width >= 80 && *height >= 72);
        WindowWish {
            size: remembered.unwrap_or(usual),
            is_borderless: settings.window.borderless,
            is_fullscreen: settings.window.fullscreen,
        }
    }
}

/// A window on the screen.
pub(crate) struct Window {
    inner: minifb::Window,
    pixels: Vec<u32>,
    /// Keys that went down since the last look: one that is up again by then counts as well.
    tapped: Rc<RefCell<Vec<Key>>>,
    was_active: bool,
    is_fullscreen: bool,
}

impl Window {
    /// Opens it.
    ///
    /// # Errors
    ///
    /// If there is no screen, or it cannot show a window.
    pub(crate) fn open(title: &str, wish: &WindowWish) -> Result<Window, minifb::Error> {
        let options = WindowOptions {
            resize: true,
            borderless: wish.is_borderless,
            scale_mode: ScaleMode::UpperLeft,
            ..WindowOptions::default()
        };
        let [width, height] = wish.size.map(usize::from);
        let mut inner = minifb::Window::new(title, width, height, options)?;
        // The machine's pace is kept elsewhere, and is not one of whole frames per second.
        inner.set_target_fps(0);
        let tapped = Rc::<RefCell<Vec<Key>>>::default();
        inner.set_input_callback(Box::new(Taps(tapped.clone())));
        let (was_active, is_fullscreen) = (false, false);
        let mut window = Window { inner, pixels: Vec::new(), tapped, was_active, is_fullscreen };
        if wish.is_fullscreen {
            window.set_fullscreen(true);
        }
        Ok(window)
    }

    /// Whether nobody has closed it.
    pub(crate) fn is_open(&self) -> bool {
        self.inner.is_open()
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (usize, usize) {
        self.inner.get_size()
    }

    /// Whether keys go to it. Some systems never say so: as long as none has, they do.
    pub(crate) fn has_focus(&mut self) -> bool {
        let is_active = self.inner.is_active();
        self.was_active |= is_active;
        is_active || !self.was_active
    }

    /// The keys that are held, or were since the last look.
    pub(crate) fn controls(&mut self) -> BTreeSet<Control> {
        let tapped = std::mem::take(&mut *self.tapped.borrow_mut());
        let keys = self.inner.get_keys().into_iter().chain(tapped);
        keys.filter(|&key| key != Key::Unknown).map(|key| Control::Key(KeyControl(key))).collect()
    }

    /// Takes what has happened to it without showing anything new.
    pub(crate) fn look(&mut self) {
        self.inner.update();
    }

    /// Shows what `draw` draws, in rows of so many pixels of `0x00RRGGBB`.
    ///
    /// # Errors
    ///
    /// If the window cannot be drawn into.
    pub(crate) fn show(
        &mut self,
        draw: impl FnOnce(&mut [u32], usize, usize),
    ) -> Result<(), minifb::Error> {
        let (width, height) = self.size();
        self.pixels.resize(width * height, 0);
        draw(&mut self.pixels, width, height);
        self.inner.update_with_buffer(&self.pixels, width, height)
    }

    pub(crate) fn set_title(&mut self, title: &str) {
        self.inner.set_title(title);
    }

    /// Makes it fill the screen, or not. Whether it does.
    #[cfg(all(unix, not(target_os = "macos")))]
    pub(crate) fn set_fullscreen(&mut self, is_wanted: bool) -> bool {
        let handle = self.inner.get_window_handle() as usize as u32;
        match x11::set_fullscreen(handle, is_wanted) {
            Ok(()) => self.is_fullscreen = is_wanted,
            Err(error) => tracing::warn!("there is no full screen: {error}"),
        }
        self.is_fullscreen
    }

    /// Where minifb cannot do it, nor can this.
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    pub(crate) fn set_fullscreen(&mut self, _is_wanted: bool) -> bool {
        tracing::warn!("there is no full screen on this system");
        self.is_fullscreen
    }

    pub(crate) fn is_fullscreen(&self) -> bool {
        self.is_fullscreen
    }
}

/// Notes which keys go down.
struct Taps(Rc<RefCell<Vec<Key>>>);

impl InputCallback for Taps {
    fn add_char(&mut self, _letter: u32) {}

    fn set_key_state(&mut self, key: Key, is_down: bool) {
        if is_down {
            self.0.borrow_mut().push(key);
        }
    }
}
