//! A screen without glass: Xvfb, and the windows on it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use edgeboy_core::{LCD_HEIGHT, LCD_WIDTH};
use edgeboy_media::picture::{Picture, Rgb};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt, EventMask, ImageFormat,
    InputFocus, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::process::{Running, run, wait_for};

/// Its server, and a way to ask it.
pub(crate) struct Screen {
    display: String,
    connection: RustConnection,
    root: Window,
    _server: Running,
}

impl Screen {
    pub(crate) fn start() -> Result<Screen> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        let mut server = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let stdout = server.stdout().context("Xvfb was not piped")?;
        let mut number = String::new();
        BufReader::new(stdout).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "Xvfb did not start");
        let display = format!(":{}", number.trim());
        let (connection, screen) = x11rb::connect(Some(&display))?;
        let root = connection.setup().roots[screen].root;
        Ok(Screen { display, connection, root, _server: server })
    }

    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// The window that a program opens, with the keyboard.
    pub(crate) fn window(&self) -> Result<Window> {
        let found = || -> Option<Window> {
            let tree = self.connection.query_tree(self.root).ok()?.reply().ok()?;
            tree.children
                .into_iter()
                .find(|&window| self.title(window).is_ok_and(|t| t.contains("EdgeBoy")))
        };
        let window = wait_for("the window", found)?;
        // There is no window manager that would give it.
        wait_for("the keyboard", || {
            let focus = self.connection.set_input_focus(InputFocus::PARENT, window, 0_u32);
            focus.ok()?.check().ok()
        })?;
        thread::sleep(Duration::from_millis(100));
        Ok(window)
    }

    pub(crate) fn title(&self, window: Window) -> Result<String> {
        let name = self.connection.intern_atom(false, b"_NET_WM_NAME")?.reply()?.atom;
        let property = self.connection.get_property(false, window, name, AtomEnum::ANY, 0, 1024)?;
        Ok(String::from_utf8_lossy(&property.reply()?.value).into_owned())
    }

    /// What a window shows.
    pub(crate) fn picture(&self, window: Window) -> Result<Picture> {
        let size = self.connection.get_geometry(window)?.reply()?;
        let (width, height) = (size.width, size.height);
        let format = ImageFormat::Z_PIXMAP;
        let image = self.connection.get_image(format, window, 0, 0, width, height, !0)?.reply()?;
        let rgb = |pixel: &[u8; 4]| -> Rgb { [pixel[2], pixel[1], pixel[0]] };
        let pixels = image.data.as_chunks::<4>().0.iter().map(rgb).collect();
        Picture::from_pixels(width.into(), pixels).context("the window has no pixels")
    }

    /// Presses keys one after another, by the names that X has for them, and lets each be seen.
    pub(crate) fn press(&self, keys: &[&str]) -> Result<()> {
        for key in keys {
            self.xdotool(&["key", key])?;
            thread::sleep(Duration::from_millis(120));
        }
        Ok(())
    }

    /// Runs xdotool on this screen.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> Result<()> {
        run(Command::new("xdotool").args(arguments).env("DISPLAY", &self.display))
    }

    /// Puts a window into the corner, in another size.
    pub(crate) fn resize(&self, window: Window, width: u32, height: u32) -> Result<()> {
        let size = ConfigureWindowAux::new().x(0).y(0).width(width).height(height);
        self.connection.configure_window(window, &size)?.check()?;
        thread::sleep(Duration::from_millis(300));
        Ok(())
    }

    /// Closes a window as its frame's button does.
    pub(crate) fn close(&self, window: Window) -> Result<()> {
        let atom = |name: &str| -> Result<u32> {
            Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let (protocols, delete) = (atom("WM_PROTOCOLS")?, atom("WM_DELETE_WINDOW")?);
        let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
        self.connection.send_event(false, window, EventMask::NO_EVENT, event)?.check()?;
        Ok(())
    }
}

/// The LCD's pixels of a picture in which each is a square of `scale` by `scale`, in one color.
pub(crate) fn unscaled(picture: &Picture, scale: usize) -> Result<Vec<Rgb>> {
    let size = (picture.width(), picture.height());
    ensure!(size == (LCD_WIDTH * scale, LCD_HEIGHT * scale), "the window is {size:?}");
    let at = |x: usize, y: usize| picture.pixels()[y * picture.width() + x];
    let mut pixels = Vec::with_capacity(LCD_WIDTH * LCD_HEIGHT);
    for y in 0..LCD_HEIGHT {
        for x in 0..LCD_WIDTH {
            let color = at(x * scale, y * scale);
            let inside =
                (0..scale * scale).map(|n| at(x * scale + n % scale, y * scale + n / scale));
            if inside.into_iter().any(|other| other != color) {
                bail!("pixel {x}, {y} of the LCD is not a square of one color");
            }
            pixels.push(color);
        }
    }
    Ok(pixels)
}
