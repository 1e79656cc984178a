//! Asks the window manager of X11 for a full screen (Extended Window Manager Hints, `_NET_WM_STATE`:
//! <https://specifications.freedesktop.org/wm-spec/latest/>).

use std::error::Error;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask};

/// What is to become of a property of the window.
const REMOVE: u32 = 0;
const ADD: u32 = 1;
/// Who asks: a program.
const FROM_PROGRAM: u32 = 1;

/// Makes a window fill the screen, or not.
pub(super) fn set_fullscreen(window: u32, is_wanted: bool) -> Result<(), Box<dyn Error>> {
    let (connection, screen) = x11rb::connect(None)?;
    let root = connection.setup().roots.get(screen).ok_or("the display has no screen")?.root;
    let atom = |name: &str| -> Result<u32, Box<dyn Error>> {
        Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    };
    let (state, fullscreen) = (atom("_NET_WM_STATE")?, atom("_NET_WM_STATE_FULLSCREEN")?);
    let manager = atom("_NET_SUPPORTING_WM_CHECK")?;
    let about = connection.get_property(false, root, manager, 0_u32, 0, 1)?.reply()?;
    if about.type_ == 0 {
        return Err("no window manager answers".into());
    }
    let action = if is_wanted { ADD } else { REMOVE };
    let data = [action, fullscreen, 0, FROM_PROGRAM, 0];
    let event = ClientMessageEvent::new(32, window, state, data);
    let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
    connection.send_event(false, root, mask, event)?.check()?;
    Ok(())
}
